// First steps, 1: language and theme, applied at once. Main thread; owned by FirstRunView's stack.
#pragma once

#include "ui/shell/first_run/first_run_context.hpp"
#include "ui/shell/first_run/first_run_step.hpp"

namespace ui::shell {

class LanguageStep : public FirstRunStep {
    Q_OBJECT

public:
    explicit LanguageStep(const FirstRunContext& context, QWidget* parent = nullptr);

    void enter() override;

private:
    void addLanguages();
    void addThemes();

    const FirstRunContext& context_;
    QRadioButton* first_ = nullptr;
};

}  // namespace ui::shell
