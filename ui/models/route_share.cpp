#include "ui/models/route_share.hpp"

#include "ui/models/circuit_row.hpp"
#include "ui/models/number_text.hpp"

#include <QCoreApplication>

#include <algorithm>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

struct ShareWords {
    Q_DECLARE_TR_FUNCTIONS(ui::models::RouteShare)
};

using Rest = RouteShare::Rest;

Rest restOf(const PresetItem& item, const QSet<QString>& providersOff) {
    if (!item.isActive) return Rest::routeOff;
    if (providersOff.contains(item.provider)) return Rest::providerOff;
    return item.weight > 0 ? Rest::none : Rest::noWeight;
}

struct Served {
    QSet<QString> presets, models;
};

Served servedBy(const std::vector<PresetRow>& presets, const QSet<QString>& providersOff) {
    Served served;
    const auto add = [&](const PresetRow& preset) {
        for (const PresetItem& item : preset.items) {
            if (restOf(item, providersOff) != Rest::none) continue;
            served.presets.insert(preset.name);
            served.models.insert(item.model);
        }
    };
    for (const PresetRow& preset : presets) add(preset);
    return served;
}

QStringList missing(const QSet<QString>& before, const QSet<QString>& after) {
    const QSet<QString> gone = before - after;
    QStringList names(gone.begin(), gone.end());
    names.sort();
    return names;
}

/// The first group has order 1; those behind it follow by priority, heavier ones first.
void giveOrder(const PresetRow& preset, qint64 first, std::vector<RouteShare>& shares) {
    std::vector<size_t> behind;
    for (size_t i = 0; i < shares.size(); ++i) {
        if (!shares[i].isUsed()) continue;
        shares[i].order = 1;
        if (preset.items[i].priority != first) behind.push_back(i);
    }
    std::stable_sort(behind.begin(), behind.end(), [&](size_t a, size_t b) {
        const PresetItem& one = preset.items[a];
        const PresetItem& other = preset.items[b];
        return one.priority != other.priority ? one.priority < other.priority : one.weight > other.weight;
    });
    int order = 1;
    for (const size_t i : behind) shares[i].order = ++order;
}

}  // namespace

std::vector<RouteShare> routeShares(const PresetRow& preset, const QSet<QString>& providersOff, const QSet<QString>& openRoutes) {
    std::vector<RouteShare> shares(preset.items.size());
    qint64 first = kPriorityMax + 1;
    for (size_t i = 0; i < shares.size(); ++i) {
        shares[i].rest = restOf(preset.items[i], providersOff);
        const bool open = openRoutes.contains(CircuitRow::routeKey(preset.items[i].provider, preset.items[i].model));
        if (shares[i].isUsed() && open) shares[i].rest = Rest::circuitOpen;
        shares[i].byLatency = shares[i].isUsed() && preset.strategy == "latency"_L1;
        if (shares[i].isUsed()) first = std::min(first, preset.items[i].priority);
    }
    const bool byPriority = preset.strategy == "priority"_L1;
    const auto turns = [&](size_t i) { return shares[i].isUsed() && (!byPriority || preset.items[i].priority == first); };
    qint64 sum = 0;
    for (size_t i = 0; i < shares.size(); ++i) sum += turns(i) ? preset.items[i].weight : 0;
    for (size_t i = 0; i < shares.size(); ++i) {
        if (turns(i)) shares[i].share = static_cast<double>(preset.items[i].weight) / static_cast<double>(sum);
    }
    if (byPriority) giveOrder(preset, first, shares);
    return shares;
}

QString shareText(const RouteShare& share) {
    switch (share.rest) {
        case Rest::routeOff: return ShareWords::tr("off", "share of a route");
        case Rest::providerOff: return ShareWords::tr("provider off", "share of a route");
        case Rest::noWeight: return ShareWords::tr("weight 0", "share of a route");
        case Rest::circuitOpen: return ShareWords::tr("circuit open", "share of a route");
        case Rest::none: break;
    }
    if (share.byLatency) return ShareWords::tr("by latency", "share of a route");
    if (share.order == 0) return percentText(share.share);
    if (share.order == 1) return ShareWords::tr("1st · %1", "order of a route · its share").arg(percentText(share.share));
    return ShareWords::tr("stand-in %1", "order of a route behind the first group").arg(share.order - 1);
}

LostRoutes lostRoutes(const std::vector<PresetRow>& before, const QSet<QString>& offBefore,
                      const std::vector<PresetRow>& after, const QSet<QString>& offAfter) {
    const Served had = servedBy(before, offBefore);
    const Served has = servedBy(after, offAfter);
    return {missing(had.presets, has.presets), missing(had.models, has.models)};
}

QString lostText(const LostRoutes& lost) {
    QStringList sentences;
    if (!lost.presets.isEmpty()) {
        sentences << ShareWords::tr("Presets left without a route: %1. Their requests are refused with 503.")
                         .arg(lost.presets.join(u", "_s));
    }
    if (!lost.models.isEmpty()) {
        sentences << ShareWords::tr("Models that lose their last route: %1.").arg(lost.models.join(u", "_s));
    }
    return sentences.join(u' ');
}

}  // namespace ui::models
