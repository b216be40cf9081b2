#include "ui/shell/first_run/first_run_view.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/shell/first_admin_view.hpp"
#include "ui/shell/first_run/done_step.hpp"
#include "ui/shell/first_run/gateway_step.hpp"
#include "ui/shell/first_run/key_step.hpp"
#include "ui/shell/first_run/language_step.hpp"
#include "ui/shell/first_run/provider_step.hpp"
#include "ui/shell/first_run/request_step.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/style/type_scale.hpp"

#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace ui::shell {

using namespace Qt::StringLiterals;
using bridge::Link;

namespace {

constexpr int kGlyph = 14;
constexpr int kFooterWidth = 600;  // as wide as the form above it

}  // namespace

FirstRunView::FirstRunView(FirstRunContext context, QWidget* parent) : QWidget(parent), context_(std::move(context)) {
    setObjectName(u"firstRunView"_s);
    setAccessibleName(tr("First steps"));
    if (!context_.options.facts) context_.options.facts = std::make_shared<FirstRunFacts>();
    loadFacts();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(style::kPagePadding, style::kPagePadding, style::kPagePadding, style::kPagePadding);
    column->setSpacing(style::kGap);
    stack_ = new QStackedWidget(this);
    buildSteps();
    buildHeader(column);
    column->addWidget(stack_, 1);
    buildFooter(column);
    connectAdmin();
    connect(&style::themeNotifier(), &style::ThemeNotifier::themeChanged, this, &FirstRunView::refresh);
    refresh();
}

void FirstRunView::buildSteps() {
    const auto add = [this](const QString& name, const QString& title, FirstRunStep* form) {
        stack_->addWidget(form);
        connect(form, &FirstRunStep::changed, this, &FirstRunView::refresh);
        steps_.push_back({name, title, form});
    };
    auto* gateway = new GatewayStep(context_, stack_);
    connect(gateway, &GatewayStep::attachChosen, this, [this](const QUrl& address) {
        context_.state.setFirstRunStep(u"admin"_s);  // the console that starts next goes on behind this choice
        Q_EMIT attachChosen(address);
    });
    admin_ = new FirstAdminView(stack_);
    add(u"language"_s, tr("Language", "first step"), new LanguageStep(context_, stack_));
    add(u"gateway"_s, tr("Gateway", "first step"), gateway);
    add(u"admin"_s, tr("Administrator", "first step"), admin_);
    add(u"provider"_s, tr("Provider", "first step"), new ProviderStep(context_, stack_));
    add(u"key"_s, tr("Key", "first step"), new KeyStep(context_, stack_));
    add(u"request"_s, tr("First request", "first step"), new RequestStep(context_, stack_));
    add(u"done"_s, tr("Ready", "first step"), new DoneStep(context_, stack_));
}

void FirstRunView::buildHeader(QVBoxLayout* column) {
    header_ = new QWidget(this);
    header_->setObjectName(u"firstRun.steps"_s);
    auto* row = new QHBoxLayout(header_);
    row->setContentsMargins(0, style::kGap, 0, 0);
    row->setSpacing(style::kGapSmall + style::kGapTiny);
    row->addStretch();
    for (Step& step : steps_) {
        step.glyph = new QLabel(header_);
        step.text = new QLabel(step.title, header_);
        step.text->setObjectName(u"firstRun.step."_s + step.name);
        row->addWidget(step.glyph);
        row->addWidget(step.text);
        row->addSpacing(style::kPagePadding);
    }
    row->addStretch();
    column->addWidget(header_);
}

void FirstRunView::buildFooter(QVBoxLayout* column) {
    footer_ = new QWidget(this);
    footer_->setFixedWidth(kFooterWidth);
    auto* row = new QHBoxLayout(footer_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::kGap);
    const auto add = [this](const char* name, const QString& text) {
        auto* button = new QPushButton(text, footer_);
        button->setObjectName(QLatin1StringView(name));
        button->setAccessibleName(text);
        return button;
    };
    back_ = add("firstRun.back", tr("Back", "first steps"));
    close_ = add("firstRun.close", tr("Leave the first steps"));
    skip_ = add("firstRun.skip", tr("Skip this step"));
    continue_ = add("firstRun.continue", tr("Continue"));
    style::setButtonKind(*close_, "flat");
    style::setButtonKind(*continue_, "primary");
    row->addWidget(back_);
    row->addWidget(close_);
    row->addStretch();
    row->addWidget(skip_);
    row->addWidget(continue_);
    column->addWidget(footer_, 0, Qt::AlignHCenter);
    connect(back_, &QPushButton::clicked, this, [this] { go(at_ - 1); });
    connect(close_, &QPushButton::clicked, this, &FirstRunView::end);
    connect(skip_, &QPushButton::clicked, this, &FirstRunView::goOn);
    connect(continue_, &QPushButton::clicked, this, &FirstRunView::goOn);
}

void FirstRunView::connectAdmin() {
    connect(admin_, &FirstAdminView::submitted, this, &FirstRunView::makeAdmin);
    connect(&context_.client, &bridge::AdminClient::userChanged, this, &FirstRunView::refresh);
}

void FirstRunView::makeAdmin(const QString& email, const QString& password) {
    admin_->setBusy(true);
    context_.client.bootstrap(email, password, this, [this](const bridge::ApiReply& reply) {
        admin_->setBusy(false);
        if (!reply.ok()) admin_->showError(bridge::errorText(reply.error));
    });
}

void FirstRunView::followLink() {
    const Link link = context_.client.link();
    if (link == Link::needsAdmin) {
        adminMissing_ = true;
        admin_->setExisting({});
        const QString remembered = context_.state.firstRunStep();
        const bool before = indexOf(remembered) >= 0 && indexOf(remembered) <= indexOf(u"admin"_s);
        if (!running_) begin(!context_.options.offered ? u"admin"_s : before ? remembered : u"language"_s);
    } else if (link == Link::online) {
        onOnline();
    }
    refresh();
}

void FirstRunView::onOnline() {
    admin_->setExisting(context_.client.userEmail());
    const bool madeNow = std::exchange(adminMissing_, false);
    if (!context_.options.offered) {
        running_ = false;
        return;
    }
    if (running_) {
        if (madeNow && at_ == indexOf(u"admin"_s)) goOn();
        return;
    }
    if (!context_.client.isEmbedded() && context_.state.firstRunStep().isEmpty()) return;
    if (context_.state.firstRunDone()) return;
    const QString remembered = context_.state.firstRunStep();
    if (indexOf(remembered) >= 0) return begin(remembered);
    if (!std::exchange(asked_, true)) lookForProviders();
}

/// A gateway that has an administrator but nobody to ask: the steps are offered. One that serves already is left alone.
void FirstRunView::lookForProviders() {
    context_.client.get(u"/api/v1/admin/providers"_s, this, [this](const bridge::ApiReply& reply) {
        if (!reply.ok() || running_) return;
        if (!reply.body["items"_L1].toArray().isEmpty()) return context_.state.setFirstRunDone(true);
        begin(u"language"_s);
        Q_EMIT runningChanged();
    });
}

void FirstRunView::runAgain() {
    *context_.options.facts = {};
    keepFacts();
    context_.state.setFirstRunDone(false);
    begin(u"language"_s);
    Q_EMIT runningChanged();
}

void FirstRunView::begin(const QString& step) {
    running_ = true;
    go(std::max(0, indexOf(step)));
}

void FirstRunView::end() {
    steps_[static_cast<size_t>(at_)].form->leave();
    running_ = false;
    context_.facts().keySecret.clear();
    context_.state.setFirstRunStep({});
    context_.state.setFirstRunDone(true);
    Q_EMIT runningChanged();
}

void FirstRunView::go(int step) {
    if (step < 0 || step >= static_cast<int>(steps_.size())) return;
    steps_[static_cast<size_t>(at_)].form->leave();
    at_ = step;
    const Step& next = steps_[static_cast<size_t>(at_)];
    if (context_.options.offered) context_.state.setFirstRunStep(next.name);
    stack_->setCurrentWidget(next.form);
    next.form->enter();
    refresh();
}

void FirstRunView::goOn() {
    keepFacts();
    if (at_ + 1 >= static_cast<int>(steps_.size())) return end();
    go(at_ + 1);
}

void FirstRunView::keepFacts() {
    const FirstRunFacts& facts = context_.facts();
    context_.state.setFirstRunFact(u"providerId"_s, facts.providerId);
    context_.state.setFirstRunFact(u"provider"_s, facts.provider);
    context_.state.setFirstRunFact(u"model"_s, facts.model);
    context_.state.setFirstRunFact(u"keyId"_s, facts.keyId);
    context_.state.setFirstRunFact(u"keyName"_s, facts.keyName);
}

void FirstRunView::loadFacts() {
    FirstRunFacts& facts = context_.facts();
    if (!facts.providerId.isEmpty() || !facts.keyId.isEmpty()) return;  // of a window in another language
    facts.providerId = context_.state.firstRunFact(u"providerId"_s);
    facts.provider = context_.state.firstRunFact(u"provider"_s);
    facts.model = context_.state.firstRunFact(u"model"_s);
    facts.keyId = context_.state.firstRunFact(u"keyId"_s);
    facts.keyName = context_.state.firstRunFact(u"keyName"_s);
}

void FirstRunView::refresh() {
    if (!continue_) return;
    const Step& now = steps_[static_cast<size_t>(at_)];
    const bool last = at_ + 1 == static_cast<int>(steps_.size());
    const bool complete = now.form->isComplete();
    header_->setVisible(context_.options.offered);
    footer_->setVisible(context_.options.offered);
    back_->setEnabled(at_ > 0);
    // Without an administrator nothing can be left out.
    close_->setVisible(!adminMissing_ && !last && context_.client.link() == Link::online);
    skip_->setVisible(!complete && now.form->isSkippable());
    continue_->setEnabled(complete);
    continue_->setText(last ? tr("Open the console") : tr("Continue"));
    continue_->setAccessibleName(continue_->text());
    for (size_t i = 0; i < steps_.size(); ++i) {
        const Step& step = steps_[i];
        const bool current = static_cast<int>(i) == at_;
        const auto status = current ? style::Status::running : static_cast<int>(i) < at_ ? style::Status::ok : style::Status::unknown;
        step.glyph->setPixmap(style::statusGlyph(status, kGlyph));
        step.text->setProperty("role", current ? QString() : u"secondary"_s);
        step.text->style()->unpolish(step.text);
        step.text->style()->polish(step.text);
        step.text->setFont(current ? style::bodyStrongFont() : style::bodyFont());
        step.text->setAccessibleName(tr("Step %1 of %2: %3").arg(QString::number(i + 1), QString::number(steps_.size()), step.title));
    }
}

int FirstRunView::indexOf(const QString& name) const {
    for (size_t i = 0; i < steps_.size(); ++i) {
        if (steps_[i].name == name) return static_cast<int>(i);
    }
    return -1;
}

}  // namespace ui::shell
