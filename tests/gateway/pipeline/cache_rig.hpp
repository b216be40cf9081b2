// A pipeline with a response cache of one worker: asks, fetches whole and streamed, changes the preset.
#pragma once

#include "gateway/cache/worker_cache.hpp"
#include "tests/gateway/pipeline/pipeline_rig.hpp"

#include <functional>
#include <memory>
#include <string>

namespace gw::test {

inline const std::string kZero = R"({"model":"default","temperature":0,"messages":[{"role":"user","content":"hello"}]})";
inline const std::string kZeroAgain = R"({ "messages":[{"content":"hello","role":"user"}], "user":"me", "temperature":0.0,"model":"default" })";
inline const std::string kZeroStream = R"({"model":"default","temperature":0,"stream":true,"messages":[{"role":"user","content":"hello"}]})";

struct CacheRig : PipelineRig {
    explicit CacheRig(const std::function<void(config::Preset&)>& adjust = {}, const std::function<void(config::Settings&)>& set = {})
        : PipelineRig(set) {
        context.cache = &cache;
        change(adjust);
    }
    void change(const std::function<void(config::Preset&)>& adjust) {
        auto next = std::make_shared<config::Snapshot>(*context.snapshot);
        auto preset = std::make_shared<config::Preset>(*next->presets.at("default"));
        if (adjust) adjust(*preset);
        next->presets["default"] = preset;
        config::indexModels(*next);
        auto other = keyOf("gw-other");
        context.snapshot = next->withKey(other);
    }
    std::unique_ptr<Visit> asked(const std::string& body, Fields fields = {{"authorization", "Bearer gw-good"}}) {
        auto visit = post(body, std::move(fields));
        turn();
        return visit;
    }
    /// The upstream's last call is answered whole.
    void answer(const std::string& reply, int status = 200) {
        upstream.last().json(status);
        upstream.last().data(reply);
        upstream.last().end();
        turn();
    }
    /// A miss that is answered whole.
    std::unique_ptr<Visit> fetched(const std::string& body, const std::string& reply = kPlainReply) {
        auto visit = asked(body);
        answer(reply);
        return visit;
    }
    std::unique_ptr<Visit> streamed() {
        auto visit = asked(kZeroStream);
        upstream.last().sse();
        for (const auto& event : {deltaEvent("a"), deltaEvent("b"), kFinishEvent, kUsageEvent, kDoneEvent}) upstream.last().data(event);
        upstream.last().end();
        turn();
        return visit;
    }
    std::size_t calls() const { return upstream.calls.size(); }

    cache::ResponseCache all{{1'000'000, 100}, 1};
    cache::WorkerCache cache{all, 0, clock, [this](std::function<void()> task) { timers.post(std::move(task)); }};
};

inline std::string plainReply(const std::string& content) {
    return R"({"choices":[{"message":{"content":")" + content + R"("},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}})";
}

inline std::string question(const std::string& content) {
    return R"({"model":"default","temperature":0,"messages":[{"role":"user","content":")" + content + R"("}]})";
}

inline std::string said(const Visit& visit) { return visit.client.field("x-gateway-cache"); }

}  // namespace gw::test
