// The order of a request: which exchange serves a path. The steps of a chat call stand in chat_exchange.cpp.
#include "gateway/pipeline/pipeline.hpp"

#include "gateway/base/recycled.hpp"
#include "gateway/dialect/openai_relay.hpp"
#include "gateway/dialect/registry.hpp"
#include "gateway/pipeline/admin_exchange.hpp"
#include "gateway/pipeline/chat_exchange.hpp"
#include "gateway/pipeline/gate.hpp"
#include "gateway/pipeline/models_exchange.hpp"
#include "gateway/pipeline/probe_call.hpp"
#include "gateway/pipeline/relay_exchange.hpp"
#include "gateway/pipeline/worker_state.hpp"

#include <utility>

namespace gw::pipeline {

namespace {

constexpr std::string_view kModels = "/v1/models";

bool isHealth(std::string_view path) { return path == "/health" || path.starts_with("/health/") || path == "/metrics"; }

AdminLane laneOf(PipelineContext& context) {
    return {context.admin, context.timers, context.clock, context.settings.trustedProxies};
}

/// Picks the exchange once the head is known and passes everything on to it.
class RoutedExchange final : public ExchangeHandler, public Recycled<RoutedExchange> {
 public:
    RoutedExchange(std::shared_ptr<WorkerState> state, ClientPort& client)
        : state_(std::move(state)), client_(client) {}

    void onRequest() override {
        inner_ = choose(client_.head());
        inner_->onRequest();
    }
    void onBody(PaddedBody body) override { inner_->onBody(std::move(body)); }
    void onBodyFailed(const Error& error) override { inner_->onBodyFailed(error); }
    void onBodyPiece(std::string_view bytes) override { inner_->onBodyPiece(bytes); }
    void onBodyEnd() override { inner_->onBodyEnd(); }
    void onClientWritable() override {
        if (inner_) inner_->onClientWritable();
    }
    void onClientGone() override {
        if (inner_) inner_->onClientGone();
    }
    void onSnapshot(const config::SnapshotPtr& snapshot) override {
        if (inner_) inner_->onSnapshot(snapshot);
    }
    void onDrainEnd() override {
        if (inner_) inner_->onDrainEnd();
    }

 private:
    std::unique_ptr<ExchangeHandler> choose(const RequestHead& head) {
        PipelineContext& context = state_->context();
        if (isHealth(head.path)) return std::make_unique<AdminExchange>(laneOf(context), client_, AdminListener::gateway);
        if (head.path.starts_with("/api/") && context.settings.adminListen == "same") return chooseAdmin();
        if (const dialect::Dialect* dialect = dialect::dialectAt(head.path)) {
            if (head.method != Method::post) return refusal(ErrorCode::methodNotAllowed, "POST");
            return std::make_unique<ChatExchange>(state_, client_, *dialect);
        }
        const bool single =
            head.path.starts_with(kModels) && head.path.size() > kModels.size() + 1 && head.path[kModels.size()] == '/';
        if (head.path != kModels && !single) return chooseRelay(head);
        if (head.method != Method::get && head.method != Method::head)
            return refusal(ErrorCode::methodNotAllowed, "GET, HEAD");
        return std::make_unique<ModelsExchange>(state_, client_,
                                                std::string(single ? head.path.substr(kModels.size() + 1) : ""));
    }

    std::unique_ptr<ExchangeHandler> chooseRelay(const RequestHead& head) {
        if (!dialect::isRelayPath(head.path)) return refusal(ErrorCode::unknownPath, {});
        switch (head.method) {
            case Method::get:
            case Method::head:
            case Method::post:
            case Method::del:
                return std::make_unique<RelayExchange>(state_, client_);
            default:
                return refusal(ErrorCode::methodNotAllowed, "GET, HEAD, POST, DELETE");
        }
    }

    /// A blocked address does not reach the admin API either, but the machine itself always can: it must be able to
    /// unblock.
    std::unique_ptr<ExchangeHandler> chooseAdmin() {
        PipelineContext& context = state_->context();
        const IpAddress address = clientAddress(client_.head(), client_.peer(), context.settings.trustedProxies);
        if (!address.isLoopback() && !checkAddress(*context.snapshot, address))
            return refusal(ErrorCode::ipBlocked, {});
        return std::make_unique<AdminExchange>(laneOf(context), client_, AdminListener::gateway);
    }

    std::unique_ptr<ExchangeHandler> refusal(ErrorCode code, std::string allow) {
        return std::make_unique<RefusalExchange>(state_, client_, code, std::move(allow));
    }

    const std::shared_ptr<WorkerState> state_;
    ClientPort& client_;
    std::unique_ptr<ExchangeHandler> inner_;
};

}  // namespace

PipelineFactory::PipelineFactory(PipelineContext& context) : state_(std::make_shared<WorkerState>(context)), probes_(std::make_unique<ProbeCalls>(state_)) {}
PipelineFactory::~PipelineFactory() = default;

std::unique_ptr<ExchangeHandler> PipelineFactory::make(ClientPort& client) {
    return std::make_unique<RoutedExchange>(state_, client);
}

void PipelineFactory::onDrainEnd() { state_->giveUpAdopted(); }

AdminOnlyFactory::AdminOnlyFactory(const AdminLane& lane, AdminListener listener)
    : lane_(lane), listener_(listener) {}

std::unique_ptr<ExchangeHandler> AdminOnlyFactory::make(ClientPort& client) {
    return std::make_unique<AdminExchange>(lane_, client, listener_);
}

}  // namespace gw::pipeline
