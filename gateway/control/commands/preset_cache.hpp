// A preset's word on the response cache: from a command into the row, and from the row into the snapshot. Pure, any thread.
#pragma once

#include "gateway/config/snapshot.hpp"
#include "gateway/control/change.hpp"

#include <optional>

namespace gw::control {

/// Puts what is given into the row. @return invalidValue naming the field.
Result<void> applyCache(const PresetCacheInput& input, store::PresetRow& row);
/// nullopt when a word of the row is unknown or a number out of range.
std::optional<config::CachePolicy> cachePolicy(const store::PresetRow& row);
/// Config::Preset::cacheMark of a preset with these items.
std::string cacheMark(const config::Preset& preset);

}  // namespace gw::control
