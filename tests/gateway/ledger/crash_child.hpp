// The process that the crash tests kill: a ledger with real files in a directory, driven by requests in order, which tells
// on its standard output what it was answered and what its "database" has committed. One line a write(2), so that a line is
// there whole or not at all.
#pragma once

#include "fake_timers.hpp"
#include "faulty_files.hpp"
#include "gateway/ledger/ledger.hpp"
#include "ledger_rows.hpp"

#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <utility>

#include <unistd.h>

namespace gw::test {

/// What the child is asked to do, as its arguments: --child directory strict ships killAt requests.
struct CrashPlan {
    std::string directory;
    bool strict = false;
    bool ships = false;          ///< otherwise the database refuses everything
    std::uint64_t killAt = 0;    ///< SIGKILL at this file call; 0: never
    std::uint64_t requests = 0;  ///< 0: it only opens the ledger (recovery)
};

inline std::string crashId(std::uint64_t number) { return "req-" + std::to_string(number); }
/// Every fifth request stays open.
inline bool crashLeavesOpen(std::uint64_t number) { return number % 5 == 4; }
inline ledger::RequestRecord crashTestRecord(std::uint64_t number) {
    auto record = recordOf(crashId(number));
    record.cost = record.billed[0].cost = NanoUsd{static_cast<std::int64_t>(1000 + number)};
    return record;
}

inline void sayLine(const std::string& line) {
    const auto text = line + "\n";
    if (::write(STDOUT_FILENO, text.data(), text.size()) != static_cast<ssize_t>(text.size())) std::_Exit(3);
}

/// The pipe is the database: a row is committed once its line is in it.
class PipeSink final : public ledger::UsageSink {
   public:
    explicit PipeSink(bool takes) : takes_(takes) {}
    Result<void> write(std::span<const ledger::RecordView> records) override {
        if (!takes_) return fail(ErrorCode::storeFailed, ErrorSource::store, Retry::never, "down");
        for (const auto& record : records) {
            sayLine("C " + std::string(record.traceId) + " " + std::to_string(record.cost->value) + (record.estimated ? " estimated" : " exact"));
        }
        return {};
    }

   private:
    const bool takes_;
};

class CrashChild {
   public:
    explicit CrashChild(CrashPlan plan) : plan_(std::move(plan)), sink_(plan_.ships) {
        files_.fault = [this](Call, std::uint64_t) {
            if (files_.calls == plan_.killAt) ::raise(SIGKILL);
            return 0;
        };
    }

    int run() {
        auto opened = ledger::Ledger::open(options(), files_);
        if (!opened) return 2;
        if (plan_.requests == 0) return 0;
        ledger_ = std::move(*opened);
        port_ = &ledger_->port(0, timers_);
        ledger_->start(sink_);
        for (std::uint64_t number = 0; number < plan_.requests; ++number) request(number);
        ledger_->stop();
        return 0;
    }

   private:
    ledger::LedgerOptions options() const {
        ledger::LedgerOptions made;
        made.directory = plan_.directory;
        made.node = "node-1";
        made.sync = plan_.strict ? config::LedgerSync::strict : config::LedgerSync::group;
        made.segmentMax = Bytes{1500};  // a few requests a segment, so that segments begin and end all the time
        made.groupCommit = made.shipper.batchAge = made.shipper.retryMin = std::chrono::milliseconds{1};
        return made;
    }
    void request(std::uint64_t number) {
        const auto id = crashId(number);
        // A refusal is fair when the disk does not follow this speed: a client would ask again.
        while (!granted([&](auto then) { port_->reserve(reservationOf(id), std::move(then)); })) comeBack();
        sayLine("R " + id);
        if (crashLeavesOpen(number)) return;
        if (granted([&](auto then) { port_->settle(crashTestRecord(number), std::move(then)); })) sayLine("S " + id);
        else comeBack();
    }
    template <class Call>
    bool granted(const Call& call) {
        std::optional<bool> answer;
        call(std::function<void(Result<void>)>([&answer](Result<void> result) { answer = result.has_value(); }));
        for (timers_.run(); !answer; timers_.run()) std::this_thread::yield();
        return *answer;
    }
    void comeBack() {
        while (!port_->accepting()) {
            timers_.advance(std::chrono::milliseconds{100});
            std::this_thread::yield();
        }
    }

    const CrashPlan plan_;
    FaultyFiles files_;
    FakeTimers timers_;
    PipeSink sink_;
    std::unique_ptr<ledger::Ledger> ledger_;
    ledger::LedgerPort* port_ = nullptr;
};

/// For main: runs the child when the arguments say so; -1 when they do not.
inline int crashChildMain(int count, char** arguments) {
    if (count != 7 || std::string(arguments[1]) != "--child") return -1;
    CrashPlan plan;
    plan.directory = arguments[2];
    plan.strict = std::string(arguments[3]) == "1";
    plan.ships = std::string(arguments[4]) == "1";
    plan.killAt = std::strtoull(arguments[5], nullptr, 10);
    plan.requests = std::strtoull(arguments[6], nullptr, 10);
    return CrashChild(std::move(plan)).run();
}

}  // namespace gw::test
