#include "gateway/dialect/openai_request.hpp"

#include "gateway/base/http.hpp"
#include "gateway/dialect/json_text.hpp"
#include "gateway/dialect/token_estimate.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <span>

namespace gw::dialect {

namespace {

using Kind = JsonToken::Kind;

constexpr std::size_t kModelMaxBytes = 256;
constexpr Tokens kChoicesMax = 128;
/// What a picture costs in tokens at most providers' middle resolution; its base64 text says nothing about that.
constexpr std::uint64_t kPictureMilli = 765'000;
/// Role, separators and name of one message.
constexpr Tokens kTokensOfMessage = 3;

enum class Field : std::uint8_t {
    other,
    model,
    stream,
    streamOptions,
    maxTokens,
    maxCompletion,
    maxOutput,
    choices,
    temperature,
    input,
    override
};

struct Named {
    std::string_view name;
    Field field;
};

constexpr std::array kFields{
    Named{"model", Field::model},
    Named{"stream", Field::stream},
    Named{"stream_options", Field::streamOptions},
    Named{"max_tokens", Field::maxTokens},
    Named{"max_completion_tokens", Field::maxCompletion},
    Named{"n", Field::choices},
    Named{"temperature", Field::temperature},
    // Words by which gateways and proxies let a body choose where the call goes (reliability.md A9).
    Named{"api_base", Field::override},
    Named{"base_url", Field::override},
    Named{"api_key", Field::override},
    Named{"api_type", Field::override},
    Named{"api_version", Field::override},
    Named{"custom_host", Field::override},
    Named{"custom_llm_provider", Field::override},
    Named{"callback_url", Field::override},
    Named{"callbacks", Field::override},
    Named{"success_callback", Field::override},
    Named{"failure_callback", Field::override},
    Named{"extra_headers", Field::override},
    Named{"image_url", Field::override},
    Named{"proxy", Field::override},
    Named{"webhook_url", Field::override},
};

/// Members whose strings, and numbers where they are tokens, are what the model reads.
constexpr std::array kChatInputs{Named{"messages", Field::input}, Named{"tools", Field::input}};
constexpr std::array kCompletionInputs{Named{"prompt", Field::input}, Named{"suffix", Field::input}};
/// What relayed calls (responses, rerank, moderations, images, speech) call it; such a call's longest answer, too.
constexpr std::array kRelayInputs{Named{"input", Field::input},     Named{"instructions", Field::input}, Named{"messages", Field::input},
                                  Named{"prompt", Field::input},    Named{"query", Field::input},        Named{"documents", Field::input},
                                  Named{"tools", Field::input},     Named{"system", Field::input},       Named{"max_output_tokens", Field::maxOutput},
                                  Named{"max_tokens", Field::maxOutput}};
/// Where one of these stands the provider reads, or bills, more than the body's text.
constexpr std::array<std::string_view, 7> kOpenEnded{"image_url", "input_audio", "file", "video_url", "audio", "web_search_options", "prediction"};
/// What providers add of their own: the frame of a message is shorter than its JSON, the words about tools are not.
constexpr Tokens kAddedByProviders = 1024;
constexpr std::array kEmbeddingInputs{Named{"input", Field::input}};

std::span<const Named> inputsOf(RequestForm form) {
    if (form == RequestForm::chat) return kChatInputs;
    if (form == RequestForm::completion) return kCompletionInputs;
    if (form == RequestForm::relay) return kRelayInputs;
    return kEmbeddingInputs;
}

const Named* namedIn(std::span<const Named> list, std::string_view name) {
    const auto found = std::find_if(list.begin(), list.end(), [name](const Named& n) { return n.name == name; });
    return found == list.end() ? nullptr : &*found;
}

const Named* fieldNamed(std::string_view inner, RequestForm form) {
    const bool plain = inner.find('\\') == std::string_view::npos;
    const std::string loose = plain ? std::string() : unescaped(inner);
    const std::string_view name = plain ? inner : std::string_view(loose);
    if (const Named* input = namedIn(inputsOf(form), name)) return input;
    return namedIn(kFields, name);
}

tl::unexpected<Error> wrong(std::string_view field, std::string detail) {
    return fail(ErrorCode::invalidRequest, ErrorSource::downstream, Retry::never, std::move(detail),
                std::string(field));
}

class RequestWalk {
 public:
    RequestWalk(JsonReader& reader, RequestForm form, std::size_t bodyBytes) : reader_(reader), form_(form), bodyBytes_(bodyBytes) {}

    Result<Request> read() {
        JsonToken token;
        if (reader_.next(token) && token.kind != Kind::objectBegin)
            return fail(ErrorCode::badJson, ErrorSource::downstream, Retry::never, "The body must be a JSON object.");
        if (!reader_.fault()) bodyBegin_ = token.end;
        while (!failure_ && reader_.next(token)) take(token);
        if (reader_.fault()) return notJson(*reader_.fault());
        if (failure_) return fail(std::move(*failure_));
        return finished();
    }

 private:
    static tl::unexpected<Error> notJson(const JsonFault& fault) {
        return fail(ErrorCode::badJson, ErrorSource::downstream, Retry::never,
                    "At byte " + std::to_string(fault.position) + ": " + fault.what + ".");
    }

    bool streams() const noexcept { return form_ == RequestForm::chat || form_ == RequestForm::completion; }

    void refuse(std::string_view field, std::string detail) { failure_ = wrong(field, std::move(detail)).value(); }

    void take(const JsonToken& token) {
        const bool closes = token.kind == Kind::objectEnd || token.kind == Kind::arrayEnd;
        if (token.depth == 1 && token.kind == Kind::key) return topLevelKey(token);
        if (token.depth == 1 && !closes) topLevelValue(token);
        if (token.depth > 1) insideMember(token);
        if (token.depth == 1 && !token.opens()) memberEnds(token.end);
        if (token.depth == 0 && pendingCut_) request_.cuts.push_back({*pendingCut_, previousEnd_, {}});
    }

    void topLevelKey(const JsonToken& token) {
        if (pendingCut_) request_.cuts.push_back({*pendingCut_, token.begin, {}});
        pendingCut_.reset();
        keyBegin_ = token.begin;
        const Named* named = fieldNamed(reader_.inner(token), form_);
        field_ = named ? named->field : Field::other;
        if (!named) noteOpenEnd(token);
        if (!named || field_ == Field::override) return;
        if (field_ == Field::input || field_ == Field::maxOutput) return takeInputKey(*named);
        if (form_ == RequestForm::relay && field_ != Field::model) return;
        const auto bit = 1U << static_cast<unsigned>(field_);
        if ((seen_ & bit) != 0) refuse(named->name, "It stands in the body twice.");
        seen_ |= bit;
    }

    void takeInputKey(const Named& named) {
        const auto bit = 1U << static_cast<unsigned>(&named - inputsOf(form_).data());
        // A relayed body is its upstream's business.
        if ((inputsSeen_ & bit) != 0 && form_ != RequestForm::relay) refuse(named.name, "It stands in the body twice.");
        inputsSeen_ |= bit;
    }

    /// A member that is taken out goes with the comma before it, or, while nothing stays before it, with the one
    /// behind.
    void memberEnds(std::size_t end) {
        if (field_ != Field::override) {
            keptBefore_ = true;
        } else if (keptBefore_) {
            request_.cuts.push_back({previousEnd_, end, {}});
        } else {
            pendingCut_ = keyBegin_;
        }
        previousEnd_ = end;
        field_ = Field::other;
    }

    void topLevelValue(const JsonToken& token) {
        if (field_ == Field::input) return countInput(token);
        if (field_ == Field::maxOutput) return guessLimit(token);
        if (!streams() && field_ != Field::model) return;
        switch (field_) {
            case Field::model:
                return takeModel(token);
            case Field::stream:
                return takeStream(token);
            case Field::streamOptions:
                return takeStreamOptions(token);
            case Field::maxTokens:
                return takeLimit(token, "max_tokens", maxTokens_);
            case Field::maxCompletion:
                return takeLimit(token, "max_completion_tokens", maxCompletion_);
            case Field::choices:
                return takeChoices(token);
            case Field::temperature:
                return takeTemperature(token);
            default:
                return;
        }
    }

    void takeModel(const JsonToken& token) {
        if (token.kind != Kind::string) return refuse("model", "It must be a string.");
        if (reader_.inner(token).empty()) return refuse("model", "It must not be empty.");
        if (token.end - token.begin > kModelMaxBytes) return refuse("model", "It is longer than any model's name.");
        request_.model = unescaped(reader_.inner(token));
        request_.modelBegin = token.begin;
        request_.modelEnd = token.end;
    }

    void takeStream(const JsonToken& token) {
        if (token.kind != Kind::boolean && token.kind != Kind::null)
            return refuse("stream", "It must be true or false.");
        request_.stream = reader_.text(token) == "true";
    }

    void takeStreamOptions(const JsonToken& token) {
        if (token.kind == Kind::objectBegin) {
            optionsBegin_ = token.end;
        } else if (token.kind == Kind::null) {
            ask_ = Splice{token.begin, token.end, R"({"include_usage":true})"};
        } else {
            refuse("stream_options", "It must be an object.");
        }
    }

    void takeLimit(const JsonToken& token, std::string_view name, std::optional<Tokens>& limit) {
        if (token.kind == Kind::null) return;
        const auto value = token.kind == Kind::number ? wholeNumber(reader_.text(token)) : std::nullopt;
        if (!value || *value < 0) return refuse(name, "It must be a whole number, not negative.");
        limit = std::min(*value, kTokensMax);
    }

    void guessLimit(const JsonToken& token) {
        const auto value = token.kind == Kind::number ? wholeNumber(reader_.text(token)) : std::nullopt;
        if (value && *value >= 0) request_.outputMax = std::min(*value, kTokensMax);
    }

    void takeChoices(const JsonToken& token) {
        if (token.kind == Kind::null) return;
        const auto value = token.kind == Kind::number ? wholeNumber(reader_.text(token)) : std::nullopt;
        if (!value || *value < 1 || *value > kChoicesMax)
            return refuse("n", "It must be a whole number from 1 to 128.");
        request_.choices = *value;
    }

    void takeTemperature(const JsonToken& token) {
        if (token.kind == Kind::null) return;
        if (token.kind != Kind::number) return refuse("temperature", "It must be a number.");
        const std::string_view text = reader_.text(token);
        double value = 0;
        if (std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc{})
            request_.temperature = value;
    }

    void insideMember(const JsonToken& token) {
        if (streams() && field_ == Field::streamOptions && token.depth == 2) insideStreamOptions(token);
        if (field_ != Field::input) return;
        if (token.kind == Kind::key) return noteOpenEnd(token);
        if (form_ == RequestForm::chat && token.depth == 2 && token.kind == Kind::objectBegin) ++messages_;
        countInput(token);
    }

    void noteOpenEnd(const JsonToken& token) {
        if (openEnded_ || (form_ != RequestForm::chat && form_ != RequestForm::embedding)) return;
        const std::string_view name = reader_.inner(token);
        openEnded_ = std::any_of(kOpenEnded.begin(), kOpenEnded.end(), [name](std::string_view known) { return sameText(name, known); });
    }

    /// Completions and embeddings take text that is tokens already: a number each.
    void countInput(const JsonToken& token) {
        if (token.kind == Kind::number && form_ != RequestForm::chat && form_ != RequestForm::relay) ++inputTokens_;
        if (token.kind != Kind::string) return;
        const std::string_view text = reader_.inner(token);
        inputMilli_ += text.starts_with("data:") ? std::min<std::uint64_t>(text.size() * 250, kPictureMilli) : milliTokensOf(text);
    }

    void insideStreamOptions(const JsonToken& token) {
        if (token.kind == Kind::key) {
            optionsEmpty_ = false;
            inUsageOption_ = sameText(reader_.inner(token), "include_usage");
            if (inUsageOption_ && usageOptionSeen_)
                refuse("stream_options.include_usage", "It stands in the body twice.");
            usageOptionSeen_ = usageOptionSeen_ || inUsageOption_;
            return;
        }
        if (!inUsageOption_) return;
        if (token.kind != Kind::boolean && token.kind != Kind::null)
            return refuse("stream_options.include_usage", "It must be true or false.");
        request_.usageAsked = reader_.text(token) == "true";
        ask_ = Splice{token.begin, token.end, "true"};
        inUsageOption_ = false;
    }

    Result<Request> finished() {
        request_.inputEstimate = tokensOfMilli(inputMilli_) + inputTokens_ + kTokensOfMessage * messages_;
        if (form_ == RequestForm::relay) return std::move(request_);
        if (request_.model.empty())
            return fail(ErrorCode::missingField, ErrorSource::downstream, Retry::never, "The body names no model.",
                        "model");
        if (!ask_ && optionsBegin_ != 0) {
            ask_ = Splice{optionsBegin_, optionsBegin_,
                          optionsEmpty_ ? R"("include_usage":true)" : R"("include_usage":true,)"};
        }
        // The model member stands in the body, so there is always one behind.
        if (!ask_) ask_ = Splice{bodyBegin_, bodyBegin_, R"("stream_options":{"include_usage":true},)"};
        request_.askUsage = std::move(*ask_);
        request_.outputMax = maxCompletion_ ? maxCompletion_ : maxTokens_;
        if (form_ == RequestForm::embedding) request_.outputMax = 0;
        // Of a plain completion `best_of` and lists of prompts can make more of it.
        if (!openEnded_ && form_ != RequestForm::completion) request_.inputMost = static_cast<Tokens>(bodyBytes_) + kAddedByProviders;
        return std::move(request_);
    }

    JsonReader& reader_;
    const RequestForm form_;
    const std::size_t bodyBytes_;
    Request request_;
    std::optional<Error> failure_;
    std::optional<Splice> ask_;
    std::optional<std::size_t> pendingCut_;
    std::optional<Tokens> maxTokens_, maxCompletion_;
    std::size_t bodyBegin_ = 0, keyBegin_ = 0, previousEnd_ = 0, optionsBegin_ = 0;
    std::uint64_t inputMilli_ = 0;
    Tokens messages_ = 0, inputTokens_ = 0;
    bool openEnded_ = false;
    unsigned seen_ = 0, inputsSeen_ = 0;
    Field field_ = Field::other;
    bool keptBefore_ = false, optionsEmpty_ = true, inUsageOption_ = false, usageOptionSeen_ = false;
};

}  // namespace

Result<Request> parseOpenAiRequest(JsonReader& reader, std::string_view body, RequestForm form) {
    reader.open(body);
    return RequestWalk(reader, form, body.size()).read();
}

std::vector<Splice> Request::splicesFor(std::string_view upstreamModel) const {
    std::vector<Splice> splices = cuts;
    if (upstreamModel != model) splices.push_back({modelBegin, modelEnd, jsonQuoted(upstreamModel)});
    if (hidesUsage()) splices.push_back(askUsage);
    sortSplices(splices);
    return splices;
}

}  // namespace gw::dialect
