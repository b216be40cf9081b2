// The keys that sign access tokens, as GET security/jwt tells them: which signs, how long tokens of the old one live, the
// modes of the files, and rotate and retire. Thread: main. Owner: the security page, which does every call.
#pragma once

#include "ui/widgets/card.hpp"

#include <QDateTime>
#include <QJsonObject>

class QLabel;
class QPushButton;

namespace ui::widgets {
class StatusBadge;
}

namespace ui::pages {

struct JwtState {
    QString state;  ///< idle | prepared | half_done | grace | retirable
    QString kid, oldKid, directory;
    QDateTime since, oldEndsAt;
    bool isRetirable = false;
    QStringList looseFiles;  ///< private files that others may read
    QStringList warnings;

    static JwtState fromJson(const QJsonObject& json);
};

class JwtCard : public widgets::Card {
    Q_OBJECT

public:
    explicit JwtCard(QWidget* parent);

    void showState(const JwtState& state);
    /// The engine has no such route.
    void showNotOffered();
    /// Repaints what counts down.
    void tick();
    bool isOffered() const { return offered_; }
    /// Why the old key cannot be retired; empty: it can.
    QString whyNoRetire() const;
    const JwtState& state() const { return state_; }
    QPushButton* rotateButton() const { return rotate_; }
    QPushButton* retireButton() const { return retire_; }

private:
    void redraw();

    JwtState state_;
    bool offered_ = true;
    bool known_ = false;
    widgets::StatusBadge* badge_ = nullptr;
    QLabel* signing_ = nullptr;
    QLabel* old_ = nullptr;
    QLabel* files_ = nullptr;
    QPushButton* rotate_ = nullptr;
    QPushButton* retire_ = nullptr;
};

}  // namespace ui::pages
