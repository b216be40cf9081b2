#include "gateway/dialect/openai_payload.hpp"

#include "gateway/dialect/json_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace gw::dialect {

namespace {

using Kind = JsonToken::Kind;

/// Members of a message or delta whose strings are what the model said; of speech only its words can be counted.
constexpr std::array<std::string_view, 8> kContent{"content",   "reasoning_content", "reasoning", "refusal",
                                                   "arguments", "text",              "input",     "transcript"};

enum class Member : std::uint8_t { other, error, choices, usage, data };

Member memberNamed(std::string_view name) {
    if (sameText(name, "choices")) return Member::choices;
    if (sameText(name, "usage")) return Member::usage;
    if (sameText(name, "error")) return Member::error;
    if (sameText(name, "data")) return Member::data;
    return Member::other;
}

bool isTruthy(const JsonReader& reader, const JsonToken& token) {
    if (token.kind == Kind::null) return false;
    const std::string_view text = reader.text(token);
    return text != "false" && text != "\"\"" && text != "0";
}

bool isAtLeisure(std::string_view serviceTier) { return serviceTier == "batch" || serviceTier == "flex"; }

class PayloadWalk {
 public:
    explicit PayloadWalk(JsonReader& reader) : reader_(reader) { payload_.choicesEmpty = true; }

    Payload read() {
        JsonToken token;
        if (!reader_.next(token) || token.kind != Kind::objectBegin) return payload_;
        while (reader_.next(token)) take(token);
        payload_.isObject = !reader_.fault();
        payload_.tally.chunks = payload_.tally.bytes > 0 ? 1 : 0;
        payload_.said = payload_.said || payload_.tally.bytes > 0;
        payload_.usage.batch = batch_;
        return payload_;
    }

 private:
    void take(const JsonToken& token) {
        if (token.kind == Kind::key) {
            name_ = reader_.inner(token);
            if (token.depth == 1) member_ = memberNamed(name_);
            if (token.depth == 3) inAnswer_ = name_ == "delta" || name_ == "message";
            return;
        }
        if (token.depth == 1 && (token.isScalar() || token.opens())) topLevelValue(token);
        if (member_ == Member::choices) insideChoices(token);
        if (member_ == Member::data && token.depth == 2 && token.opens()) payload_.dataEmpty = false;
        if (token.isScalar() || token.opens()) name_ = {};
    }

    void topLevelValue(const JsonToken& token) {
        if (token.kind == Kind::string && sameText(name_, "service_tier")) batch_ = isAtLeisure(reader_.inner(token));
        if (member_ == Member::error) payload_.error = isTruthy(reader_, token);
        if (member_ != Member::usage || token.kind == Kind::null) return;
        const bool again = payload_.usage.state != UsageReading::State::absent;
        payload_.usage = token.kind == Kind::objectBegin ? readOpenAiUsage(reader_, token) : UsageReading{};
        // Two usage members contradict each other; a usage that is no object says nothing.
        if (again || token.kind != Kind::objectBegin) payload_.usage.state = UsageReading::State::invalid;
    }

    /// The array stands at depth 1, its choices at 2, their members at 3.
    void insideChoices(const JsonToken& token) {
        // An empty list of calls is none: some servers always send one.
        if (std::exchange(callsBegin_, false) && token.kind == Kind::objectBegin) payload_.toolCall = true;
        if (token.kind == Kind::arrayBegin) callsBegin_ = name_ == "tool_calls";
        if (token.kind == Kind::objectBegin && name_ == "function_call") payload_.toolCall = true;
        if (token.depth == 2 && token.opens()) payload_.choicesEmpty = false;
        if (token.kind == Kind::string && token.depth == 3 && name_ == "finish_reason") finishReason(reader_.inner(token));
        const bool said = token.kind == Kind::string && token.depth > 2 &&
                          std::find(kContent.begin(), kContent.end(), name_) != kContent.end();
        if (said) payload_.tally.bytes += reader_.inner(token).size();
        if (inAnswer_ && token.depth > 3) payload_.said = payload_.said || saysSomething(token);
    }

    /// "error" is how OpenRouter says that the answer has no end.
    void finishReason(std::string_view reason) { payload_.finished = payload_.finished || reason != "error"; }

    /// A member of the answer itself that is neither its role nor empty, or anything inside one (a tool call).
    bool saysSomething(const JsonToken& token) const {
        if (!token.isScalar() || token.kind == Kind::null) return false;
        if (token.depth > 4) return true;
        return name_ != "role" && reader_.text(token) != "\"\"";
    }

    JsonReader& reader_;
    Payload payload_;
    std::string_view name_;
    Member member_ = Member::other;
    bool inAnswer_ = false;
    bool batch_ = false;
    bool callsBegin_ = false;  ///< the list of calls has just been opened
};

}  // namespace

Payload readChatPayload(JsonReader& reader, std::string_view text) {
    reader.open(text);
    return PayloadWalk(reader).read();
}

}  // namespace gw::dialect
