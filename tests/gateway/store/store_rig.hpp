// A real SQLite database in a directory of its own, the outcome of a store call as one word, and rows as the tests of this
// room make them. Each object belongs to the test that made it.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/store/database.hpp"
#include "gateway/store/migrator.hpp"
#include "gateway/store/user_table.hpp"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <stdexcept>
#include <string>

namespace gw::test {

inline constexpr QLatin1String kDone{"DONE"};
inline constexpr QLatin1String kConflict{"CONFLICT"};
inline constexpr QLatin1String kNotFound{"NOT_FOUND"};
inline constexpr QLatin1String kStoreFailed{"STORE_FAILED"};
inline constexpr QLatin1String kInvalidValue{"INVALID_VALUE"};

/// "DONE", or the error's code.
template <class T>
QLatin1String outcome(const Result<T>& result) {
    if (result) return kDone;
    const auto code = codeText(result.error().code);
    return QLatin1String(code.data(), static_cast<qsizetype>(code.size()));
}

/// 6 January 2026, 12:00 UTC, and `seconds` later.
inline WallTime noon(std::int64_t seconds = 0) { return fromMillis(1'767'700'800'000 + seconds * 1000); }

/// 64 hex digits that differ for each `mark`.
inline std::string hashText(char mark) { return std::string(64, mark); }

class TestDatabase {
   public:
    enum class Schema : std::uint8_t { none, head };
    explicit TestDatabase(Schema schema = Schema::head) : database_(connect()) {
        if (schema == Schema::none) return;
        if (auto done = store::Migrator(*database_).upgrade(); !done) throw std::runtime_error(describe(done.error()));
    }
    store::Database& operator*() const { return *database_; }
    store::Database* operator->() const { return database_.get(); }
    std::filesystem::path folder() const { return dir_.path().toStdString(); }
    std::filesystem::path file() const { return folder() / "test.db"; }

    /// Another connection to the same file; it does not wait for locks.
    std::unique_ptr<store::Database> connect(bool readOnly = false) const {
        auto opened = store::Database::openSqlite({.file = file(), .readOnly = readOnly, .busyTimeoutMs = 0});
        if (!opened) throw std::runtime_error(describe(opened.error()));
        return std::move(*opened);
    }
    std::int64_t count(const std::string& table) const {
        return database_->integer("SELECT count(*) FROM " + table).value().value_or(-1);
    }

   private:
    QTemporaryDir dir_;
    std::unique_ptr<store::Database> database_;
};

inline store::UserRow userOf(const std::string& id, const std::string& email) {
    return {.id = id,
            .email = email,
            .passwordHash = "$argon2id$" + id,
            .role = "operator",
            .isActive = true,
            .createdAt = noon(),
            .lastLoginAt = {}};
}

}  // namespace gw::test
