// What the preset commands share. Pure, any thread.
#pragma once

#include "gateway/control/change.hpp"

#include <vector>

namespace gw::control {

/// The items as rows; one with the provider and model of an item of `old` keeps its id.
Result<std::vector<store::PresetItemRow>> checkItems(const std::vector<PresetItemInput>& items,
                                                     const std::vector<store::PresetItemRow>& old, const State& state, WallTime now);
/// Ranges of one item's numbers. @param place "items[2]." or "".
Result<void> checkItemCaps(const std::optional<std::int64_t>& parallelMax, const std::optional<std::int64_t>& rpm, const std::string& place);
Result<void> checkItemNumbers(std::int64_t weight, std::int64_t priority, const std::string& place);

}  // namespace gw::control
