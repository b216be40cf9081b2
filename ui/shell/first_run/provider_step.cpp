#include "ui/shell/first_run/provider_step.hpp"

#include "ui/bridge/error_text.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRegularExpression>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace ui::shell {

using namespace Qt::StringLiterals;
using widgets::InlineMessage;

namespace {

struct ProviderKind {
    const char* kind;
    const char* title;
    const char* url;
    const char* models;  // how the names of its chat models begin
};

constexpr std::array kKinds{
    ProviderKind{"openai", "OpenAI", "https://api.openai.com", "gpt-"},
    ProviderKind{"anthropic", "Anthropic", "https://api.anthropic.com", "claude-"},
    ProviderKind{"gemini", "Google Gemini", "https://generativelanguage.googleapis.com", "gemini-"},
    ProviderKind{"azure", "Azure OpenAI", "", "gpt-"},
};

const ProviderKind& kindOf(const QString& kind) {
    const auto* found = std::find_if(kKinds.begin(), kKinds.end(),
                                     [&](const ProviderKind& one) { return kind == QLatin1StringView(one.kind); });
    return found == kKinds.end() ? kKinds.front() : *found;
}

}  // namespace

QString providerProblem(const ProviderDraft& draft) {
    static const QRegularExpression name(u"^[a-z0-9][a-z0-9_-]{0,31}$"_s);
    if (!name.match(draft.name).hasMatch()) {
        return ProviderStep::tr("The name takes small letters, digits, _ and -, at most 32.");
    }
    const QUrl url(draft.baseUrl, QUrl::StrictMode);
    const bool web = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    if (!url.isValid() || !web || url.host().isEmpty()) {
        return ProviderStep::tr("Enter the address of the API, such as https://api.openai.com.");
    }
    return {};
}

QString firstModel(const QString& kind, const QString& typed, const QStringList& models) {
    if (!typed.isEmpty()) return typed;
    const QLatin1StringView head(kindOf(kind).models);
    for (const QString& model : models) {
        if (model.startsWith(head)) return model;
    }
    // Failing that, one whose name does not say that it does something else than chat.
    static const QStringList others{u"embed"_s, u"whisper"_s, u"tts"_s, u"dall-e"_s, u"image"_s, u"moderation"_s, u"rerank"_s, u"audio"_s};
    for (const QString& model : models) {
        const bool chats = std::none_of(others.begin(), others.end(),
                                        [&](const QString& word) { return model.contains(word, Qt::CaseInsensitive); });
        if (chats) return model;
    }
    return models.value(0);
}

ProviderStep::ProviderStep(const FirstRunContext& context, QWidget* parent)
    : FirstRunStep(parent), context_(context), setup_(new ProviderSetup(context, this)) {
    setObjectName(u"firstRun.provider"_s);
    setHeading(tr("The first provider"), tr("Who answers the requests. The credential is kept sealed and never shown again."));
    message_ = new InlineMessage(this);
    message_->setObjectName(u"firstRun.provider.message"_s);
    form()->addWidget(message_);
    buildFields();
    buildButtons();
    suggest();
    connect(kind_, &QComboBox::currentIndexChanged, this, &ProviderStep::suggest);
    for (QLineEdit* field : {name_, url_, apiKey_}) {
        connect(field, &QLineEdit::textChanged, this, &ProviderStep::validate);
        connect(field, &QLineEdit::returnPressed, test_, &QPushButton::click);
    }
    connect(model_, &QComboBox::currentTextChanged, this, &ProviderStep::keepModel);
    connect(setup_, &ProviderSetup::saved, this, [this](const QString& id) {
        context_.facts().providerId = id;
        context_.facts().provider = name_->text().trimmed();
        validate();
    });
    connect(setup_, &ProviderSetup::refused, this, &ProviderStep::showRefusal);
    connect(setup_, &ProviderSetup::answered, this, &ProviderStep::showAnswer);
}

void ProviderStep::buildFields() {
    auto* row = new QHBoxLayout;
    row->setSpacing(style::kGapCard);
    kind_ = new QComboBox(this);
    kind_->setObjectName(u"firstRun.provider.kind"_s);
    for (const ProviderKind& one : kKinds) kind_->addItem(QLatin1StringView(one.title), QLatin1StringView(one.kind));
    name_ = new QLineEdit(this);
    name_->setObjectName(u"firstRun.provider.name"_s);
    addColumn(row, tr("Kind of API"), kind_, 1);
    addColumn(row, tr("Name at this gateway"), name_, 1);
    form()->addLayout(row);
    url_ = addField("firstRun.provider.url", tr("Address of the API"), false);
    url_->setPlaceholderText(u"https://api.example.com"_s);
    apiKey_ = addField("firstRun.provider.apiKey", tr("The provider's API key"), true);
    auto* last = new QHBoxLayout;
    model_ = new QComboBox(this);
    model_->setObjectName(u"firstRun.provider.model"_s);
    model_->setEditable(true);
    model_->setInsertPolicy(QComboBox::NoInsert);
    model_->lineEdit()->setPlaceholderText(tr("Chosen from the provider's list after the test"));
    addColumn(last, tr("Model of the first request"), model_, 1);
    form()->addLayout(last);
    private_ = new QCheckBox(tr("It is in my own network (private or local address)"), this);
    private_->setObjectName(u"firstRun.provider.private"_s);
    private_->setAccessibleName(private_->text());
    form()->addWidget(private_);
}

void ProviderStep::buildButtons() {
    auto* row = new QHBoxLayout;
    demo_ = makeButton("firstRun.provider.demo", tr("Try with the demo provider"));
    style::setButtonKind(*demo_, "flat");
    demo_->setToolTip(tr("A small pretended provider on this computer: no account, no cost. It runs while the console runs."));
    demo_->setVisible(static_cast<bool>(context_.options.startDemo));
    test_ = makeButton("firstRun.provider.test", tr("Save and test"));
    style::setButtonKind(*test_, "primary");
    row->addWidget(demo_);
    row->addStretch();
    row->addWidget(test_);
    form()->addSpacing(style::kGapSmall);
    form()->addLayout(row);
    connect(demo_, &QPushButton::clicked, this, &ProviderStep::useDemo);
    connect(test_, &QPushButton::clicked, this, &ProviderStep::save);
}

void ProviderStep::suggest() {
    const ProviderKind& kind = kindOf(kind_->currentData().toString());
    const auto put = [](QLineEdit* field, QString& suggested, const QString& text) {
        // Only what was suggested here is replaced, never what a person typed.
        if (field->isEnabled() && (field->text().isEmpty() || field->text() == suggested)) field->setText(text);
        suggested = text;
    };
    put(name_, suggestedName_, QLatin1StringView(kind.kind));
    put(url_, suggestedUrl_, QLatin1StringView(kind.url));
    validate();
}

void ProviderStep::enter() {
    const FirstRunFacts& facts = context_.facts();
    if (!facts.providerId.isEmpty()) name_->setText(facts.provider);
    if (!facts.model.isEmpty()) model_->setCurrentText(facts.model);
    validate();
    apiKey_->setFocus();
}

bool ProviderStep::isComplete() const { return !busy_ && !context_.facts().model.isEmpty(); }

ProviderDraft ProviderStep::draft() const {
    ProviderDraft draft;
    draft.name = name_->text().trimmed();
    draft.kind = kind_->currentData().toString();
    draft.baseUrl = url_->text().trimmed();
    draft.apiKey = apiKey_->text().trimmed();
    draft.allowPrivate = private_->isChecked();
    return draft;
}

void ProviderStep::validate() {
    const QString problem = providerProblem(draft());
    test_->setEnabled(!busy_ && problem.isEmpty());
    test_->setToolTip(problem);
    demo_->setEnabled(!busy_);
    // A provider that is made keeps its name.
    name_->setEnabled(!busy_ && context_.facts().providerId.isEmpty());
    for (QWidget* widget : {static_cast<QWidget*>(kind_), static_cast<QWidget*>(url_), static_cast<QWidget*>(apiKey_),
                            static_cast<QWidget*>(private_)}) {
        widget->setEnabled(!busy_);
    }
    Q_EMIT changed();
}

void ProviderStep::setBusy(bool busy) {
    busy_ = busy;
    validate();
}

void ProviderStep::save() {
    tested_ = false;
    message_->showMessage(InlineMessage::Kind::info, tr("Saving and asking the provider for its models…"));
    setBusy(true);
    setup_->run(draft(), context_.facts().providerId);
}

void ProviderStep::useDemo() {
    ViewState state = context_.state;
    const int port = context_.options.startDemo(state.demoPort());
    if (port <= 0) {
        message_->showMessage(InlineMessage::Kind::crit, tr("The demo provider could not be started on this computer."));
        return;
    }
    state.setDemoPort(port);
    kind_->setCurrentIndex(kind_->findData(u"openai"_s));
    if (context_.facts().provider != "demo"_L1) context_.facts().providerId.clear();
    name_->setText(u"demo"_s);
    url_->setText(u"http://127.0.0.1:%1"_s.arg(port));
    apiKey_->setText(u"demo"_s);
    private_->setChecked(true);
    ProviderDraft wanted = draft();
    wanted.adopt = true;
    tested_ = false;
    message_->showMessage(InlineMessage::Kind::info, tr("Starting the demo provider…"));
    setBusy(true);
    setup_->run(wanted, context_.facts().providerId);
}

void ProviderStep::showRefusal(const bridge::ApiError& error) {
    setBusy(false);
    message_->showMessage(InlineMessage::Kind::crit, bridge::errorText(error));
    QLineEdit* at = error.field == "name"_L1 ? name_ : error.field == "api_key"_L1 ? apiKey_ : url_;
    if (at->isEnabled()) at->setFocus();
}

void ProviderStep::showAnswer(const ProbeAnswer& answer) {
    tested_ = answer.ok;
    if (!answer.ok) {
        context_.facts().model.clear();
        setBusy(false);
        message_->showMessage(InlineMessage::Kind::crit,
                              tr("The provider is saved, but the test failed: %1 Correct it and test again.").arg(answer.error));
        return url_->setFocus();
    }
    const QString model = firstModel(kind_->currentData().toString(), model_->currentText().trimmed(), answer.models);
    // It lies sealed at the gateway: there is no reason to keep it here.
    apiKey_->clear();
    apiKey_->setPlaceholderText(tr("Kept sealed; enter another one to replace it"));
    model_->clear();
    model_->addItems(answer.models);
    model_->setCurrentText(model);
    setBusy(false);
    model_->setFocus();
    message_->showMessage(InlineMessage::Kind::info,
                          tr("It answers in %1 ms and offers %n model(s). Continue with the key.", nullptr,
                             static_cast<int>(answer.models.size()))
                              .arg(QLocale().toString(answer.latencyMs)));
}

void ProviderStep::keepModel() {
    if (!tested_) return;
    context_.facts().model = model_->currentText().trimmed();
    Q_EMIT changed();
}

}  // namespace ui::shell
