// Brings the schema from one version to another with the .sql files compiled into this library; the version stands in
// alembic_version. Each migration is one transaction together with its version row, so that a failure or a crash leaves the
// version before it. Runs on a store thread (or a command-line verb's own connection), with the data lock held.
#pragma once

#include "gateway/store/database.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gw::store {

struct Migration {
    std::string revision;  ///< "0001"
    std::string name;      ///< "accounts"
    std::vector<std::string> up;
    std::vector<std::string> down;
};

struct MigrationState {
    std::string revision;
    std::string name;
    bool applied = false;
};

/// The migrations compiled in, oldest first.
const std::vector<Migration>& builtInMigrations();

class Migrator {
   public:
    explicit Migrator(Database& database, const std::vector<Migration>& migrations = builtInMigrations());

    /// "" before the first migration. @return migrationFailed when the database is at a revision this program does not know
    /// (a newer program wrote it).
    Result<std::string> current();
    Result<std::vector<MigrationState>> history();
    /// "head", "+N" or a revision. @return the revision reached; migrationFailed naming revision, statement number and the
    /// database's words, the database then being at the last whole revision.
    Result<std::string> upgrade(std::string_view target = "head");
    /// "-N", a revision or "base".
    Result<std::string> downgrade(std::string_view target);

   private:
    Result<std::size_t> position();
    Result<void> step(std::size_t index, bool up);
    Result<void> setRevision(const std::string& revision);

    Database& database_;
    const std::vector<Migration>& migrations_;
};

}  // namespace gw::store
