// Varints, zigzag and length-prefixed text: the letters of record_codec. ByteReader refuses overlong varints and remembers
// the first fault; after one, every read gives zero. Plain values, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace gw::ledger {

class ByteWriter {
   public:
    explicit ByteWriter(std::size_t capacity) { bytes_.reserve(capacity); }
    void natural(std::uint64_t value);
    void integer(std::int64_t value);
    void flag(bool value) { bytes_.push_back(value ? '\1' : '\0'); }
    /// Cut at a UTF-8 boundary to `max` bytes.
    void text(std::string_view value, std::size_t max);
    std::string take() { return std::move(bytes_); }

   private:
    std::string bytes_;
};

class ByteReader {
   public:
    explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}
    std::uint64_t natural();
    /// @param max a larger value is a fault.
    std::uint64_t natural(std::uint64_t max, const char* what);
    std::int64_t integer();
    std::int64_t integer(std::int64_t min, std::int64_t max, const char* what);
    bool flag();
    std::string_view text(std::size_t max);

    bool atEnd() const { return position_ == bytes_.size(); }
    bool failed() const { return fault_ != nullptr; }
    void fault(const char* what);
    /// "overlong number at byte 17".
    std::string faultText() const;

   private:
    std::string_view bytes_;
    std::size_t position_ = 0;
    const char* fault_ = nullptr;
    std::size_t faultAt_ = 0;
};

}  // namespace gw::ledger
