// Appends the pieces of a line to a block: room is made for many pieces at once, each is then only copied. Plain value; the
// block is whole when the writer is gone.
#pragma once

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace gw {

class LineWriter {
   public:
    explicit LineWriter(std::string& block) : block_(block), used_(block.size()) {}
    ~LineWriter() { block_.resize(used_); }
    LineWriter(const LineWriter&) = delete;
    LineWriter& operator=(const LineWriter&) = delete;

    /// A view behind another, in order.
    template <class... Pieces>
    void put(const Pieces&... pieces) {
        char* to = room((sizeOf(pieces) + ...));
        ((to = copy(to, pieces)), ...);
        used_ = static_cast<std::size_t>(to - block_.data());
    }
    void number(std::int64_t value) {
        char* to = room(kDigitsMax);
        used_ = static_cast<std::size_t>(std::to_chars(to, to + kDigitsMax, value).ptr - block_.data());
    }

   private:
    static constexpr std::size_t kDigitsMax = 20;
    static constexpr std::size_t kStep = 1024;  ///< more than most lines

    static constexpr std::size_t sizeOf(char) { return 1; }
    static std::size_t sizeOf(std::string_view piece) { return piece.size(); }
    static char* copy(char* to, char piece) {
        *to = piece;
        return to + 1;
    }
    static char* copy(char* to, std::string_view piece) {
        if (!piece.empty()) std::memcpy(to, piece.data(), piece.size());
        return to + piece.size();
    }
    char* room(std::size_t count) {
        if (block_.size() - used_ < count) block_.resize(used_ + count + kStep);
        return block_.data() + used_;
    }

    std::string& block_;
    std::size_t used_;
};

}  // namespace gw
