// A Control over a real store, its loop turned by the test. Test thread.
#pragma once

#include "hand_loop.hpp"
#include "samples.hpp"
#include "store_file.hpp"

#include "gateway/control/control.hpp"

#include <memory>
#include <optional>
#include <stdexcept>

namespace gw::test {

class ControlRig {
   public:
    /// `file` may hold rows already. @param masterKey see masterKeyOf.
    explicit ControlRig(const StoreFile& file, std::uint8_t masterKey = 7) {
        auto opened = store::Store::open({.file = file.path(), .post = box.poster()});
        if (!opened) throw std::runtime_error(describe(opened.error()));
        store = std::move(*opened);
        crypto = std::make_unique<secrets::CryptoThread>(box.poster());
        control = std::make_unique<control::Control>(control::Control::Options{.store = *store,
                                                                               .crypto = *crypto,
                                                                               .masterKey = masterKeyOf(masterKey),
                                                                               .clock = clock,
                                                                               .post = box.poster(),
                                                                               .after = timers.timer()});
        control->setAuditListener([this](const store::AuditRow& row) { told.push_back(row); });
    }
    ~ControlRig() { stop(); }
    ControlRig(const ControlRig&) = delete;
    ControlRig& operator=(const ControlRig&) = delete;

    void stop() {
        control.reset();
        crypto.reset();
        store.reset();
        box.runPresent();
    }
    Result<std::vector<std::string>> load() {
        std::optional<Result<std::vector<std::string>>> answer;
        control->load([&](Result<std::vector<std::string>> problems) { answer = std::move(problems); });
        if (!box.runUntil([&] { return answer.has_value(); })) throw std::runtime_error("load did not end");
        control->setTargets({&worker});
        return *answer;
    }
    Result<control::Applied> apply(control::Command command) {
        std::optional<Result<control::Applied>> answer;
        control->apply(std::move(command), contextOf(control->masterKey()).actor,
                       [&](Result<control::Applied> applied) { answer = std::move(applied); });
        if (!box.runUntil([&] { return answer.has_value(); })) throw std::runtime_error("no answer");
        return *answer;
    }
    /// Both clocks, and what falls due.
    void advance(std::chrono::milliseconds step) {
        clock.advance(step);
        timers.advance(step);
    }
    /// The next look at the tables, until it is over and what it started has been told.
    bool pollOnce(std::size_t audits) {
        advance(control::Control::kForeignPoll);
        return box.runUntil([&] { return told.size() >= audits && timers.size() > 0; });
    }

    FakeClock clock;
    Mailbox box;
    HandTimers timers;
    FakeWorker worker;
    std::vector<store::AuditRow> told;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<secrets::CryptoThread> crypto;
    std::unique_ptr<control::Control> control;
};

}  // namespace gw::test
