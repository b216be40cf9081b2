// First steps, 5: the first key. Its secret is shown here and at the next step, never again.
// Main thread; owned by FirstRunView's stack.
#pragma once

#include "ui/shell/first_run/first_run_context.hpp"
#include "ui/shell/first_run/first_run_step.hpp"

#include <QByteArray>

class QLabel;
class QLineEdit;

namespace ui::bridge {
struct ApiReply;
}
namespace ui::widgets {
class InlineMessage;
class SecretField;
}  // namespace ui::widgets

namespace ui::shell {

class KeyStep : public FirstRunStep {
    Q_OBJECT

public:
    explicit KeyStep(const FirstRunContext& context, QWidget* parent = nullptr);

    void enter() override;
    void leave() override;
    bool isComplete() const override;

private:
    void create();
    void take(const bridge::ApiReply& reply);
    void validate();
    void showKey();

    const FirstRunContext& context_;
    widgets::InlineMessage* message_ = nullptr;
    QLineEdit* name_ = nullptr;
    QPushButton* create_ = nullptr;
    QLabel* made_ = nullptr;
    widgets::SecretField* secret_ = nullptr;
    QByteArray idempotencyKey_;
    bool busy_ = false;
};

}  // namespace ui::shell
