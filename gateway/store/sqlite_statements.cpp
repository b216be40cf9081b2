#include "gateway/store/sqlite_statements.hpp"

#include <sqlite3.h>

#include <variant>

namespace gw::store {

namespace {

/// Kept prepared statements; more than this means that someone builds SQL text out of values.
constexpr std::size_t kStatementsMax = 256;

/// Texts are bound where they lie: they outlive the step.
int bind(sqlite3_stmt* statement, int place, const Value& value) {
    switch (value.index()) {
        case 1: return sqlite3_bind_int(statement, place, std::get<bool>(value) ? 1 : 0);
        case 2: return sqlite3_bind_int64(statement, place, std::get<std::int64_t>(value));
        case 3: return sqlite3_bind_double(statement, place, std::get<double>(value));
        case 4: {
            const auto& text = std::get<std::string>(value);
            return sqlite3_bind_text64(statement, place, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
        }
        default: return sqlite3_bind_null(statement, place);
    }
}

/// Bindings point into the caller's values: none may be left.
class Use {
   public:
    explicit Use(sqlite3_stmt* statement) : statement_(statement) {}
    ~Use() {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

   private:
    sqlite3_stmt* statement_;
};

}  // namespace

tl::unexpected<Error> sqliteError(int code, std::string words) {
    switch (code & 0xff) {
        case SQLITE_CONSTRAINT:
            return fail(ErrorCode::conflict, ErrorSource::store, Retry::never, std::move(words));
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return fail(ErrorCode::storeUnavailable, ErrorSource::store, Retry::never,
                        "Another process holds the database: " + words + ".");
        case SQLITE_FULL:
            words = "The disk or the database's size limit is full: free some space (" + words + ").";
            break;
        default:
            break;
    }
    return fail(ErrorCode::storeFailed, ErrorSource::store, Retry::never, std::move(words));
}

void SqliteStatements::Finalize::operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }

tl::unexpected<Error> SqliteStatements::lastError() const {
    return sqliteError(sqlite3_extended_errcode(handle_), sqlite3_errmsg(handle_));
}

Result<sqlite3_stmt*> SqliteStatements::prepared(std::string_view sql) {
    if (const auto found = statements_.find(sql); found != statements_.end()) return found->second.get();
    sqlite3_stmt* raw = nullptr;
    const char* rest = nullptr;
    const int outcome = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &raw, &rest);
    Statement statement(raw);
    if (outcome != SQLITE_OK) return lastError();
    if (!statement) return fail(ErrorCode::storeFailed, ErrorSource::store, Retry::never, "There is no statement in this text.");
    const auto tail = std::string_view(rest, static_cast<std::size_t>(sql.data() + sql.size() - rest));
    if (tail.find_first_not_of(" \t\r\n;") != std::string_view::npos)
        return fail(ErrorCode::storeFailed, ErrorSource::store, Retry::never, "This text holds more than one statement.");
    if (statements_.size() >= kStatementsMax) statements_.clear();
    return statements_.emplace(std::string(sql), std::move(statement)).first->second.get();
}

Result<std::int64_t> SqliteStatements::run(std::string_view sql, const Values& values) {
    const auto found = prepared(sql);
    if (!found) return fail(found.error());
    return bindAndFinish(*found, values);
}

Result<std::int64_t> SqliteStatements::bindAndFinish(sqlite3_stmt* statement, const Values& values) {
    const Use use(statement);
    if (sqlite3_bind_parameter_count(statement) != static_cast<int>(values.size()))
        return fail(ErrorCode::storeFailed, ErrorSource::store, Retry::never, "Another number of values than of places.");
    int place = 0;
    for (const Value& value : values)
        if (bind(statement, ++place, value) != SQLITE_OK) return lastError();
    return finish(statement);
}

Result<std::int64_t> SqliteStatements::insert(std::string_view sql, RowFeed& rows, const Values& values) {
    if (!feedAttached_ && feed_.attach(handle_) != SQLITE_OK) return lastError();
    feedAttached_ = true;
    const SqliteFeed::Lend lend(feed_, rows);
    const auto found = prepared(sql);
    if (!found) return fail(found.error());
    return bindAndFinish(*found, values);
}

Result<std::int64_t> SqliteStatements::finish(sqlite3_stmt* statement) {
    int outcome = SQLITE_ROW;
    while (outcome == SQLITE_ROW) outcome = sqlite3_step(statement);
    if (outcome != SQLITE_DONE) return lastError();
    return sqlite3_column_count(statement) > 0 ? 0 : sqlite3_changes64(handle_);
}

}  // namespace gw::store
