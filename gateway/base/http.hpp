// HTTP message heads as values and views, shared by net, pipeline and admin. No parsing here: net/ does that strictly.
// Plain values, any thread; views live as long as the exchange they came with.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gw {

enum class Method : std::uint8_t { get, head, post, put, patch, del, options, other };

std::string_view methodText(Method method) noexcept;

struct HeaderView {
    std::string_view name;
    std::string_view value;
};

/// A request head that passed the strict check. `target` is origin-form; `path` is before '?', undecoded.
struct RequestHead {
    Method method = Method::other;
    std::string_view target;
    std::string_view path;
    std::string_view query;
    std::vector<HeaderView> fields;
    std::optional<std::uint64_t> contentLength;
    bool chunked = false;
    bool keepAlive = true;
    bool expectContinue = false;
    bool http10 = false;

    /// First value of a field, name compared without case; empty view when absent.
    std::string_view value(std::string_view name) const noexcept;
};

/// A response head, received from an upstream (views) …
struct UpstreamHead {
    int status = 0;
    std::vector<HeaderView> fields;
    std::optional<std::uint64_t> contentLength;
    bool chunked = false;
    std::string_view value(std::string_view name) const noexcept;
};

/// … or about to be sent (owned). `content-length`, `transfer-encoding`, `connection` and `date` are the session's own.
struct ResponseHead {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> fields;
};

std::string_view reasonPhrase(int status) noexcept;

/// Case-insensitive ASCII comparison.
bool equalIgnoringCase(std::string_view a, std::string_view b) noexcept;
std::string lowerAscii(std::string_view text);

/// Decodes %XX (and '+' when `form`); nullopt on a broken escape.
std::optional<std::string> percentDecoded(std::string_view text, bool form = false);
/// Value of `name` in a query string, decoded; nullopt when absent or broken.
std::optional<std::string> queryValue(std::string_view query, std::string_view name);

/// `text` as a JSON string literal with its quotes; bytes that are not UTF-8 become U+FFFD.
std::string jsonQuoted(std::string_view text);

}  // namespace gw
