// The L3 dialog that opens a circuit for some time. The last way to a preset is opened only by whoever types the model's name.
// Thread: main. Owner: the providers page, which opens it with open() and makes the call itself.
#pragma once

#include "ui/models/circuit_row.hpp"
#include "ui/widgets/hold_dialog.hpp"

#include <QHash>
#include <QJsonObject>
#include <QUrl>

class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace ui::pages {

/// "/api/v1/admin/circuits/{provider}/{model}", each percent-encoded.
QString circuitPath(const models::CircuitRow& row);

class CircuitOpenDialog : public widgets::HoldDialog {
    Q_OBJECT

public:
    /// dialog.openCircuit. @param stopped presets that would have no upstream left.
    CircuitOpenDialog(const QUrl& api, const models::CircuitRow& row, const QStringList& stopped, QWidget* parent);

    QJsonObject requestBody() const;

private:
    QWidget* buildDurations();
    void showDuration();
    void judgeTyped();

    const models::CircuitRow row_;
    QSpinBox* seconds_ = nullptr;
    QHash<int, QPushButton*> chips_;  // seconds → chip
    QLabel* until_ = nullptr;
    QLineEdit* typed_ = nullptr;
};

}  // namespace ui::pages
