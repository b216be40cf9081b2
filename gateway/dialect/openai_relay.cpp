#include "gateway/dialect/openai_relay.hpp"

#include "gateway/base/http.hpp"
#include "gateway/dialect/json_text.hpp"
#include "gateway/dialect/openai_request.hpp"
#include "gateway/dialect/registry.hpp"
#include "gateway/dialect/sse.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace gw::dialect {

namespace {

using Kind = JsonToken::Kind;

constexpr std::string_view kPrefix = "/v1/";
constexpr std::string_view kModels = "/v1/models";
constexpr std::array<std::string_view, 6> kRoutes{"/v1/images", "/v1/audio",   "/v1/moderations",
                                                  "/v1/files",  "/v1/batches", "/v1/rerank"};

/// What a model says inside a `delta` that is an object (/v1/messages, threads).
constexpr std::array<std::string_view, 4> kSaid{"text", "partial_json", "thinking", "value"};

/// Bytes of a top-level `delta`: the text it is (/v1/responses) or holds, of answers and calls of tools.
std::uint64_t deltaBytes(JsonReader& reader, std::string_view text) {
    std::uint64_t bytes = 0;
    bool inDelta = false;
    std::string_view name;
    reader.open(text);
    for (JsonToken token; reader.next(token);) {
        const bool said = token.depth == 1 || std::find(kSaid.begin(), kSaid.end(), name) != kSaid.end();
        if (inDelta && said && token.kind == Kind::string) bytes += reader.inner(token).size();
        name = token.kind == Kind::key ? reader.inner(token) : std::string_view();
        if (token.kind == Kind::key && token.depth == 1) inDelta = sameText(name, "delta");
    }
    return reader.fault() ? 0 : bytes;
}

class RelayStream final : public StreamScan {
 public:
    explicit RelayStream(JsonReader& reader) : reader_(reader) {}

    void feed(std::string_view bytes, std::vector<std::string_view>& relay) override {
        splitter_.feed(bytes);
        SseEvent event;
        while (splitter_.next(event)) take(event, relay);
    }

    void end(std::vector<std::string_view>& relay) override {
        SseEvent event;
        if (splitter_.rest(event)) take(event, relay);
        facts_.finished = facts_.done = true;
    }

    const StreamFacts& facts() const noexcept override { return facts_; }

 private:
    void take(const SseEvent& event, std::vector<std::string_view>& relay) {
        facts_.content = true;
        if (event.hasData && event.data.find("usage") != std::string_view::npos) {
            const UsageReading usage = readRelayUsage(reader_, event.data);
            if (usage.state == UsageReading::State::valid) facts_.usage = usage;
        }
        if (event.hasData && event.data.find("\"delta\"") != std::string_view::npos) countDelta(event.data);
        // Neighbours in memory are one piece, so that one read is one write.
        const bool behind = !relay.empty() && relay.back().data() + relay.back().size() == event.raw.data();
        if (!behind) return relay.push_back(event.raw);
        relay.back() = std::string_view(relay.back().data(), relay.back().size() + event.raw.size());
    }

    void countDelta(std::string_view data) {
        const std::uint64_t bytes = deltaBytes(reader_, data);
        facts_.tally.add({bytes, bytes > 0 ? 1U : 0U});
    }

    JsonReader& reader_;
    SseSplitter splitter_;
    StreamFacts facts_;
};

}  // namespace

bool isRelayPath(std::string_view path) {
    if (!path.starts_with(kPrefix)) return false;
    const auto decoded = percentDecoded(path);
    if (!decoded) return false;
    // A server that works with C strings ends a path at a NUL.
    if (std::any_of(decoded->begin(), decoded->end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; })) return false;
    std::string plain;
    for (std::string_view rest = *decoded; !rest.empty();) {
        const auto end = std::min(rest.find_first_of("/\\"), rest.size());
        // Parameters of a segment (RFC 3986 §3.3) are cut off by some servers before they look at the name.
        const std::string_view segment = rest.substr(0, std::min(end, rest.find(';')));
        if (segment == "." || segment == "..") return false;
        if (!segment.empty()) plain.append("/").append(lowerAscii(segment));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    const bool models = plain == kModels || (plain.starts_with(kModels) && plain[kModels.size()] == '/');
    return plain.starts_with(kPrefix) && !models && !dialectAt(plain);
}

std::string_view relayRoute(std::string_view path) noexcept {
    for (const std::string_view route : kRoutes) {
        const bool whole = path.size() == route.size() || (path.size() > route.size() && path[route.size()] == '/');
        if (whole && path.starts_with(route)) return route;
    }
    return kRelayOther;
}

Result<Request> parseRelayRequest(JsonReader& reader, std::string_view body) {
    return parseOpenAiRequest(reader, body, RequestForm::relay);
}

UsageReading readRelayUsage(JsonReader& reader, std::string_view text) {
    UsageReading usage;
    reader.open(text);
    JsonToken token;
    std::string_view name;
    bool inResponse = false;
    bool batch = false;
    while (reader.next(token)) {
        if (token.kind == Kind::key) {
            name = reader.inner(token);
            if (token.depth == 1) inResponse = sameText(name, "response");
            continue;
        }
        const bool place = token.depth == 1 || (token.depth == 2 && inResponse);
        if (place && token.kind == Kind::objectBegin && sameText(name, "usage")) usage = readOpenAiUsage(reader, token);
        if (place && token.kind == Kind::string && sameText(name, "service_tier")) {
            const std::string_view tier = reader.inner(token);
            batch = tier == "batch" || tier == "flex";
        }
        name = {};
    }
    usage.batch = batch;
    return reader.fault() ? UsageReading{} : usage;
}

std::unique_ptr<StreamScan> openRelayStream(JsonReader& reader) { return std::make_unique<RelayStream>(reader); }

}  // namespace gw::dialect
