// Rows described column by column. What is the same in all rows of a large batch is bound to the statement once: SQLite asks
// a feed for every cell, which costs three times what a bound value does. Used by usage_insert.cpp on the writer thread.
#pragma once

#include "gateway/store/row_feed.hpp"
#include "gateway/store/value.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gw::store {

/// @tparam Item what a row is made of; cheap to copy.
template <class Item>
struct FeedColumn {
    std::string_view name;
    /// `made` is the column's own room for a text that stands nowhere else.
    Cell (*cell)(Item item, std::string& made);
    bool differs = false;  ///< in every two rows: not worth a look
};

/// Columns and items must outlive it.
template <class Item>
class ColumnFeed final : public RowFeed {
   public:
    /// In a smaller batch all cells are fed: each other set of shared columns is a statement that must be prepared and kept.
    static constexpr std::size_t kSharingRowsMin = 256;

    ColumnFeed(std::span<const FeedColumn<Item>> columns, std::span<const Item> items)
        : columns_(columns), items_(items), shared_(columns.size(), false) {
        if (items.size() >= kSharingRowsMin) findShared();
        for (std::size_t column = 0; column < columns.size(); ++column)
            if (!shared_[column]) fed_.push_back(column);
    }

    std::size_t rows() const override { return items_.size(); }
    void fill(std::size_t row, Cells& cells) override {
        std::size_t place = 0;
        for (const std::size_t column : fed_) cells[place++] = columns_[column].cell(items_[row], made_[column]);
    }

    /// `tail` begins behind the SELECT: ` ON CONFLICT …`.
    std::string statement(std::string_view table, std::string_view tail) const {
        std::string names, cells;
        std::size_t fed = 0;
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            names.append(column == 0 ? "" : ", ").append(columns_[column].name);
            cells.append(column == 0 ? "" : ", ").append(shared_[column] ? "?" : "c" + std::to_string(fed++));
        }
        return "INSERT INTO " + std::string(table) + " (" + names + ") SELECT " + cells + " FROM row_feed WHERE true" + std::string(tail);
    }
    /// What the places of the statement stand for.
    const Values& values() const { return values_; }

   private:
    /// Row by row, so that each is read while it is near; most columns that are not shared fall out in the first rows.
    void findShared() {
        std::vector<std::pair<std::size_t, Cell>> same;
        for (std::size_t column = 0; column < columns_.size(); ++column)
            if (!columns_[column].differs) same.emplace_back(column, columns_[column].cell(items_.front(), made_[column]));
        for (const Item& item : items_.subspan(1))
            std::erase_if(same, [&](const auto& one) { return columns_[one.first].cell(item, made_[one.first]) != one.second; });
        for (const auto& [column, cell] : same) {
            shared_[column] = true;
            values_.push_back(valueOf(cell));
        }
    }

    std::span<const FeedColumn<Item>> columns_;
    std::span<const Item> items_;
    std::vector<bool> shared_;
    std::vector<std::size_t> fed_;
    std::array<std::string, kColumnsMax> made_;
    Values values_;
};

}  // namespace gw::store
