// Rows in memory that one statement inserts: SQLite pulls them as from a table (`row_feed`, columns c0…c31), which costs a
// fifth of a statement a row. Plain values; used by the thread of the Database they are given to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>

namespace gw::store {

/// NULL, integer or text. The text must stay where it is until the feed is asked for the next row.
using Cell = std::variant<std::monostate, std::int64_t, std::string_view>;

class RowFeed {
   public:
    /// Columns of `row_feed`; a feed answers NULL for those it does not have.
    static constexpr int kColumnsMax = 32;

    virtual ~RowFeed() = default;
    virtual std::size_t rows() const = 0;
    /// Rows are asked for in order, each column of a row at most once.
    virtual Cell cell(std::size_t row, int column) = 0;
};

}  // namespace gw::store
