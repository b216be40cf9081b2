// One request's facts as pairs of label and text, in the interface language. Pure functions; main.
#pragma once

#include "ui/models/trace_detail.hpp"

#include <QHash>
#include <QList>

namespace ui::pages {

struct TraceFact {
    const char* id;  // for the label's objectName
    QString label;
    QString text;
};

/// Facts that are not known are left out. @param detail nullptr: only what the list knows.
QList<TraceFact> traceFacts(const models::TrafficRow& row, const models::TraceDetail* detail,
                            const QHash<QString, QString>& presetNames);

}  // namespace ui::pages
