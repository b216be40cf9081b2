#include "gateway/dialect/json_reader.hpp"

#include "gateway/dialect/json_text.hpp"

#include <simdjson.h>

#include <algorithm>

namespace gw::dialect {

namespace {

/// Room for an index that is kept between documents; what a larger document needed is given back after it.
constexpr std::size_t kKeptCapacity = 1024 * 1024;
constexpr std::size_t kFirstCapacity = 4096;

bool isSpace(char c) noexcept { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

/// Where simdjson's first stage stopped: it names the kind of fault only.
JsonFault locate(std::string_view text, simdjson::error_code code) {
    if (code == simdjson::EMPTY) return {text.size(), "the text is empty"};
    if (const auto bad = firstBadUtf8(text); bad != std::string_view::npos) return {bad, "this is not UTF-8"};
    bool inString = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '"') inString = !inString;
        if (inString && c == '\\') ++at;
        if (inString && static_cast<unsigned char>(c) < 0x20) return {at, "a control character stands in a string"};
    }
    return {text.size(), "a string is not closed"};
}

}  // namespace

struct JsonReader::Index {
    std::unique_ptr<simdjson::internal::dom_parser_implementation> stage;

    simdjson::error_code fill(std::string_view text) {
        if (stage && stage->capacity() > kKeptCapacity && text.size() <= kKeptCapacity) stage.reset();
        if (!stage || stage->capacity() < text.size()) {
            const std::size_t capacity = std::max(text.size(), stage ? stage->capacity() * 2 : kFirstCapacity);
            stage.reset();
            const auto made = simdjson::get_active_implementation()->create_dom_parser_implementation(
                std::max(capacity, text.size()), kDepthMax, stage);
            if (made != simdjson::SUCCESS) return made;
        }
        return stage->stage1(reinterpret_cast<const std::uint8_t*>(text.data()), text.size(),
                             simdjson::stage1_mode::regular);
    }
};

JsonReader::JsonReader() : index_(std::make_unique<Index>()) {}
JsonReader::~JsonReader() = default;

void JsonReader::open(std::string_view text) {
    text_ = text;
    fault_.reset();
    count_ = 0;
    begin();
    if (text.empty()) {
        fault_ = JsonFault{0, "the text is empty"};
        return;
    }
    anyEscape_ = text.find('\\') != std::string_view::npos;
    if (const auto code = index_->fill(text); code != simdjson::SUCCESS) {
        fault_ = locate(text, code);
        return;
    }
    structurals_ = index_->stage->structural_indexes.get();
    count_ = index_->stage->n_structural_indexes;
}

void JsonReader::begin() {
    at_ = 0;
    objects_ = 0;
    depth_ = 0;
    expect_ = Expect::value;
}

void JsonReader::openAgain(std::string_view text) {
    const bool known = text.data() == text_.data() && text.size() == text_.size() && !fault_ && count_ > 0;
    known ? begin() : open(text);
}

bool JsonReader::stop(std::size_t position, const char* what) {
    fault_ = JsonFault{position, what};
    return false;
}

inline std::size_t JsonReader::tokenEnd(std::size_t begin) const {
    std::size_t end = at_ < count_ ? structurals_[at_] : text_.size();
    // Most tokens end where the next begins.
    if (static_cast<unsigned char>(text_[end - 1]) > ' ') return end;
    while (end > begin + 1 && isSpace(text_[end - 1])) --end;
    return end;
}

inline bool JsonReader::open(JsonToken& token, char bracket) {
    if (depth_ >= kDepthMax) return stop(token.begin, "it is nested deeper than 64 levels");
    const bool object = bracket == '{';
    objects_ = (objects_ << 1U) | (object ? 1U : 0U);
    ++depth_;
    token.kind = object ? JsonToken::Kind::objectBegin : JsonToken::Kind::arrayBegin;
    expect_ = object ? Expect::keyOrEnd : Expect::valueOrEnd;
    return true;
}

inline bool JsonReader::close(JsonToken& token, char bracket) {
    if (inObject() != (bracket == '}')) return stop(token.begin, "this bracket closes the other kind");
    token.kind = inObject() ? JsonToken::Kind::objectEnd : JsonToken::Kind::arrayEnd;
    objects_ >>= 1U;
    --depth_;
    token.depth = depth_;
    valueDone();
    return true;
}

inline bool JsonReader::scalar(JsonToken& token) {
    token.end = tokenEnd(token.begin);
    if (text_[token.begin] != '"') return word(token);
    const bool closed = token.end - token.begin >= 2 && text_[token.end - 1] == '"';
    if (!closed || (anyEscape_ && !escapesAreValid(inner(token)))) return stop(token.begin, "this string is not valid");
    token.kind = JsonToken::Kind::string;
    return true;
}

bool JsonReader::word(JsonToken& token) {
    const std::string_view word = text(token);
    if (isJsonNumber(word)) {
        token.kind = JsonToken::Kind::number;
    } else if (word == "true" || word == "false") {
        token.kind = JsonToken::Kind::boolean;
    } else if (word == "null") {
        token.kind = JsonToken::Kind::null;
    } else {
        return stop(token.begin, "this is not a JSON value");
    }
    return true;
}

inline bool JsonReader::key(JsonToken& token, char first) {
    if (first != '"') return stop(token.begin, "a member's name is missing");
    if (!scalar(token)) return false;
    token.kind = JsonToken::Kind::key;
    const bool colon = at_ < count_ && text_[structurals_[at_]] == ':';
    if (colon) ++at_;
    expect_ = colon ? Expect::value : Expect::colon;
    return true;
}

inline bool JsonReader::value(JsonToken& token, char first) {
    if (first == '{' || first == '[') return open(token, first);
    if (!scalar(token)) return false;
    valueDone();
    return true;
}

bool JsonReader::next(JsonToken& token) {
    if (fault_) return false;
    while (at_ < count_) {
        const std::size_t position = structurals_[at_++];
        const char c = text_[position];
        token.depth = depth_;
        token.begin = position;
        token.end = position + 1;
        switch (expect_) {
            case Expect::colon:
                if (c != ':') return stop(position, "a colon is missing");
                expect_ = Expect::value;
                continue;
            case Expect::commaOrEnd:
                if (c == '}' || c == ']') return close(token, c);
                if (c != ',') return stop(position, "a comma is missing");
                expect_ = inObject() ? Expect::key : Expect::value;
                if (at_ == count_) continue;
                // What follows a comma, without a round of the loop.
                token.begin = structurals_[at_++];
                token.end = token.begin + 1;
                return inObject() ? key(token, text_[token.begin]) : value(token, text_[token.begin]);
            case Expect::keyOrEnd:
                return c == '}' || c == ']' ? close(token, c) : key(token, c);
            case Expect::key:
                return key(token, c);
            case Expect::valueOrEnd:
                return c == '}' || c == ']' ? close(token, c) : value(token, c);
            case Expect::value:
                return value(token, c);
            case Expect::nothing:
                return stop(position, "something stands behind the value");
        }
    }
    return expect_ == Expect::nothing ? false : stop(text_.size(), "the text ends too early");
}

}  // namespace gw::dialect
