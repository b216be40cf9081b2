#include "gateway/base/random_id.hpp"
#include "gateway/control/commands/preset_commands.hpp"
#include "gateway/control/validate.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace gw::control {

namespace {
constexpr std::size_t kItemsMax = 64;
constexpr std::int64_t kWeightMax = 1'000'000;
constexpr std::int64_t kPriorityMax = 1'000;
constexpr std::int64_t kParallelMax = 1'000'000;
constexpr std::int64_t kRpmMax = 10'000'000;

std::string idOf(const PresetItemInput& item, const std::vector<store::PresetItemRow>& old, WallTime now) {
    const auto found = std::find_if(old.begin(), old.end(), [&](const auto& row) {
        return row.provider == item.provider && row.model == item.model;
    });
    return found == old.end() ? uuidV7(now) : found->id;
}
}  // namespace

Result<void> checkItemNumbers(std::int64_t weight, std::int64_t priority, const std::string& place) {
    if (auto range = checkRange(weight, 0, kWeightMax, place + "weight"); !range) return range;
    return checkRange(priority, 0, kPriorityMax, place + "priority");
}

Result<void> checkItemCaps(const std::optional<std::int64_t>& parallelMax, const std::optional<std::int64_t>& rpm, const std::string& place) {
    if (auto range = checkRange(parallelMax, 1, kParallelMax, place + "max_parallel"); !range) return range;
    return checkRange(rpm, 1, kRpmMax, place + "rpm");
}

Result<std::vector<store::PresetItemRow>> checkItems(const std::vector<PresetItemInput>& items,
                                                     const std::vector<store::PresetItemRow>& old, const State& state, WallTime now) {
    if (items.empty() || items.size() > kItemsMax) {
        return fail(ErrorCode::invalidValue, "A preset has 1 to 64 items.", "items");
    }
    std::vector<store::PresetItemRow> rows;
    std::set<std::pair<std::string, std::string>> seen;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto& item = items[i];
        const std::string place = "items[" + std::to_string(i) + "].";
        if (!state.providerByName(item.provider)) {
            return fail(ErrorCode::invalidValue, "There is no provider of this name.", place + "provider");
        }
        if (auto model = checkModels({item.model}, place + "model"); !model) return fail(model.error());
        if (auto numbers = checkItemNumbers(item.weight, item.priority, place); !numbers) return fail(numbers.error());
        if (auto caps = checkItemCaps(item.parallelMax, item.rpm, place); !caps) return fail(caps.error());
        if (!seen.emplace(item.provider, item.model).second) {
            return fail(ErrorCode::invalidValue, "This provider and model stand in the list already.", place + "model");
        }
        rows.push_back({.id = idOf(item, old, now),
                        .provider = item.provider,
                        .model = item.model,
                        .weight = item.weight,
                        .priority = item.priority,
                        .isActive = item.isActive,
                        .parallelMax = item.parallelMax,
                        .rpm = item.rpm});
    }
    return rows;
}

}  // namespace gw::control
