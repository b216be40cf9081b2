#include "ui/models/preset_row.hpp"

#include "ui/models/json_values.hpp"
#include "ui/models/number_text.hpp"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>
#include <array>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

struct PresetWords {
    Q_DECLARE_TR_FUNCTIONS(ui::models::PresetTable)
};

struct StrategyWord {
    const char* name;
    const char* word;
};

constexpr std::array kStrategies{
    StrategyWord{"weighted", QT_TRANSLATE_NOOP("ui::models::PresetTable", "Weighted")},
    StrategyWord{"priority", QT_TRANSLATE_NOOP("ui::models::PresetTable", "By priority")},
    StrategyWord{"latency", QT_TRANSLATE_NOOP("ui::models::PresetTable", "Lowest latency")},
    StrategyWord{"least_busy", QT_TRANSLATE_NOOP("ui::models::PresetTable", "Least busy")},
    StrategyWord{"sticky", QT_TRANSLATE_NOOP("ui::models::PresetTable", "Sticky")},
};

qint64 activeCount(const PresetRow& row) {
    return std::count_if(row.items.begin(), row.items.end(), [](const PresetItem& item) { return item.isActive; });
}

QString nameText(const PresetRow& row) {
    if (row.draftedChanges == 0) return row.name;
    return PresetWords::tr("%1 *", "preset with changes that are not applied").arg(row.name);
}

QString presetTip(const PresetRow& row) {
    const QString facts = PresetWords::tr("%1\nStrategy: %2").arg(row.name, strategyWord(row.strategy));
    if (row.draftedChanges == 0) return facts;
    return facts + u'\n' + PresetWords::tr("%n change(s) not applied", "preset", row.draftedChanges);
}

QString pathOf(const char* collection, const QString& id) {
    return u"/api/v1/admin/%1/%2"_s.arg(QLatin1StringView(collection), QString::fromLatin1(QUrl::toPercentEncoding(id)));
}

QJsonValue orNull(const std::optional<qint64>& cap) { return cap ? QJsonValue(*cap) : QJsonValue(QJsonValue::Null); }

QJsonObject numbersChanged(const PresetItem& before, const PresetItem& after) {
    QJsonObject body;
    if (before.weight != after.weight) body.insert(u"weight"_s, after.weight);
    if (before.priority != after.priority) body.insert(u"priority"_s, after.priority);
    if (before.isActive != after.isActive) body.insert(u"is_active"_s, after.isActive);
    if (before.parallelMax != after.parallelMax) body.insert(u"max_parallel"_s, orNull(after.parallelMax));
    if (before.rpm != after.rpm) body.insert(u"rpm"_s, orNull(after.rpm));
    return body;
}

/// Where the two lists differ, when that is one item's numbers; otherwise nullptr.
const PresetItem* onlyChange(const PresetRow& before, const PresetRow& after) {
    if (before.items.size() != after.items.size()) return nullptr;
    const PresetItem* found = nullptr;
    for (size_t i = 0; i < after.items.size(); ++i) {
        const PresetItem& now = after.items[i];
        if (now == before.items[i]) continue;
        if (found || now.id.isEmpty() || now.id != before.items[i].id || !now.isSameRoute(before.items[i])) return nullptr;
        found = &now;
    }
    return found;
}

}  // namespace

PresetItem PresetItem::fromJson(const QJsonObject& json) {
    PresetItem item;
    item.id = json["id"_L1].toString();
    item.provider = json["provider"_L1].toString();
    item.model = json["model"_L1].toString();
    item.weight = integerOf(json["weight"_L1]).value_or(1);
    item.priority = integerOf(json["priority"_L1]).value_or(0);
    item.isActive = json["is_active"_L1].toBool(true);
    item.parallelMax = integerOf(json["max_parallel"_L1]);
    item.rpm = integerOf(json["rpm"_L1]);
    return item;
}

QJsonObject PresetItem::toJson() const {
    QJsonObject json{{u"provider"_s, provider},
                     {u"model"_s, model},
                     {u"weight"_s, weight},
                     {u"priority"_s, priority},
                     {u"is_active"_s, isActive}};
    // A list that is sent as a whole must not take the caps away.
    if (parallelMax) json.insert(u"max_parallel"_s, *parallelMax);
    if (rpm) json.insert(u"rpm"_s, *rpm);
    return json;
}

QString PresetItem::routeName() const { return PresetWords::tr("%1 · %2", "provider · model").arg(provider, model); }

PresetCache PresetCache::fromJson(const QJsonObject& preset) {
    PresetCache cache;
    cache.use = preset["cache"_L1].toString(cache.use);
    cache.scope = preset["cache_scope"_L1].toString(cache.scope);
    cache.ttlSeconds = integerOf(preset["cache_ttl_seconds"_L1]);
    cache.billPercent = integerOf(preset["cache_bill_percent"_L1]).value_or(0);
    return cache;
}

QJsonObject PresetCache::toJson() const {
    return {{u"cache"_s, use},
            {u"cache_scope"_s, scope},
            {u"cache_ttl_seconds"_s, ttlSeconds ? QJsonValue(*ttlSeconds) : QJsonValue(QJsonValue::Null)},
            {u"cache_bill_percent"_s, billPercent}};
}

PresetRow PresetRow::fromJson(const QJsonObject& json) {
    PresetRow row;
    row.cache = PresetCache::fromJson(json);
    row.id = json["id"_L1].toString();
    row.tag = json["etag"_L1].toString();
    row.name = json["name"_L1].toString();
    row.strategy = json["strategy"_L1].toString(u"weighted"_s);
    for (const QJsonValue& item : json["items"_L1].toArray()) row.items.push_back(PresetItem::fromJson(item.toObject()));
    return row;
}

const PresetItem* PresetRow::item(const QString& itemId) const {
    const auto found = std::find_if(items.begin(), items.end(), [&](const auto& one) { return one.id == itemId; });
    return found == items.end() ? nullptr : &*found;
}

const PresetItem* PresetRow::sameRoute(const PresetItem& wanted) const {
    const auto found = std::find_if(items.begin(), items.end(), [&](const auto& one) { return one.isSameRoute(wanted); });
    return found == items.end() ? nullptr : &*found;
}

bool PresetRow::saysTheSame(const PresetRow& other) const {
    const auto alike = [](const PresetItem& a, const PresetItem& b) { return a.toJson() == b.toJson(); };
    return name == other.name && strategy == other.strategy && cache == other.cache &&
           std::equal(items.begin(), items.end(), other.items.begin(), other.items.end(), alike);
}

QStringList cacheUses() { return {u"off"_s, u"temperature_zero"_s, u"all"_s}; }
QStringList cacheScopes() { return {u"key"_s, u"user"_s}; }

QStringList strategyNames() {
    QStringList names;
    for (const StrategyWord& strategy : kStrategies) names << QLatin1StringView(strategy.name);
    return names;
}

QString strategyWord(const QString& strategy) {
    for (const StrategyWord& known : kStrategies) {
        if (strategy == QLatin1StringView(known.name)) return PresetWords::tr(known.word);
    }
    return strategy;
}

PresetCall presetCall(const PresetRow& before, const PresetRow& after) {
    QJsonObject body;
    if (before.name != after.name) body.insert(u"name"_s, after.name);
    if (before.strategy != after.strategy) body.insert(u"strategy"_s, after.strategy);
    const QJsonObject was = before.cache.toJson();
    const QJsonObject now = after.cache.toJson();
    for (auto field = now.begin(); field != now.end(); ++field)
        if (field.value() != was.value(field.key())) body.insert(field.key(), field.value());
    if (body.isEmpty()) {
        if (const PresetItem* item = onlyChange(before, after)) {
            return {"PATCH", pathOf("preset-items", item->id), numbersChanged(*before.item(item->id), *item)};
        }
    }
    if (before.items != after.items) {
        QJsonArray items;
        for (const PresetItem& item : after.items) items.append(item.toJson());
        body.insert(u"items"_s, items);
    }
    return {"PATCH", pathOf("presets", before.id), body};
}

std::vector<Column<PresetRow>> presetColumns() {
    const Qt::Alignment left = Qt::AlignLeft | Qt::AlignVCenter;
    return {
        {"name", [] { return PresetWords::tr("Preset", "column"); }, &nameText,
         [](const PresetRow& row) { return QVariant(row.name); }, left, nullptr, &presetTip},
        {"routes", [] { return PresetWords::tr("Routes", "column: active routes of all"); },
         [](const PresetRow& row) { return u"%1/%2"_s.arg(activeCount(row)).arg(row.items.size()); },
         [](const PresetRow& row) { return QVariant(static_cast<qlonglong>(row.items.size())); }, kAlignNumber, nullptr,
         [](const PresetRow& row) {
             return PresetWords::tr("%1 of %n route(s) are on", "preset", static_cast<int>(row.items.size()))
                 .arg(activeCount(row));
         }},
    };
}

}  // namespace ui::models
