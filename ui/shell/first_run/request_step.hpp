// First steps, 6: the first request as curl and Python, a test of the way to the provider, and the live tick when the
// request has come. Main thread; owned by FirstRunView's stack. Follows the events only while it is shown.
#pragma once

#include "ui/shell/first_run/first_run_step.hpp"
#include "ui/shell/first_run/provider_setup.hpp"
#include "ui/style/icons.hpp"

#include <QJsonArray>

class QLabel;

namespace ui::widgets {
class SecretField;
class Snippet;
}  // namespace ui::widgets

namespace ui::shell {

class RequestStep : public FirstRunStep {
    Q_OBJECT

public:
    explicit RequestStep(const FirstRunContext& context, QWidget* parent = nullptr);
    ~RequestStep() override;

    void enter() override;
    void leave() override;
    bool isComplete() const override { return arrived_; }

private:
    void buildKey();
    void buildSnippets();
    void buildTest();
    void lookBack();
    void take(const QJsonArray& rows);
    void test();
    void showAnswer(const ProbeAnswer& answer);
    void showWaiting(style::Status status, const QString& text);
    void redraw();

    const FirstRunContext& context_;
    ProviderSetup* setup_;
    QLabel* keyHint_ = nullptr;
    widgets::SecretField* secret_ = nullptr;
    widgets::Snippet* curl_ = nullptr;
    widgets::Snippet* python_ = nullptr;
    QPushButton* test_ = nullptr;
    QLabel* outcome_ = nullptr;
    QLabel* glyph_ = nullptr;
    QLabel* waiting_ = nullptr;
    style::Status status_ = style::Status::running;
    bool live_ = false;
    bool arrived_ = false;
};

}  // namespace ui::shell
