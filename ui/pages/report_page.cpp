#include "ui/pages/report_page.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/models/roles.hpp"
#include "ui/pages/data_table.hpp"
#include "ui/pages/list_parts.hpp"

#include <QComboBox>
#include <QHeaderView>
#include <QPushButton>
#include <QUrl>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::ApiReply;

namespace {
constexpr std::chrono::seconds kInterval{5};
constexpr std::chrono::hours kRangeMax{31 * 24};

/// Each 5 s up to an hour, 15 s up to a day, a minute beyond: a month of a busy gateway costs its database a second a look.
int paceOf(std::chrono::seconds span) {
    if (span <= std::chrono::hours{1}) return 1;
    return span <= std::chrono::hours{24} ? 3 : 12;
}
}  // namespace

ReportPage::ReportPage(PageContext& context, QWidget* parent) : Page(context, kInterval, parent) {}

std::chrono::seconds ReportPage::rangeMax() const { return kRangeMax; }

void ReportPage::setRange(std::chrono::seconds window) {
    ++question_;
    Page::setRange(window);
}

QString ReportPage::encoded(const QString& value) { return QString::fromLatin1(QUrl::toPercentEncoding(value)); }

QString ReportPage::span() const {
    const auto until = QDateTime::currentDateTimeUtc();
    return u"since=%1&until=%2"_s.arg(until.addSecs(-range().count()).toString(Qt::ISODate), until.addSecs(1).toString(Qt::ISODate));
}

void ReportPage::ask(const QString& source, const QString& path, std::function<void(const QJsonObject&)> take) {
    setSpanPace(paceOf(spanShown()));
    if (asked_.contains(source)) return;
    asked_.insert(source);
    client().get(path, this, [this, source, take = std::move(take), question = question_](const ApiReply& reply) {
        asked_.remove(source);
        if (question != question_) return refresh();
        if (!reply.ok()) return markFailed(source, reply.error);
        take(reply.body);
        markFresh(source);
    });
}

void ReportPage::questionChanged() {
    ++question_;
    if (isVisible()) refresh();
}

QPushButton* ReportPage::addButton(const QString& name, const QString& text, std::function<void()> run) {
    auto* button = namedButton(name, text, this);
    connect(button, &QPushButton::clicked, this, [run = std::move(run)] { run(); });
    return button;
}

QComboBox* ReportPage::addChoice(const QString& name, const QString& accessibleName, std::function<void()> changed) {
    auto* box = new QComboBox(this);
    box->setObjectName(name);
    box->setAccessibleName(accessibleName);
    box->setToolTip(accessibleName);
    connect(box, &QComboBox::activated, this, [changed = std::move(changed)] { changed(); });
    return box;
}

void ReportPage::offerOnRows(DataTable* table, const QString& menuName, const QList<QPushButton*>& buttons, QPushButton* first) {
    table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(table, &QWidget::customContextMenuRequested, this, [table, menuName, buttons](const QPoint& at) {
        if (!table->selectionModel()->selectedRows().isEmpty()) popupRowMenu(menuName, buttons, table, at);
    });
    table->horizontalHeader()->setDefaultSectionSize(table->horizontalHeader()->minimumSectionSize());  // the plan only widens
    connect(table, &QTableView::activated, first, [first] { first->click(); });
}

}  // namespace ui::pages
