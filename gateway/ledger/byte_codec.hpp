// Varints, zigzag and length-prefixed text: the letters of record_codec. ByteReader refuses overlong varints and remembers
// the first fault; after one, every read gives zero. Plain values, any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace gw::ledger {

class ByteWriter {
   public:
    ByteWriter() = default;
    ByteWriter(const ByteWriter&) = delete;
    ByteWriter& operator=(const ByteWriter&) = delete;

    void natural(std::uint64_t value) { end_ = put(room(kNaturalMax), value); }
    void integer(std::int64_t value) { integers(value); }
    /// Several in a row, with one look at the room for them all.
    template <class... Numbers>
    void integers(Numbers... values) {
        char* to = room(sizeof...(values) * kNaturalMax);
        ((to = put(to, zigzag(values))), ...);
        end_ = to;
    }
    void flag(bool value) {
        *room(1) = value ? 1 : 0;
        ++end_;
    }
    /// Cut at a UTF-8 boundary to `max` bytes.
    void text(std::string_view value, std::size_t max) {
        if (value.size() > max) value = cut(value, max);
        char* const to = put(room(kNaturalMax + value.size()), value.size());
        if (!value.empty()) std::memcpy(to, value.data(), value.size());
        end_ = to + value.size();
    }
    /// Good until more is written.
    std::string_view bytes() const { return {base_, static_cast<std::size_t>(end_ - base_)}; }
    std::string taken() const { return std::string(bytes()); }

   private:
    /// Bytes of the largest varint.
    static constexpr std::size_t kNaturalMax = 10;
    static std::string_view cut(std::string_view value, std::size_t max);
    static std::uint64_t zigzag(std::int64_t value) {
        return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
    }
    /// @return behind what was put.
    static char* put(char* to, std::uint64_t value) {
        while (value >= 0x80) {
            *to++ = static_cast<char>((value & 0x7FU) | 0x80U);
            value >>= 7;
        }
        *to++ = static_cast<char>(value);
        return to;
    }
    /// Where the next `count` bytes go.
    char* room(std::size_t count) {
        if (static_cast<std::size_t>(limit_ - end_) < count) grow(count);
        return end_;
    }
    void grow(std::size_t count);

    std::array<char, 1024> near_;  ///< most records fit; not cleared
    std::string far_;
    char* base_ = near_.data();
    char* end_ = base_;
    char* limit_ = base_ + near_.size();
};

class ByteReader {
   public:
    explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}
    std::uint64_t natural() {
        // Most numbers and lengths are one byte.
        const bool small = position_ < bytes_.size() && static_cast<std::uint8_t>(bytes_[position_]) < 0x80 && fault_ == nullptr;
        return small ? static_cast<std::uint8_t>(bytes_[position_++]) : longNatural();
    }
    /// @param max a larger value is a fault.
    std::uint64_t natural(std::uint64_t max, const char* what) {
        const auto value = natural();
        if (value <= max) return value;
        fault(what);
        return 0;
    }
    std::int64_t integer() {
        const auto value = natural();
        return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1U);
    }
    std::int64_t integer(std::int64_t min, std::int64_t max, const char* what) {
        const auto value = integer();
        if (value >= min && value <= max) return value;
        fault(what);
        return 0;
    }
    bool flag() { return natural(1, "flag is neither 0 nor 1") == 1; }
    std::string_view text(std::size_t max) {
        const auto size = natural(max, "text too long");
        if (size > bytes_.size() - position_) {
            fault("text cut short");
            return {};
        }
        const auto value = bytes_.substr(position_, size);
        position_ += size;
        return value;
    }

    bool atEnd() const { return position_ == bytes_.size(); }
    bool failed() const { return fault_ != nullptr; }
    void fault(const char* what);
    /// "overlong number at byte 17".
    std::string faultText() const;

   private:
    std::uint64_t longNatural();

    std::string_view bytes_;
    std::size_t position_ = 0;
    const char* fault_ = nullptr;
    std::size_t faultAt_ = 0;
};

}  // namespace gw::ledger
