// Filters of the live traffic list that the person keeps under a name. Plain values; any thread.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace ui::models {

/// What stands in the filter bar, as it was typed and pressed.
struct FilterText {
    unsigned classes = 0;  // of TrafficFilter::Class
    bool slow = false;
    qint64 slowMs = 0;  // 0: not told
    QString tracePrefix;
    QString expression;

    bool operator==(const FilterText&) const = default;
};

struct SavedFilter {
    static constexpr int kMost = 50;
    static constexpr int kNameMax = 60;

    QString name;
    FilterText filter;
};

/// Compact JSON, for the preferences file.
QByteArray savedFiltersText(const QList<SavedFilter>& filters);
/// What cannot be read is left out: the file may have been edited by hand.
QList<SavedFilter> savedFiltersFrom(const QByteArray& text);
/// Place of the filter of this name, whatever its case; -1: none.
qsizetype savedFilterAt(const QList<SavedFilter>& filters, const QString& name);

}  // namespace ui::models
