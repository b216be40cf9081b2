#include "ui/models/routing_draft.hpp"

#include <algorithm>
#include <array>

namespace ui::models {

namespace {

constexpr std::array kFields{RouteField::active, RouteField::priority, RouteField::weight, RouteField::parallel, RouteField::rpm};

std::optional<qint64> capOf(qint64 value, qint64 most) { return value <= 0 ? std::nullopt : std::optional(std::min(value, most)); }

}  // namespace

qint64 valueOf(const PresetItem& item, RouteField field) {
    switch (field) {
        case RouteField::active: return item.isActive ? 1 : 0;
        case RouteField::priority: return item.priority;
        case RouteField::weight: return item.weight;
        case RouteField::parallel: return item.parallelMax.value_or(0);
        case RouteField::rpm: return item.rpm.value_or(0);
    }
    return 0;
}

void setValue(PresetItem& item, RouteField field, qint64 value) {
    switch (field) {
        case RouteField::active: item.isActive = value != 0; return;
        case RouteField::priority: item.priority = std::clamp<qint64>(value, 0, kPriorityMax); return;
        case RouteField::weight: item.weight = std::clamp<qint64>(value, 0, kWeightMax); return;
        case RouteField::parallel: item.parallelMax = capOf(value, kRouteParallelMax); return;
        case RouteField::rpm: item.rpm = capOf(value, kRouteRpmMax); return;
    }
}

void RoutingDraft::set(const PresetRow& now, const QString& itemId, RouteField field, qint64 value) {
    const PresetItem* item = now.item(itemId);
    if (!item) return;
    PresetItem wanted = *item;
    setValue(wanted, field, value);
    const std::pair place{itemId, field};
    const auto known = edits_.find(place);
    const qint64 base = known == edits_.end() ? valueOf(*item, field) : known->second.base;
    const qint64 planned = valueOf(wanted, field);
    if (planned == valueOf(*item, field)) {
        edits_.erase(place);
    } else {
        edits_[place] = {base, planned};
    }
}

PresetRow RoutingDraft::planned(const PresetRow& now) const {
    PresetRow after = now;
    for (const auto& [place, edit] : edits_) {
        const auto found = std::find_if(after.items.begin(), after.items.end(),
                                        [&](const PresetItem& item) { return item.id == place.first; });
        if (found != after.items.end()) setValue(*found, place.second, edit.planned);
    }
    return after;
}

std::vector<RouteChange> RoutingDraft::changes(const PresetRow& now) const {
    std::vector<RouteChange> found;
    const auto add = [&](const PresetItem& item) {
        for (const RouteField field : kFields) {
            const auto edit = edits_.find({item.id, field});
            if (edit == edits_.end()) continue;
            found.push_back({item, field, edit->second.base, valueOf(item, field), edit->second.planned});
        }
    };
    for (const PresetItem& item : now.items) add(item);
    return found;
}

bool RoutingDraft::hasConflict(const PresetRow& now) const {
    const auto all = changes(now);
    return std::any_of(all.begin(), all.end(), [](const RouteChange& change) { return change.isConflict(); });
}

int RoutingDraft::settle(const PresetRow& now) {
    int lost = 0;
    for (auto edit = edits_.begin(); edit != edits_.end();) {
        const PresetItem* item = now.item(edit->first.first);
        const bool done = item && valueOf(*item, edit->first.second) == edit->second.planned;
        lost += item ? 0 : 1;
        edit = !item || done ? edits_.erase(edit) : std::next(edit);
    }
    return lost;
}

}  // namespace ui::models
