// Statements that change something, run on SQLite's own interface of a connection that Qt opened: binding through QVariant
// and QString cost four times what SQLite itself does a row, and the ledger writes three rows a request. Reading stays with
// Qt Sql. Used by the thread of its Database only.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/store/sqlite_feed.hpp"
#include "gateway/store/value.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace gw::store {

/// What a refusal of SQLite means. `code` may be an extended one.
tl::unexpected<Error> sqliteError(int code, std::string words);

class SqliteStatements {
   public:
    explicit SqliteStatements(sqlite3* handle) : handle_(handle) {}

    /// Runs one statement to its end; rows it gives are passed over. @return rows changed, or sqliteError.
    Result<std::int64_t> run(std::string_view sql, const Values& values);
    /// Runs `INSERT … SELECT … FROM row_feed …` over the rows. @return rows inserted, or sqliteError.
    Result<std::int64_t> insert(std::string_view sql, RowFeed& rows, const Values& values);
    /// Before the connection closes, or when the schema was changed by hand.
    void forget() { statements_.clear(); }

   private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const noexcept;
    };
    using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    Result<sqlite3_stmt*> prepared(std::string_view sql);
    Result<std::int64_t> bindAndFinish(sqlite3_stmt* statement, const Values& values);
    /// Steps to the end. @return rows changed, or sqliteError.
    Result<std::int64_t> finish(sqlite3_stmt* statement);
    tl::unexpected<Error> lastError() const;

    sqlite3* handle_;
    SqliteFeed feed_;
    bool feedAttached_ = false;
    std::unordered_map<std::string, Statement, Hash, std::equal_to<>> statements_;
};

}  // namespace gw::store
