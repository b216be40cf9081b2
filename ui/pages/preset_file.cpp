#include "ui/pages/preset_file.hpp"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QPointer>
#include <QRegularExpression>
#include <QSaveFile>
#include <QThreadPool>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::PresetItem;
using models::PresetRow;

namespace {

constexpr qint64 kFileMax = 1024 * 1024;
constexpr QLatin1StringView kFormat("gatehouse.preset");
constexpr int kVersion = 1;

struct FileWords {
    Q_DECLARE_TR_FUNCTIONS(ui::pages::PresetFile)
};

PresetFromFile refused(const QString& problem) { return {std::nullopt, problem}; }

bool isWhole(const QJsonValue& value, qint64 most) {
    return value.isDouble() && value.toDouble() >= 0 && value.toDouble() <= static_cast<double>(most) &&
           value.toDouble() == static_cast<double>(value.toInteger());
}

/// A file of an earlier version says nothing of the cache: then the gateway's own rule holds.
bool isSoundCache(const QJsonObject& json, const models::PresetCache& cache) {
    const QJsonValue ttl = json["cache_ttl_seconds"_L1];
    const QJsonValue percent = json["cache_bill_percent"_L1];
    return models::cacheUses().contains(cache.use) && models::cacheScopes().contains(cache.scope) &&
           (ttl.isUndefined() || ttl.isNull() || (isWhole(ttl, models::kCacheTtlMax) && ttl.toInteger() > 0)) &&
           (percent.isUndefined() || isWhole(percent, 100));
}

/// Empty when the item can be taken.
QString itemProblem(const QJsonValue& value, const PresetRow& before) {
    static const QRegularExpression printable(u"^[!-~]{1,128}$"_s);
    const QJsonObject json = value.toObject();
    const PresetItem item = PresetItem::fromJson(json);
    const bool numbers = (!json.contains("weight"_L1) || isWhole(json["weight"_L1], models::kWeightMax)) &&
                         (!json.contains("priority"_L1) || isWhole(json["priority"_L1], models::kPriorityMax));
    const auto isCap = [&json](QLatin1StringView name, qint64 most) {
        const QJsonValue cap = json[name];
        return cap.isUndefined() || cap.isNull() || (isWhole(cap, most) && cap.toInteger() > 0);
    };
    const bool caps = isCap("max_parallel"_L1, models::kRouteParallelMax) && isCap("rpm"_L1, models::kRouteRpmMax);
    const bool active = !json.contains("is_active"_L1) || json["is_active"_L1].isBool();
    const auto place = static_cast<int>(before.items.size()) + 1;
    if (item.provider.isEmpty() || !printable.match(item.model).hasMatch() || !numbers || !caps || !active) {
        return FileWords::tr("Route %1 in the file is not complete or has values out of range.").arg(place);
    }
    if (before.sameRoute(item)) return FileWords::tr("%1 stands twice in the file.").arg(item.routeName());
    return {};
}

/// Runs `work` on the pool and `then` with its result on main.
template <class Result>
void onPool(QObject* context, std::function<Result()> work, std::function<void(const Result&)> then) {
    const QPointer<QObject> alive(context);
    QThreadPool::globalInstance()->start([alive, work = std::move(work), then = std::move(then)] {
        const Result result = work();
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [alive, then, result] {
                if (alive) then(result);
            },
            Qt::QueuedConnection);
    });
}

PresetFromFile readNow(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return refused(FileWords::tr("%1 cannot be read: %2").arg(path, file.errorString()));
    if (file.size() > kFileMax) return refused(FileWords::tr("%1 is too large for a preset.").arg(path));
    return presetFromFile(file.read(kFileMax));
}

QString writeNow(const QString& path, const QByteArray& text) {
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
                         file.write(text) == text.size() && file.commit();
    return written ? QString() : FileWords::tr("%1 cannot be written: %2").arg(path, file.errorString());
}

}  // namespace

QByteArray presetToFile(const PresetRow& row) {
    QJsonArray items;
    for (const PresetItem& item : row.items) items.append(item.toJson());
    QJsonObject file = row.cache.toJson();
    file.insert(u"format"_s, kFormat);
    file.insert(u"version"_s, kVersion);
    file.insert(u"name"_s, row.name);
    file.insert(u"strategy"_s, row.strategy);
    file.insert(u"items"_s, items);
    return QJsonDocument(file).toJson(QJsonDocument::Indented);
}

PresetFromFile presetFromFile(const QByteArray& text) {
    static const QRegularExpression nameForm(u"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"_s);
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    if (json["format"_L1].toString() != kFormat) return refused(FileWords::tr("This file is not an exported preset."));
    if (json["version"_L1].toInt() != kVersion) {
        return refused(FileWords::tr("This file was exported by another version of the program."));
    }
    PresetRow row;
    row.name = json["name"_L1].toString();
    row.strategy = json["strategy"_L1].toString();
    if (!nameForm.match(row.name).hasMatch()) return refused(FileWords::tr("The preset in the file has no usable name."));
    if (!models::strategyNames().contains(row.strategy)) {
        return refused(FileWords::tr("The file names a strategy that is not known: %1").arg(row.strategy));
    }
    row.cache = models::PresetCache::fromJson(json);
    if (!isSoundCache(json, row.cache)) return refused(FileWords::tr("What the file says of the cache is not complete or out of range."));
    const QJsonArray items = json["items"_L1].toArray();
    if (items.isEmpty() || items.size() > models::kPresetItemsMax) {
        return refused(FileWords::tr("A preset has 1 to %1 routes.").arg(models::kPresetItemsMax));
    }
    for (const QJsonValue& item : items) {
        if (const QString problem = itemProblem(item, row); !problem.isEmpty()) return refused(problem);
        PresetItem taken = PresetItem::fromJson(item.toObject());
        taken.id.clear();
        row.items.push_back(std::move(taken));
    }
    return {std::move(row), {}};
}

void readPresetFile(const QString& path, QObject* context, std::function<void(const PresetFromFile&)> then) {
    onPool<PresetFromFile>(context, [path] { return readNow(path); }, std::move(then));
}

void writePresetFile(const QString& path, const QByteArray& text, QObject* context, std::function<void(const QString&)> then) {
    onPool<QString>(context, [path, text] { return writeNow(path, text); }, std::move(then));
}

}  // namespace ui::pages
