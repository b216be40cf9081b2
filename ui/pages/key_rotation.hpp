// The dialogs of a key's rotation: a fresh secret with a grace period for the old one (L1), and the old one's early end (L1).
// Thread: main. Owner: the page, which opens them and does every call; dialogs return values.
#pragma once

#include "ui/models/key_row.hpp"
#include "ui/widgets/confirm_dialog.hpp"

#include <QUrl>

class QLabel;
class QSlider;
class QSpinBox;

namespace ui::pages {

class RotateDialog : public widgets::ConfirmDialog {
    Q_OBJECT

public:
    static constexpr int kGraceDefault = 24;
    static constexpr int kGraceMax = 168;

    RotateDialog(const QUrl& api, const models::KeyRow& row, QWidget* parent);
    int graceHours() const;

private:
    void refresh();

    QString request_;
    QSpinBox* hours_;
    QSlider* slider_;
    QLabel* ends_;
    QString lastUse_;
};

widgets::ConfirmDialog* makeEndGraceDialog(const QUrl& api, const models::KeyRow& row, QWidget* parent);

}  // namespace ui::pages
