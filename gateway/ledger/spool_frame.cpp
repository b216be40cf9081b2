#include "gateway/ledger/spool_frame.hpp"

#include "gateway/base/digest.hpp"
#include "gateway/ledger/record_codec.hpp"

namespace gw::ledger {

namespace {

constexpr std::string_view kMagic = "GWSPOOL\n";
constexpr std::uint32_t kFormat = 1;
constexpr std::size_t kHeadCopyBytes = kSegmentHeadBytes / 2;

void put32(char* out, std::uint32_t value) {
    for (int i = 0; i < 4; ++i) out[i] = static_cast<char>((value >> (8 * i)) & 0xFFU);
}

void put32(std::string& out, std::uint32_t value) {
    char bytes[4];
    put32(bytes, value);
    out.append(bytes, sizeof bytes);
}

std::uint32_t get32(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        value |= static_cast<std::uint32_t>(static_cast<std::uint8_t>(bytes[at + i])) << (8 * i);
    }
    return value;
}

/// Over length, type and payload, so that a flipped length or type is found too.
std::uint32_t frameCrc(std::string_view lengthAndType, std::string_view payload, std::uint32_t salt) {
    return crc32c(payload, crc32c(lengthAndType, salt));
}

std::optional<SegmentHead> parseCopy(std::string_view bytes) {
    const bool sound = bytes.substr(0, 8) == kMagic && get32(bytes, 8) == kFormat &&
                       get32(bytes, 20) == crc32c(bytes.substr(0, 20));
    if (!sound) return std::nullopt;
    return SegmentHead{get32(bytes, 12), get32(bytes, 16)};
}

bool knownType(std::uint8_t type) {
    return type == static_cast<std::uint8_t>(RecordType::reservation) ||
           type == static_cast<std::uint8_t>(RecordType::settled);
}

}  // namespace

std::string segmentHead(const SegmentHead& head) {
    std::string copy(kMagic);
    put32(copy, kFormat);
    put32(copy, head.worker);
    put32(copy, head.salt);
    put32(copy, crc32c(copy));
    return copy + copy;
}

std::optional<SegmentHead> parseSegmentHead(std::string_view bytes) {
    if (bytes.size() < kSegmentHeadBytes) return std::nullopt;
    const auto first = parseCopy(bytes.substr(0, kHeadCopyBytes));
    return first ? first : parseCopy(bytes.substr(kHeadCopyBytes, kHeadCopyBytes));
}

void putFrameHead(char* head, RecordType type, std::string_view payload, std::uint32_t salt) {
    put32(head, static_cast<std::uint32_t>(payload.size()));
    head[4] = static_cast<char>(type);
    put32(head + 5, frameCrc({head, 5}, payload, salt));
}

void appendFrame(std::string& out, RecordType type, std::string_view payload, std::uint32_t salt) {
    char head[kFrameHeadBytes];
    putFrameHead(head, type, payload, salt);
    out.append(head, sizeof head).append(payload);
}

std::optional<Frame> FrameReader::frameAt(std::size_t offset) const {
    if (bytes_.size() - offset < kFrameHeadBytes) return std::nullopt;
    const std::size_t length = get32(bytes_, offset);
    const auto type = static_cast<std::uint8_t>(bytes_[offset + 4]);
    if (length == 0 || length > kPayloadMax || !knownType(type)) return std::nullopt;
    if (bytes_.size() - offset - kFrameHeadBytes < length) return std::nullopt;
    const auto payload = bytes_.substr(offset + kFrameHeadBytes, length);
    if (get32(bytes_, offset + 5) != frameCrc(bytes_.substr(offset, 5), payload, salt_)) return std::nullopt;
    return Frame{static_cast<RecordType>(type), payload, offset, offset + kFrameHeadBytes + length};
}

std::optional<Frame> FrameReader::next() {
    if (position_ == bytes_.size()) return std::nullopt;
    auto frame = frameAt(position_);
    damaged_ = !frame;
    if (frame) position_ = frame->end;
    return frame;
}

bool FrameReader::incomplete() const {
    const auto left = bytes_.size() - position_;
    if (left < kFrameHeadBytes) return left > 0;
    const std::size_t length = get32(bytes_, position_);
    return length > 0 && length <= kPayloadMax && left - kFrameHeadBytes < length;
}

bool FrameReader::resume() {
    for (std::size_t offset = position_ + 1; offset + kFrameHeadBytes < bytes_.size(); ++offset) {
        if (!frameAt(offset)) continue;
        position_ = offset;
        damaged_ = false;
        return true;
    }
    return false;
}

}  // namespace gw::ledger
