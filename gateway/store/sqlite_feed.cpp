#include "gateway/store/sqlite_feed.hpp"

#include <sqlite3.h>

#include <new>
#include <string>

namespace gw::store {

namespace {

// https://sqlite.org/vtab.html: the first member of each must be SQLite's own structure.
struct Table {
    sqlite3_vtab base;
    SqliteFeed* feed;
};

struct Cursor {
    sqlite3_vtab_cursor base;
    RowFeed* feed;
    std::size_t row;
    std::size_t rows;
    RowFeed::Cells cells;
};

Cursor& cursorOf(sqlite3_vtab_cursor* cursor) { return *reinterpret_cast<Cursor*>(cursor); }

/// A feed may run out of memory; no exception may pass through SQLite.
int fillRow(Cursor& at) noexcept {
    if (at.row >= at.rows) return SQLITE_OK;
    try {
        at.feed->fill(at.row, at.cells);
    } catch (...) {
        return SQLITE_NOMEM;
    }
    return SQLITE_OK;
}

int connect(sqlite3* handle, void* feed, int, const char* const*, sqlite3_vtab** made, char**) {
    std::string schema = "CREATE TABLE row_feed (c0";
    for (std::size_t column = 1; column < RowFeed::kColumnsMax; ++column) schema += ", c" + std::to_string(column);
    const int outcome = sqlite3_declare_vtab(handle, (schema + ")").c_str());
    if (outcome != SQLITE_OK) return outcome;
    auto* table = new (std::nothrow) Table{{}, static_cast<SqliteFeed*>(feed)};
    if (table == nullptr) return SQLITE_NOMEM;
    *made = &table->base;
    return SQLITE_OK;
}

int disconnect(sqlite3_vtab* table) {
    delete reinterpret_cast<Table*>(table);
    return SQLITE_OK;
}

int bestIndex(sqlite3_vtab*, sqlite3_index_info*) { return SQLITE_OK; }

int open(sqlite3_vtab* table, sqlite3_vtab_cursor** made) {
    RowFeed* feed = reinterpret_cast<Table*>(table)->feed->rows();
    auto* cursor = new (std::nothrow) Cursor{{}, feed, 0, feed != nullptr ? feed->rows() : 0, {}};
    if (cursor == nullptr) return SQLITE_NOMEM;
    *made = &cursor->base;
    return SQLITE_OK;
}

int close(sqlite3_vtab_cursor* cursor) {
    delete &cursorOf(cursor);
    return SQLITE_OK;
}

int filter(sqlite3_vtab_cursor* cursor, int, const char*, int, sqlite3_value**) {
    cursorOf(cursor).row = 0;
    return fillRow(cursorOf(cursor));
}

int next(sqlite3_vtab_cursor* cursor) {
    ++cursorOf(cursor).row;
    return fillRow(cursorOf(cursor));
}

int atEnd(sqlite3_vtab_cursor* cursor) { return cursorOf(cursor).row >= cursorOf(cursor).rows ? 1 : 0; }

int column(sqlite3_vtab_cursor* cursor, sqlite3_context* out, int number) {
    const Cell& cell = cursorOf(cursor).cells[static_cast<std::size_t>(number)];
    switch (cell.kind()) {
        case Cell::Kind::integer: sqlite3_result_int64(out, cell.number()); break;
        case Cell::Kind::text: {
            const auto text = cell.text();
            sqlite3_result_text(out, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
            break;
        }
        case Cell::Kind::null: break;  // A result that nobody sets is NULL.
    }
    return SQLITE_OK;
}

int rowid(sqlite3_vtab_cursor* cursor, sqlite3_int64* out) {
    *out = static_cast<sqlite3_int64>(cursorOf(cursor).row);
    return SQLITE_OK;
}

sqlite3_module makeModule() {
    sqlite3_module module{};
    // No xCreate: the table exists under its own name and nobody can make another.
    module.xConnect = connect;
    module.xDisconnect = disconnect;
    module.xBestIndex = bestIndex;
    module.xOpen = open;
    module.xClose = close;
    module.xFilter = filter;
    module.xNext = next;
    module.xEof = atEnd;
    module.xColumn = column;
    module.xRowid = rowid;
    return module;
}

}  // namespace

int SqliteFeed::attach(sqlite3* handle) {
    static const sqlite3_module module = makeModule();
    return sqlite3_create_module_v2(handle, "row_feed", &module, this, nullptr);
}

}  // namespace gw::store
