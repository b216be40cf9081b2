#include "gateway/dialect/openai_stream.hpp"

#include "gateway/dialect/openai_payload.hpp"
#include "gateway/dialect/sse.hpp"

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
        hidLast_ = false;
        if (event.oversize) facts_.content = true;
        if (event.hasData && trimmed(event.data) == kDone) {
            facts_.done = true;
            facts_.tail.assign(event.raw);
            return;
        }
        if (event.hasData && !takePayload(event)) return;
        append(event.raw, relay);
    }

    /// @return whether the event goes to the client.
    bool takePayload(const SseEvent& event) {
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
        if (payload.usage.state != UsageReading::State::absent) {
            facts_.usage = payload.usage;
            facts_.usageFinal = payload.choicesEmpty || facts_.finished;
            hidLast_ = hideUsage_ && payload.choicesEmpty;
        }
        if (hidLast_) return false;
        facts_.content = true;
        facts_.tally.add(payload.tally);
        return true;
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
};

}  // namespace

std::unique_ptr<StreamScan> openChatStream(JsonReader& reader, bool hideUsage) {
    return std::make_unique<ChatStream>(reader, hideUsage);
}

}  // namespace gw::dialect
