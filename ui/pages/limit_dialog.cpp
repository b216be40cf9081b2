#include "ui/pages/limit_dialog.hpp"

#include "ui/bridge/api_types.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/style/spacing.hpp"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalBlocker>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::LimitRow;

namespace {

constexpr int kWidth = 560;

QString textOf(const std::optional<qint64>& value) { return value ? QString::number(*value) : QString(); }

std::optional<qint64> valueOf(const QLineEdit* field) {
    bool good = false;
    const qint64 value = field->text().trimmed().toLongLong(&good);
    return good ? std::optional(value) : std::nullopt;
}

bool isCount(const QLineEdit* field) {
    const QString text = field->text().trimmed();
    const auto value = valueOf(field);
    return text.isEmpty() || (value && *value >= 1);
}

bool isMoney(const QLineEdit* field) {
    static const QRegularExpression kMoney(u"^\\d{1,10}(\\.\\d{1,9})?$"_s);
    const QString text = field->text().trimmed();
    return text.isEmpty() || kMoney.match(text).hasMatch();
}

LimitRow freshRow() {
    LimitRow row;
    row.scope = u"user"_s;
    row.subject = u"*"_s;
    return row;
}

}  // namespace

QString limitPath(const LimitRow& row, const QString& action) {
    const auto encoded = [](const QString& text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); };
    const QString path = u"/api/v1/admin/limits/"_s + encoded(row.scope) + u'/' + encoded(row.subject);
    return action.isEmpty() ? path : path + u'/' + action;
}

LimitDialog::LimitDialog(const LimitPlace& place, const LimitRow& row, QWidget* parent) : LimitDialog(place, row, false, parent) {}
LimitDialog::LimitDialog(const LimitPlace& place, QWidget* parent) : LimitDialog(place, freshRow(), true, parent) {}

LimitDialog::LimitDialog(const LimitPlace& place, const LimitRow& row, bool isNew, QWidget* parent)
    : SubmitDialog(u"dialog.limit"_s, isNew ? tr("Limit a user, preset or address") : tr("Limits: %1").arg(models::limitSubjectText(row)),
                   tr("The limits hold for the next request on every worker. An empty field is no limit of its own."),
                   isNew ? tr("Set limits") : tr("Change limits"), parent),
      place_(place), before_(row), isNew_(isNew) {
    setMinimumWidth(kWidth);
    auto* form = new QWidget(this);
    auto* rows = new QFormLayout(form);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(style::kGap);
    rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    if (isNew) addWho(rows);
    const QString none = row.scope == "global"_L1 ? tr("as configured") : tr("no limit");
    rpm_ = addField(rows, "rpm", tr("Requests a minute"), textOf(row.rpm), none);
    tpm_ = addField(rows, "tpm", tr("Tokens a minute"), textOf(row.tpm), none);
    tpd_ = addField(rows, "tpd", tr("Tokens in 24 hours"), textOf(row.tpd), tr("no limit"));
    parallel_ = addField(rows, "parallel", tr("Requests at once"), textOf(row.parallel), tr("no limit"));
    budget_ = addField(rows, "budget", tr("Budget in all (USD)"), row.budget, tr("no budget"));
    budgetDay_ = addField(rows, "budgetDay", tr("Budget a day (USD)"), row.budgetDay, tr("no budget; a day begins at 00:00 UTC"));
    budgetMonth_ = addField(rows, "budgetMonth", tr("Budget a month (USD)"), row.budgetMonth, tr("no budget; a month begins on the 1st, 00:00 UTC"));
    setForm(form);
    refresh();
    rpm_->selectAll();
    isNew ? scope_->setFocus() : rpm_->setFocus();
}

void LimitDialog::addWho(QFormLayout* rows) {
    scope_ = new QComboBox(this);
    scope_->setObjectName(u"dialog.limit.scope"_s);
    scope_->setAccessibleName(tr("Scope"));
    for (const char* scope : {"user", "preset", "ip", "key", "global"}) scope_->addItem(models::limitScopeWord(QLatin1StringView(scope)), QString::fromLatin1(scope));
    subject_ = new QComboBox(this);
    subject_->setObjectName(u"dialog.limit.subject"_s);
    subject_->setAccessibleName(tr("Whose limits"));
    subject_->setInsertPolicy(QComboBox::NoInsert);
    rows->addRow(tr("Scope"), scope_);
    rows->addRow(tr("Whose"), subject_);
    connect(scope_, &QComboBox::currentIndexChanged, this, &LimitDialog::chooseScope);
    connect(subject_, &QComboBox::currentTextChanged, this, &LimitDialog::refresh);
    offerSubjects(u"user"_s, {});
}

QLineEdit* LimitDialog::addField(QFormLayout* rows, const char* name, const QString& label, const QString& value, const QString& hint) {
    auto* field = new QLineEdit(value, this);
    field->setObjectName(u"dialog.limit."_s + QLatin1StringView(name));
    field->setAccessibleName(label);
    field->setPlaceholderText(hint);
    rows->addRow(label, field);
    connect(field, &QLineEdit::textChanged, this, &LimitDialog::refresh);
    return field;
}

void LimitDialog::chooseScope() {
    offerSubjects(scope_->currentData().toString(), {});
    Q_EMIT subjectsWanted(scope_->currentData().toString());
    refresh();
}

void LimitDialog::offerSubjects(const QString& scope, const std::vector<LimitSubject>& subjects) {
    if (!scope_ || scope_->currentData().toString() != scope) return;
    const QSignalBlocker quiet(subject_);
    subject_->clear();
    subject_->setEditable(scope == "ip"_L1);
    LimitRow each;
    each.scope = scope;
    each.subject = u"*"_s;
    if (scope != "key"_L1) subject_->addItem(models::limitSubjectText(each), u"*"_s);
    for (const LimitSubject& one : subjects) subject_->addItem(one.name, one.id);
    if (scope == "ip"_L1) {
        subject_->setToolTip(tr("An address or a range such as 203.0.113.0/24. Each address in it is counted by itself, IPv6 by its /64."));
    } else {
        subject_->setToolTip({});
    }
    if (rpm_) refresh();
}

QString LimitDialog::subject() const {
    if (!isNew_) return before_.subject;
    const int known = subject_->findText(subject_->currentText());
    return known >= 0 ? subject_->itemData(known).toString() : subject_->currentText().trimmed();
}

LimitRow LimitDialog::row() const {
    LimitRow row = before_;
    if (isNew_) row.scope = scope_->currentData().toString();
    row.subject = subject();
    row.rpm = valueOf(rpm_);
    row.tpm = valueOf(tpm_);
    row.tpd = valueOf(tpd_);
    row.parallel = valueOf(parallel_);
    row.budget = budget_->text().trimmed();
    row.budgetDay = budgetDay_->text().trimmed();
    row.budgetMonth = budgetMonth_->text().trimmed();
    return row;
}

QString LimitDialog::problem() const {
    if (isNew_ && subject().isEmpty()) return tr("Say whose limits these are.");
    for (const QLineEdit* field : {rpm_, tpm_, tpd_, parallel_})
        if (!isCount(field)) return tr("%1 must be a whole number from 1 on, or empty.", "field").arg(field->accessibleName());
    for (const QLineEdit* field : {budget_, budgetDay_, budgetMonth_})
        if (!isMoney(field)) return tr("%1 must be an amount such as 12.50, or empty.", "field").arg(field->accessibleName());
    const LimitRow now = row();
    if (isNew_ && now.isEmpty()) return tr("Set at least one limit.");
    return !isNew_ && now == before_ ? tr("Nothing has been changed.") : QString();
}

void LimitDialog::refresh() {
    if (!budgetMonth_) return;
    const LimitRow now = row();
    const bool money = now.scope == "key"_L1 || now.scope == "user"_L1;
    for (QLineEdit* field : {budget_, budgetDay_, budgetMonth_}) {
        field->setEnabled(money);
        field->setToolTip(money ? QString() : tr("Only keys and users have budgets."));
        markInvalid(field, !isMoney(field));
    }
    for (QLineEdit* field : {rpm_, tpm_, tpd_, parallel_}) markInvalid(field, !isCount(field));
    setCommand(requestText("PUT", place_.api, limitPath(now), now.toBody()));
    const QString verb = isNew_ ? tr("Set limits") : tr("Change limits");
    verbButton()->setText(limitNeedsReview(now, place_) ? tr("Review…") : verb);
    judge(problem());
}

void LimitDialog::propose(std::optional<qint64> rpm, std::optional<qint64> tpm) {
    if (rpm) rpm_->setText(QString::number(*rpm));
    if (tpm) tpm_->setText(QString::number(*tpm));
}

void LimitDialog::showError(const bridge::ApiError& error) {
    setBusy(false);
    showSentence(bridge::errorText(error));
}

}  // namespace ui::pages
