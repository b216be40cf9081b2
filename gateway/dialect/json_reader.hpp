// Reads JSON strictly (RFC 8259), token by token, without building anything: simdjson's first stage finds the
// structural bytes and checks UTF-8, the walk over them checks the grammar, so that nothing that is skipped goes
// unchecked (on-demand skips without looking). Knows the byte position of each token and of the first fault. One object
// a worker, reused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace gw::dialect {

struct JsonToken {
    enum class Kind : std::uint8_t { objectBegin, objectEnd, arrayBegin, arrayEnd, key, string, number, boolean, null };
    Kind kind = Kind::null;
    /// Containers around the token: 0 for the document's own braces, 1 for its members.
    unsigned depth = 0;
    /// [begin, end) in the text, quotes included.
    std::size_t begin = 0, end = 0;
    bool isScalar() const noexcept { return kind >= Kind::string; }
    bool opens() const noexcept { return kind == Kind::objectBegin || kind == Kind::arrayBegin; }
};

struct JsonFault {
    std::size_t position = 0;
    const char* what = "";
};

class JsonReader {
 public:
    /// reliability.md A4.
    static constexpr unsigned kDepthMax = 64;

    JsonReader();
    ~JsonReader();
    JsonReader(const JsonReader&) = delete;
    JsonReader& operator=(const JsonReader&) = delete;

    /// Starts on `text`, which must stay as it is while tokens are read. No padding is needed.
    void open(std::string_view text);
    /// The same on a text that has been opened just before, unless another has been since; its bytes must be the same still. What
    /// opening has found out of it is not found out again.
    void openAgain(std::string_view text);
    /// A backslash stands somewhere in the text.
    bool anyEscape() const noexcept { return anyEscape_; }
    /// The next token; false at the end and at the first fault.
    bool next(JsonToken& token);
    /// Set once next has met something that is not JSON.
    const std::optional<JsonFault>& fault() const noexcept { return fault_; }

    std::string_view text(const JsonToken& token) const { return {text_.data() + token.begin, token.end - token.begin}; }
    /// A string's or key's raw content between its quotes, escapes as they are written.
    std::string_view inner(const JsonToken& token) const {
        return {text_.data() + token.begin + 1, token.end - token.begin - 2};
    }

 private:
    enum class Expect : std::uint8_t { value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd, nothing };
    struct Index;

    void begin();
    bool stop(std::size_t position, const char* what);
    std::size_t tokenEnd(std::size_t begin) const;
    bool open(JsonToken& token, char bracket);
    bool close(JsonToken& token, char bracket);
    bool scalar(JsonToken& token);
    bool word(JsonToken& token);
    bool key(JsonToken& token, char first);
    bool value(JsonToken& token, char first);
    void valueDone() noexcept { expect_ = depth_ == 0 ? Expect::nothing : Expect::commaOrEnd; }
    bool inObject() const noexcept { return (objects_ & 1U) != 0; }

    std::unique_ptr<Index> index_;
    std::string_view text_;
    std::optional<JsonFault> fault_;
    const std::uint32_t* structurals_ = nullptr;  ///< positions in the text; lie in index_
    std::size_t at_ = 0, count_ = 0;
    bool anyEscape_ = false;
    std::uint64_t objects_ = 0;  ///< one bit a nesting level, lowest = innermost: 1 object, 0 array
    unsigned depth_ = 0;
    Expect expect_ = Expect::nothing;
};

}  // namespace gw::dialect
