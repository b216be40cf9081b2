// First steps, 4: the first provider, saved and tested, or the demo provider of this computer.
// Main thread; owned by FirstRunView's stack. A refusal keeps what was typed.
#pragma once

#include "ui/shell/first_run/first_run_step.hpp"
#include "ui/shell/first_run/provider_setup.hpp"

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace ui::widgets {
class InlineMessage;
}

namespace ui::shell {

/// What is wrong with the draft, empty when nothing is. A pure function for its table test.
QString providerProblem(const ProviderDraft& draft);
/// The model to try first: `typed` when there is one, else one that suits the kind, else the first.
QString firstModel(const QString& kind, const QString& typed, const QStringList& models);

class ProviderStep : public FirstRunStep {
    Q_OBJECT

public:
    explicit ProviderStep(const FirstRunContext& context, QWidget* parent = nullptr);

    void enter() override;
    bool isComplete() const override;

private:
    void buildFields();
    void buildButtons();
    void suggest();
    void save();
    void useDemo();
    void setBusy(bool busy);
    void validate();
    void showRefusal(const bridge::ApiError& error);
    void showAnswer(const ProbeAnswer& answer);
    void keepModel();
    ProviderDraft draft() const;

    const FirstRunContext& context_;
    ProviderSetup* setup_;
    widgets::InlineMessage* message_ = nullptr;
    QComboBox* kind_ = nullptr;
    QLineEdit* name_ = nullptr;
    QLineEdit* url_ = nullptr;
    QLineEdit* apiKey_ = nullptr;
    QComboBox* model_ = nullptr;
    QCheckBox* private_ = nullptr;
    QPushButton* demo_ = nullptr;
    QPushButton* test_ = nullptr;
    QString suggestedName_;
    QString suggestedUrl_;
    bool busy_ = false;
    bool tested_ = false;
};

}  // namespace ui::shell
