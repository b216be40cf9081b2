// First steps, 6: the first request as curl and Python, the same request sent from here with its reply shown, and the live
// tick when the request has come. Where the key's secret is not known (the steps were resumed), the provider is asked instead. Main thread; owned by FirstRunView's stack. Follows the events only while it is shown.
#pragma once

#include "ui/bridge/gateway_call.hpp"
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
    QString model() const;
    void test();
    void sendRequest();
    void showReply(const bridge::ApiReply& reply);
    void showAnswer(const ProbeAnswer& answer);
    void showWaiting(style::Status status, const QString& text);
    void redraw();

    const FirstRunContext& context_;
    ProviderSetup* setup_;
    bridge::GatewayCall* call_;
    pages::TaskEnd callEnd_;
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
