#include "ui/shell/stage_view.hpp"

#include "ui/shell/key_question.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QStyle>
#include <QVBoxLayout>

namespace ui::shell {

namespace {

constexpr int kGlyph = 16;
constexpr int kPortMax = 65535;

}  // namespace

StageView::StageView(QWidget* parent) : CenteredForm(parent) {
    setObjectName(QStringLiteral("stageView"));
    buildSteps();
    problem_ = new widgets::InlineMessage(this);
    problem_->setObjectName(QStringLiteral("stage.problem"));
    form()->addSpacing(style::kGapSmall);
    form()->addWidget(problem_);
    detail_ = new QLabel(this);
    detail_->setObjectName(QStringLiteral("stage.detail"));
    detail_->setWordWrap(true);
    detail_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    detail_->setProperty("role", QStringLiteral("secondary"));
    form()->addWidget(detail_);
    question_ = new KeyQuestion(this);
    connect(question_, &KeyQuestion::answered, this, &StageView::keyAnswered);
    form()->addWidget(question_);
    buildRepair();
    showEngine({});
    connect(&style::themeNotifier(), &style::ThemeNotifier::themeChanged, this, &StageView::redraw);
}

void StageView::buildSteps() {
    stepList_ = new QWidget(this);
    auto* column = new QVBoxLayout(stepList_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::kGap);
    const auto add = [&](const char* stage, const QString& label) {
        auto* row = new QHBoxLayout;
        row->setSpacing(style::kGap);
        auto* glyph = new QLabel(stepList_);
        auto* text = new QLabel(label, stepList_);
        text->setObjectName(QStringLiteral("stage.step.") + QLatin1StringView(stage));
        row->addWidget(glyph);
        row->addWidget(text, 1);
        column->addLayout(row);
        steps_.push_back({stage, glyph, text});
    };
    add("settings", tr("Read the settings"));
    add("store", tr("Open the database"));
    add("migrate", tr("Bring the database schema up to date"));
    add("secrets", tr("Unlock the secrets"));
    add("snapshot", tr("Load keys, providers and limits"));
    add("workers", tr("Start the workers and listen"));
    form()->addWidget(stepList_);
}

void StageView::buildRepair() {
    repair_ = new QWidget(this);
    auto* row = new QHBoxLayout(repair_);
    row->setContentsMargins(0, style::kGapSmall, 0, 0);
    row->setSpacing(style::kGap);
    portLabel_ = new QLabel(tr("Listen on port"), repair_);
    port_ = new QSpinBox(repair_);
    port_->setObjectName(QStringLiteral("stage.port"));
    port_->setAccessibleName(tr("Port to listen on"));
    port_->setRange(1, kPortMax);
    port_->setButtonSymbols(QAbstractSpinBox::NoButtons);
    port_->setFixedWidth(88);
    portLabel_->setBuddy(port_);
    usePort_ = new QPushButton(tr("Use this port"), repair_);
    usePort_->setObjectName(QStringLiteral("stage.usePort"));
    style::setButtonKind(*usePort_, "primary");
    anyPort_ = new QPushButton(tr("Any free port"), repair_);
    anyPort_->setObjectName(QStringLiteral("stage.anyPort"));
    retry_ = new QPushButton(style::icon(style::Glyph::refresh), tr("Retry"), repair_);
    retry_->setObjectName(QStringLiteral("stage.retry"));
    for (QPushButton* button : {usePort_, anyPort_, retry_}) button->setAccessibleName(button->text());
    row->addWidget(portLabel_);
    row->addWidget(port_);
    row->addWidget(usePort_);
    row->addWidget(anyPort_);
    row->addStretch();
    row->addWidget(retry_);
    form()->addWidget(repair_);
    connect(usePort_, &QPushButton::clicked, this, [this] { Q_EMIT retryRequested(port_->value()); });
    connect(anyPort_, &QPushButton::clicked, this, [this] { Q_EMIT retryRequested(0); });
    connect(retry_, &QPushButton::clicked, this, [this] { Q_EMIT retryRequested(std::nullopt); });
}

void StageView::showEngine(const QJsonObject& engine) {
    const QString stage = engine.value(QStringLiteral("stage")).toString();
    if (stage == QStringLiteral("draining") || stage == QStringLiteral("stopped")) {
        return showDraining(engine.value(QStringLiteral("inflight")).toInt());
    }
    stepList_->show();
    showSteps(stage, engine.value(QStringLiteral("failed_stage")).toString());
    if (stage == QStringLiteral("failed")) {
        const QJsonObject error = engine.value(QStringLiteral("error")).toObject();
        if (keyQuestionText(error).isEmpty()) setHeading(tr("The gateway could not start"), tr("Mend this one step; the others are kept."));
        else setHeading(tr("Where the master key lies"), tr("The gateway goes on with its start once this is answered."));
        return showFailure(error);
    }
    setHeading(tr("Starting the gateway"), tr("This takes a moment."));
    hideRepair();
}

void StageView::showSteps(const QString& stage, const QString& failedStage) {
    const bool failed = stage == QStringLiteral("failed");
    const QString current = failed ? failedStage : stage;
    bool before = current != QStringLiteral("starting") && !current.isEmpty();
    for (Step& step : steps_) {
        if (current == QLatin1StringView(step.stage)) {
            step.status = failed ? style::Status::critical : style::Status::running;
            before = false;
        } else {
            step.status = before ? style::Status::ok : style::Status::unknown;
        }
    }
    redraw();
}

void StageView::redraw() {
    for (const Step& step : steps_) {
        const bool waiting = step.status == style::Status::unknown;
        step.glyph->setPixmap(style::statusGlyph(step.status, kGlyph));
        step.text->setProperty("role", waiting ? QStringLiteral("secondary") : QString());
        step.text->style()->unpolish(step.text);
        step.text->style()->polish(step.text);
        const bool strong = step.status == style::Status::running || step.status == style::Status::critical;
        step.text->setFont(strong ? style::bodyStrongFont() : style::bodyFont());
        step.text->setAccessibleDescription(style::statusWord(step.status));
    }
}

void StageView::showFailure(const QJsonObject& error) {
    const QString code = error.value(QStringLiteral("code")).toString();
    const QString text = startFailureText(error);
    const bool asks = !keyQuestionText(error).isEmpty();
    const bool mild = code == QStringLiteral("PASSPHRASE_NEEDED");
    problem_->showMessage(mild ? widgets::InlineMessage::Kind::info : widgets::InlineMessage::Kind::crit, text);
    if (asks) question_->ask(error);
    question_->setVisible(asks);
    const QString message = error.value(QStringLiteral("message")).toString();
    detail_->setText(message);
    detail_->setVisible(!message.isEmpty() && message != text);
    const bool portTaken = code == QStringLiteral("PORT_TAKEN");
    if (portTaken && !portLabel_->isVisibleTo(repair_)) {
        const int taken = error.value(QStringLiteral("detail")).toObject().value(QStringLiteral("port")).toInt();
        port_->setValue(taken < kPortMax ? taken + 1 : kPortMax - 1);
    }
    for (QWidget* widget : {static_cast<QWidget*>(portLabel_), static_cast<QWidget*>(port_),
                            static_cast<QWidget*>(usePort_), static_cast<QWidget*>(anyPort_)}) {
        widget->setVisible(portTaken);
    }
    repair_->show();
    setBusy(false);
}

void StageView::hideRepair() {
    problem_->clear();
    question_->clear();
    question_->hide();
    detail_->hide();
    repair_->hide();
    portLabel_->hide();
}

void StageView::showUnreachable(const QString& url) {
    stepList_->hide();
    hideRepair();
    setHeading(tr("The gateway does not answer"), tr("Nothing answers at %1. The console keeps trying.").arg(url));
}

void StageView::showDraining(int inflight) {
    stepList_->hide();
    hideRepair();
    setHeading(tr("Stopping the gateway"),
               inflight > 0 ? tr("%n request(s) are being finished; new ones are refused.", "drain", inflight)
                            : tr("The last records are being written."));
}

void StageView::setBusy(bool busy) {
    repair_->setEnabled(!busy);
    question_->setEnabled(!busy);
}

void StageView::showError(const QString& text) {
    problem_->showMessage(widgets::InlineMessage::Kind::crit, text);
    setBusy(false);
}

}  // namespace ui::shell
