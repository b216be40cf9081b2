#include "ui/shell/first_run/request_step.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/shell/first_run/snippets.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/style/type_scale.hpp"
#include "ui/widgets/secret_field.hpp"
#include "ui/widgets/snippet.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

namespace ui::shell {

using namespace Qt::StringLiterals;
using style::Status;

namespace {

constexpr int kGlyph = 16;
constexpr int kRefusedFrom = 400;
constexpr int kReplyShown = 300;
const QString kTopic = QStringLiteral("requests");

}  // namespace

RequestStep::RequestStep(const FirstRunContext& context, QWidget* parent)
    : FirstRunStep(parent), context_(context), setup_(new ProviderSetup(context, this)), call_(new bridge::GatewayCall(this)) {
    setObjectName(u"firstRun.request"_s);
    setHeading(tr("The first request"), tr("Send it from here or from any terminal; this page sees it arrive."));
    buildKey();
    buildSnippets();
    buildTest();
    connect(setup_, &ProviderSetup::answered, this, &RequestStep::showAnswer);
    connect(setup_, &ProviderSetup::refused, this, [this](const bridge::ApiError& error) {
        showAnswer({false, 0, bridge::errorText(error), {}});
    });
    connect(call_, &bridge::GatewayCall::replied, this, &RequestStep::showReply);
    connect(&context_.client.events(), &bridge::EventStream::requests, this, &RequestStep::take);
    connect(&context_.client.events(), &bridge::EventStream::resync, this, [this](const QString& topic) {
        if (live_ && topic == kTopic) lookBack();
    });
    connect(&style::themeNotifier(), &style::ThemeNotifier::themeChanged, this, &RequestStep::redraw);
}

RequestStep::~RequestStep() { leave(); }

void RequestStep::buildKey() {
    keyHint_ = new QLabel(this);
    keyHint_->setObjectName(u"firstRun.request.keyHint"_s);
    keyHint_->setWordWrap(true);
    secret_ = new widgets::SecretField(this);
    form()->addWidget(keyHint_);
    form()->addWidget(secret_);
}

void RequestStep::buildSnippets() {
    auto* tabs = new QTabWidget(this);
    tabs->setObjectName(u"firstRun.request.tabs"_s);
    tabs->setAccessibleName(tr("The request in two languages"));
    curl_ = new widgets::Snippet(u"firstRun.request.curl"_s, tr("The request as a curl command"), tabs);
    python_ = new widgets::Snippet(u"firstRun.request.python"_s, tr("The request as a Python program"), tabs);
    tabs->addTab(curl_, u"curl"_s);
    tabs->addTab(python_, u"Python"_s);
    form()->addWidget(tabs);
}

void RequestStep::buildTest() {
    auto* row = new QHBoxLayout;
    row->setSpacing(style::kGapCard);
    test_ = makeButton("firstRun.request.test", tr("Send a test request"));
    outcome_ = new QLabel(this);
    outcome_->setObjectName(u"firstRun.request.outcome"_s);
    outcome_->setWordWrap(true);
    outcome_->setTextFormat(Qt::PlainText);  // a model's words
    row->addWidget(test_);
    row->addWidget(outcome_, 1);
    form()->addLayout(row);
    auto* wait = new QHBoxLayout;
    wait->setSpacing(style::kGap);
    glyph_ = new QLabel(this);
    waiting_ = new QLabel(this);
    waiting_->setObjectName(u"firstRun.request.waiting"_s);
    waiting_->setFont(style::bodyStrongFont());
    waiting_->setWordWrap(true);
    wait->addWidget(glyph_);
    wait->addWidget(waiting_, 1);
    form()->addSpacing(style::kGapSmall);
    form()->addLayout(wait);
    connect(test_, &QPushButton::clicked, this, &RequestStep::test);
}

void RequestStep::enter() {
    const FirstRunFacts& facts = context_.facts();
    const bool shown = !facts.keySecret.isEmpty();
    keyHint_->setText(shown ? tr("Put the key into the variable GW_KEY of your terminal: export GW_KEY=…")
                            : tr("Put one of your keys into the variable GW_KEY of your terminal: export GW_KEY=…"));
    secret_->setVisible(shown);
    secret_->setSecret(facts.keySecret);
    curl_->setText(curlSnippet(context_.client.gatewayUrl(), model()));
    python_->setText(pythonSnippet(context_.client.gatewayUrl(), model()));
    test_->setEnabled(!call_->isRunning() && (shown || !facts.providerId.isEmpty()));
    test_->setToolTip(shown ? tr("Sends the request above with the key and shows the reply. The provider may charge a few tokens.")
                            : tr("The gateway asks the provider for its models. It costs nothing and is not counted as the first request."));
    outcome_->clear();
    if (!arrived_) showWaiting(Status::running, tr("Waiting for the first request…"));
    test_->setFocus();
    if (live_) return;
    live_ = true;
    context_.client.events().subscribe(kTopic);
    lookBack();
}

void RequestStep::leave() {
    secret_->setSecret({});
    if (!std::exchange(live_, false)) return;
    context_.client.events().unsubscribe(kTopic);
}

/// What came before the events were followed.
void RequestStep::lookBack() {
    QString path = u"/api/v1/admin/requests?limit=5"_s;
    const QString key = context_.facts().keyId;
    if (!key.isEmpty()) path += u"&key="_s + QString::fromLatin1(QUrl::toPercentEncoding(key));
    context_.client.get(path, this, [this](const bridge::ApiReply& reply) {
        if (reply.ok() && live_) take(reply.body["items"_L1].toArray());
    });
}

void RequestStep::take(const QJsonArray& rows) {
    if (!live_ || arrived_) return;
    const QString key = context_.facts().keyId;
    for (const QJsonValue& row : rows) {
        if (!key.isEmpty() && row["key_id"_L1].toString() != key) continue;
        const int status = row["status"_L1].toInt();
        const QString model = row["model"_L1].toString();
        if (status >= kRefusedFrom) {
            const QString code = row["error_code"_L1].toString();
            showWaiting(Status::degraded, tr("A request arrived and was answered with %1 (%2). Waiting for one that succeeds…")
                                              .arg(QString::number(status), code));
            continue;
        }
        arrived_ = true;
        showWaiting(Status::ok, tr("The first request has arrived: %1, answered in %2 ms.")
                                    .arg(model, QLocale().toString(row["latency_ms"_L1].toInt())));
        Q_EMIT changed();
        return;
    }
}

QString RequestStep::model() const {
    const FirstRunFacts& facts = context_.facts();
    return facts.provider.isEmpty() || facts.model.isEmpty() ? u"default"_s : facts.provider + u'/' + facts.model;
}

/// What the curl line sends.
void RequestStep::sendRequest() {
    const QString path = u"/v1/chat/completions"_s;
    const QUrl gateway(context_.client.gatewayUrl());
    const QJsonObject body{{u"model"_s, model()},
                           {u"messages"_s, QJsonArray{QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, u"Hello"_s}}}}};
    callEnd_ = context_.tasks.begin({tr("Send a test request"), model(), u"POST %1%2"_s.arg(context_.client.gatewayUrl(), path)});
    outcome_->setText(tr("The model is asked…"));
    call_->post(gateway, path, body, context_.facts().keySecret.toUtf8());
}

void RequestStep::showReply(const bridge::ApiReply& reply) {
    test_->setEnabled(true);
    test_->setFocus();
    const QString problem = reply.ok() ? QString() : bridge::errorText(reply.error);
    if (const auto end = std::exchange(callEnd_, {})) end(problem);
    if (!reply.ok()) return outcome_->setText(tr("The gateway answered %1: %2").arg(QString::number(reply.status), problem));
    const QString said = reply.body["choices"_L1][0]["message"_L1]["content"_L1].toString().simplified();
    const QString took = QLocale().toString(reply.elapsedMs);
    outcome_->setText(said.isEmpty() ? tr("The gateway answered in %1 ms; the reply holds no text.").arg(took)
                                     : tr("Answered in %1 ms: “%2”").arg(took, said.left(kReplyShown)));
}

void RequestStep::test() {
    test_->setEnabled(false);
    if (!context_.facts().keySecret.isEmpty()) return sendRequest();
    outcome_->setText(tr("Asking the provider…"));
    setup_->probe(context_.facts().providerId, context_.facts().provider);
}

void RequestStep::showAnswer(const ProbeAnswer& answer) {
    test_->setEnabled(true);
    test_->setFocus();  // where it was before the test
    outcome_->setText(answer.ok ? tr("The provider answers in %1 ms.").arg(QLocale().toString(answer.latencyMs)) : answer.error);
}

void RequestStep::showWaiting(Status status, const QString& text) {
    status_ = status;
    waiting_->setText(text);
    redraw();
}

void RequestStep::redraw() {
    glyph_->setPixmap(style::statusGlyph(status_, kGlyph));
    glyph_->setAccessibleName(style::statusWord(status_));
}

}  // namespace ui::shell
