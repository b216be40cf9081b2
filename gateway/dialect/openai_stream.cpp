#include "gateway/dialect/openai_stream.hpp"

#include "gateway/dialect/openai_payload.hpp"
#include "gateway/dialect/sse.hpp"

#include <string>
#include <utility>

namespace gw::dialect {

namespace {

constexpr std::string_view kDone = "[DONE]";

std::string_view trimmed(std::string_view text) {
    while (text.ends_with(' ')) text.remove_suffix(1);
    while (text.starts_with(' ')) text.remove_prefix(1);
    return text;
}

class ChatStream final : public StreamScan {
 public:
    ChatStream(JsonReader& reader, bool hideUsage) : reader_(reader), hideUsage_(hideUsage) {}

    void feed(std::string_view bytes, std::vector<std::string_view>& relay) override {
        splitter_.feed(bytes);
        SseEvent event;
        while (splitter_.next(event)) {
            if (!over()) take(event, relay);
        }
    }

    void end(std::vector<std::string_view>& relay) override {
        SseEvent event;
        const bool unterminated = splitter_.rest(event);
        if (unterminated && !over()) take(event, relay);
        // Some upstreams leave the end mark out. With its finish reason the answer is whole, and clients wait for the mark.
        if (!over() && facts_.finished) facts_.tail = unterminated ? "\n\ndata: [DONE]\n\n" : "data: [DONE]\n\n";
    }

    const StreamFacts& facts() const noexcept override { return facts_; }

 private:
    bool over() const noexcept { return facts_.done || facts_.fault.has_value(); }

    void take(const SseEvent& event, std::vector<std::string_view>& relay) {
        if (event.lineFeedOnly && hidLast_) return;
        if (event.lineFeedOnly && heldLast_) {
            held_.append(event.raw);
            return;
        }
        hidLast_ = heldLast_ = false;
        if (event.oversize) begin(relay);
        if (event.hasData && trimmed(event.data) == kDone) {
            if (heldEvents_ > 0) begin(relay);
            facts_.done = true;
            facts_.tail.assign(event.raw);
            return;
        }
        if (event.hasData && !takePayload(event, relay)) return;
        append(event.raw, relay);
    }

    /// The answer begins: what was held back goes first.
    void begin(std::vector<std::string_view>& relay) {
        facts_.content = true;
        heldEvents_ = 0;
        heldLast_ = false;
        released_ = std::exchange(held_, {});
        if (!released_.empty()) relay.emplace_back(released_);
    }

    /// @return whether it is kept here.
    bool hold(const SseEvent& event) {
        if (facts_.content || heldEvents_ >= kHeldEventsMax || held_.size() + event.raw.size() > kHeldBytesMax) return false;
        ++heldEvents_;
        heldLast_ = true;
        held_.append(event.raw);
        return true;
    }

    /// @return whether the event goes to the client.
    bool takePayload(const SseEvent& event, std::vector<std::string_view>& relay) {
        const Payload payload = readChatPayload(reader_, event.data);
        if (!payload.isObject) {
            facts_.fault = Error{ErrorCode::upstreamProtocol,
                                 ErrorSource::upstream,
                                 Retry::nextCandidate,
                                 "A stream event is not a JSON object.",
                                 {}};
            return false;
        }
        if (payload.error) {
            facts_.fault = Error{ErrorCode::upstreamError,
                                 ErrorSource::upstream,
                                 Retry::nextCandidate,
                                 "The provider sent an error in its stream.",
                                 {}};
            facts_.tail.assign(event.raw);
            return false;
        }
        facts_.finished = facts_.finished || payload.finished;
        facts_.toolCall = facts_.toolCall || payload.toolCall;
        takeUsage(payload);
        facts_.usage.batch = facts_.usage.batch || payload.usage.batch;
        if (hidLast_) return false;
        const bool opens = !payload.said && !payload.finished && payload.usage.state == UsageReading::State::absent;
        if (opens && hold(event)) return false;
        if (!facts_.content) begin(relay);
        facts_.tally.add(payload.tally);
        return true;
    }

    /// The last usage counts, and is final only when nothing is said behind it: some upstreams send one with each event, or
    /// one of the prompt alone before they begin.
    void takeUsage(const Payload& payload) {
        const UsageReading& usage = payload.usage;
        if (usage.state == UsageReading::State::absent) {
            facts_.usageFinal = facts_.usageFinal && !payload.said;
            return;
        }
        hidLast_ = hideUsage_ && payload.choicesEmpty;
        const bool batch = facts_.usage.batch;
        facts_.usage = usage;
        facts_.usage.batch = batch || usage.batch;
        facts_.usageFinal = payload.choicesEmpty || facts_.finished;
    }

    /// Neighbours in memory are one piece, so that one read is one write.
    static void append(std::string_view raw, std::vector<std::string_view>& relay) {
        if (!relay.empty() && relay.back().data() + relay.back().size() == raw.data()) {
            relay.back() = std::string_view(relay.back().data(), relay.back().size() + raw.size());
        } else if (!raw.empty()) {
            relay.push_back(raw);
        }
    }

    JsonReader& reader_;
    SseSplitter splitter_;
    StreamFacts facts_;
    const bool hideUsage_;
    bool hidLast_ = false;
    std::string held_;      ///< events that only open the answer
    std::string released_;  ///< the same on their way: views of it were handed out
    std::size_t heldEvents_ = 0;
    bool heldLast_ = false;
};

}  // namespace

std::unique_ptr<StreamScan> openChatStream(JsonReader& reader, bool hideUsage) {
    return std::make_unique<ChatStream>(reader, hideUsage);
}

}  // namespace gw::dialect
