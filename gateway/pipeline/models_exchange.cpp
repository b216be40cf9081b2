#include "gateway/pipeline/models_exchange.hpp"

#include "gateway/pipeline/admit.hpp"
#include "gateway/pipeline/caller.hpp"
#include "gateway/pipeline/gate.hpp"

#include <algorithm>
#include <utility>

namespace gw::pipeline {

namespace {

std::string modelObject(const config::Snapshot& snapshot, std::string_view name) {
    std::string owner = "gatehouse";
    const auto serving = snapshot.presetsByModel.find(name);
    if (snapshot.presets.find(name) == snapshot.presets.end() && serving != snapshot.presetsByModel.end()) {
        for (const auto& item : serving->second.front()->items)
            if (item.model == name && item.provider) owner = item.provider->name;
    }
    return R"({"id":)" + jsonQuoted(name) + R"(,"object":"model","created":0,"owned_by":)" + jsonQuoted(owner) + "}";
}

std::string modelList(const config::Snapshot& snapshot, const std::vector<std::string_view>& names) {
    std::string body = R"({"object":"list","data":[)";
    for (const std::string_view name : names) {
        if (body.back() == '}') body += ',';
        body += modelObject(snapshot, name);
    }
    return body + "]}";
}

}  // namespace

ModelsExchange::ModelsExchange(std::shared_ptr<WorkerState> state, ClientPort& client, std::string id)
    : state_(std::move(state)), client_(client), id_(std::move(id)) {}

void ModelsExchange::onRequest() {
    PipelineContext& context = state_->context();
    context.metrics.requestStarted();
    facts_ = factsOf(context, client_);
    facts_.route = id_.empty() ? "/v1/models" : "/v1/models/{id}";
    if (const auto welcome = checkClient(); !welcome) return refuse(*state_, client_, facts_, welcome.error());
    if (!facts_.signature) return answerWith({});
    proveCaller(*state_, client_.head(), facts_, {}, [this, alive = std::weak_ptr(alive_)](const Result<void>& proven) {
        if (!alive.expired()) answerWith(proven);
    });
}

Result<void> ModelsExchange::checkClient() {
    const RequestHead& head = client_.head();
    if (auto fine = checkSigningCaller(*state_, head, *state_->context().snapshot, facts_); !fine) return fine;
    // A body is not read here, so its hash cannot be held against the signature.
    if (facts_.signature && (head.chunked || head.contentLength.value_or(0) > 0))
        return fail(ErrorCode::signatureFailed, ErrorSource::downstream, Retry::never, "This call takes no body: sign it without one.");
    return {};
}

void ModelsExchange::answerWith(const Result<void>& proven) {
    if (!proven) return refuse(*state_, client_, facts_, proven.error());
    PipelineContext& context = state_->context();
    auto place = admit(context, facts_, *context.snapshot, {}, {0, 0, true}, context.clock.steady());
    if (!place) return refuse(*state_, client_, facts_, place.error().error, id_, std::move(place.error().fields));
    const auto body = reply();
    if (!body) return refuse(*state_, client_, facts_, body.error());
    answer(*state_, client_, facts_, 200, *body);
}

Result<std::string> ModelsExchange::reply() {
    const config::Snapshot& snapshot = *state_->context().snapshot;
    const auto names = routing::usableNames(snapshot, *facts_.key);
    if (id_.empty()) return modelList(snapshot, names);
    const auto wanted = percentDecoded(id_);
    if (wanted && std::binary_search(names.begin(), names.end(), std::string_view(*wanted)))
        return modelObject(snapshot, *wanted);
    return fail(ErrorCode::unknownModel, ErrorSource::downstream, Retry::never, {}, "model");
}

RefusalExchange::RefusalExchange(std::shared_ptr<WorkerState> state, ClientPort& client, ErrorCode code,
                                 std::string allow)
    : state_(std::move(state)), client_(client), code_(code), allow_(std::move(allow)) {}

void RefusalExchange::onRequest() {
    PipelineContext& context = state_->context();
    context.metrics.requestStarted();
    const RequestFacts facts = factsOf(context, client_);
    Error error{code_, ErrorSource::downstream, Retry::never, {}, {}};
    std::vector<std::pair<std::string, std::string>> fields;
    if (!allow_.empty()) fields.emplace_back("allow", allow_);
    if (const auto open = checkAddress(*context.snapshot, facts.address); !open) error = open.error();
    refuse(*state_, client_, facts, error, {}, std::move(fields));
}

}  // namespace gw::pipeline
