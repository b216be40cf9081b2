// A list of texts in one column: a JSON array of strings. Pure, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::store {

std::string encodeTexts(const std::vector<std::string>& texts);
/// nullopt when it is not a JSON array of strings (somebody wrote the column by hand).
std::optional<std::vector<std::string>> decodeTexts(std::string_view column);

}  // namespace gw::store
