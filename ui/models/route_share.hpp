// How often each route of a preset is chosen first, worked out as gateway/routing does it: routes that are off, whose
// provider is off, whose weight is 0 or whose circuit is open take no part; all others turn one smooth weighted wheel. With
// "latency" the figures of the moment decide: there is no share to foretell. With the strategy
// "priority" only the first priority group turns; the rest follow as stand-ins, heavier before lighter.
// Pure functions; any thread.
#pragma once

#include "ui/models/preset_row.hpp"

#include <QSet>

namespace ui::models {

struct RouteShare {
    enum class Rest { none, routeOff, providerOff, noWeight, circuitOpen };

    Rest rest = Rest::none;  // why it takes no part
    double share = 0;        // 0…1 of the requests tried here first
    int order = 0;           // strategy "priority" only: 1 for the first group, 2… for stand-ins
    bool byLatency = false;  // the share is not known beforehand

    bool isUsed() const { return rest == Rest::none; }
    bool operator==(const RouteShare&) const = default;
};

/// One entry for each item, in the preset's order.
/// @param providersOff names of providers that are switched off.
/// @param openRoutes CircuitRow::routeKey of routes whose circuits are open.
std::vector<RouteShare> routeShares(const PresetRow& preset, const QSet<QString>& providersOff, const QSet<QString>& openRoutes = {});

/// "60 %", with the strategy "priority" "1st · 60 %" or "stand-in 2", or why it takes no part.
QString shareText(const RouteShare& share);

/// Presets and upstream models that have a usable route in `before` and none in `after`.
struct LostRoutes {
    QStringList presets, models;
    bool isEmpty() const { return presets.isEmpty() && models.isEmpty(); }
};
LostRoutes lostRoutes(const std::vector<PresetRow>& before, const QSet<QString>& offBefore,
                      const std::vector<PresetRow>& after, const QSet<QString>& offAfter);
/// Whole sentences naming them; empty when nothing is lost.
QString lostText(const LostRoutes& lost);

}  // namespace ui::models
