// A preset of the admin API (a name callers use as a model) with its routes, and the list of presets.
// Rows are plain values; any thread. The model lives on main, owned by the providers page.
#pragma once

#include "ui/models/row_table_model.hpp"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace ui::models {

/// One route: an upstream model behind the preset.
struct PresetItem {
    QString id, provider, model;
    qint64 weight = 1;
    qint64 priority = 0;  // lower goes first
    bool isActive = true;
    std::optional<qint64> parallelMax{}, rpm{};  // the route's own caps: calls at once, calls a minute; none: no cap

    bool operator==(const PresetItem&) const = default;
    static PresetItem fromJson(const QJsonObject& json);
    /// As POST and PATCH want it: without the id.
    QJsonObject toJson() const;
    /// "openai · gpt-4o".
    QString routeName() const;
    /// Provider and model: what stays the same when a preset is sent as a whole.
    bool isSameRoute(const PresetItem& other) const { return provider == other.provider && model == other.model; }
};

/// Which answers of a preset the response cache keeps, for whom, how long, and what they cost.
struct PresetCache {
    QString use = QStringLiteral("temperature_zero");  // off | temperature_zero | all
    QString scope = QStringLiteral("key");             // key | user: who shares an answer
    std::optional<qint64> ttlSeconds{};                // none: the gateway's own
    qint64 billPercent = 0;                            // of the answer's price

    bool operator==(const PresetCache&) const = default;
    static PresetCache fromJson(const QJsonObject& preset);
    /// The preset's fields that say this.
    QJsonObject toJson() const;
};

struct PresetRow {
    QString id, name, strategy;
    std::vector<PresetItem> items;
    int draftedChanges = 0;  // of the console, not of the gateway
    PresetCache cache{};
    QString tag{};  // the gateway's mark of exactly this state (`etag`); empty: an older gateway

    QString key() const { return id; }
    bool operator==(const PresetRow&) const = default;
    static PresetRow fromJson(const QJsonObject& json);
    const PresetItem* item(const QString& itemId) const;
    const PresetItem* sameRoute(const PresetItem& wanted) const;
    /// Name, strategy, cache and items alike; ids and drafts do not count.
    bool saysTheSame(const PresetRow& other) const;
};

inline constexpr qint64 kWeightMax = 1'000'000;
inline constexpr qint64 kPriorityMax = 1'000;
inline constexpr qint64 kRouteParallelMax = 1'000'000;
inline constexpr qint64 kRouteRpmMax = 10'000'000;
inline constexpr int kPresetItemsMax = 64;
inline constexpr int kCacheTtlMax = 2'592'000;

QStringList cacheUses();    // off, temperature_zero, all
QStringList cacheScopes();  // key, user

/// weighted, priority, latency, least_busy, sticky.
QStringList strategyNames();
/// "Weighted", "By priority" …; an unknown strategy is shown by its name.
QString strategyWord(const QString& strategy);

/// One call to the admin API.
struct PresetCall {
    const char* method;
    QString path;
    QJsonObject body;
};
/// The one call that turns `before` into `after`: PATCH of a single item when only its numbers differ, else PATCH of the
/// preset with what differs. The routes of a preset always change all together or not at all.
PresetCall presetCall(const PresetRow& before, const PresetRow& after);

using PresetModel = RowTableModel<PresetRow>;

/// Columns: name, routes.
std::vector<Column<PresetRow>> presetColumns();

}  // namespace ui::models
