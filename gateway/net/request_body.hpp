// The body of one request as it comes in: framing, limit, and where it goes (collected for the handler, handed on piece
// by piece, or thrown away after an early reply). Pure; owned by a session.
#pragma once

#include "gateway/base/http.hpp"
#include "gateway/base/units.hpp"
#include "gateway/net/chunked.hpp"
#include "gateway/pipeline/ports.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace gw::net {

class RequestBody {
 public:
    /// noRoom: all bodies together hold as much as they may.
    enum class State : std::uint8_t { more, complete, tooLarge, malformed, noRoom };

    /// @param budget of all bodies that are held; null: none.
    void begin(const RequestHead& head, ByteBudget* budget = nullptr);
    /// From here on bytes are collected, up to `limit`.
    void collect(Bytes limit);
    /// From here on each feed ends with one piece to take, up to `limit`.
    void stream(Bytes limit);
    /// From here on bytes are thrown away.
    void discard();

    State state() const noexcept { return state_; }
    bool streams() const noexcept { return use_ == Use::stream; }
    /// Takes what belongs to the body from the front of `bytes`. @return how much that was, framing included.
    std::size_t feed(std::string_view bytes);
    /// Room to read into directly, no larger than what is to come; empty when the bytes must go through feed.
    std::span<char> room();
    void filled(std::size_t bytes);
    /// What the last feed has brought to a streamed body: inside its input.
    std::string_view piece() const noexcept { return piece_; }

    /// Payload bytes so far.
    std::uint64_t received() const noexcept { return received_; }
    /// Payload bytes to come; unknown when chunked.
    std::optional<std::uint64_t> left() const noexcept;
    /// The collected body, with 64 zero bytes behind it.
    pipeline::PaddedBody take();

 private:
    enum class Use : std::uint8_t { discard, collect, stream };
    void limitTo(Bytes limit);
    void keep(std::string_view bytes);
    /// False when there is no room.
    bool reserve(std::size_t size);

    pipeline::PaddedBody body_;
    ByteBudget* budget_ = nullptr;
    std::size_t capacity_ = 0;
    std::uint64_t length_ = 0, received_ = 0, limit_ = 0;
    ChunkedDecoder decoder_;
    std::string_view piece_;
    State state_ = State::complete;
    Use use_ = Use::discard;
    bool chunked_ = false;
};

}  // namespace gw::net
