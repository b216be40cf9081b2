// First steps, 2: this computer's own gateway, or one that runs already. Main thread; owned by FirstRunView's stack.
#pragma once

#include "ui/shell/first_run/first_run_context.hpp"
#include "ui/shell/first_run/first_run_step.hpp"

#include <QUrl>

class QLabel;
class QLineEdit;

namespace ui::shell {

/// The address of a gateway as typed, or nothing when it is none: "host:8000" is taken as https.
QUrl gatewayAddress(const QString& typed);

class GatewayStep : public FirstRunStep {
    Q_OBJECT

public:
    explicit GatewayStep(const FirstRunContext& context, QWidget* parent = nullptr);

    void enter() override;
    bool isComplete() const override;

Q_SIGNALS:
    /// The console is to be started again, attached to this gateway.
    void attachChosen(const QUrl& gateway);

private:
    void validate();

    const FirstRunContext& context_;
    QRadioButton* own_ = nullptr;
    QRadioButton* other_ = nullptr;
    QLineEdit* address_ = nullptr;
    QLabel* problem_ = nullptr;
    QPushButton* attach_ = nullptr;
};

}  // namespace ui::shell
