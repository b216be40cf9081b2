#include "gateway/engine/provider_probe.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace gw::engine {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBodyMax = 1024 * 1024;
constexpr std::size_t kModelsMax = 500;

std::string requestHead(const config::Provider& provider) {
    return "GET " + provider.endpoint.prefix + "/v1/models HTTP/1.1\r\nhost: " + provider.endpoint.hostHeader +
           "\r\nauthorization: Bearer " + provider.credential +
           "\r\naccept: application/json\r\naccept-encoding: identity\r\nuser-agent: gatehouse/" GATEHOUSE_VERSION "\r\n\r\n";
}

/// What a status means for the person who asked.
std::optional<std::string> statusComplaint(int status) {
    if (status >= 200 && status < 300) return std::nullopt;
    if (status == 401 || status == 403) return "The provider refused the credential: check the API key.";
    if (status == 404) return "The provider has no /v1/models at this address: check the base URL.";
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
        end(times);
    }
    void onUpstreamFailed(const Error& error, const pipeline::AttemptTimes& times) override {
        result_.error = describe(error);
        end(times);
    }

   private:
    void end(const pipeline::AttemptTimes& times) {
        result_.latency = std::chrono::duration_cast<std::chrono::milliseconds>(times.total);
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
    if (!data || !data->is_array()) return names;
    for (const auto& entry : data->get_array()) {
        const auto* fields = entry.if_object();
        const auto* id = fields ? fields->if_contains("id") : nullptr;
        if (!id || !id->is_string() || names.size() >= kModelsMax) continue;
        names.emplace_back(id->get_string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace gw::engine
