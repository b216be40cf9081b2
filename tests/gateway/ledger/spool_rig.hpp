// One worker's spool turned by hand: loop, disk and sync thread step when the test says so.
#pragma once

#include "fake_timers.hpp"
#include "faulty_files.hpp"
#include "gateway/ledger/spool_writer.hpp"
#include "gateway/ledger/sync_thread.hpp"
#include "ledger_rows.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace gw::test {

struct SpoolRig {
    explicit SpoolRig(const std::filesystem::path& spool, ledger::SpoolWriterOptions options = {})
        : sync(files, 1, std::chrono::milliseconds{0}) {
        options.directory = spool / "worker-0";
        ledger::posixFiles().makeDirectory(options.directory);
        sync.onProgress([this](const std::shared_ptr<ledger::Segment>& segment) { segments.push_back(segment); }, {});
        writer = std::make_unique<ledger::SpoolWriter>(files, sync, options);
        writer->attach(timers);
    }

    /// What `then` said, by request id; "" while it has said nothing.
    std::function<void(Result<void>)> note(std::map<std::string, std::string>& answers, const std::string& id) {
        return [&answers, id](Result<void> result) {
            answers[id] = result ? "ok" : std::string(codeText(result.error().code));
        };
    }
    void reserve(const std::string& id, std::uint16_t attempt = 1) {
        writer->reserve(reservationOf(id, attempt), note(reserved, id));
    }
    void settle(const std::string& id, bool billed = true) { writer->settle(recordOf(id, billed), note(settled, id)); }
    /// A loop turn, a sync, and what the sync tells.
    void turn() {
        timers.run();
        sync.round();
        timers.run();
    }
    /// Lets time pass until the writer is healthy again, or gives up.
    bool heal(int seconds = 20) {
        for (int i = 0; i < seconds * 10 && !writer->accepting(); ++i) {
            timers.advance(std::chrono::milliseconds{100});
            turn();
        }
        return writer->accepting();
    }

    FaultyFiles files;
    FakeTimers timers;
    ledger::SyncThread sync;
    std::vector<std::shared_ptr<ledger::Segment>> segments;
    std::unique_ptr<ledger::SpoolWriter> writer;
    std::map<std::string, std::string> reserved, settled;
};

}  // namespace gw::test
