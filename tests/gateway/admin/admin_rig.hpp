// The admin API over a real store and control in a temporary directory: calls go in as values, what the store and crypto
// threads post back is run by the calling test. Fakes stand for the engine, the workers, providers and parts.
#pragma once

#include "gateway/admin/admin_api.hpp"
#include "gateway/control/control.hpp"
#include "gateway/metrics/aggregator.hpp"
#include "gateway/store/migrator.hpp"
#include "tests/gateway/admin/recording_sink.hpp"

#include <boost/json/object.hpp>

#include <QTemporaryDir>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

/// What other threads post, run by the test. The mutex guards the queue.
class Mailbox {
   public:
    void post(std::function<void()> task);
    /// Runs tasks until `done`; false when nothing came for 10 s.
    bool runUntil(const std::function<bool()>& done);

   private:
    std::mutex mutex_;
    std::condition_variable came_;
    std::deque<std::function<void()>> tasks_;
};

class FakeEngine final : public gw::admin::EnginePort {
   public:
    gw::admin::EngineState state() const override { return now; }
    gw::Result<void> retry(std::optional<std::uint16_t> port, gw::secrets::KeyAnswer) override {
        if (now.stage != "failed") return gw::fail(gw::ErrorCode::conflict, "Nothing has failed.");
        retriedPort = port;
        ++retries;
        now.stage = "starting";
        return {};
    }
    void drain() override { now.stage = "draining"; }
    gw::admin::EngineState now;
    std::optional<std::uint16_t> retriedPort;
    int retries = 0;
};

class FakeWorkers final : public gw::admin::AskWorkers {
   public:
    void ask(const std::string& keyId, std::function<void(std::vector<gw::admin::WorkerAnswer>)> then) override {
        asked = keyId;
        then({{0, 401, "invalid_api_key", 7}, {1, 200, "", 6}});
    }
    void askAddress(const gw::IpAddress& address, std::function<void(std::vector<gw::admin::WorkerAnswer>)> then) override {
        asked = address.text();
        then({{0, 403, "ip_blocked", 7}});
    }
    std::string asked;
};

class FakeProbes final : public gw::admin::ProbePort {
   public:
    FakeProbes() {
        answer.ok = true;
        answer.status = 200;
        answer.latency = std::chrono::milliseconds{12};
        answer.models = {"gpt-4"};
    }
    void probe(const std::string& providerName, std::function<void(gw::admin::ProbeResult)> then) override {
        asked = providerName;
        then(answer);
    }
    void call(const std::string& providerName, const std::string& model, std::function<void(gw::admin::ProbeResult)> then) override {
        called = providerName + "/" + model;
        then(answer);
    }
    gw::admin::ProbeOutlook outlook(const std::string&, const std::string& model) const override {
        auto known = about;
        if (model.empty()) known.estimate.reset();
        return known;
    }
    gw::admin::ProbeResult answer;
    gw::admin::ProbeOutlook about;
    std::string asked, called;
};

class FakeFacts final : public gw::admin::FactsPort {
   public:
    void dependencies(std::function<void(gw::admin::DependencyFacts)> then) override { then(facts); }
    std::string metricsText() const override { return "gateway_inflight 0\n"; }
    std::pair<std::size_t, std::size_t> circuits() const override { return {1, 4}; }
    std::vector<gw::admin::CircuitFact> circuitFacts() const override {
        return {{"main", "gpt-4o", "closed", {}, 0, {}, {}, {}, 0, 0, {}, {}}, {"spare", "gpt-4o", "open", "UPSTREAM_TIMEOUT", 7, {}, {}, {}, 0, 0, {}, {}}};
    }
    std::vector<gw::admin::RestingPreset> restingPresets() const override { return {}; }
    std::vector<gw::admin::LimitState> explainLimits(const std::string&, const std::string&, const std::optional<gw::IpAddress>&) const override { return {}; }
    gw::admin::LimitUse limitUse(const std::string&, const std::string&) const override { return {}; }
    void resetLimits(const std::string&, const std::string&) override {}
    void correctSpending(const std::string& keyId, const std::string& userId, gw::WallTime began, gw::NanoUsd amount) override {
        corrections.push_back({keyId, userId, began, amount});
    }
    gw::admin::CacheFacts cacheFacts() const override { return {}; }
    std::uint64_t flushCache() override { return 0; }
    struct Correction {
        std::string keyId, userId;
        gw::WallTime began;
        gw::NanoUsd amount;
    };
    std::vector<Correction> corrections;
    gw::admin::DependencyFacts facts;
};

/// A worker that takes snapshots at once, or never.
class FakeTarget final : public gw::control::SnapshotTarget {
   public:
    void post(gw::config::SnapshotPtr next, std::function<void(gw::config::SnapshotPtr)> ack) override {
        if (!silent) ack(std::exchange(current, std::move(next)));
    }
    gw::config::SnapshotPtr current;
    bool silent = false;
};

struct Answer {
    int status = 0;
    boost::json::object json;
    std::string text;
    gw::ResponseHead head;
    std::string field(std::string_view name) const;
    /// error.code, or empty.
    std::string code() const;
    /// error.field, or empty.
    std::string wrongField() const;
    std::string at(std::string_view name) const;
};

struct Call {
    gw::Method method = gw::Method::get;
    std::string path;  ///< with its query
    std::string body{};
    std::string token{};
    std::vector<std::pair<std::string, std::string>> fields{};
    bool privateListener = false;
    std::string type = "application/json";
    std::string peer = "127.0.0.1";
};

class AdminRig {
   public:
    static constexpr const char* kSecret = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    static constexpr const char* kPassword = "correct horse battery";

    AdminRig();
    ~AdminRig();
    /// Opens store and control and attaches them.
    void attach();
    /// Makes admin@example.com, operator@… and viewer@… (attach comes first).
    void makeUsers();
    std::string signIn(const std::string& email);

    /// Without waiting: streams, and calls that are to stay open.
    std::shared_ptr<RecordingSink> start(const Call& call);
    /// Waits for the reply.
    Answer call(const Call& call);
    Answer get(const std::string& path, const std::string& token) { return call({gw::Method::get, path, {}, token}); }
    Answer post(const std::string& path, const std::string& body, const std::string& token) {
        return call({gw::Method::post, path, body, token});
    }
    /// On the private listener, with the secret.
    Answer local(gw::Method method, const std::string& path, const std::string& body = {});
    Answer login(const std::string& email, const std::string& password, const std::string& peer = "127.0.0.1");
    /// Runs a store job and waits.
    template <class Job>
    auto onStore(Job job) {
        return store->writeNow(std::move(job));
    }

    QTemporaryDir dir;
    gw::FakeClock clock;
    FakeTimers timers{clock};
    Mailbox box;
    FakeEngine engine;
    FakeWorkers workers;
    FakeProbes probes;
    FakeFacts facts;
    FakeTarget target;
    gw::metrics::Aggregator aggregator{clock, {}};
    std::unique_ptr<gw::store::Store> store;
    std::unique_ptr<gw::secrets::CryptoThread> crypto;
    std::unique_ptr<gw::control::Control> control;
    std::unique_ptr<gw::admin::AdminApi> api;
    std::string admin, operation, viewer;  ///< access tokens

   private:
    int requests_ = 0;
};
