// One connection to the database, used by the thread that opened it and by no other. Statements are prepared once and kept.
// Placeholders are `?`, so that the same text serves SQLite and PostgreSQL. Qt Sql stays behind this header.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/store/value.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace gw::store {

class RowFeed;

/// The row under the cursor; columns are counted from 0 in the order of the SELECT. Valid inside the callback only.
class Row {
   public:
    virtual ~Row() = default;
    virtual bool isNull(int column) const = 0;
    virtual std::string text(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual double real(int column) const = 0;

    bool boolean(int column) const { return integer(column) != 0; }
    std::optional<std::string> maybeText(int column) const;
    std::optional<std::int64_t> maybeInteger(int column) const;
};

struct SqliteOptions {
    std::filesystem::path file;
    bool readOnly = false;
    /// How long a statement waits for another process's lock before storeUnavailable (only store threads wait).
    int busyTimeoutMs = 5000;
};

class Database {
   public:
    /// WAL, synchronous=FULL, foreign keys on; the file is made 0600. @return storeFailed.
    static Result<std::unique_ptr<Database>> openSqlite(const SqliteOptions& options);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Runs one statement. @return rows changed; conflict (a constraint or trigger refused), storeUnavailable (locked by
    /// another process), storeFailed (disk full, I/O, damage, broken SQL) with the database's own words.
    Result<std::int64_t> run(std::string_view sql, const Values& values = {});
    /// Inserts many rows by one statement: `sql` is `INSERT INTO t (…) SELECT c0, ?, … FROM row_feed WHERE true …`.
    /// @return rows inserted; errors as run.
    Result<std::int64_t> insert(std::string_view sql, RowFeed& rows, const Values& values = {});
    /// Calls `each` for each row; an Error from it stops the loop and is returned.
    Result<void> select(std::string_view sql, const Values& values, const std::function<Result<void>(const Row&)>& each);
    /// First column of the first row; nullopt when there is no row or it is NULL.
    Result<std::optional<std::int64_t>> integer(std::string_view sql, const Values& values = {});
    Result<std::optional<std::string>> text(std::string_view sql, const Values& values = {});

    /// Runs `work` between BEGIN IMMEDIATE and COMMIT; any Error (also of COMMIT) rolls everything back.
    template <class Work>
    auto transaction(Work&& work) -> std::invoke_result_t<Work> {
        if (auto begun = begin(); !begun) return fail(begun.error());
        auto result = guarded(work);
        if (!result) {
            rollback();
            return result;
        }
        if (auto done = commit(); !done) return fail(done.error());
        return result;
    }

    /// Changes when another connection (here: another process) has written; our own writes on this connection don't count.
    Result<std::int64_t> foreignVersion();
    /// Drops the prepared statements (after a schema change by hand).
    void forgetStatements();

   private:
    struct Connection;
    explicit Database(std::unique_ptr<Connection> connection);
    Result<void> begin();
    Result<void> commit();
    void rollback();
    /// A throwing `work` must not leave the transaction open.
    template <class Work>
    auto guarded(Work& work) -> std::invoke_result_t<Work> {
        try {
            return work();
        } catch (...) {
            rollback();
            throw;
        }
    }

    std::unique_ptr<Connection> connection_;
};

}  // namespace gw::store
