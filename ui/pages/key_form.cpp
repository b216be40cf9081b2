#include "ui/pages/key_form.hpp"

#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>

#include <algorithm>

namespace ui::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kNever = 0;
constexpr int kOnDate = -1;
constexpr int kRowsPerField = 3;  // label, input, problem

void markInvalid(QWidget* field, bool invalid) {
    if (field->property("invalid").toBool() == invalid) return;
    field->setProperty("invalid", invalid);
    field->style()->unpolish(field);
    field->style()->polish(field);
}

}  // namespace

KeyForm::KeyForm(const QString& prefix, QWidget* parent)
    : QWidget(parent), prefix_(prefix), grid_(new QGridLayout(this)) {
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setHorizontalSpacing(style::kGapCard);
    grid_->setVerticalSpacing(style::kGapTiny);
    for (int column = 0; column < 6; ++column) grid_->setColumnStretch(column, 1);
    const QString inherit = tr("default", "placeholder of a limit");
    addText(u"name"_s, tr("Name"), tr("for example billing-prod"), 0, 0, 3);
    addOwner(0, 3);
    addText(u"rpm"_s, tr("Requests per minute"), inherit, 1, 0, 2);
    addText(u"tpm"_s, tr("Tokens per minute"), inherit, 1, 2, 2);
    addText(u"max_parallel"_s, tr("Parallel requests"), inherit, 1, 4, 2);
    addText(u"budget_usd"_s, tr("Budget (US dollars)"), tr("unlimited"), 2, 0, 2);
    addExpiry(2, 2);
    addText(u"models"_s, tr("Allowed models"), tr("all models — or names parted by commas"), 3, 0, 6);
    addText(u"allowed_ips"_s, tr("Allowed IP addresses"), tr("any address — or 10.0.0.0/8, 203.0.113.7"), 4, 0, 6);
    addText(u"default_preset"_s, tr("Default preset"), tr("none — for calls without a model"), 5, 0, 3);
    addText(u"tags"_s, tr("Tags"), tr("none — or words parted by commas"), 5, 3, 3);
    addSignature(6);
}

QLabel* KeyForm::addProblemLine(const QString& field, int row, int column, int span) {
    auto* line = new QLabel(this);
    line->setObjectName(u"%1.%2.problem"_s.arg(prefix_, field));
    line->setFont(style::captionFont());
    line->setProperty("role", u"critical"_s);
    line->setWordWrap(true);
    // The place is kept free, so that the form does not jump when a problem appears.
    line->setMinimumHeight(QFontMetrics(line->font()).height() + style::kGapSmall);
    line->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    grid_->addWidget(line, row * kRowsPerField + 2, column, 1, span);
    problemLines_.insert(field, line);
    return line;
}

QLineEdit* KeyForm::addText(const QString& field, const QString& label, const QString& hint, int row, int column,
                            int span) {
    auto* input = new QLineEdit(this);
    input->setObjectName(u"%1.%2"_s.arg(prefix_, field));
    input->setAccessibleName(label);
    input->setPlaceholderText(hint);
    auto* caption = new QLabel(label, this);
    caption->setBuddy(input);
    grid_->addWidget(caption, row * kRowsPerField, column, 1, span);
    grid_->addWidget(input, row * kRowsPerField + 1, column, 1, span);
    addProblemLine(field, row, column, span);
    texts_.insert(field, input);
    connect(input, &QLineEdit::textEdited, this, [this, field] { touch(field); });
    return input;
}

void KeyForm::addSignature(int row) {
    signature_ = new QCheckBox(tr("Requests must be signed"), this);
    signature_->setObjectName(prefix_ + u".requireSignature"_s);
    signature_->setToolTip(tr("The key gets a signing secret of its own, shown one time. A stolen key alone then opens nothing."));
    grid_->addWidget(signature_, row * kRowsPerField, 0, 1, 6);
    connect(signature_, &QCheckBox::toggled, this, [this] { touch(u"require_signature"_s); });
}

void KeyForm::addOwner(int row, int column) {
    owner_ = new QComboBox(this);
    owner_->setObjectName(prefix_ + u".owner"_s);
    owner_->setAccessibleName(tr("Owner"));
    auto* caption = new QLabel(tr("Owner"), this);
    caption->setBuddy(owner_);
    grid_->addWidget(caption, row * kRowsPerField, column, 1, 3);
    grid_->addWidget(owner_, row * kRowsPerField + 1, column, 1, 3);
    addProblemLine(u"user_id"_s, row, column, 3);
    connect(owner_, &QComboBox::activated, this, [this] { touch(u"user_id"_s); });
}

void KeyForm::addExpiry(int row, int column) {
    expiryChoice_ = new QComboBox(this);
    expiryChoice_->setObjectName(prefix_ + u".expiry"_s);
    expiryChoice_->setAccessibleName(tr("Expires"));
    expiryChoice_->addItem(tr("Never", "expiry"), kNever);
    for (const int days : {7, 30, 90, 365}) expiryChoice_->addItem(tr("In %n day(s)", "expiry", days), days);
    expiryChoice_->addItem(tr("On a date…", "expiry"), kOnDate);
    expiryMoment_ = new QDateTimeEdit(QDateTime::currentDateTime().addDays(30), this);
    expiryMoment_->setObjectName(prefix_ + u".expiryMoment"_s);
    expiryMoment_->setAccessibleName(tr("Expires on"));
    expiryMoment_->setDisplayFormat(u"yyyy-MM-dd HH:mm"_s);
    expiryMoment_->setCalendarPopup(true);
    expiryMoment_->hide();
    auto* caption = new QLabel(tr("Expires"), this);
    caption->setBuddy(expiryChoice_);
    auto* line = new QHBoxLayout;
    line->setSpacing(style::kGap);
    line->addWidget(expiryChoice_, 1);
    line->addWidget(expiryMoment_, 1);
    grid_->addWidget(caption, row * kRowsPerField, column, 1, 4);
    grid_->addLayout(line, row * kRowsPerField + 1, column, 1, 4);
    addProblemLine(u"expires_at"_s, row, column, 4);
    connect(expiryChoice_, &QComboBox::currentIndexChanged, this, [this] {
        expiryMoment_->setVisible(expiryChoice_->currentData().toInt() == kOnDate);
        touch(u"expires_at"_s);
    });
    connect(expiryMoment_, &QDateTimeEdit::dateTimeChanged, this, [this] { touch(u"expires_at"_s); });
}

QDateTime KeyForm::expiry() const {
    // Left alone it stays exact to the millisecond; the editor shows minutes.
    if (!touched_.contains(u"expires_at"_s)) return untouchedExpiry_;
    const int days = expiryChoice_->currentData().toInt();
    if (days == kNever) return {};
    return days == kOnDate ? expiryMoment_->dateTime() : QDateTime::currentDateTime().addDays(days);
}

void KeyForm::setExpiry(const QDateTime& moment) {
    const QSignalBlocker quietChoice(expiryChoice_);
    const QSignalBlocker quietMoment(expiryMoment_);
    expiryChoice_->setCurrentIndex(expiryChoice_->findData(moment.isValid() ? kOnDate : kNever));
    if (moment.isValid()) expiryMoment_->setDateTime(moment.toLocalTime());
    expiryMoment_->setVisible(moment.isValid());
}

void KeyForm::setDraft(const KeyDraft& draft) {
    texts_[u"name"_s]->setText(draft.name);
    texts_[u"rpm"_s]->setText(draft.rpm);
    texts_[u"tpm"_s]->setText(draft.tpm);
    texts_[u"max_parallel"_s]->setText(draft.parallelMax);
    texts_[u"budget_usd"_s]->setText(draft.budgetUsd);
    texts_[u"models"_s]->setText(draft.models);
    texts_[u"allowed_ips"_s]->setText(draft.allowedIps);
    texts_[u"default_preset"_s]->setText(draft.preset);
    texts_[u"tags"_s]->setText(draft.tags);
    signature_->setChecked(draft.requireSignature);
    untouchedExpiry_ = draft.expiresAt;
    setExpiry(draft.expiresAt);
    owner_->setCurrentIndex(std::max(0, owner_->findData(draft.ownerId)));
    touched_.clear();
    refusals_.clear();
    showProblems();
    Q_EMIT changed();
}

KeyDraft KeyForm::draft() const {
    KeyDraft draft;
    draft.name = texts_[u"name"_s]->text();
    draft.ownerId = owner_->currentData().toString();
    draft.rpm = texts_[u"rpm"_s]->text();
    draft.tpm = texts_[u"tpm"_s]->text();
    draft.parallelMax = texts_[u"max_parallel"_s]->text();
    draft.budgetUsd = texts_[u"budget_usd"_s]->text();
    draft.models = texts_[u"models"_s]->text();
    draft.allowedIps = texts_[u"allowed_ips"_s]->text();
    draft.preset = texts_[u"default_preset"_s]->text();
    draft.tags = texts_[u"tags"_s]->text();
    draft.requireSignature = signature_->isChecked();
    draft.expiresAt = expiry();
    return draft;
}

void KeyForm::setOwners(const QList<OwnerChoice>& owners, const QString& self) {
    owner_->clear();
    for (const OwnerChoice& owner : owners) {
        owner_->addItem(owner.email == self ? tr("%1 (me)").arg(owner.email) : owner.email, owner.id);
        if (owner.email == self) owner_->setCurrentIndex(owner_->count() - 1);
    }
    // Without the list of users the engine books the key to whoever creates it.
    if (owners.isEmpty()) owner_->addItem(self.isEmpty() ? tr("Signed-in user") : tr("%1 (me)").arg(self), QString());
}

void KeyForm::setOwnerFixed(const OwnerChoice& owner) {
    owner_->clear();
    owner_->addItem(owner.email.isEmpty() ? tr("No owner") : owner.email, owner.id);
    owner_->setEnabled(false);
    owner_->setToolTip(tr("The owner of a key does not change. Create a new key for someone else."));
}

bool KeyForm::isValid() const { return refusals_.isEmpty() && draft().problems(QDateTime::currentDateTime()).isEmpty(); }

QString KeyForm::firstProblem() const {
    const auto problems = draft().problems(QDateTime::currentDateTime());
    if (!problems.isEmpty()) return problems.first();
    return refusals_.isEmpty() ? QString() : *refusals_.cbegin();
}

void KeyForm::showRefusal(const QString& field, const QString& sentence) {
    refusals_.insert(problemLines_.contains(field) ? field : u"name"_s, sentence);
    showProblems();
    Q_EMIT changed();
    if (QLineEdit* input = texts_.value(field)) input->setFocus();
}

void KeyForm::focusFirst() { texts_[u"name"_s]->setFocus(); }

void KeyForm::touch(const QString& field) {
    touched_.insert(field);
    // A refusal that names no field of this form stands at the name; any change may have mended it.
    refusals_.clear();
    showProblems();
    Q_EMIT changed();
}

void KeyForm::showProblems() {
    const auto problems = draft().problems(QDateTime::currentDateTime());
    for (auto it = problemLines_.begin(); it != problemLines_.end(); ++it) {
        const QString own = touched_.contains(it.key()) ? problems.value(it.key()) : QString();
        const QString shown = own.isEmpty() ? refusals_.value(it.key()) : own;
        it.value()->setText(shown);
        if (QLineEdit* input = texts_.value(it.key())) {
            markInvalid(input, !shown.isEmpty());
            input->setAccessibleDescription(shown);
        }
    }
}

}  // namespace ui::pages
