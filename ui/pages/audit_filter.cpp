#include "ui/pages/audit_filter.hpp"

#include "ui/style/icons.hpp"
#include "ui/style/spacing.hpp"

#include <QComboBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QUrl>

namespace ui::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds kTyping{300};

QString pair(const char* name, const QString& value) {
    return value.isEmpty() ? QString() : u"&%1=%2"_s.arg(QLatin1StringView(name), QString::fromLatin1(QUrl::toPercentEncoding(value)));
}

}  // namespace

AuditFilter::AuditFilter(QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::kGap);
    actor_ = addText(row, u"actor"_s, tr("Who"));
    actor_->addAction(style::icon(style::Glyph::search), QLineEdit::LeadingPosition);
    target_ = addText(row, u"target"_s, tr("Target: name or id"));
    action_ = addChoice(row, u"action"_s, tr("Kind of change"));
    action_->addItem(tr("All changes", "filter"), QString());
    action_->addItem(tr("Keys", "filter"), u"key"_s);
    action_->addItem(tr("Users", "filter"), u"user"_s);
    action_->addItem(tr("Providers", "filter"), u"provider"_s);
    action_->addItem(tr("Presets", "filter"), u"preset"_s);
    action_->addItem(tr("Addresses", "filter"), u"ip"_s);
    action_->addItem(tr("Signing in", "filter"), u"auth"_s);
    action_->addItem(tr("Changed outside", "filter"), u"outside"_s);
    action_->addItem(tr("Gateway", "filter"), u"engine"_s);
    outcome_ = addChoice(row, u"outcome"_s, tr("Result"));
    outcome_->addItem(tr("All results", "filter"), QString());
    outcome_->addItem(tr("Failed only", "filter"), u"failed"_s);
    outcome_->addItem(tr("Result unknown", "filter"), u"intent"_s);
    since_ = addChoice(row, u"since"_s, tr("Time"));
    since_->addItem(tr("Any time", "filter"), 0);
    since_->addItem(tr("Last hour", "filter"), 1);
    since_->addItem(tr("Last 24 hours", "filter"), 24);
    since_->addItem(tr("Last 7 days", "filter"), 24 * 7);
    since_->addItem(tr("Last 30 days", "filter"), 24 * 30);
    pause_.setSingleShot(true);
    pause_.setInterval(kTyping);
    connect(&pause_, &QTimer::timeout, this, &AuditFilter::changed);
}

QLineEdit* AuditFilter::addText(QHBoxLayout* row, const QString& name, const QString& hint) {
    auto* input = new QLineEdit(this);
    input->setObjectName(u"page.audit."_s + name);
    input->setAccessibleName(hint);
    input->setPlaceholderText(hint);
    input->setClearButtonEnabled(true);
    row->addWidget(input, 1);
    connect(input, &QLineEdit::textChanged, this, [this] { pause_.start(); });
    return input;
}

QComboBox* AuditFilter::addChoice(QHBoxLayout* row, const QString& name, const QString& label) {
    auto* choice = new QComboBox(this);
    choice->setObjectName(u"page.audit."_s + name);
    choice->setAccessibleName(label);
    row->addWidget(choice);
    connect(choice, &QComboBox::currentIndexChanged, this, &AuditFilter::changed);
    return choice;
}

QString AuditFilter::query() const {
    QString query = pair("actor", actor_->text().trimmed()) + pair("target", target_->text().trimmed()) +
                    pair("action", action_->currentData().toString()) + pair("outcome", outcome_->currentData().toString());
    const int hours = since_->currentData().toInt();
    if (hours > 0) query += pair("since", QDateTime::currentDateTimeUtc().addSecs(-3600LL * hours).toString(Qt::ISODate));
    return query;
}

void AuditFilter::focusFirst() {
    actor_->setFocus(Qt::ShortcutFocusReason);
    actor_->selectAll();
}

void AuditFilter::clear() {
    const QSignalBlocker quiet(this);
    for (QLineEdit* input : {actor_, target_}) input->clear();
    for (QComboBox* choice : {action_, outcome_, since_}) choice->setCurrentIndex(0);
    pause_.stop();
}

}  // namespace ui::pages
