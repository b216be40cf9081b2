#include "ui/pages/change_marks.hpp"

#include "ui/bridge/admin_client.hpp"

#include <QCoreApplication>

#include <utility>

namespace ui::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kChangesMarked = 200;

struct MarkWords {
    Q_DECLARE_TR_FUNCTIONS(ui::pages::ChangeMarks)
};

QString markText(const models::ChangeRow& row) {
    const QString what = models::actionText(row.action);
    const QString text = row.target().isEmpty() ? what : MarkWords::tr("%1: %2", "change: target").arg(what, row.target());
    // What people write as a reason may be long; what the gateway says of itself is short.
    const QString detail = row.seconds > 0 ? row.detail() : QString();
    return detail.isEmpty() ? text : MarkWords::tr("%1 (%2)", "change, detail").arg(text, detail);
}

}  // namespace

QList<charts::ChartMarker> changeMarks(const std::vector<models::ChangeRow>& rows) {
    QList<charts::ChartMarker> marks;
    for (const models::ChangeRow& row : rows) {
        if (!row.at.isValid() || row.action.startsWith("auth."_L1)) continue;
        marks << charts::ChartMarker{row.at.toSecsSinceEpoch(), markText(row)};
    }
    return marks;
}

void loadChangeMarks(bridge::AdminClient& client, const QString& span, QObject* owner, std::function<void(QList<charts::ChartMarker>)> then) {
    client.get(u"/api/v1/admin/changes?limit=%1&%2"_s.arg(kChangesMarked).arg(span), owner, [then = std::move(then)](const bridge::ApiReply& reply) {
        if (reply.ok()) then(changeMarks(models::changeRows(reply.body["items"_L1].toArray())));
    });
}

}  // namespace ui::pages
