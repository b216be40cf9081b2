// The engine's start as a list of steps; when a step fails, what failed and the buttons that mend it. Also the drain.
// Main thread; owned by MainWindow's stack. Calls no API: emits retryRequested().
#pragma once

#include "ui/shell/centered_form.hpp"
#include "ui/style/icons.hpp"

#include <QJsonObject>

#include <optional>
#include <vector>

class QLabel;
class QPushButton;
class QSpinBox;

namespace ui::widgets {
class CommandLine;
class InlineMessage;
}  // namespace ui::widgets

namespace ui::shell {

class KeyQuestion;

class StageView : public CenteredForm {
    Q_OBJECT

public:
    explicit StageView(QWidget* parent = nullptr);

    /// `engine` is the answer of GET /api/v1/engine.
    void showEngine(const QJsonObject& engine);
    void showUnreachable(const QString& url);
    void showDraining(int inflight);
    /// A retry is under way: buttons off until the next answer.
    void setBusy(bool busy);
    void showError(const QString& text);

Q_SIGNALS:
    /// @param port another port to listen on, 0 for any free one, nothing to keep the setting.
    void retryRequested(std::optional<int> port);
    /// To the question after the master key: the members of POST /api/v1/engine/retry.
    void keyAnswered(const QJsonObject& answer);

private:
    struct Step {
        const char* stage;
        QLabel* glyph;
        QLabel* text;
        style::Status status = style::Status::unknown;
    };
    void buildSteps();
    void buildRepair();
    void showSteps(const QString& stage, const QString& failedStage);
    void showFailure(const QJsonObject& error);
    void hideRepair();
    void redraw();

    std::vector<Step> steps_;
    QWidget* stepList_ = nullptr;
    widgets::InlineMessage* problem_ = nullptr;
    QLabel* detail_ = nullptr;
    KeyQuestion* question_ = nullptr;
    QWidget* repair_ = nullptr;
    QLabel* portLabel_ = nullptr;
    QSpinBox* port_ = nullptr;
    QPushButton* usePort_ = nullptr;
    QPushButton* anyPort_ = nullptr;
    QPushButton* retry_ = nullptr;
};

/// What failed, in a sentence with names and numbers. Public for its table test.
QString startFailureText(const QJsonObject& error);

}  // namespace ui::shell
