// The half of ErrorsPage that opens a circuit, and what it reads beside the groups: changes for the chart, messages of a group.
#include "ui/bridge/admin_client.hpp"
#include "ui/charts/bar_chart.hpp"
#include "ui/pages/change_marks.hpp"
#include "ui/pages/circuit_opener.hpp"
#include "ui/pages/dialog_parts.hpp"
#include "ui/pages/error_details.hpp"
#include "ui/pages/errors_page.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QPushButton>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::ApiReply;
using models::ErrorGroupRow;
using widgets::InlineMessage;

QString ErrorsPage::groupFilter(const ErrorGroupRow& row) const {
    return u"%1=%2"_s.arg(row.grouping == "code"_L1 ? u"error_code"_s : row.grouping, encoded(row.group));
}

void ErrorsPage::openCircuit() {
    const ErrorGroupRow* row = selected();
    if (!row) return;
    CircuitWish wish;
    if (row->grouping == "provider"_L1) wish.provider = row->group;
    if (row->grouping == "model"_L1) wish.model = row->group;
    const auto track = [this](const QString& target, const QString& path) {
        return beginTask({tr("Open circuit", "task"), target, requestText("PUT", client().endpoint().base, path)});
    };
    auto* opener = new CircuitOpener(client(), wish, track, this);
    connect(opener, &CircuitOpener::opened, this, [this](const QString& route) {
        Q_EMIT toast(tr("%1 is stopped.").arg(route), {}, {});
        refresh();
    });
    connect(opener, &CircuitOpener::refused, this, [this](const QString& sentence) { notice()->showMessage(InlineMessage::Kind::warn, sentence); });
    opener->start(circuit_->mapToGlobal(QPoint(0, circuit_->height())));
}

void ErrorsPage::loadMarkers() {
    loadChangeMarks(client(), span(), chart_, [this](const QList<charts::ChartMarker>& marks) { chart_->setMarkers(marks); });
}

void ErrorsPage::loadMessages() {
    const ErrorGroupRow* row = selected();
    if (!row) return;
    const QString path = u"/api/v1/admin/reports/errors/messages?%1&%2"_s.arg(groupFilter(*row), chosenSpan());
    client().get(path, details_, [this, key = row->key()](const ApiReply& reply) {
        const ErrorGroupRow* now = selected();
        if (!reply.ok() || !now || now->key() != key) return;
        std::vector<ErrorMessage> messages;
        for (const QJsonValue& item : reply.body["items"_L1].toArray()) messages.push_back(ErrorMessage::fromJson(item.toObject()));
        details_->showMessages(messages);
    });
}

}  // namespace ui::pages
