#include "ui/models/preset_diff.hpp"

#include "ui/models/number_text.hpp"

#include <QCoreApplication>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

struct DiffWords {
    Q_DECLARE_TR_FUNCTIONS(ui::models::PresetDiff)
};

QString arrow(const QString& before, const QString& after) {
    return before == after ? before : DiffWords::tr("%1 → %2", "before → after").arg(before, after);
}

QString onOff(bool on) { return on ? DiffWords::tr("on", "route") : DiffWords::tr("off", "route"); }

QString capText(const std::optional<qint64>& cap) { return cap ? countText(*cap) : DiffWords::tr("no cap", "route"); }

QString numbersText(const PresetItem& before, const PresetItem& after) {
    QStringList parts;
    if (before.isActive != after.isActive) parts << arrow(onOff(before.isActive), onOff(after.isActive));
    if (before.priority != after.priority) {
        parts << DiffWords::tr("priority %1").arg(arrow(QString::number(before.priority), QString::number(after.priority)));
    }
    if (before.weight != after.weight) {
        parts << DiffWords::tr("weight %1").arg(arrow(QString::number(before.weight), QString::number(after.weight)));
    }
    if (before.parallelMax != after.parallelMax) parts << DiffWords::tr("at once %1").arg(arrow(capText(before.parallelMax), capText(after.parallelMax)));
    if (before.rpm != after.rpm) parts << DiffWords::tr("a minute %1").arg(arrow(capText(before.rpm), capText(after.rpm)));
    return parts.join(u", "_s);
}

/// Shares of a preset by route.
QHash<QString, QString> shareTexts(const PresetRow& preset, const QSet<QString>& providersOff) {
    QHash<QString, QString> texts;
    const auto shares = routeShares(preset, providersOff);
    for (size_t i = 0; i < shares.size(); ++i) texts.insert(preset.items[i].routeName(), shareText(shares[i]));
    return texts;
}

QString addedText(const PresetItem& item) {
    QStringList parts{DiffWords::tr("added: %1, priority %2, weight %3").arg(onOff(item.isActive)).arg(item.priority).arg(item.weight)};
    if (item.parallelMax) parts << DiffWords::tr("at once %1").arg(capText(item.parallelMax));
    if (item.rpm) parts << DiffWords::tr("a minute %1").arg(capText(item.rpm));
    return parts.join(u", "_s);
}

QString cacheText(const PresetCache& cache) {
    if (cache.use == "off"_L1) return DiffWords::tr("never", "use of the cache");
    const QString use = cache.use == "all"_L1 ? DiffWords::tr("every request", "use of the cache") : DiffWords::tr("temperature 0", "use of the cache");
    const QString scope = cache.scope == "user"_L1 ? DiffWords::tr("shared by a user's keys", "cache") : DiffWords::tr("for one key", "cache");
    const QString ttl = cache.ttlSeconds ? DiffWords::tr("kept %1 s", "cache").arg(*cache.ttlSeconds) : DiffWords::tr("kept as the setting says", "cache");
    return QStringList{use, scope, ttl, DiffWords::tr("charged %1 %", "cache").arg(cache.billPercent)}.join(u", "_s);
}

void addOwn(const PresetRow& before, const PresetRow& after, std::vector<PresetDiffRow>& rows) {
    if (before.name != after.name) {
        rows.push_back({DiffWords::tr("Name of the preset"), arrow(before.name, after.name), {}});
    }
    if (before.strategy != after.strategy && !before.strategy.isEmpty()) {
        rows.push_back({DiffWords::tr("Strategy"), arrow(strategyWord(before.strategy), strategyWord(after.strategy)), {}});
    }
    if (before.cache != after.cache && !before.id.isEmpty()) rows.push_back({DiffWords::tr("Cache"), arrow(cacheText(before.cache), cacheText(after.cache)), {}});
}

}  // namespace

std::vector<PresetDiffRow> presetDiff(const PresetRow& before, const PresetRow& after, const QSet<QString>& providersOff) {
    const auto sharesBefore = shareTexts(before, providersOff);
    const auto sharesAfter = shareTexts(after, providersOff);
    std::vector<PresetDiffRow> rows;
    for (const PresetItem& item : after.items) {
        const QString route = item.routeName();
        const PresetItem* old = before.sameRoute(item);
        if (!old) {
            rows.push_back({route, addedText(item), sharesAfter.value(route)});
            continue;
        }
        const QString change = numbersText(*old, item);
        const QString share = arrow(sharesBefore.value(route), sharesAfter.value(route));
        if (change.isEmpty() && sharesBefore.value(route) == sharesAfter.value(route)) continue;
        rows.push_back({route, change.isEmpty() ? DiffWords::tr("only its share changes") : change, share});
    }
    for (const PresetItem& item : before.items) {
        if (after.sameRoute(item)) continue;
        rows.push_back({item.routeName(), DiffWords::tr("removed", "route"), sharesBefore.value(item.routeName())});
    }
    addOwn(before, after, rows);
    return rows;
}

std::vector<Column<PresetDiffRow>> presetDiffColumns() {
    using Row = PresetDiffRow;
    const Qt::Alignment left = Qt::AlignLeft | Qt::AlignVCenter;
    return {
        {"route", [] { return DiffWords::tr("Route", "column"); }, [](const Row& row) { return row.route; },
         [](const Row& row) { return QVariant(row.route); }, left, nullptr, [](const Row& row) { return row.route; }},
        {"change", [] { return DiffWords::tr("Change", "column"); }, [](const Row& row) { return row.change; },
         [](const Row& row) { return QVariant(row.change); }, left, nullptr, [](const Row& row) { return row.change; }},
        {"share", [] { return DiffWords::tr("Share", "column"); }, [](const Row& row) { return row.share; },
         [](const Row& row) { return QVariant(row.share); }},
    };
}

}  // namespace ui::models
