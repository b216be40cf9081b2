// GET /v1/models and /v1/models/{id}: the presets and models the key may use, in OpenAI's list shape. And the plain
// refusals of the data plane: unknown path, wrong method. Owned by the session through RoutedExchange; its worker only.
#pragma once

#include "gateway/pipeline/request_facts.hpp"

#include <memory>
#include <string>

namespace gw::pipeline {

class ModelsExchange final : public ExchangeHandler {
 public:
    /// @param id percent-encoded model of the path; empty: the list.
    ModelsExchange(std::shared_ptr<WorkerState> state, ClientPort& client, std::string id);
    void onRequest() override;
    void onBody(PaddedBody) override {}
    void onBodyFailed(const Error&) override {}
    void onClientWritable() override {}
    void onClientGone() override {}
    void onSnapshot(const config::SnapshotPtr&) override {}
    void onDrainEnd() override {}

 private:
    Result<void> checkClient();
    void answerWith(const Result<void>& proven);
    Result<std::string> reply();

    const std::shared_ptr<WorkerState> state_;
    ClientPort& client_;
    const std::string id_;
    RequestFacts facts_;
    /// The answer about a nonce may come when this is gone.
    const std::shared_ptr<char> alive_ = std::make_shared<char>();
};

/// Answers one fixed error.
class RefusalExchange final : public ExchangeHandler {
 public:
    /// @param allow the methods the path takes; empty when there is no such path.
    RefusalExchange(std::shared_ptr<WorkerState> state, ClientPort& client, ErrorCode code, std::string allow);
    void onRequest() override;
    void onBody(PaddedBody) override {}
    void onBodyFailed(const Error&) override {}
    void onClientWritable() override {}
    void onClientGone() override {}
    void onSnapshot(const config::SnapshotPtr&) override {}
    void onDrainEnd() override {}

 private:
    const std::shared_ptr<WorkerState> state_;
    ClientPort& client_;
    const ErrorCode code_;
    const std::string allow_;
};

}  // namespace gw::pipeline
