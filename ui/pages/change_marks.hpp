// Changes as charts mark them: a flag at the time, what changed and why under the cursor. Thread: main.
#pragma once

#include "ui/charts/chart_marker.hpp"
#include "ui/models/change_row.hpp"

#include <QList>
#include <QString>

#include <functional>
#include <vector>

class QObject;

namespace ui::bridge {
class AdminClient;
}

namespace ui::pages {

/// Sign-ins change nothing and have no mark.
QList<charts::ChartMarker> changeMarks(const std::vector<models::ChangeRow>& rows);

/// Reads the changes of a span ("since=…&until=…") and hands their marks on while `owner` lives. Without them a chart is still
/// true: a failed read is no problem of the page.
void loadChangeMarks(bridge::AdminClient& client, const QString& span, QObject* owner, std::function<void(QList<charts::ChartMarker>)> then);

}  // namespace ui::pages
