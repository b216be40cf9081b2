#include "ui/pages/key_details.hpp"

#include "ui/models/number_text.hpp"
#include "ui/models/time_text.hpp"
#include "ui/pages/elided_label.hpp"
#include "ui/style/icons.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/style/type_scale.hpp"
#include "ui/widgets/empty_state.hpp"
#include "ui/widgets/status_badge.hpp"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <utility>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::KeyRow;

namespace {

constexpr int kTrailShown = 8;

QString orDash(const QString& text) { return text.isEmpty() ? models::unknownText() : text; }

void clearLayout(QLayout* layout) {
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (item->layout()) clearLayout(item->layout());
        delete item->widget();
        delete item;
    }
}

QLabel* secondary(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setProperty("role", u"secondary"_s);
    return label;
}

QHBoxLayout* answerLine(const WorkerAnswer& answer, int expectedStatus, QWidget* parent) {
    const bool good = answer.status == expectedStatus;
    auto* line = new QHBoxLayout;
    line->setSpacing(style::kGap);
    auto* glyph = new QLabel(parent);
    glyph->setPixmap(style::glyphPixmap(good ? style::Glyph::check : style::Glyph::close, 14,
                                        good ? style::tokens().ok : style::tokens().crit, parent->devicePixelRatioF()));
    const QString text = KeyDetails::tr("Worker %1 answers %2", "verification of a key").arg(answer.worker).arg(answer.status);
    auto* said = new QLabel(text, parent);
    said->setObjectName(u"page.keys.answer.%1"_s.arg(answer.worker));
    said->setAccessibleDescription(good ? KeyDetails::tr("as expected") : KeyDetails::tr("not as expected"));
    line->addWidget(glyph);
    line->addWidget(said);
    line->addWidget(secondary(answer.code, parent), 1);
    return line;
}

}  // namespace

KeyDetails::KeyDetails(QWidget* parent) : QWidget(parent), stack_(new QStackedLayout(this)) {
    setObjectName(u"page.keys.details"_s);
    setAccessibleName(tr("Details of the selected key"));
    stack_->addWidget(new widgets::EmptyState(style::Glyph::keys, tr("No key selected"),
                                              tr("Select a key to see its limits, its use and its history."), this));
    build();
}

void KeyDetails::build() {
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* inside = new QWidget(scroll);
    inside->setObjectName(u"scrolled"_s);
    column_ = new QVBoxLayout(inside);
    column_->setContentsMargins(0, 0, style::kGapSmall, 0);
    column_->setSpacing(style::kGap);

    auto* head = new QHBoxLayout;
    name_ = new QLabel(inside);
    name_->setFont(style::sectionFont());
    name_->setWordWrap(true);
    name_->setTextFormat(Qt::PlainText);
    badge_ = new widgets::StatusBadge(style::Status::unknown, {}, inside);
    head->addWidget(name_, 1);
    head->addWidget(badge_, 0, Qt::AlignTop);
    column_->addLayout(head);

    auto* facts = new QGridLayout;
    for (const QString& label : {tr("Prefix"), tr("Owner"), tr("Created"), tr("Expires"), tr("Rotated"), tr("Last used"),
                                 tr("Today"), tr("Cost today"), tr("Id")}) {
        facts_ << addFact(facts, label);
    }
    // An id has no place to break a line at.
    auto* id = new ElidedLabel(this, Qt::ElideMiddle);
    delete facts->replaceWidget(facts_.last(), id);
    delete std::exchange(facts_.last(), id);
    column_->addLayout(facts);

    auto* limits = new QGridLayout;
    addSection(tr("Limits"))->addLayout(limits);
    for (const QString& label : {tr("Requests/min"), tr("Tokens/min"), tr("Parallel"), tr("Budget"), tr("Models"),
                                 tr("Addresses"), tr("Preset"), tr("Tags"), tr("Signature")}) {
        limits_ << addFact(limits, label);
    }
    auto* grace = new QGridLayout;
    graceSection_ = addSection(tr("Old and present secret"));
    graceSection_->addLayout(grace);
    for (const QString& label : {tr("Old secret"), tr("Works until"), tr("Old last used"), tr("New last used")}) grace_ << addFact(grace, label);
    graceSection_->parentWidget()->parentWidget()->hide();
    answers_ = addSection(tr("Answers of the workers"));
    answersSection_ = answers_->parentWidget();
    answersSection_->parentWidget()->hide();
    trail_ = addSection(tr("History of this key"));
    column_->addStretch();
    scroll->setWidget(inside);
    stack_->addWidget(scroll);
}

QVBoxLayout* KeyDetails::addSection(const QString& title) {
    auto* section = new QWidget(column_->parentWidget());
    auto* outer = new QVBoxLayout(section);
    outer->setContentsMargins(0, style::kGap, 0, 0);
    outer->setSpacing(style::kGapSmall);
    auto* heading = new QLabel(title, section);
    heading->setFont(style::bodyStrongFont());
    outer->addWidget(heading);
    auto* holder = new QWidget(section);
    auto* lines = new QVBoxLayout(holder);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(style::kGapSmall);
    outer->addWidget(holder);
    column_->addWidget(section);
    return lines;
}

QLabel* KeyDetails::addFact(QGridLayout* grid, const QString& label) {
    grid->setHorizontalSpacing(style::kGapCard);
    grid->setVerticalSpacing(style::kGapSmall);
    grid->setColumnMinimumWidth(0, 92);
    grid->setColumnStretch(1, 1);
    const int row = grid->rowCount();
    auto* value = new QLabel(this);
    value->setWordWrap(true);
    value->setTextFormat(Qt::PlainText);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setAccessibleName(label);
    grid->addWidget(secondary(label, this), row, 0, Qt::AlignTop);
    grid->addWidget(value, row, 1, Qt::AlignTop);
    return value;
}

void KeyDetails::showNothing() {
    shownId_.clear();
    stack_->setCurrentIndex(0);
}

void KeyDetails::showKey(const KeyRow& row) {
    if (row.id != shownId_) {
        shownId_ = row.id;
        showAnswers({}, 0);
        showTrail({});
    }
    stack_->setCurrentIndex(1);
    name_->setText(row.name);
    badge_->setStatus(models::keyStateStatus(row.state), models::keyStateWord(row.state));
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QString used = models::relativeText(row.lastUsedAt, now);
    if (row.lastUsedAt.isValid() && !row.lastIp.isEmpty()) used = tr("%1 from %2", "time from address").arg(used, row.lastIp);
    const QString today = tr("%1 requests, %2 failed")
                              .arg(models::countText(row.requestsToday), models::percentText(row.errorShare()));
    const QStringList facts{row.prefix + u'…',
                            orDash(row.ownerEmail),
                            models::momentText(row.createdAt),
                            row.expiresAt.isValid() ? models::momentText(row.expiresAt) : tr("never", "expiry of a key"),
                            row.rotatedAt.isValid() ? models::momentText(row.rotatedAt) : tr("never", "rotation of a key"),
                            used,
                            today,
                            models::moneyText(row.costTodayNanoUsd),
                            row.id};
    const QString inherit = tr("default", "limit of a key");
    const auto limit = [&](const std::optional<qint64>& value) { return value ? models::countText(value) : inherit; };
    const QStringList limits{limit(row.rpm),
                             limit(row.tpm),
                             limit(row.parallelMax),
                             row.budgetUsd.isEmpty() ? tr("unlimited", "budget of a key") : u'$' + row.budgetUsd,
                             row.models.isEmpty() ? tr("all models") : row.models.join(u", "_s),
                             row.allowedIps.isEmpty() ? tr("any address") : row.allowedIps.join(u", "_s),
                             orDash(row.preset),
                             orDash(row.tags.join(u", "_s)),
                             row.requiresSignature ? tr("required", "signature") : tr("not required", "signature")};
    showGrace(row, now);
    for (qsizetype i = 0; i < facts_.size(); ++i) facts_[i]->setText(facts[i]);
    for (qsizetype i = 0; i < limits_.size(); ++i) limits_[i]->setText(limits[i]);
}

void KeyDetails::showGrace(const KeyRow& row, const QDateTime& now) {
    const bool running = row.state == KeyRow::State::rotating || (row.previousUntil.isValid() && row.previousUntil > now);
    graceSection_->parentWidget()->parentWidget()->setVisible(running);
    if (!running) return;
    const auto used = [&](const QDateTime& at, const QString& ip) {
        if (!at.isValid()) return tr("not yet", "last use of a secret");
        const QString when = models::relativeText(at, now);
        return ip.isEmpty() ? when : tr("%1 from %2", "time from address").arg(when, ip);
    };
    const QStringList texts{row.previousPrefix + u'…',
                            tr("%1 (%2)", "moment (how far)").arg(models::exactText(row.previousUntil), models::relativeText(row.previousUntil, now)),
                            used(row.previousUsedAt, row.previousIp), used(row.secretUsedAt, {})};
    for (qsizetype i = 0; i < grace_.size(); ++i) grace_[i]->setText(texts[i]);
}

void KeyDetails::showAnswers(const std::vector<WorkerAnswer>& answers, int expectedStatus) {
    clearLayout(answers_);
    for (const WorkerAnswer& answer : answers) {
        answers_->addLayout(answerLine(answer, expectedStatus, answers_->parentWidget()));
    }
    answersSection_->parentWidget()->setVisible(!answers.empty());
}

void KeyDetails::showTrail(const std::vector<models::ChangeRow>& changes) {
    clearLayout(trail_);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    int shown = 0;
    for (const models::ChangeRow& change : changes) {
        if (++shown > kTrailShown) break;
        const QString who = change.actor.isEmpty() ? change.source : change.actor;
        auto* line = new QLabel(models::actionText(change.action), trail_->parentWidget());
        auto* by = secondary(tr("%1 · %2", "time · person").arg(models::relativeText(change.at, now), who),
                             trail_->parentWidget());
        by->setFont(style::captionFont());
        line->setToolTip(models::exactText(change.at));
        trail_->addWidget(line);
        trail_->addWidget(by);
        if (!change.reason.isEmpty()) {
            auto* why = secondary(tr("Reason: %1").arg(change.reason), trail_->parentWidget());
            why->setFont(style::captionFont());
            why->setWordWrap(true);
            trail_->addWidget(why);
        }
    }
    if (changes.empty()) trail_->addWidget(secondary(tr("No changes recorded yet"), trail_->parentWidget()));
}

}  // namespace ui::pages
