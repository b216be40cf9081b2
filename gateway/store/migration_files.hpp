// The .sql files of resources/migrations, compiled in by embed_migrations.cmake. Constant, any thread.
#pragma once

#include <string_view>
#include <vector>

namespace gw::store {

struct MigrationFile {
    std::string_view revision;
    std::string_view name;
    std::string_view up;
    std::string_view down;
};

/// Oldest first.
const std::vector<MigrationFile>& migrationFiles();

}  // namespace gw::store
