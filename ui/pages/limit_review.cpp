#include "ui/pages/limit_review.hpp"

#include "ui/models/number_text.hpp"
#include "ui/pages/dialog_parts.hpp"
#include "ui/pages/limit_dialog.hpp"
#include "ui/pages/limit_what_if.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"

#include <QCoreApplication>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <vector>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::LimitRow;

namespace {

constexpr int kReasonMax = 200;
constexpr int kWidth = 600;
constexpr int kEvidenceLines = 4;  // what an answer takes mostly: it moves no button then

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ui::pages::LimitReview)
};

struct Change {
    QString what, before, after;
};

QString countOf(const std::optional<qint64>& own, const std::optional<qint64>& inherited) {
    if (own) return models::countText(own);
    return inherited ? Words::tr("%1 (inherited)").arg(models::countText(inherited)) : Words::tr("no limit");
}

QString moneyOf(const QString& dollars) { return dollars.isEmpty() ? Words::tr("no budget") : u'$' + dollars; }

std::vector<Change> changesOf(const LimitRow& before, const LimitRow& wanted) {
    const auto either = [](const std::optional<qint64>& one, const std::optional<qint64>& other) { return one ? one : other; };
    const auto rpm = either(before.settingRpm, before.inheritedRpm), tpm = either(before.settingTpm, before.inheritedTpm);
    std::vector<Change> changes;
    const auto add = [&changes](const char* limit, const QString& then, const QString& now) {
        if (then != now) changes.push_back({models::limitWord(QLatin1StringView(limit)), then, now});
    };
    add("rpm", countOf(before.rpm, rpm), countOf(wanted.rpm, rpm));
    add("tpm", countOf(before.tpm, tpm), countOf(wanted.tpm, tpm));
    add("tpd", countOf(before.tpd, before.inheritedTpd), countOf(wanted.tpd, before.inheritedTpd));
    add("max_parallel", countOf(before.parallel, before.inheritedParallel), countOf(wanted.parallel, before.inheritedParallel));
    add("budget", moneyOf(before.budget), moneyOf(wanted.budget));
    add("budget_day", moneyOf(before.budgetDay), moneyOf(wanted.budgetDay));
    add("budget_month", moneyOf(before.budgetMonth), moneyOf(wanted.budgetMonth));
    return changes;
}

/// In force, whoever set it; empty: none.
std::optional<qint64> rpmOf(const LimitRow& own, const LimitRow& base) { return own.rpm ? own.rpm : base.settingRpm ? base.settingRpm : base.inheritedRpm; }
std::optional<qint64> tpmOf(const LimitRow& own, const LimitRow& base) { return own.tpm ? own.tpm : base.settingTpm ? base.settingTpm : base.inheritedTpm; }

bool isTighter(const std::optional<qint64>& now, const std::optional<qint64>& then) { return now && (!then || *now < *then); }

QString verbOf(const LimitRow& wanted) { return wanted.isEmpty() ? Words::tr("Remove limits") : Words::tr("Apply limits"); }

QString planOf(const LimitPlace& place, const LimitRow& wanted) {
    const QString where = !place.isProduction            ? QString()
                          : place.environment.isEmpty() ? Words::tr("This gateway may be in production: %1.").arg(place.api.host())
                                                        : Words::tr("This gateway is in production: %1.").arg(place.environment);
    const QString who = wanted.subject == "*"_L1 ? Words::tr("It holds for all of them that have no limits of their own, from the next request on.")
                                                : Words::tr("It holds from the next request on.");
    return where.isEmpty() ? who : Words::tr("%1 %2", "where. from when on").arg(where, who);
}

}  // namespace

bool limitNeedsReview(const LimitRow& row, const LimitPlace& place) { return place.isProduction || row.scope == "global"_L1 || row.subject == "*"_L1; }

QString limitReviewName(const LimitRow& row, const LimitPlace& place) {
    const bool many = row.scope == "global"_L1 || row.subject == "*"_L1;
    return many && place.isProduction && !place.environment.isEmpty() ? place.environment : models::limitSubjectText(row);
}

LimitReview::LimitReview(const LimitPlace& place, const LimitRow& before, const LimitRow& wanted, QWidget* parent)
    : TypeNameDialog(tr("Review limits: %1").arg(models::limitSubjectText(wanted)), planOf(place, wanted), verbOf(wanted), limitReviewName(wanted, place), parent),
      before_(before), wanted_(wanted) {
    nameDialog(*this, u"dialog.limitReview"_s);
    setMinimumWidth(kWidth);
    body()->insertWidget(0, buildChanges());
    body()->insertWidget(1, buildEvidence());
    reason_ = new QLineEdit(this);
    reason_->setObjectName(u"dialog.limitReview.reason"_s);
    reason_->setAccessibleName(tr("Reason"));
    reason_->setPlaceholderText(tr("Reason, for the audit log (optional)"));
    reason_->setMaxLength(kReasonMax);
    body()->insertWidget(2, reason_);
    setUndoNote(tr("Undo is offered afterwards. The change and its undo stand in the audit log."));
    setCommand(command(place));
}

QWidget* LimitReview::buildChanges() {
    auto* part = new QWidget(this);
    auto* grid = new QGridLayout(part);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(style::kGapLarge);
    grid->setVerticalSpacing(style::kGapSmall);
    grid->setColumnStretch(0, 1);
    const auto add = [&](int row, int column, const QString& text, bool strong, const QString& name = {}) {
        auto* label = new QLabel(text, part);
        label->setObjectName(name);
        if (strong) label->setFont(style::bodyStrongFont());
        if (!strong && column < 2) label->setProperty("role", u"secondary"_s);
        grid->addWidget(label, row, column, column == 0 ? Qt::AlignLeft : Qt::AlignRight);
    };
    add(0, 0, tr("Limit", "column"), false);
    add(0, 1, tr("So far", "column"), false);
    add(0, 2, tr("From now on", "column"), true);
    int row = 1;
    for (const Change& change : changesOf(before_, wanted_)) {
        add(row, 0, change.what, true);
        add(row, 1, change.before, false, u"dialog.limitReview.before.%1"_s.arg(row));
        add(row, 2, change.after, true, u"dialog.limitReview.after.%1"_s.arg(row));
        ++row;
    }
    return part;
}

QWidget* LimitReview::buildEvidence() {
    evidence_ = new QLabel(this);
    evidence_->setObjectName(u"dialog.limitReview.evidence"_s);
    evidence_->setWordWrap(true);
    evidence_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    evidence_->setMinimumHeight(kEvidenceLines * evidence_->fontMetrics().lineSpacing());
    evidence_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    if (evidencePath().isEmpty()) {
        showFinding(tr("Nothing that can be played through the last day gets tighter."));
    } else {
        evidence_->setText(tr("Looking through the last 24 hours…"));
    }
    return evidence_;
}

QString LimitReview::evidencePath() const {
    QStringList query;
    if (isTighter(rpmOf(wanted_, before_), rpmOf(before_, before_))) query << u"rpm=%1"_s.arg(*rpmOf(wanted_, before_));
    if (isTighter(tpmOf(wanted_, before_), tpmOf(before_, before_))) query << u"tpm=%1"_s.arg(*tpmOf(wanted_, before_));
    return query.isEmpty() ? QString() : limitPath(wanted_, u"what-if"_s) + u'?' + query.join(u'&');
}

QString LimitReview::presentUse() const {
    const auto rpm = rpmOf(wanted_, before_);
    if (!before_.requestsMinute || !rpm || *before_.requestsMinute <= *rpm) return {};
    return tr("%1 requests came in the last minute: about %2 a minute will be refused at once.")
        .arg(models::countText(before_.requestsMinute), models::countText(*before_.requestsMinute - *rpm));
}

void LimitReview::showEvidence(const QJsonObject& whatIf) { showFinding(whatIfVerdict(whatIf, wanted_.subject == "*"_L1)); }

void LimitReview::showFinding(const QString& why) {
    QStringList parts{presentUse(), why};
    parts.removeAll(QString());
    evidence_->setText(parts.join(u' '));
    // A label that wraps asks for no more height by itself once the dialog stands.
    evidence_->setMinimumHeight(std::max(evidence_->minimumHeight(), evidence_->heightForWidth(std::max(evidence_->width(), kWidth / 2))));
}

QString LimitReview::reason() const { return reason_->text().trimmed(); }

QString LimitReview::command(const LimitPlace& place) const {
    return wanted_.isEmpty() ? requestText("DELETE", place.api, limitPath(wanted_)) : requestText("PUT", place.api, limitPath(wanted_), wanted_.toBody());
}

}  // namespace ui::pages
