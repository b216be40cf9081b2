#include "gateway/net/request_body.hpp"

#include <algorithm>
#include <cstring>

namespace gw::net {
namespace {

constexpr std::size_t kPadding = 64;
// A declared length is only believed as far as this; beyond it memory follows the bytes.
constexpr std::size_t kFirstRoom = 256 * 1024;
// Smaller ones are bounded by the number of connections.
constexpr std::size_t kUncounted = 16 * 1024;

}  // namespace

void RequestBody::begin(const RequestHead& head, ByteBudget* budget) {
    *this = RequestBody{};
    budget_ = budget;
    chunked_ = head.chunked;
    length_ = head.contentLength.value_or(0);
    state_ = chunked_ || length_ > 0 ? State::more : State::complete;
}

void RequestBody::collect(Bytes limit) {
    use_ = Use::collect;
    limitTo(limit);
}

void RequestBody::stream(Bytes limit) {
    use_ = Use::stream;
    limitTo(limit);
}

void RequestBody::limitTo(Bytes limit) {
    limit_ = limit.value;
    if (state_ == State::more && !chunked_ && length_ > limit_) state_ = State::tooLarge;
}

void RequestBody::discard() {
    use_ = Use::discard;
    body_ = {};
    capacity_ = 0;
}

std::size_t RequestBody::feed(std::string_view bytes) {
    piece_ = {};
    if (state_ != State::more) return 0;
    if (!chunked_) {
        const auto take = static_cast<std::size_t>(std::min<std::uint64_t>(length_ - received_, bytes.size()));
        keep(bytes.substr(0, take));
        if (received_ == length_ && state_ == State::more) state_ = State::complete;
        return take;
    }
    std::size_t used = 0;
    while (used < bytes.size() && state_ == State::more && piece_.empty()) {
        const auto step = decoder_.feed(bytes.substr(used));
        used += step.consumed;
        if (step.state == ChunkedDecoder::State::complete) state_ = State::complete;
        if (step.state == ChunkedDecoder::State::malformed) state_ = State::malformed;
        if (step.state == ChunkedDecoder::State::payload) keep(step.payload);
    }
    return used;
}

void RequestBody::keep(std::string_view bytes) {
    received_ += bytes.size();
    if (use_ == Use::discard) return;
    if (received_ > limit_) {
        state_ = State::tooLarge;
        return;
    }
    if (use_ == Use::stream) {
        piece_ = bytes;
        return;
    }
    if (!reserve(body_.size + bytes.size())) return;
    std::memcpy(body_.storage.get() + body_.size, bytes.data(), bytes.size());
    body_.size += bytes.size();
}

bool RequestBody::reserve(std::size_t size) {
    if (size <= capacity_) return true;
    std::size_t wanted = std::max(size, capacity_ * 2);
    if (chunked_) {
        wanted = std::max<std::size_t>(wanted, 4096);
    } else {
        const std::uint64_t cap = capacity_ == 0 ? std::max<std::uint64_t>(size, kFirstRoom) : wanted;
        wanted = static_cast<std::size_t>(std::min<std::uint64_t>(length_, cap));
    }
    ByteLease lease = body_.lease.bytes() > 0 ? std::move(body_.lease) : ByteLease(budget_);
    if (wanted > kUncounted && !lease.growTo(wanted)) {
        state_ = State::noRoom;
        body_ = {};
        capacity_ = 0;
        return false;
    }
    pipeline::PaddedBody larger;
    larger.lease = std::move(lease);
    larger.storage.reset(new char[wanted + kPadding]);
    if (body_.size > 0) std::memcpy(larger.storage.get(), body_.storage.get(), body_.size);
    larger.size = body_.size;
    body_ = std::move(larger);
    capacity_ = wanted;
    return true;
}

std::span<char> RequestBody::room() {
    if (state_ != State::more || chunked_ || use_ != Use::collect) return {};
    if (body_.size == capacity_ && !reserve(body_.size + 1)) return {};
    return {body_.storage.get() + body_.size, capacity_ - body_.size};
}

void RequestBody::filled(std::size_t bytes) {
    body_.size += bytes;
    received_ += bytes;
    if (received_ == length_) state_ = State::complete;
}

std::optional<std::uint64_t> RequestBody::left() const noexcept {
    if (state_ == State::complete) return 0;
    if (chunked_) return std::nullopt;
    return length_ - received_;
}

pipeline::PaddedBody RequestBody::take() {
    if (!body_.storage) body_.storage.reset(new char[kPadding]);
    std::memset(body_.storage.get() + body_.size, 0, kPadding);
    capacity_ = 0;
    return std::move(body_);
}

}  // namespace gw::net
