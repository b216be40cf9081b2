// A request body on its way to an upstream that is handed over piece by piece: its framing, what the socket has not
// taken yet (64 KiB and one piece at most), and when to ask for more. Pure; owned by a Call.
#pragma once

#include "gateway/pipeline/ports.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace gw::net {

class Upload {
 public:
    static constexpr std::size_t kHighWater = 64 * 1024;
    /// A piece as it goes out: size line, bytes, line end; for a body with a length the bytes alone.
    struct Framed {
        std::array<char, 24> line;
        std::array<std::string_view, 3> parts;
        std::size_t count = 0;
        std::span<const std::string_view> pieces() const noexcept { return {parts.data(), count}; }
    };

    explicit Upload(pipeline::UploadFraming framing) : framing_(framing) {}

    /// Views live as long as `bytes` and `framed`.
    void frame(std::string_view bytes, Framed& framed) const;
    /// Keeps what is left of the pieces behind the first `taken` bytes. @return false above the high-water mark.
    bool keep(std::span<const std::string_view> pieces, std::size_t taken);
    /// Nothing comes behind what was given; nobody is asked for more.
    void end();

    std::string_view unsent() const noexcept { return std::string_view(held_).substr(heldAt_); }
    void sent(std::size_t bytes);
    /// True once, when there is room again after keep has said false.
    bool takeRoom();
    /// Everything has left.
    bool done() const noexcept { return framing_ == pipeline::UploadFraming::none || (ended_ && unsent().empty()); }
    /// The next byte is the client's to give.
    bool waits() const noexcept { return framing_ != pipeline::UploadFraming::none && !ended_ && unsent().empty(); }
    bool begun() const noexcept { return begun_; }

 private:
    const pipeline::UploadFraming framing_;
    std::string held_;
    std::size_t heldAt_ = 0;
    bool ended_ = false, begun_ = false, fullTold_ = false;
};

}  // namespace gw::net
