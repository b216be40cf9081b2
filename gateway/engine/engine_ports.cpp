#include "gateway/engine/engine_ports.hpp"

#include <algorithm>
#include <chrono>

namespace gw::engine {

namespace {

using namespace std::chrono_literals;

constexpr auto kAnswerPatience = 1s;

/// Answers that come from several workers; told once, when all are there or patience is over. Control's thread.
struct Gathering {
    std::vector<admin::WorkerAnswer> answers;
    std::size_t expected = 0;
    std::function<void(std::vector<admin::WorkerAnswer>)> then;

    void finish() {
        auto tell = std::exchange(then, {});
        if (!tell) return;
        std::sort(answers.begin(), answers.end(), [](const auto& a, const auto& b) { return a.worker < b.worker; });
        tell(std::move(answers));
    }
};

/// What the workers call, each on its own thread.
std::function<void(admin::WorkerAnswer)> gather(ControlThread& control, std::size_t expected,
                                                std::function<void(std::vector<admin::WorkerAnswer>)> then) {
    auto gathering = std::make_shared<Gathering>();
    gathering->expected = expected;
    gathering->then = std::move(then);
    control.after(kAnswerPatience, [gathering] { gathering->finish(); });
    return [gathering, &control](admin::WorkerAnswer answer) {
        control.post([gathering, answer = std::move(answer)]() mutable {
            gathering->answers.push_back(std::move(answer));
            if (gathering->answers.size() == gathering->expected) gathering->finish();
        });
    };
}

}  // namespace

void WorkerQuestions::ask(const std::string& keyId, std::function<void(std::vector<admin::WorkerAnswer>)> then) {
    const auto* key = running_.control->state().key(keyId);
    const auto hash = key ? hexDigest(key->secretHash) : std::nullopt;
    if (!hash) return then({});
    running_.workers->ask(*hash, gather(control_, running_.workers->size(), std::move(then)));
}

void WorkerQuestions::askAddress(const IpAddress& address, std::function<void(std::vector<admin::WorkerAnswer>)> then) {
    running_.workers->askAddress(address, gather(control_, running_.workers->size(), std::move(then)));
}

}  // namespace gw::engine
