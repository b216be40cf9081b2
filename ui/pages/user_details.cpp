#include "ui/pages/user_details.hpp"

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
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <utility>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::UserRow;

namespace {

constexpr size_t kLinesShown = 12;

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
    label->setTextFormat(Qt::PlainText);
    return label;
}

}  // namespace

UserDetails::UserDetails(QWidget* parent) : QWidget(parent), stack_(new QStackedLayout(this)) {
    setObjectName(u"page.users.details"_s);
    setAccessibleName(tr("Details of the selected user"));
    stack_->addWidget(new widgets::EmptyState(style::Glyph::users, tr("No user selected"),
                                              tr("Select a user to see sign-ins, keys and history."), this));
    build();
}

void UserDetails::build() {
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
    name_ = new ElidedLabel(inside, Qt::ElideMiddle);
    name_->setObjectName(u"page.users.details.name"_s);
    name_->setFont(style::sectionFont());
    badge_ = new widgets::StatusBadge(style::Status::unknown, {}, inside);
    head->addWidget(name_, 1);
    head->addWidget(badge_, 0, Qt::AlignTop);
    column_->addLayout(head);
    auto* facts = new QGridLayout;
    for (const QString& label : {tr("Role"), tr("Created"), tr("Last sign-in"), tr("Failed (24 h)"), tr("Requests today"), tr("Id")}) {
        facts_ << addFact(facts, label);
    }
    // An id has no place to break a line at.
    auto* id = new ElidedLabel(this, Qt::ElideMiddle);
    delete facts->replaceWidget(facts_.last(), id);
    delete std::exchange(facts_.last(), id);
    column_->addLayout(facts);
    sessions_ = addSection(tr("Sign-ins"));
    keys_ = addSection(tr("API keys"));
    trail_ = addSection(tr("History of this user"));
    column_->addStretch();
    scroll->setWidget(inside);
    stack_->addWidget(scroll);
}

QVBoxLayout* UserDetails::addSection(const QString& title) {
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

QLabel* UserDetails::addFact(QGridLayout* grid, const QString& label) {
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

void UserDetails::addNote(QVBoxLayout* lines, const QString& text) {
    auto* note = secondary(text, lines->parentWidget());
    note->setWordWrap(true);
    lines->addWidget(note);
}

void UserDetails::showNothing() {
    shownId_.clear();
    stack_->setCurrentIndex(0);
}

void UserDetails::showUser(const UserRow& row) {
    if (row.id != shownId_) {
        shownId_ = row.id;
        for (QVBoxLayout* lines : {sessions_, keys_, trail_}) clearLayout(lines);
        shownSessions_.clear();
        shownKeys_.clear();
    }
    stack_->setCurrentIndex(1);
    name_->setText(row.email);
    name_->setToolTip(row.email);
    badge_->setStatus(models::userStateStatus(row), models::userStateWord(row));
    QString seen = tr("never", "last sign-in");
    if (row.lastLoginAt.isValid()) seen = models::momentText(row.lastLoginAt);
    if (row.lastLoginAt.isValid() && !row.lastLoginIp.isEmpty()) seen = tr("%1 from %2", "time from address").arg(seen, row.lastLoginIp);
    const QStringList facts{models::userRoleWord(row.role),
                            models::momentText(row.createdAt),
                            seen,
                            models::countText(row.failedLogins),
                            models::countText(row.requestsToday),
                            row.id};
    for (qsizetype i = 0; i < facts_.size(); ++i) facts_[i]->setText(facts[i]);
    facts_.last()->setToolTip(row.id);
}

void UserDetails::addSessionLine(const models::SessionRow& session) {
    QWidget* holder = sessions_->parentWidget();
    auto* line = new QHBoxLayout;
    line->setSpacing(style::kGap);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    const QString title = session.current ? tr("This console", "a sign-in") : models::sessionClientWord(session.client);
    auto* name = new ElidedLabel(holder);
    name->setText(title);
    const QString used = models::relativeText(session.refreshedAt, QDateTime::currentDateTimeUtc());
    auto* by = new ElidedLabel(holder);
    by->setText(session.ip.isEmpty() ? used : tr("%1 · %2", "address · last used").arg(session.ip, used));
    by->setProperty("role", u"secondary"_s);
    by->setFont(style::captionFont());
    by->setToolTip(tr("Started %1\nEnds %2 unless used again").arg(models::exactText(session.startedAt), models::exactText(session.expiresAt)));
    words->addWidget(name);
    words->addWidget(by);
    auto* end = new QPushButton(tr("End…", "a sign-in"), holder);
    end->setObjectName(u"page.users.endSession.%1"_s.arg(session.id));
    end->setAccessibleName(tr("End the sign-in from %1").arg(session.ip));
    style::setButtonKind(*end, "flat");
    end->setProperty("endsSession", true);
    end->setEnabled(whyNotEnd_.isEmpty() && !session.current);
    end->setToolTip(session.current ? tr("This is the sign-in of this console.") : whyNotEnd_);
    end->setProperty("own", session.current);
    connect(end, &QPushButton::clicked, this, [this, session] { Q_EMIT endSession(session); });
    line->addLayout(words, 1);
    line->addWidget(end, 0, Qt::AlignTop);
    sessions_->addLayout(line);
}

void UserDetails::showSessions(const std::vector<models::SessionRow>& sessions) {
    // A refresh must not take the keyboard away from a button.
    if (sessions == shownSessions_ && sessions_->parentWidget()->isAncestorOf(focusWidget())) return;
    shownSessions_ = sessions;
    clearLayout(sessions_);
    for (size_t i = 0; i < sessions.size() && i < kLinesShown; ++i) addSessionLine(sessions[i]);
    if (sessions.empty()) addNote(sessions_, tr("Nobody is signed in with this account."));
    if (sessions.size() > kLinesShown) addNote(sessions_, tr("and %n more", "sign-ins", static_cast<int>(sessions.size() - kLinesShown)));
}

void UserDetails::addKeyLine(const models::KeyRow& key) {
    QWidget* holder = keys_->parentWidget();
    auto* line = new QHBoxLayout;
    line->setSpacing(style::kGap);
    auto* open = new QPushButton(key.name, holder);
    open->setObjectName(u"page.users.key.%1"_s.arg(key.id));
    open->setAccessibleName(tr("Open the key %1").arg(key.name));
    open->setToolTip(tr("%1… · %2: open on the page API keys", "prefix · state of a key").arg(key.prefix, models::keyStateWord(key.state)));
    style::setButtonKind(*open, "flat");
    connect(open, &QPushButton::clicked, this, [this, id = key.id] { Q_EMIT openKey(id); });
    line->addWidget(open, 0);
    line->addStretch(1);
    line->addWidget(new widgets::StatusBadge(models::keyStateStatus(key.state), models::keyStateWord(key.state), holder));
    keys_->addLayout(line);
}

void UserDetails::showKeys(const std::vector<models::KeyRow>& keys) {
    if (keys == shownKeys_ && keys_->parentWidget()->isAncestorOf(focusWidget())) return;
    shownKeys_ = keys;
    clearLayout(keys_);
    for (size_t i = 0; i < keys.size() && i < kLinesShown; ++i) addKeyLine(keys[i]);
    if (keys.empty()) addNote(keys_, tr("The user owns no key."));
    if (keys.size() > kLinesShown) addNote(keys_, tr("and %n more", "keys", static_cast<int>(keys.size() - kLinesShown)));
}

void UserDetails::showTrail(const std::vector<models::ChangeRow>& changes) {
    clearLayout(trail_);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (size_t i = 0; i < changes.size() && i < kLinesShown; ++i) {
        const models::ChangeRow& change = changes[i];
        auto* line = new QLabel(models::actionText(change.action), trail_->parentWidget());
        line->setToolTip(models::exactText(change.at));
        const QString who = change.actor.isEmpty() ? change.source : change.actor;
        auto* by = secondary(tr("%1 · %2", "time · person").arg(models::relativeText(change.at, now), who), trail_->parentWidget());
        by->setFont(style::captionFont());
        by->setWordWrap(true);
        trail_->addWidget(line);
        trail_->addWidget(by);
        if (!change.reason.isEmpty()) addNote(trail_, tr("Reason: %1").arg(change.reason));
    }
    if (changes.empty()) addNote(trail_, tr("No changes recorded yet"));
}

void UserDetails::permitEnding(const QString& whyNot) {
    whyNotEnd_ = whyNot;
    for (QPushButton* button : findChildren<QPushButton*>()) {
        if (!button->property("endsSession").toBool() || button->property("own").toBool()) continue;
        button->setEnabled(whyNot.isEmpty());
        button->setToolTip(whyNot);
    }
}

}  // namespace ui::pages
