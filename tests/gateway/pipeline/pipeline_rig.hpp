// A whole pipeline over fake ports: three providers behind the preset "default" in order of priority, one good key. The
// test plays clients, upstreams and the disk; `turn` lets one loop turn pass.
#pragma once

#include "gateway/limits/key_admission.hpp"
#include "gateway/pipeline/pipeline.hpp"
#include "tests/gateway/ledger/fake_timers.hpp"
#include "tests/gateway/pipeline/fake_ports.hpp"

#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace gw::test {

/// 1 USD a million input tokens, 10 USD a million output tokens for the models of "default" at alpha and beta.
struct RigPrices final : config::PriceTable {
    const config::Price* find(const config::Provider& provider, std::string_view, WallTime) const override {
        return provider.name == "gamma" ? nullptr : &price;
    }
    config::Price price{1'000'000'000, 10'000'000'000, {}, {}, {}, {}, "v1"};
};

inline std::shared_ptr<config::ApiKey> keyOf(const std::string& secret) {
    auto key = std::make_shared<config::ApiKey>();
    key->id = "id-" + secret;
    key->prefix = secret.substr(0, 6);
    key->userId = "user-1";
    key->secretHash = sha256(secret);
    return key;
}

inline std::shared_ptr<config::Provider> rigProvider(const std::string& name) {
    auto provider = std::make_shared<config::Provider>();
    provider->id = "id-" + name;
    provider->name = name;
    provider->endpoint.host = name;
    provider->endpoint.hostHeader = name + ".test";
    provider->credential = "sk-" + name;
    return provider;
}

inline std::shared_ptr<config::Snapshot> rigSnapshot() {
    auto preset = std::make_shared<config::Preset>();
    preset->id = "preset-1";
    preset->name = "default";
    preset->strategy = config::Strategy::priority;
    config::Snapshot snapshot;
    std::uint32_t priority = 0;
    for (const char* name : {"alpha", "beta", "gamma", "delta"}) {
        const auto provider = rigProvider(name);
        snapshot.providers[name] = provider;
        preset->items.push_back({std::string("item-") + name, provider, std::string("model-") + name, 1, priority++, true});
    }
    snapshot.presets["default"] = std::move(preset);
    snapshot.prices = std::make_shared<RigPrices>();
    config::indexModels(snapshot);
    return snapshot.withKey(keyOf("gw-good"));
}

inline const std::string kChatPath = "/v1/chat/completions";
inline const std::string kPlainBody = R"({"model":"default","max_tokens":50,"messages":[{"role":"user","content":"hello"}]})";
inline const std::string kStreamBody = R"({"model":"default","stream":true,"messages":[{"role":"user","content":"hello"}]})";
inline const std::string kPlainReply =
    R"({"id":"c1","choices":[{"message":{"content":"hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":4}})";

inline std::string deltaEvent(const std::string& text) {
    return R"(data: {"id":"c1","choices":[{"index":0,"delta":{"content":")" + text + R"("},"finish_reason":null}]})" "\n\n";
}
inline const std::string kFinishEvent = R"(data: {"id":"c1","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})" "\n\n";
inline const std::string kUsageEvent =
    R"(data: {"id":"c1","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":4,"total_tokens":13}})" "\n\n";
inline const std::string kDoneEvent = "data: [DONE]\n\n";

/// One request as the session holds it: the handler goes before its client, and when the reply is over.
struct Visit {
    Visit(Journal& journal, pipeline::ExchangeFactory& factory, Method method, std::string path, Fields fields)
        : client(journal, method, std::move(path), std::move(fields)), handler(factory.make(client)) {}
    void body(std::string_view text) {
        if (handler && client.bodyLimit && !client.over) handler->onBody(paddedBody(text));
    }
    void piece(std::string_view bytes) {
        if (handler && client.streamLimit && !client.over) handler->onBodyPiece(bytes);
    }
    /// The client breaks the connection: the session lets go of the handler.
    void leave() {
        handler->onClientGone();
        handler.reset();
    }

    FakeClient client;
    std::unique_ptr<pipeline::ExchangeHandler> handler;
};

struct PipelineRig {
    explicit PipelineRig(const std::function<void(config::Settings&)>& adjust = {}) {
        if (adjust) adjust(settings);
        factory = std::make_unique<pipeline::PipelineFactory>(context);
    }

    std::unique_ptr<Visit> open(Method method, const std::string& path, Fields fields = {{"authorization", "Bearer gw-good"}}) {
        auto visit = std::make_unique<Visit>(journal, *factory, method, path, std::move(fields));
        visit->handler->onRequest();
        return visit;
    }
    std::unique_ptr<Visit> post(std::string_view body, Fields fields = {{"authorization", "Bearer gw-good"}}) {
        auto visit = open(Method::post, kChatPath, std::move(fields));
        visit->body(body);
        return visit;
    }
    /// A call with a body of its own type and framing.
    std::unique_ptr<Visit> relay(Method method, const std::string& path, const std::string& type, std::uint64_t length = 9, bool chunked = false) {
        auto visit = std::make_unique<Visit>(journal, *factory, method, path, Fields{{"authorization", "Bearer gw-good"}, {"content-type", type}});
        visit->client.frame(length, chunked);
        visit->handler->onRequest();
        return visit;
    }
    /// A request that has reached its upstream.
    std::unique_ptr<Visit> called(std::string_view body) {
        auto visit = post(body);
        turn();
        return visit;
    }
    /// Lets the disk and the loop do what is due.
    void turn() {
        while (ledger.turn() + timers.run() > 0) {}
    }
    const ledger::RequestRecord& record() const { return ledger.records.at(ledger.records.size() - 1); }
    /// Where `event` stands in the journal, its last time; -1 when it does not.
    int at(const std::string& event) const {
        for (int i = static_cast<int>(journal.size()) - 1; i >= 0; --i)
            if (journal[static_cast<std::size_t>(i)] == event) return i;
        return -1;
    }

    Journal journal;
    config::Settings settings;
    FakeClock clock;
    FakeTimers timers;
    FakeUpstream upstream{journal};
    FakeLedger ledger{journal};
    FakeMetrics metrics;
    FakeAdmin admin;
    FakeRequestLog log;
    limits::KeyAdmission admission{clock};
    pipeline::CircuitBoard circuits;
    pipeline::PipelineContext context{0,      settings, rigSnapshot(), upstream, timers, ledger,  metrics,
                                      admin,  log,      clock,         admission, circuits, false, "node-1", "marker"};
    std::unique_ptr<pipeline::PipelineFactory> factory;
};

}  // namespace gw::test
