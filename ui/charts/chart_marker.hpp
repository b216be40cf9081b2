// A change of the gateway's configuration as a chart marks it: a flag at its time, its words under the cursor. A plain value.
#pragma once

#include <QList>
#include <QString>

namespace ui::charts {

struct ChartMarker {
    qint64 timeS;  // epoch seconds
    QString text;  // "Key revoked: billing-prod"
};

}  // namespace ui::charts
