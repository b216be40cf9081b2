#include "gateway/engine/provider_probe.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace gw::engine {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBodyMax = 1024 * 1024;
constexpr std::size_t kModelsMax = 500;

/// Each API has its own field for the key. https://docs.anthropic.com/en/api/models-list,
/// https://ai.google.dev/api/models, https://learn.microsoft.com/azure/ai-foundry/openai/latest (API key).
std::string credentialFields(const config::Provider& provider) {
    const bool anthropic = provider.kind == config::ProviderKind::anthropic;
    const std::string version = anthropic ? "anthropic-version: 2023-06-01\r\n" : "";
    if (provider.credential.empty()) return version;
    switch (provider.kind) {
        case config::ProviderKind::anthropic: return "x-api-key: " + provider.credential + "\r\n" + version;
        case config::ProviderKind::gemini: return "x-goog-api-key: " + provider.credential + "\r\n";
        case config::ProviderKind::azure: return "api-key: " + provider.credential + "\r\n";
        case config::ProviderKind::openai: break;
    }
    return "authorization: Bearer " + provider.credential + "\r\n";
}

std::string requestHead(const config::Provider& provider) {
    const std::string_view version = provider.kind == config::ProviderKind::gemini ? "/v1beta" : "/v1";
    return "GET " + provider.endpoint.prefix + std::string(version) + "/models HTTP/1.1\r\nhost: " + provider.endpoint.hostHeader + "\r\n" +
           credentialFields(provider) +
           "accept: application/json\r\naccept-encoding: identity\r\nuser-agent: gatehouse/" GATEHOUSE_VERSION "\r\n\r\n";
}

ErrorCode statusCode(int status) {
    if (status == 401 || status == 403) return ErrorCode::upstreamAuth;
    return status == 429 ? ErrorCode::upstreamRateLimit : ErrorCode::upstreamError;
}

/// What a status means for the person who asked.
std::optional<std::string> statusComplaint(int status) {
    if (status >= 200 && status < 300) return std::nullopt;
    if (status == 401 || status == 403) return "The provider refused the credential: check the API key.";
    if (status == 404) return "The provider has no model list at this address: check the base URL.";
    if (status == 429) return "The provider's rate limit is reached: try again later.";
    if (status >= 300 && status < 400) return "The provider answered with a redirect: enter the address it points to.";
    return "The provider answered with status " + std::to_string(status) + ".";
}

/// Keeps itself alive until the call is over, then reports once and lets go of the call in a later turn, since the call
/// must not be destroyed from inside its own callback.
class Probe final : public pipeline::UpstreamObserver, public std::enable_shared_from_this<Probe> {
   public:
    using Post = std::function<void(std::function<void()>)>;

    Probe(std::shared_ptr<const config::Provider> provider, Post toWorker, Post toControl, std::function<void(admin::ProbeResult)> then)
        : provider_(std::move(provider)), toWorker_(std::move(toWorker)), toControl_(std::move(toControl)), then_(std::move(then)) {}

    void begin(pipeline::UpstreamPort& upstream) {
        self_ = shared_from_this();
        pipeline::UpstreamRequest request;
        request.endpoint = &provider_->endpoint;
        request.head = requestHead(*provider_);
        request.timeouts = {4s, 8s, 4s, 9s};
        request.fresh = true;
        call_ = upstream.start(std::move(request), *this);
    }

    void onUpstreamHead(const UpstreamHead& head) override { result_.status = head.status; }
    void onUpstreamData(std::string_view bytes) override {
        body_.append(bytes.substr(0, kBodyMax - std::min(kBodyMax, body_.size())));
    }
    void onUpstreamEnd(const pipeline::AttemptTimes& times) override {
        result_.error = statusComplaint(result_.status.value_or(0));
        result_.ok = !result_.error;
        if (result_.ok) result_.models = modelNames(body_);
        if (!result_.ok) result_.code = statusCode(result_.status.value_or(0));
        end(times);
    }
    void onUpstreamFailed(const Error& error, const pipeline::AttemptTimes& times) override {
        result_.error = describe(error);
        result_.code = error.code;
        result_.detail = error.detail;
        end(times);
    }

   private:
    void end(const pipeline::AttemptTimes& times) {
        result_.latency = std::chrono::duration_cast<std::chrono::milliseconds>(times.total);
        result_.dns = times.dns;
        result_.connect = times.connect;
        result_.tls = times.tls;
        result_.firstByte = times.firstByte;
        result_.total = times.total;
        toControl_([then = std::move(then_), result = std::move(result_)]() mutable { then(std::move(result)); });
        toWorker_([self = std::move(self_)] { self->call_.reset(); });
    }

    std::shared_ptr<const config::Provider> provider_;
    Post toWorker_;
    Post toControl_;
    std::function<void(admin::ProbeResult)> then_;
    std::unique_ptr<pipeline::UpstreamCall> call_;
    std::shared_ptr<Probe> self_;
    admin::ProbeResult result_;
    std::string body_;
};

}  // namespace

void probeProvider(const ProbeLane& lane, std::shared_ptr<const config::Provider> provider,
                   std::function<void(std::function<void()>)> toControl, std::function<void(admin::ProbeResult)> then) {
    auto probe = std::make_shared<Probe>(std::move(provider), lane.post, std::move(toControl), std::move(then));
    lane.post([probe, upstream = lane.upstream] { probe->begin(*upstream); });
}

std::vector<std::string> modelNames(const std::string& body) {
    boost::system::error_code ec;
    const auto parsed = boost::json::parse(body, ec);
    std::vector<std::string> names;
    const auto* object = ec ? nullptr : parsed.if_object();
    const auto* data = object ? object->if_contains("data") : nullptr;
    const bool gemini = object && !data;
    if (gemini) data = object->if_contains("models");
    if (!data || !data->is_array()) return names;
    for (const auto& entry : data->get_array()) {
        const auto* fields = entry.if_object();
        const auto* id = fields ? fields->if_contains(gemini ? "name" : "id") : nullptr;
        if (!id || !id->is_string() || names.size() >= kModelsMax) continue;
        std::string_view name(id->get_string().data(), id->get_string().size());
        if (gemini && name.starts_with("models/")) name.remove_prefix(7);
        names.emplace_back(name);
    }
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace gw::engine
