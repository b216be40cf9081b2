// dialog.limitReview: what a change of limits does, before it is made (L2): each limit as it is and as it will be, what the last
// day says to it, the equivalent call; a name has to be typed. For a production gateway, and for limits of many at once.
// Thread: main. Owner: the rate limits page, which asks for the evidence and does the call.
#pragma once

#include "ui/models/limit_row.hpp"
#include "ui/widgets/type_name_dialog.hpp"

#include <QJsonObject>
#include <QUrl>

class QLabel;
class QLineEdit;

namespace ui::pages {

/// Where a change is made, as far as it decides how carefully.
struct LimitPlace {
    QUrl api;
    QString environment;      // its name; empty: the gateway does not tell
    bool isProduction = false;
};

/// Limits of one subject elsewhere than in production are set at once, with an undo; all others are reviewed.
bool limitNeedsReview(const models::LimitRow& row, const LimitPlace& place);
/// What has to be typed: the environment's name for limits of many in production, else whose limits they are.
QString limitReviewName(const models::LimitRow& row, const LimitPlace& place);

class LimitReview : public widgets::TypeNameDialog {
    Q_OBJECT

public:
    /// @param wanted an empty row: the limits are removed.
    LimitReview(const LimitPlace& place, const models::LimitRow& before, const models::LimitRow& wanted, QWidget* parent);

    /// The path of the evidence, what-if of the last day; empty when no limit that can be played again gets tighter.
    QString evidencePath() const;
    void showEvidence(const QJsonObject& whatIf);
    /// In place of it: why there is none.
    void showFinding(const QString& sentence);
    /// What the person says about it, for the audit log; may be empty.
    QString reason() const;

private:
    QWidget* buildChanges();
    QWidget* buildEvidence();
    QString presentUse() const;
    QString command(const LimitPlace& place) const;

    models::LimitRow before_;
    models::LimitRow wanted_;
    QLabel* evidence_ = nullptr;
    QLineEdit* reason_ = nullptr;
};

}  // namespace ui::pages
