#include "gateway/ledger/byte_codec.hpp"

namespace gw::ledger {

void ByteWriter::grow(std::size_t count) {
    const std::size_t used = bytes().size();
    std::string larger((used + count) * 2, '\0');
    std::memcpy(larger.data(), base_, used);
    far_ = std::move(larger);
    base_ = far_.data();
    end_ = base_ + used;
    limit_ = base_ + far_.size();
}

std::string_view ByteWriter::cut(std::string_view value, std::size_t max) {
    std::size_t end = max;
    while (end > 0 && (static_cast<std::uint8_t>(value[end]) & 0xC0U) == 0x80U) --end;
    // Bytes that are no UTF-8 at all have no boundary near: cut them anywhere.
    return value.substr(0, max - end <= 3 ? end : max);
}

std::uint64_t ByteReader::longNatural() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !fault_; shift += 7) {
        if (position_ == bytes_.size()) {
            fault("number cut short");
            break;
        }
        const auto byte = static_cast<std::uint8_t>(bytes_[position_++]);
        const std::uint64_t part = byte & 0x7FU;
        if (shift == 63 && part > 1) fault("number too large");
        value |= part << shift;
        if (byte < 0x80) {
            if (byte == 0 && shift > 0) fault("overlong number");
            return fault_ ? 0 : value;
        }
    }
    fault("number too large");
    return 0;
}

void ByteReader::fault(const char* what) {
    if (fault_) return;
    fault_ = what;
    faultAt_ = position_;
}

std::string ByteReader::faultText() const {
    return fault_ ? std::string(fault_) + " at byte " + std::to_string(faultAt_) : std::string("no fault");
}

}  // namespace gw::ledger
