// Migration files hold statements parted by a line `-- ;;` (Qt's SQLite driver takes one statement at a time, and triggers
// contain semicolons). Pure, any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gw::store {

/// The statements in order, trimmed; pieces that hold only comments or blanks are left out. A parting line is `-- ;;` with
/// blanks around it allowed and nothing else.
std::vector<std::string> splitStatements(std::string_view script);

}  // namespace gw::store
