// Keyset paging for every list: a page is asked for by limit and the cursor of the page before it. The cursor is opaque to
// callers; inside it is the last row's sort key. Pure values, any thread.
#pragma once

#include "gateway/base/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::store {

struct PageRequest {
    std::size_t limit = 50;  ///< 1…1000; callers check
    std::string cursor;      ///< empty: first page
};

template <class T>
struct Page {
    std::vector<T> items;
    std::optional<std::string> nextCursor;
};

/// Sort keys of a row: a number (time or sequence) and a text that makes it unique.
struct CursorKey {
    std::int64_t number = 0;
    std::string text;
};

std::string encodeCursor(const CursorKey& key);
/// @return invalidValue with field "cursor".
Result<CursorKey> decodeCursor(std::string_view cursor);

/// Cuts a list that was read with limit + 1 rows to `limit` and sets the cursor from the last row kept.
template <class T, class KeyOf>
Page<T> cutPage(std::vector<T> rows, std::size_t limit, KeyOf keyOf) {
    Page<T> page;
    if (rows.size() > limit) {
        rows.resize(limit);
        page.nextCursor = encodeCursor(keyOf(rows.back()));
    }
    page.items = std::move(rows);
    return page;
}

}  // namespace gw::store
