#include "ui/models/preset_merge.hpp"

#include "ui/models/preset_diff.hpp"

#include <QCoreApplication>

#include <algorithm>

namespace ui::models {

namespace {

struct MergeWords {
    Q_DECLARE_TR_FUNCTIONS(ui::models::PresetMerge)
};

template <class Value>
Value merged(const Value& before, const Value& after, const Value& now) {
    return before == after ? now : after;
}

PresetItem mergedItem(const PresetItem& before, const PresetItem& after, const PresetItem& now) {
    PresetItem item = now;
    item.weight = merged(before.weight, after.weight, now.weight);
    item.priority = merged(before.priority, after.priority, now.priority);
    item.isActive = merged(before.isActive, after.isActive, now.isActive);
    item.parallelMax = merged(before.parallelMax, after.parallelMax, now.parallelMax);
    item.rpm = merged(before.rpm, after.rpm, now.rpm);
    return item;
}

PresetCache mergedCache(const PresetCache& before, const PresetCache& after, const PresetCache& now) {
    PresetCache cache;
    cache.use = merged(before.use, after.use, now.use);
    cache.scope = merged(before.scope, after.scope, now.scope);
    cache.ttlSeconds = merged(before.ttlSeconds, after.ttlSeconds, now.ttlSeconds);
    cache.billPercent = merged(before.billPercent, after.billPercent, now.billPercent);
    return cache;
}

}  // namespace

PresetRow mergedPreset(const PresetRow& before, const PresetRow& after, const PresetRow& now) {
    PresetRow result = now;
    result.name = merged(before.name, after.name, now.name);
    result.strategy = merged(before.strategy, after.strategy, now.strategy);
    result.cache = mergedCache(before.cache, after.cache, now.cache);
    std::erase_if(result.items, [&](const PresetItem& item) { return before.sameRoute(item) && !after.sameRoute(item); });
    for (PresetItem& item : result.items) {
        const PresetItem* wanted = after.sameRoute(item);
        const PresetItem* old = before.sameRoute(item);
        if (wanted) item = mergedItem(old ? *old : item, *wanted, item);
    }
    for (const PresetItem& item : after.items) {
        if (!before.sameRoute(item) && !now.sameRoute(item)) result.items.push_back(item);
    }
    return result;
}

QStringList changeLines(const PresetRow& before, const PresetRow& now) {
    // A route whose share alone is another was not changed by anybody.
    QStringList untouched;
    for (const PresetItem& item : now.items) {
        const PresetItem* old = before.sameRoute(item);
        if (old && old->toJson() == item.toJson()) untouched << item.routeName();
    }
    QStringList lines;
    for (const PresetDiffRow& row : presetDiff(before, now, {})) {
        if (untouched.contains(row.route)) continue;
        lines << MergeWords::tr("%1: %2", "what, change").arg(row.route, row.change);
    }
    return lines;
}

}  // namespace ui::models
