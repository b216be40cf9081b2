// Rows in memory that one statement inserts: SQLite pulls them as from a table (`row_feed`, columns c0…c31), which costs a
// fifth of a statement a row. Plain values; used by the thread of the Database they are given to.
#pragma once

#include "gateway/store/value.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace gw::store {

/// NULL, integer or text. The text must stay where it is until the feed is asked for the next row.
class Cell {
   public:
    enum class Kind : std::uint8_t { null, integer, text };

    constexpr Cell() = default;
    constexpr Cell(std::int64_t number) : number_(number), kind_(Kind::integer) {}
    /// An empty text is a text, also one that points nowhere.
    constexpr Cell(std::string_view text)
        : text_(text.data() != nullptr ? text.data() : ""), number_(static_cast<std::int64_t>(text.size())), kind_(Kind::text) {}

    constexpr Kind kind() const { return kind_; }
    constexpr std::int64_t number() const { return number_; }
    constexpr std::string_view text() const { return {text_, static_cast<std::size_t>(number_)}; }
    friend constexpr bool operator==(const Cell& left, const Cell& right) {
        if (left.kind_ != right.kind_ || left.number_ != right.number_) return false;
        return left.kind_ != Kind::text || left.text_ == right.text_ || left.text() == right.text();
    }

   private:
    const char* text_ = nullptr;
    std::int64_t number_ = 0;  ///< of a text: its bytes
    Kind kind_ = Kind::null;
};

/// With a copy of the text.
inline Value valueOf(const Cell& cell) {
    switch (cell.kind()) {
        case Cell::Kind::integer: return cell.number();
        case Cell::Kind::text: return std::string(cell.text());
        case Cell::Kind::null: break;
    }
    return {};
}

class RowFeed {
   public:
    /// Columns of `row_feed`.
    static constexpr std::size_t kColumnsMax = 32;
    using Cells = std::array<Cell, kColumnsMax>;

    virtual ~RowFeed() = default;
    virtual std::size_t rows() const = 0;
    /// Puts the cells of one row into their places; rows are asked for in order. What a feed never puts stays NULL.
    virtual void fill(std::size_t row, Cells& cells) = 0;
};

}  // namespace gw::store
