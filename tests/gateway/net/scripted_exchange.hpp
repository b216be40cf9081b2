// An ExchangeFactory for tests: what happens is chosen by the path of the request. Counters may be read from any
// thread.
#pragma once

#include "gateway/net/listen_probe.hpp"
#include "gateway/net/worker.hpp"

#include <atomic>
#include <memory>
#include <string>

namespace gw::net::test {

struct Seen {
    std::atomic<int> requests{0}, bodies{0}, bodyFailures{0}, gone{0}, destroyed{0}, snapshots{0}, drainEnds{0};
    std::atomic<int> pauses{0}, writables{0};
    std::atomic<std::size_t> written{0};
    std::atomic<int> lastFailure{-1};
};

class ScriptedExchange final : public pipeline::ExchangeHandler {
 public:
    static constexpr std::size_t kFloodBytes = 16 * 1024 * 1024;

    ScriptedExchange(pipeline::ClientPort& client, Seen& seen, pipeline::WorkerTimers* timers)
        : client_(client), seen_(seen), timers_(timers) {}
    ~ScriptedExchange() override {
        *alive_ = false;
        ++seen_.destroyed;
    }

    void onRequest() override {
        ++seen_.requests;
        const std::string_view path = client_.head().path;
        if (path == "/echo") return client_.readBody(mebibytes(1));
        if (path == "/later") return later([this] { client_.readBody(mebibytes(1)); });
        if (path == "/answer-later") return later([this] { say(200, "later"); });
        if (path == "/early") return say(401, "who are you");
        if (path == "/nothing") return client_.respond(ResponseHead{204, {}}, {});
        if (path == "/inject") {
            return client_.respond(
                ResponseHead{200,
                             {{"x-a", "b\r\nx-evil: 1"}, {"bad name", "c"}, {"x-good", "d"}, {"content-length", "99"}}},
                "ok");
        }
        if (path == "/double") {
            say(200, "one");
            return say(200, "two");
        }
        if (path == "/hang") return;
        if (path == "/chunks" || path == "/abort" || path == "/start" || path == "/restart") return stream(path);
        if (path == "/length" || path == "/short") return counted(path);
        if (path == "/flood") {
            client_.startReply(ResponseHead{}, std::nullopt);
            return flood();
        }
        say(200, "hello");
    }

    void onBody(pipeline::PaddedBody body) override {
        ++seen_.bodies;
        for (int i = 0; i < 64; ++i) {
            if (body.storage[body.size + static_cast<std::size_t>(i)] != 0) return say(500, "padding is not zero");
        }
        say(200, std::string(body.text()));
    }
    void onBodyFailed(const Error& error) override {
        ++seen_.bodyFailures;
        seen_.lastFailure = static_cast<int>(error.code);
        say(httpStatus(error.code), std::string(codeText(error.code)));
    }
    void onClientWritable() override {
        ++seen_.writables;
        flood();
    }
    void onClientGone() override { ++seen_.gone; }
    void onSnapshot(const config::SnapshotPtr&) override { ++seen_.snapshots; }
    void onDrainEnd() override {
        ++seen_.drainEnds;
        say(503, "draining");
    }

 private:
    void say(int status, std::string text) {
        client_.respond(ResponseHead{status, {{"x-test", "1"}}}, std::move(text));
    }

    void later(std::function<void()> task) {
        timers_->after(std::chrono::milliseconds(10), [alive = alive_, run = std::move(task)] {
            if (*alive) run();
        });
    }

    void stream(std::string_view path) {
        client_.startReply(ResponseHead{200, {{"content-type", "text/plain"}}}, std::nullopt);
        if (path == "/start") return;
        client_.write("a");
        client_.write("bb");
        client_.write("");
        client_.write("ccc");
        if (path == "/abort") return client_.abort();
        if (path == "/restart") return client_.startReply(ResponseHead{}, std::nullopt);
        client_.finish();
    }

    void counted(std::string_view path) {
        client_.startReply(ResponseHead{}, path == "/short" ? 10 : 6);
        client_.write("abc");
        if (path == "/length") client_.write("defGHI");
        client_.finish();
    }

    void flood() {
        const std::string piece(64 * 1024, 'x');
        while (sent_ < kFloodBytes) {
            sent_ += piece.size();
            seen_.written += piece.size();
            if (!client_.write(piece)) {
                ++seen_.pauses;
                return;
            }
        }
        client_.finish();
    }

    pipeline::ClientPort& client_;
    Seen& seen_;
    pipeline::WorkerTimers* timers_;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
    std::size_t sent_ = 0;
};

class ScriptedFactory final : public pipeline::ExchangeFactory {
 public:
    ScriptedFactory(Seen& seen, pipeline::WorkerTimers* timers) : seen_(seen), timers_(timers) {}
    std::unique_ptr<pipeline::ExchangeHandler> make(pipeline::ClientPort& client) override {
        return std::make_unique<ScriptedExchange>(client, seen_, timers_);
    }

 private:
    Seen& seen_;
    pipeline::WorkerTimers* timers_;
};

/// A worker on a free loopback port that runs ScriptedExchange.
class ScriptedWorker {
 public:
    explicit ScriptedWorker(NetLimits limits = {}, std::shared_ptr<const TlsServer> tls = nullptr,
                            std::shared_ptr<ConnectionBudget> budget = nullptr) {
        auto probe = probeAndBind("127.0.0.1", 0, false);
        port = probe->port();
        WorkerOptions options;
        options.limits = std::move(limits);
        options.listener = std::move(*probe->openListener());
        options.tls = std::move(tls);
        options.budget = std::move(budget);
        worker = std::make_unique<Worker>(std::move(options));
        started = worker
                      ->start([this](WorkerContext& context) {
                          return std::make_unique<ScriptedFactory>(seen, &context.timers);
                      })
                      .has_value();
    }

    Seen seen;
    std::uint16_t port = 0;
    bool started = false;
    std::unique_ptr<Worker> worker;
};

}  // namespace gw::net::test
