// Reads one upstream reply out of the bytes of a connection: interim heads skipped, the head parsed strictly, the body
// cut out of its framing (RFC 9112 §6.3). Pure: no socket, no clock. One reader a connection, used again for each
// reply.
#pragma once

#include "gateway/base/http.hpp"
#include "gateway/net/chunked.hpp"
#include "gateway/net/response_head.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gw::net {

class UpstreamReply {
 public:
    /// Where the parts go. Returning false ends the reading: the call is gone.
    class Sink {
     public:
        virtual ~Sink() = default;
        virtual bool onHead(const UpstreamHead& head) = 0;
        virtual bool onData(std::string_view bytes) = 0;
    };
    enum class State : std::uint8_t { more, complete, stopped, malformed };

    /// @param toHead the request was HEAD: the reply has no body whatever it declares.
    void begin(bool toHead, std::size_t headMax, std::size_t fieldsMax);
    State feed(std::string_view bytes, Sink& sink);
    /// The connection ended. `complete` for a body that ends with the connection, when the end is `clean`; else `more`.
    State ended(bool clean) const noexcept;

    bool anyByte() const noexcept { return anyByte_; }
    /// Complete by its own framing, nothing behind it, and the upstream keeps the connection.
    bool reusable() const noexcept { return at_ == At::done && keepAlive_ && !excess_; }
    /// How long the upstream says it keeps the connection idle.
    std::optional<std::chrono::seconds> keepAliveTime() const noexcept { return keepAliveTime_; }
    /// Why it is malformed.
    std::string_view why() const noexcept { return why_; }

 private:
    enum class At : std::uint8_t { head, length, chunked, untilClose, done, failed };
    State takeHead(std::string_view bytes, std::size_t& used, Sink& sink);
    State takeBody(std::string_view bytes, std::size_t& used, Sink& sink);
    State takeChunks(std::string_view bytes, std::size_t& used, Sink& sink);
    State malformed(std::string_view why);
    bool beginBody(const UpstreamHead& head);

    std::string partial_;  ///< a head that came in pieces
    ResponseHeadParser parser_;
    ChunkedDecoder decoder_;
    std::uint64_t left_ = 0;
    std::optional<std::chrono::seconds> keepAliveTime_;
    std::string_view why_;
    At at_ = At::head;
    std::uint8_t interim_ = 0;
    bool toHead_ = false, anyByte_ = false, keepAlive_ = false, excess_ = false;
};

}  // namespace gw::net
