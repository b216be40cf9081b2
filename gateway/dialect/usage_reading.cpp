#include "gateway/dialect/usage_reading.hpp"

#include "gateway/dialect/json_text.hpp"

#include <array>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

namespace gw::dialect {

namespace {

using Kind = JsonToken::Kind;

enum Count : std::uint8_t {
    kPrompt,
    kCompletion,
    kInput,
    kOutput,
    kTotal,
    kCacheHit,
    kCachedOwn,
    kRead,
    kMade,
    kCached,
    kInputCached,
    kWritten,
    kInputWritten,
    kCreated,
    kReasoning,
    kOutputReasoning,
    kCounts
};

struct Known {
    std::string_view parent;  ///< empty: a member of usage itself
    std::string_view name;
    Count count;
};

/// Chat says prompt and completion, later calls (images, audio, responses) input and output; where both stand, the first
/// counts. prompt_cache_hit_tokens is DeepSeek's spelling of cached_tokens, Moonshot has cached_tokens beside the counts.
/// cache_write_tokens is OpenAI's and OpenRouter's name of what LiteLLM calls cache_creation_tokens: a part of the input, as the
/// cached ones are another.
constexpr std::array kOwn{
    Known{"", "prompt_tokens", kPrompt},
    Known{"", "completion_tokens", kCompletion},
    Known{"", "input_tokens", kInput},
    Known{"", "output_tokens", kOutput},
    Known{"", "total_tokens", kTotal},
    Known{"", "prompt_cache_hit_tokens", kCacheHit},
    Known{"", "cached_tokens", kCachedOwn},
    Known{"", "cache_read_input_tokens", kRead},
    Known{"", "cache_creation_input_tokens", kMade},
};
constexpr std::array kDetails{
    Known{"prompt_tokens_details", "cached_tokens", kCached},
    Known{"input_tokens_details", "cached_tokens", kInputCached},
    Known{"prompt_tokens_details", "cache_write_tokens", kWritten},
    Known{"input_tokens_details", "cache_write_tokens", kInputWritten},
    Known{"prompt_tokens_details", "cache_creation_tokens", kCreated},
    Known{"completion_tokens_details", "reasoning_tokens", kReasoning},
    Known{"output_tokens_details", "reasoning_tokens", kOutputReasoning},
};

/// Some proxies write 12 as 12.0; a fraction that is one says nothing anybody could bill.
std::optional<std::int64_t> countIn(std::string_view text) {
    const std::size_t point = text.find('.');
    if (point != std::string_view::npos && text.find_first_not_of('0', point + 1) == std::string_view::npos) text = text.substr(0, point);
    return wholeNumber(text);
}

class UsageObject {
 public:
    /// Takes the value of `name` inside `parent`.
    void take(std::string_view parent, std::string_view name, Kind kind, std::string_view text) {
        const std::span<const Known> list = parent.empty() ? std::span<const Known>(kOwn) : std::span<const Known>(kDetails);
        for (const Known& known : list) {
            if (sameText(name, known.name) && sameText(parent, known.parent)) return takeCount(known.count, kind, text);
        }
    }

    UsageReading reading() const {
        UsageReading reading;
        reading.state = UsageReading::State::invalid;
        const auto input = firstOf({kPrompt, kInput});
        const auto output = firstOf({kCompletion, kOutput});
        if (broken_ || !input) return reading;
        ledger::TokenUsage usage;
        usage.input = *input + besideInput();
        usage.output = output.value_or(0);
        usage.cached = firstOf({kCached, kInputCached, kCacheHit, kCachedOwn, kRead}).value_or(0);
        usage.cacheWrite = firstOf({kWritten, kInputWritten, kCreated, kMade}).value_or(0);
        usage.reasoning = firstOf({kReasoning, kOutputReasoning}).value_or(0);
        if (!output && counts_[kTotal].value_or(0) != usage.input) return reading;
        // Some providers count reasoning beside the completion; their total shows it.
        const bool beside = usage.reasoning > 0 && counts_[kTotal] == usage.input + usage.output + usage.reasoning;
        if (beside) usage.output += usage.reasoning;
        if (usage.cached + usage.cacheWrite > usage.input || usage.reasoning > usage.output) return reading;
        reading.state = UsageReading::State::valid;
        reading.usage = usage;
        return reading;
    }

 private:
    void takeCount(Count count, Kind kind, std::string_view text) {
        if (kind == Kind::null) return;
        const auto value = kind == Kind::number ? countIn(text) : std::nullopt;
        const bool plausible = value && *value >= 0 && *value <= kTokensMax;
        if (!plausible || counts_[count]) broken_ = true;
        counts_[count] = value.value_or(0);
    }

    /// Anthropic counts what it read from its cache and wrote to it beside its input_tokens; within OpenAI's prompt_tokens both
    /// are parts.
    Tokens besideInput() const { return counts_[kPrompt] ? 0 : counts_[kRead].value_or(0) + counts_[kMade].value_or(0); }

    std::optional<Tokens> firstOf(std::initializer_list<Count> spellings) const {
        for (const Count count : spellings)
            if (counts_[count]) return counts_[count];
        return std::nullopt;
    }

    std::array<std::optional<Tokens>, kCounts> counts_;
    bool broken_ = false;
};

}  // namespace

UsageReading readOpenAiUsage(JsonReader& reader, const JsonToken& begin) {
    UsageObject object;
    JsonToken token;
    std::string_view parent;
    std::string_view name;
    while (reader.next(token)) {
        if (token.kind == Kind::objectEnd && token.depth == begin.depth) break;
        if (token.kind == Kind::key) {
            name = reader.inner(token);
            if (token.depth == begin.depth + 1) parent = {};
        } else if (token.kind == Kind::objectBegin && token.depth == begin.depth + 1) {
            object.take(parent, name, token.kind, {});
            parent = name;
        } else if (token.depth <= begin.depth + 2 && (token.isScalar() || token.kind == Kind::arrayBegin)) {
            object.take(parent, name, token.kind, reader.text(token));
        }
    }
    return object.reading();
}

}  // namespace gw::dialect
