#include "gateway/net/upload.hpp"

#include "gateway/net/chunked.hpp"

#include <algorithm>

namespace gw::net {
namespace {

// Memory kept for the next piece that the socket does not take at once.
constexpr std::size_t kKeptCapacity = 4 * 1024;

}  // namespace

using pipeline::UploadFraming;

void Upload::frame(std::string_view bytes, Framed& framed) const {
    framed.count = 0;
    if (bytes.empty()) return;
    const bool chunked = framing_ == UploadFraming::chunked;
    if (chunked) framed.parts[framed.count++] = chunkSizeLine(bytes.size(), framed.line);
    framed.parts[framed.count++] = bytes;
    if (chunked) framed.parts[framed.count++] = "\r\n";
}

bool Upload::keep(std::span<const std::string_view> pieces, std::size_t taken) {
    begun_ = begun_ || taken > 0;
    for (const std::string_view piece : pieces) {
        const std::size_t skip = std::min(taken, piece.size());
        taken -= skip;
        held_.append(piece.substr(skip));
    }
    fullTold_ = fullTold_ || unsent().size() > kHighWater;
    return !fullTold_;
}

void Upload::end() {
    if (ended_) return;
    ended_ = true;
    fullTold_ = false;
    if (framing_ == UploadFraming::chunked) held_.append(kLastChunk);
}

void Upload::sent(std::size_t bytes) {
    begun_ = begun_ || bytes > 0;
    heldAt_ += bytes;
    if (heldAt_ < held_.size()) {
        if (heldAt_ <= held_.size() / 2) return;
        held_.erase(0, heldAt_);
    } else if (held_.capacity() > kKeptCapacity) {
        held_ = std::string();
    } else {
        held_.clear();
    }
    heldAt_ = 0;
}

bool Upload::takeRoom() {
    // Half empty is soon enough: the client has the rest of the buffer to come back in.
    if (!fullTold_ || unsent().size() > kHighWater / 2) return false;
    fullTold_ = false;
    return true;
}

}  // namespace gw::net
