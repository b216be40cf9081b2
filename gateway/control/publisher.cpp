#include "gateway/control/publisher.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace gw::control {

/// Which version each worker runs, as far as it has told. Replaced with the targets, so that late answers of old ones go
/// nowhere.
struct Publisher::Shared {
    std::vector<std::uint64_t> acknowledged;
    std::uint64_t newest = 0;
};

struct Publisher::Round {
    std::function<void(PublishReport)> handler;
    std::vector<bool> answered;
    PublishReport report;

    void finish() {
        if (auto call = std::exchange(handler, nullptr)) call(report);
    }
    void acknowledge(std::size_t target) {
        if (answered[target]) return;
        answered[target] = true;
        ++report.acknowledged;
        if (report.complete()) finish();
    }
};

Publisher::Publisher(Poster post, Timer after)
    : post_(std::move(post)), after_(std::move(after)), shared_(std::make_shared<Shared>()) {}

Publisher::~Publisher() = default;

void Publisher::setTargets(std::vector<SnapshotTarget*> targets) {
    targets_ = std::move(targets);
    const auto newest = shared_->newest;
    shared_ = std::make_shared<Shared>();
    shared_->newest = newest;
    // Workers start with the newest snapshot: they are not behind until the next one.
    shared_->acknowledged.assign(targets_.size(), newest);
}

void Publisher::publish(config::SnapshotPtr snapshot, std::function<void(PublishReport)> handler) {
    const auto version = snapshot->version;
    shared_->newest = version;
    auto round = std::make_shared<Round>();
    round->handler = std::move(handler);
    round->answered.assign(targets_.size(), false);
    round->report.total = targets_.size();
    if (targets_.empty()) {
        post_([round] { round->finish(); });
        return;
    }
    for (std::size_t i = 0; i < targets_.size(); ++i) {
        auto ack = [post = post_, round, shared = shared_, i, version](config::SnapshotPtr old) {
            // `old` travels to control's thread and is destroyed there.
            post([round, shared, i, version, old = std::move(old)]() mutable {
                shared->acknowledged[i] = std::max(shared->acknowledged[i], version);
                round->acknowledge(i);
                old.reset();
            });
        };
        targets_[i]->post(snapshot, std::move(ack));
    }
    after_(kPatience, [round] { round->finish(); });
}

std::size_t Publisher::behind() const {
    const auto& versions = shared_->acknowledged;
    return static_cast<std::size_t>(
        std::count_if(versions.begin(), versions.end(), [this](std::uint64_t version) { return version < shared_->newest; }));
}

}  // namespace gw::control
