// A call of a /v1 path that no dialect serves (images, audio, moderations, files, batches, rerank …), step by step:
// address → key → JSON body, where there is one → upstream → limits → forward. Owned by the session through
// RoutedExchange; its worker only.
#pragma once

#include "gateway/pipeline/admit.hpp"
#include "gateway/pipeline/relay_forward.hpp"

#include <chrono>
#include <memory>

namespace gw::pipeline {

class RelayExchange final : public ExchangeHandler {
 public:
    RelayExchange(std::shared_ptr<WorkerState> state, ClientPort& client);

    void onRequest() override;
    void onBody(PaddedBody body) override;
    void onBodyFailed(const Error& error) override;
    void onBodyPiece(std::string_view bytes) override;
    void onBodyEnd() override;
    void onClientWritable() override;
    void onClientGone() override;
    void onSnapshot(const config::SnapshotPtr& snapshot) override;
    void onDrainEnd() override;

 private:
    Result<void> checkClient();
    void prove();
    void understand();
    void carryOn();
    Result<void> nameRoute();
    Result<void> findRoute();
    Need needOf() const;
    bool admitted();
    void end(const Error& error, std::vector<std::pair<std::string, std::string>> fields = {});

    const std::shared_ptr<WorkerState> state_;
    ClientPort& client_;
    std::unique_ptr<RelayJob> job_ = std::make_unique<RelayJob>();
    std::unique_ptr<RelayForward> forward_;
    SteadyTime bodyAsked_{};
    bool ended_ = false;
    /// The answer about a nonce may come when this is gone.
    const std::shared_ptr<char> alive_ = std::make_shared<char>();
};

}  // namespace gw::pipeline
