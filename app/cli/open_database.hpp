// The database for verbs that work without a server: settings, data lock, connection, and the schema where it must be.
// Main thread.
#pragma once

#include "app/cli/verb.hpp"
#include "gateway/store/data_lock.hpp"
#include "gateway/store/database.hpp"

#include <memory>
#include <optional>

namespace app::cli {

/// inspect reads beside a running server; change needs the directory for itself; changeAtHead brings the schema up first.
enum class DatabaseUse { inspect, change, changeAtHead };

struct OpenedDatabase {
    std::optional<gw::store::DataLock> lock;
    std::unique_ptr<gw::store::Database> database;
};

/// @return settingsInvalid, storeLocked (a server runs on this directory), storeFailed, migrationFailed.
gw::Result<OpenedDatabase> openVerbDatabase(const GlobalOptions& global, DatabaseUse use);

}  // namespace app::cli
