// The factories a worker's listeners are given: PipelineFactory for the gateway's port, AdminOnlyFactory for a listener
// that serves nothing but the admin API. One each a worker, its thread only; destroyed after the worker's sessions.
#pragma once

#include "gateway/pipeline/admin_exchange.hpp"
#include "gateway/pipeline/context.hpp"

#include <memory>

namespace gw::pipeline {

class ProbeCalls;
class WorkerState;

class PipelineFactory final : public ExchangeFactory {
 public:
    explicit PipelineFactory(PipelineContext& context);
    ~PipelineFactory() override;
    std::unique_ptr<ExchangeHandler> make(ClientPort& client) override;
    /// The drain time is over: ends what is still read for clients that have left (sessions get their own onDrainEnd).
    void onDrainEnd();
    /// The health probes of this worker.
    ProbeCalls& probes() { return *probes_; }

 private:
    std::shared_ptr<WorkerState> state_;
    std::unique_ptr<ProbeCalls> probes_;
};

class AdminOnlyFactory final : public ExchangeFactory {
 public:
    /// @param listener console for the console's own loopback listener, own for GATEWAY_ADMIN_LISTEN=host:port.
    AdminOnlyFactory(const AdminLane& lane, AdminListener listener);
    std::unique_ptr<ExchangeHandler> make(ClientPort& client) override;

 private:
    const AdminLane lane_;
    const AdminListener listener_;
};

}  // namespace gw::pipeline
