#include "ui/pages/block_dialog.hpp"

#include "ui/models/block_row.hpp"
#include "ui/pages/dialog_parts.hpp"
#include "ui/style/icons.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"
#include "ui/widgets/hold_button.hpp"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QTimer>
#include <QVBoxLayout>

#include <array>

namespace ui::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kForGood = 0;
constexpr qint64 kDefaultSeconds = 86400;
constexpr std::chrono::milliseconds kTypingPause{400};

QList<widgets::ReasonChoice> reasonChoices() {
    return {{u"attack"_s, BlockDialog::tr("Attack", "reason to block")},
            {u"abuse"_s, BlockDialog::tr("Abuse", "reason to block")},
            {u"leak"_s, BlockDialog::tr("Leaked key", "reason to block")},
            {u"other"_s, BlockDialog::tr("Other", "reason to block")}};
}

QLabel* smallLabel(const QString& name, const char* role, QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setProperty("role", QString::fromLatin1(role));
    label->hide();
    return label;
}

void showText(QLabel* label, const QString& text) {
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

void fill(QComboBox* box, const QList<BlockChoice>& choices) {
    box->clear();
    for (const BlockChoice& choice : choices) box->addItem(choice.name, choice.id);
}

}  // namespace

BlockDialog::BlockDialog(const QUrl& api, const QString& address, const QString& userReason, QWidget* parent)
    : HoldDialog(tr("Block"), tr("Requests are refused with 403 on every worker from the next one on, and streams that are open end."),
                 tr("Hold to block"), reasonChoices(), parent),
      api_(api) {
    nameDialog(*this, u"dialog.block"_s);
    setMinimumWidth(600);
    body()->addWidget(buildTargets());
    subjects_ = new QStackedWidget(this);
    subjects_->addWidget(buildAddress(address));
    for (auto [box, name, words] : {std::tuple{&keys_, "dialog.block.key", tr("The key to freeze")}, {&users_, "dialog.block.user", tr("The user to disable")}}) {
        *box = new QComboBox(subjects_);
        (*box)->setObjectName(QString::fromLatin1(name));
        (*box)->setAccessibleName(words);
        subjects_->addWidget(*box);
        connect(*box, &QComboBox::currentIndexChanged, this, &BlockDialog::refreshForm);
    }
    body()->addWidget(subjects_);
    if (!userReason.isEmpty()) {
        // Visible, switched off, with the reason.
        auto* items = qobject_cast<QStandardItemModel*>(what_->model());
        QStandardItem* user = items->item(static_cast<int>(Target::user));
        user->setEnabled(false);
        user->setToolTip(userReason);
    }
    setCommand([this](const QString& reason) {
        auto sent = requestBody();
        if (sent.contains(u"reason"_s) && reason.isEmpty()) sent.insert(u"reason"_s, u"…"_s);
        return requestText(method().constData(), api_, path(), sent);
    });
    refreshForm();
    address_->setFocus();
}

QWidget* BlockDialog::buildTargets() {
    what_ = new QComboBox(this);
    what_->setObjectName(u"dialog.block.what"_s);
    what_->setAccessibleName(tr("What to block"));
    what_->addItem(tr("An address or range"));
    what_->addItem(tr("An API key (freezes it)"));
    what_->addItem(tr("A user (switches it off with its keys and sessions)"));
    connect(what_, &QComboBox::currentIndexChanged, this, &BlockDialog::refreshForm);
    return what_;
}

QWidget* BlockDialog::buildAddress(const QString& address) {
    auto* part = new QWidget(this);
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::kGap);
    address_ = new QLineEdit(address, part);
    address_->setObjectName(u"dialog.block.address"_s);
    address_->setAccessibleName(tr("Address or range to block"));
    address_->setPlaceholderText(u"203.0.113.9, 203.0.113.0/24, 2001:db8::/64"_s);
    address_->setMaxLength(64);
    problem_ = smallLabel(u"dialog.block.problem"_s, "critical", part);
    note_ = smallLabel(u"dialog.block.note"_s, "secondary", part);
    impact_ = smallLabel(u"dialog.block.impact"_s, "secondary", part);
    force_ = new QCheckBox(tr("Block it even if it is my own address or a very wide range"), part);
    force_->setObjectName(u"dialog.block.force"_s);
    for (QWidget* row : std::initializer_list<QWidget*>{address_, problem_, note_, buildDurations(), impact_, force_}) column->addWidget(row);
    auto* pause = new QTimer(this);
    pause->setSingleShot(true);
    pause->setInterval(kTypingPause);
    connect(pause, &QTimer::timeout, this, [this] {
        if (models::addressProblem(address_->text()).isEmpty()) Q_EMIT addressChanged(address_->text().trimmed());
    });
    connect(address_, &QLineEdit::textChanged, this, [this, pause] {
        showText(impact_, {});
        pause->start();
        refreshForm();
    });
    connect(force_, &QCheckBox::toggled, this, &BlockDialog::refreshForm);
    return part;
}

QWidget* BlockDialog::buildDurations() {
    auto* row = new QWidget(this);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(style::kGap);
    durations_ = new QButtonGroup(this);
    const std::array<std::pair<qint64, QString>, 5> choices{{{900, tr("15 min")}, {3600, tr("1 h")}, {kDefaultSeconds, tr("24 h")}, {604800, tr("7 days")}, {kForGood, tr("For good")}}};
    for (const auto& [seconds, words] : choices) {
        auto* chip = new QPushButton(words, row);
        chip->setObjectName(u"dialog.block.for.%1"_s.arg(seconds));
        chip->setAccessibleName(tr("Block for: %1").arg(words));
        chip->setProperty("seconds", seconds);
        chip->setCheckable(true);
        chip->setAutoDefault(false);
        chip->setChecked(seconds == kDefaultSeconds);
        style::setButtonKind(*chip, "chip");
        durations_->addButton(chip);
        line->addWidget(chip);
    }
    line->addStretch();
    connect(durations_, &QButtonGroup::buttonToggled, this, &BlockDialog::refreshForm);
    return row;
}

void BlockDialog::setKeys(const QList<BlockChoice>& keys) { fill(keys_, keys); }
void BlockDialog::setUsers(const QList<BlockChoice>& users) { fill(users_, users); }
void BlockDialog::setImpact(const QString& sentence) { showText(impact_, sentence); }

BlockDialog::Target BlockDialog::target() const { return static_cast<Target>(what_->currentIndex()); }

QString BlockDialog::subject() const {
    if (target() == Target::address) return address_->text().trimmed();
    return (target() == Target::key ? keys_ : users_)->currentData().toString();
}

QString BlockDialog::subjectName() const {
    if (target() == Target::address) return subject();
    return (target() == Target::key ? keys_ : users_)->currentText();
}

std::optional<qint64> BlockDialog::seconds() const {
    const QAbstractButton* chip = durations_->checkedButton();
    const qint64 chosen = chip ? chip->property("seconds").toLongLong() : kDefaultSeconds;
    if (chosen == kForGood) return std::nullopt;
    return chosen;
}

QString BlockDialog::path() const {
    if (target() == Target::address) return u"/api/v1/admin/blocked-ips"_s;
    return target() == Target::key ? adminPath(u"api-keys"_s, subject(), u"freeze"_s) : adminPath(u"users"_s, subject());
}

QByteArray BlockDialog::method() const { return target() == Target::user ? "PATCH" : "POST"; }

QJsonObject BlockDialog::requestBody() const {
    if (target() == Target::user) return {{u"is_active"_s, false}};
    QJsonObject sent{{u"reason"_s, reason()}};
    if (target() == Target::key) return sent;
    sent.insert(u"ip"_s, subject());
    if (const auto chosen = seconds()) sent.insert(u"seconds"_s, *chosen);
    if (force_->isChecked()) sent.insert(u"force"_s, true);
    return sent;
}

QString BlockDialog::whyNot() const {
    if (target() == Target::address) return models::addressProblem(address_->text());
    return subject().isEmpty() ? tr("There is nothing to choose from.") : QString();
}

void BlockDialog::refreshForm() {
    if (!subjects_ || !users_) return;
    subjects_->setCurrentIndex(what_->currentIndex());
    const bool address = target() == Target::address;
    const QString typed = address_->text().trimmed();
    showText(problem_, address && !typed.isEmpty() ? models::addressProblem(typed) : QString());
    showText(note_, address ? models::addressNote(typed) : QString());
    if (!problem_->isHidden()) note_->hide();
    markInvalid(address_, address && !typed.isEmpty() && !models::addressProblem(typed).isEmpty());
    setWarning(target() == Target::user ? tr("A user who is switched off is signed out everywhere; every key of this user is refused.") : QString());
    const QString name = subjectName();
    holdButton()->setText(name.isEmpty() ? tr("Hold to block") : tr("Hold to block %1").arg(name));
    setWhyNot(whyNot());
}

}  // namespace ui::pages
