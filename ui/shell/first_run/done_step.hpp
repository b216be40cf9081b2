// First steps, the end: what there is now, and where to go from here. Main thread; owned by FirstRunView's stack.
#pragma once

#include "ui/shell/first_run/first_run_context.hpp"
#include "ui/shell/first_run/first_run_step.hpp"

class QLabel;

namespace ui::shell {

class DoneStep : public FirstRunStep {
    Q_OBJECT

public:
    explicit DoneStep(const FirstRunContext& context, QWidget* parent = nullptr);

    void enter() override;
    bool isSkippable() const override { return false; }

private:
    const FirstRunContext& context_;
    QLabel* summary_ = nullptr;
};

}  // namespace ui::shell
