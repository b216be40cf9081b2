#include "app/cli/open_database.hpp"

#include "app/cli/load_settings.hpp"
#include "gateway/store/migrator.hpp"

namespace app::cli {

gw::Result<OpenedDatabase> openVerbDatabase(const GlobalOptions& global, DatabaseUse use) {
    auto loaded = loadVerbSettings(global);
    if (!loaded) return gw::fail(loaded.error());
    OpenedDatabase opened;
    if (use != DatabaseUse::inspect) {
        auto lock = gw::store::DataLock::take(loaded->values.dataDir);
        if (!lock) return gw::fail(lock.error());
        opened.lock.emplace(std::move(*lock));
    }
    gw::store::SqliteOptions options;
    options.file = loaded->values.sqliteFile;
    options.readOnly = use == DatabaseUse::inspect;
    auto database = gw::store::Database::openSqlite(options);
    if (!database) return gw::fail(database.error());
    opened.database = std::move(*database);
    if (use == DatabaseUse::changeAtHead) {
        const auto reached = gw::store::Migrator(*opened.database).upgrade();
        if (!reached) return gw::fail(reached.error());
    }
    return opened;
}

}  // namespace app::cli
