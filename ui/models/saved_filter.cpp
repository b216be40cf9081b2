#include "ui/models/saved_filter.hpp"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ui::models {

using namespace Qt::StringLiterals;

QByteArray savedFiltersText(const QList<SavedFilter>& filters) {
    QJsonArray items;
    for (const SavedFilter& one : filters) {
        items.append(QJsonObject{{u"name"_s, one.name},
                                 {u"classes"_s, static_cast<int>(one.filter.classes)},
                                 {u"slow"_s, one.filter.slow},
                                 {u"slow_ms"_s, one.filter.slowMs},
                                 {u"trace"_s, one.filter.tracePrefix},
                                 {u"expression"_s, one.filter.expression}});
    }
    return QJsonDocument(items).toJson(QJsonDocument::Compact);
}

QList<SavedFilter> savedFiltersFrom(const QByteArray& text) {
    QList<SavedFilter> filters;
    for (const QJsonValue& item : QJsonDocument::fromJson(text).array()) {
        SavedFilter one;
        one.name = item["name"_L1].toString().trimmed().left(SavedFilter::kNameMax);
        one.filter.classes = static_cast<unsigned>(item["classes"_L1].toInt()) & 15U;
        one.filter.slow = item["slow"_L1].toBool();
        one.filter.slowMs = item["slow_ms"_L1].toInteger();
        one.filter.tracePrefix = item["trace"_L1].toString();
        one.filter.expression = item["expression"_L1].toString();
        const bool fits = !one.name.isEmpty() && filters.size() < SavedFilter::kMost;
        if (fits && savedFilterAt(filters, one.name) < 0) filters << one;
    }
    return filters;
}

qsizetype savedFilterAt(const QList<SavedFilter>& filters, const QString& name) {
    for (qsizetype at = 0; at < filters.size(); ++at) {
        if (filters[at].name.compare(name.trimmed(), Qt::CaseInsensitive) == 0) return at;
    }
    return -1;
}

}  // namespace ui::models
