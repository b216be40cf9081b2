// The strict response-head parser for what upstreams send (reliability.md A11). Same manner as RequestHeadParser: feed
// the whole head as received so far. One object a head, any thread.
#pragma once

#include "gateway/base/http.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace gw::net {

class ResponseHeadParser {
 public:
    enum class State : std::uint8_t { unfinished, complete, refused };

    explicit ResponseHeadParser(std::size_t headMax = 64 * 1024, std::size_t fieldsMax = 200)
        : headMax_(headMax), fieldsMax_(fieldsMax) {}

    /// On `complete`, `head` holds views into `bytes`.
    State parse(std::string_view bytes, UpstreamHead& head);
    std::size_t headSize() const noexcept { return headSize_; }
    /// The upstream leaves the connection open behind this reply (HTTP/1.1 without `close`).
    bool keepAlive() const noexcept { return keepAlive_; }
    /// How long it says it keeps an idle connection (`Keep-Alive: timeout=5`).
    std::optional<std::chrono::seconds> keepAliveTime() const noexcept { return keepAliveTime_; }
    std::string_view why() const noexcept { return why_; }
    void reset() noexcept { *this = ResponseHeadParser(headMax_, fieldsMax_); }

 private:
    State refuse(std::string_view why);
    State pass(std::string_view bytes, UpstreamHead& head, std::size_t from);
    State takeField(const HeaderView& field, UpstreamHead& head);
    State statusLine(std::string_view line, UpstreamHead& head);
    State finish(UpstreamHead& head);
    State oneField(const HeaderView& field, UpstreamHead& head);

    std::size_t headMax_, fieldsMax_;
    std::string_view why_;
    std::size_t checked_ = 0, headSize_ = 0, fields_ = 0;
    std::optional<std::chrono::seconds> keepAliveTime_;
    bool http10_ = false, keepAlive_ = false;
};

}  // namespace gw::net
