// The strict request-head parser (RFC 9112, reliability.md A1): one spelling of everything, no repair. Feed it the
// whole head as received so far; it remembers which lines it has checked. One object a head, any thread.
#pragma once

#include "gateway/base/http.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace gw::net {

struct HeadLimits {
    std::size_t lineMax = 16 * 1024;  ///< request line
    std::size_t headMax = 64 * 1024;
    std::size_t fieldsMax = 200;
};

/// Why a head is refused: the status to answer (400, 413, 414, 417, 431, 505) and words for people.
struct HeadFault {
    int status = 0;
    std::string_view why;
};

class RequestHeadParser {
 public:
    enum class State : std::uint8_t { unfinished, complete, refused };

    explicit RequestHeadParser(HeadLimits limits = {}) : limits_(limits) {}

    /// @param bytes the same text as before plus what has come since; may go on behind the head.
    /// On `complete`, `head` holds views into `bytes` and headSize() tells where the body starts.
    State parse(std::string_view bytes, RequestHead& head);
    std::size_t headSize() const noexcept { return headSize_; }
    const HeadFault& fault() const noexcept { return fault_; }
    void reset() noexcept { *this = RequestHeadParser(limits_); }

 private:
    State refuse(int status, std::string_view why);
    State pass(std::string_view bytes, RequestHead& head, std::size_t from);
    State takeLine(std::string_view line, std::size_t from, RequestHead& head);
    State takeField(const HeaderView& field, RequestHead& head);
    State requestLine(std::string_view line, RequestHead& head);
    State unfinished(std::string_view bytes, std::size_t from, std::string_view part);
    bool takeAuthority(RequestHead& head);
    State finish(RequestHead& head);
    State framing(RequestHead& head);
    State oneField(const HeaderView& field, RequestHead& head);

    HeadLimits limits_;
    HeadFault fault_;
    std::size_t checked_ = 0;  ///< lines before this offset are well-formed
    std::size_t headSize_ = 0;
    std::string_view authority_;  ///< of an absolute target; of the present pass only
    std::size_t fields_ = 0;
    unsigned hosts_ = 0;
    bool sawLength_ = false, sawCoding_ = false, sawKeepAlive_ = false, sawClose_ = false;
};

}  // namespace gw::net
