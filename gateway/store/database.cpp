#include "gateway/store/database.hpp"

#include "gateway/base/log.hpp"
#include "gateway/store/sqlite_statements.hpp"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <unordered_map>

namespace gw::store {

namespace {

/// Kept prepared statements; more than this means that someone builds SQL text out of values.
constexpr std::size_t kStatementsMax = 256;

QString qtText(std::string_view text) {
    // A null QString would be bound as NULL.
    if (text.empty()) return QStringLiteral("");
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QVariant qtValue(const Value& value) {
    switch (value.index()) {
        case 1: return QVariant(std::get<bool>(value));
        case 2: return QVariant(static_cast<qlonglong>(std::get<std::int64_t>(value)));
        case 3: return QVariant(std::get<double>(value));
        case 4: return QVariant(qtText(std::get<std::string>(value)));
        default: return QVariant();
    }
}

tl::unexpected<Error> storeError(const QSqlError& error) {
    std::string words = error.databaseText().toStdString();
    if (words.empty()) words = error.driverText().toStdString();
    return sqliteError(error.nativeErrorCode().toInt(), std::move(words));
}

class QtRow final : public Row {
   public:
    explicit QtRow(const QSqlQuery& query) : query_(query) {}
    bool isNull(int column) const override { return query_.isNull(column); }
    std::string text(int column) const override { return query_.value(column).toString().toStdString(); }
    std::int64_t integer(int column) const override { return query_.value(column).toLongLong(); }
    double real(int column) const override { return query_.value(column).toDouble(); }

   private:
    const QSqlQuery& query_;
};

/// Made here so that database, -wal and -shm are nobody else's to read (SQLite gives them the file's mode). A file that is
/// there is never opened: closing any descriptor of it would drop the POSIX locks of every connection this process has
/// (fcntl(2)), and the next `sqlite3` of somebody else would take itself for the last one and delete the live -wal.
Result<void> makePrivateFile(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0 && errno == EEXIST) return {};
    if (descriptor < 0) {
        return fail(ErrorCode::storeFailed, ErrorSource::store, Retry::never,
                    "Cannot open " + file.string() + ": " + std::strerror(errno) + ".", file.string());
    }
    ::close(descriptor);
    return {};
}

}  // namespace

std::optional<std::string> Row::maybeText(int column) const {
    if (isNull(column)) return std::nullopt;
    return text(column);
}

std::optional<std::int64_t> Row::maybeInteger(int column) const {
    if (isNull(column)) return std::nullopt;
    return integer(column);
}

struct Database::Connection {
    QString name;
    QSqlDatabase handle;
    std::unordered_map<std::string, std::unique_ptr<QSqlQuery>> statements;
    std::unique_ptr<SqliteStatements> writes;  ///< on Qt's own handle

    /// Takes the statement out of the cache for the time of its use, so that a nested use prepares its own.
    Result<std::unique_ptr<QSqlQuery>> take(std::string_view sql) {
        const auto found = statements.find(std::string(sql));
        if (found != statements.end()) {
            auto query = std::move(found->second);
            statements.erase(found);
            return query;
        }
        auto query = std::make_unique<QSqlQuery>(handle);
        query->setForwardOnly(true);
        if (!query->prepare(qtText(sql))) return storeError(query->lastError());
        return query;
    }

    void giveBack(std::string_view sql, std::unique_ptr<QSqlQuery> query) {
        query->finish();
        if (statements.size() >= kStatementsMax) statements.clear();
        statements.insert_or_assign(std::string(sql), std::move(query));
    }

    Result<std::unique_ptr<QSqlQuery>> execute(std::string_view sql, const Values& values) {
        auto query = take(sql);
        if (!query) return query;
        for (std::size_t i = 0; i < values.size(); ++i) (*query)->bindValue(static_cast<int>(i), qtValue(values[i]));
        if ((*query)->exec()) return query;
        auto error = storeError((*query)->lastError());
        giveBack(sql, std::move(*query));
        return error;
    }
};

Database::Database(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}

Database::~Database() {
    const QString name = connection_->name;
    forgetStatements();
    connection_->handle.close();
    connection_.reset();
    QSqlDatabase::removeDatabase(name);
}

Result<std::unique_ptr<Database>> Database::openSqlite(const SqliteOptions& options) {
    static std::atomic<unsigned> counter{0};
    if (auto made = makePrivateFile(options.file); !made) return fail(made.error());
    auto connection = std::make_unique<Connection>();
    connection->name = QStringLiteral("gatehouse-%1").arg(counter.fetch_add(1));
    connection->handle = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection->name);
    connection->handle.setDatabaseName(QString::fromStdString(options.file.string()));
    connection->handle.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(options.busyTimeoutMs));
    std::unique_ptr<Database> database(new Database(std::move(connection)));
    QSqlDatabase& handle = database->connection_->handle;
    if (!handle.open()) {
        return fail(ErrorCode::storeFailed, ErrorSource::store, Retry::never,
                    "Cannot open " + options.file.string() + ": " + handle.lastError().databaseText().toStdString() + ".",
                    options.file.string());
    }
    const QVariant native = handle.driver()->handle();
    database->connection_->writes = std::make_unique<SqliteStatements>(*static_cast<sqlite3* const*>(native.data()));
    // auto_vacuum counts only before the first table is made. FULL: an acknowledged row survives a power cut.
    for (const std::string_view pragma :
         {"PRAGMA auto_vacuum = INCREMENTAL", "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
          "PRAGMA foreign_keys = ON", "PRAGMA temp_store = MEMORY", "PRAGMA trusted_schema = OFF"}) {
        if (auto done = database->run(pragma); !done) {
            done.error().detail = options.file.string() + ": " + done.error().detail;
            return fail(done.error());
        }
    }
    if (options.readOnly) {
        if (auto done = database->run("PRAGMA query_only = ON"); !done) return fail(done.error());
    }
    return database;
}

Result<std::int64_t> Database::run(std::string_view sql, const Values& values) {
    return connection_->writes->run(sql, values);
}

Result<std::int64_t> Database::insert(std::string_view sql, RowFeed& rows, const Values& values) {
    return connection_->writes->insert(sql, rows, values);
}

Result<void> Database::select(std::string_view sql, const Values& values,
                              const std::function<Result<void>(const Row&)>& each) {
    auto query = connection_->execute(sql, values);
    if (!query) return fail(query.error());
    const QtRow row(**query);
    Result<void> result;
    while (result && (*query)->next()) result = each(row);
    // A row that cannot be fetched (I/O error, damage) ends next() with an error, not with an end.
    if (result && (*query)->lastError().isValid()) result = storeError((*query)->lastError());
    connection_->giveBack(sql, std::move(*query));
    return result;
}

Result<std::optional<std::int64_t>> Database::integer(std::string_view sql, const Values& values) {
    std::optional<std::int64_t> found;
    bool first = true;
    auto done = select(sql, values, [&](const Row& row) -> Result<void> {
        if (first) found = row.maybeInteger(0);
        first = false;
        return {};
    });
    if (!done) return fail(done.error());
    return found;
}

Result<std::optional<std::string>> Database::text(std::string_view sql, const Values& values) {
    std::optional<std::string> found;
    bool first = true;
    auto done = select(sql, values, [&](const Row& row) -> Result<void> {
        if (first) found = row.maybeText(0);
        first = false;
        return {};
    });
    if (!done) return fail(done.error());
    return found;
}

Result<std::int64_t> Database::foreignVersion() {
    auto version = integer("PRAGMA data_version");
    if (!version) return fail(version.error());
    return version->value_or(0);
}

void Database::forgetStatements() {
    connection_->statements.clear();
    if (connection_->writes) connection_->writes->forget();
}

Result<void> Database::begin() {
    auto begun = run("BEGIN IMMEDIATE");
    if (!begun) return fail(begun.error());
    return {};
}

Result<void> Database::commit() {
    auto done = run("COMMIT");
    if (done) return {};
    rollback();
    return fail(done.error());
}

void Database::rollback() {
    // SQLite has rolled back by itself after some errors (disk full, I/O); "no transaction is active" is then the answer.
    if (auto done = run("ROLLBACK"); !done) log::store().debug("rollback answered: {}", done.error().detail);
}

}  // namespace gw::store
