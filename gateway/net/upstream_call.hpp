// One call of the pipeline to an upstream: what was asked, who hears of it and how long it took. The pipeline owns it
// through pipeline::UpstreamCall; a connection carries it, another one when a pooled connection turns out to be dead.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/recycled.hpp"
#include "gateway/net/upload.hpp"
#include "gateway/net/upstream_queue.hpp"
#include "gateway/pipeline/ports.hpp"

#include <memory>

namespace gw::net {

class UpstreamConnection;

class Call final : public pipeline::UpstreamCall, public Recycled<Call> {
 public:
    Call(pipeline::UpstreamRequest asked, pipeline::UpstreamObserver& hears, SteadyTime now)
        : request(std::move(asked)), observer(hears), startedAt(now), upload(request.upload) {}
    /// Closes the connection that carries it; no callback follows.
    ~Call() override;
    void pause() override;
    void resume() override;
    bool sendBody(std::string_view bytes) override;
    void endBody() override;
    pipeline::AttemptTimes timesSoFar() const override;

    pipeline::UpstreamRequest request;
    pipeline::UpstreamObserver& observer;
    pipeline::AttemptTimes times;
    SteadyTime startedAt;
    Upload upload;
    UpstreamConnection* connection = nullptr;
    std::unique_ptr<QueuePlace> place;  ///< while it waits for a connection
    bool paused = false;
    bool retried = false;
    bool bodyDelivered = false;
};

}  // namespace gw::net
