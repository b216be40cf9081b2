#include "ui/pages/jwt_card.hpp"

#include "ui/models/block_row.hpp"
#include "ui/models/json_values.hpp"
#include "ui/models/time_text.hpp"
#include "ui/style/spacing.hpp"
#include "ui/widgets/status_badge.hpp"

#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::pages {

using namespace Qt::StringLiterals;

namespace {

QLabel* line(const QString& name, QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setWordWrap(true);
    return label;
}

struct Shown {
    style::Status status;
    QString words;
};

Shown shownState(const QString& state) {
    if (state == "idle"_L1) return {style::Status::ok, JwtCard::tr("One key in use")};
    if (state == "prepared"_L1) return {style::Status::running, JwtCard::tr("A new key lies ready")};
    if (state == "half_done"_L1) return {style::Status::critical, JwtCard::tr("A rotation stopped half-way: rotate again to finish it")};
    if (state == "grace"_L1) return {style::Status::running, JwtCard::tr("Tokens of the old key still live")};
    if (state == "retirable"_L1) return {style::Status::degraded, JwtCard::tr("The old key can be retired")};
    return {style::Status::unknown, state};
}

}  // namespace

JwtState JwtState::fromJson(const QJsonObject& json) {
    JwtState state;
    state.state = json["state"_L1].toString();
    state.kid = json["signing"_L1]["kid"_L1].toString();
    state.since = models::timeOf(json["signing"_L1]["since"_L1]);
    state.oldKid = json["old"_L1]["kid"_L1].toString();
    state.oldEndsAt = models::timeOf(json["old"_L1]["last_token_ends_at"_L1]);
    state.isRetirable = json["old"_L1]["retirable"_L1].toBool();
    state.directory = json["directory"_L1].toString();
    state.warnings = models::wordsOf(json["warnings"_L1]);
    for (const QJsonValue& file : json["files"_L1].toArray()) {
        if (!file["mode_ok"_L1].toBool(true)) state.looseFiles << u"%1 (%2)"_s.arg(file["name"_L1].toString(), file["mode"_L1].toString());
    }
    return state;
}

JwtCard::JwtCard(QWidget* parent) : Card(tr("Keys that sign access tokens"), parent) {
    setObjectName(u"page.security.jwt"_s);
    badge_ = new widgets::StatusBadge(style::Status::unknown, tr("Loading…"), this);
    badge_->setObjectName(u"page.security.jwt.state"_s);
    signing_ = line(u"page.security.jwt.signing"_s, this);
    old_ = line(u"page.security.jwt.old"_s, this);
    files_ = line(u"page.security.jwt.files"_s, this);
    rotate_ = new QPushButton(tr("Rotate…"), this);
    rotate_->setObjectName(u"page.security.jwt.rotate"_s);
    rotate_->setAccessibleName(tr("Rotate the signing key"));
    retire_ = new QPushButton(tr("Retire the old key…"), this);
    retire_->setObjectName(u"page.security.jwt.retire"_s);
    retire_->setAccessibleName(retire_->text());
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(style::kGap);
    buttons->addWidget(rotate_);
    buttons->addWidget(retire_);
    buttons->addStretch();
    auto* top = new QHBoxLayout;
    top->addWidget(badge_);
    top->addStretch();
    content()->addLayout(top);
    for (QLabel* label : {signing_, old_, files_}) content()->addWidget(label);
    content()->addSpacing(style::kGap);
    content()->addLayout(buttons);
    content()->addStretch();
}

void JwtCard::showState(const JwtState& state) {
    state_ = state;
    offered_ = known_ = true;
    redraw();
}

void JwtCard::showNotOffered() {
    offered_ = false;
    known_ = true;
    redraw();
}

void JwtCard::tick() {
    if (known_ && offered_ && !state_.oldKid.isEmpty()) redraw();
}

QString JwtCard::whyNoRetire() const {
    if (!offered_) return tr("This engine does not offer it.");
    if (state_.oldKid.isEmpty()) return tr("There is no old key.");
    if (!state_.isRetirable) return tr("Tokens of the old key are still valid: wait until the last one has expired.");
    return {};
}

void JwtCard::redraw() {
    for (QLabel* label : {signing_, old_, files_}) label->setVisible(offered_);
    if (!offered_) {
        badge_->setStatus(style::Status::unknown, tr("Not offered by this engine"));
        return;
    }
    const Shown shown = shownState(state_.state);
    badge_->setStatus(shown.status, shown.words);
    signing_->setText(tr("Signs: key %1 (RS256), since %2").arg(state_.kid, models::momentText(state_.since)));
    if (state_.oldKid.isEmpty()) {
        old_->setText(tr("No old key. Tokens are valid for 15 minutes."));
    } else {
        const auto left = std::max<qint64>(0, QDateTime::currentDateTimeUtc().secsTo(state_.oldEndsAt));
        old_->setText(left > 0 ? tr("Old key %1: its last token ends in %2 (%3)")
                                     .arg(state_.oldKid, models::timeLeftText(left), models::momentText(state_.oldEndsAt))
                               : tr("Old key %1: its last token has ended.").arg(state_.oldKid));
    }
    QStringList lines{tr("Files in %1; the private keys never leave this machine.").arg(state_.directory)};
    if (!state_.looseFiles.isEmpty()) lines << tr("Others may read: %1. Set mode 0600.").arg(state_.looseFiles.join(u", "_s));
    lines << state_.warnings;
    files_->setText(lines.join(u'\n'));
}

}  // namespace ui::pages
