#include "ui/pages/error_details.hpp"

#include "ui/models/error_advice.hpp"
#include "ui/models/number_text.hpp"
#include "ui/models/time_text.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/style/type_scale.hpp"
#include "ui/widgets/empty_state.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::ErrorGroupRow;

namespace {
constexpr size_t kPartsShown = 6;
constexpr size_t kMessagesShown = 8;

void emptyLayout(QLayout* layout) {
    while (QLayoutItem* item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}
}  // namespace

ErrorMessage ErrorMessage::fromJson(const QJsonObject& json) {
    return {json["message"_L1].toString(), json["error_code"_L1].toString(), json["trace_id"_L1].toString(), json["count"_L1].toInteger()};
}

ErrorDetails::ErrorDetails(QWidget* parent) : QWidget(parent), stack_(new QStackedLayout(this)) {
    stack_->addWidget(new widgets::EmptyState(style::Glyph::errors, tr("No group selected"), tr("Select a row to see what it means and what to do."), this));
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* inside = new QWidget(scroll);
    inside->setObjectName(u"scrolled"_s);
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, style::kGapSmall, 0);
    column->setSpacing(style::kGap);
    name_ = addText(column, nullptr);
    name_->setObjectName(u"page.errors.details.name"_s);
    name_->setFont(style::sectionFont());
    meaning_ = addText(column, nullptr);
    meaning_->setObjectName(u"page.errors.details.meaning"_s);
    facts_ = addText(column, "secondary");
    facts_->setObjectName(u"page.errors.details.facts"_s);
    adviceTitle_ = addText(column, nullptr);
    adviceTitle_->setFont(style::bodyStrongFont());
    adviceTitle_->setText(tr("What to do"));
    advice_ = addText(column, nullptr);
    advice_->setObjectName(u"page.errors.details.advice"_s);
    partsTitle_ = addText(column, nullptr);
    partsTitle_->setFont(style::bodyStrongFont());
    parts_ = new QVBoxLayout;
    parts_->setSpacing(style::kGapTiny);
    column->addLayout(parts_);
    messagesTitle_ = addText(column, nullptr);
    messagesTitle_->setFont(style::bodyStrongFont());
    messages_ = new QVBoxLayout;
    messages_->setSpacing(style::kGapSmall);
    column->addLayout(messages_);
    column->addStretch(1);
    scroll->setWidget(inside);
    stack_->addWidget(scroll);
}

QLabel* ErrorDetails::addText(QVBoxLayout* column, const char* role) {
    auto* label = new QLabel(this);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (role) label->setProperty("role", QString::fromLatin1(role));
    column->addWidget(label);
    return label;
}

void ErrorDetails::showNothing() {
    shownKey_.clear();
    stack_->setCurrentIndex(0);
}

void ErrorDetails::showGroup(const ErrorGroupRow& row) {
    stack_->setCurrentIndex(1);
    const bool other = shownKey_ != row.key();
    shownKey_ = row.key();
    name_->setText(row.title());
    meaning_->setText(row.meaning());
    meaning_->setVisible(!row.meaning().isEmpty());
    facts_->setText(tr("%1 of all errors here · HTTP %2\nFirst %3\nLast %4\n%n key(s) affected", nullptr, static_cast<int>(row.keys))
                        .arg(models::percentText(row.share), row.statusText(), models::momentText(row.firstAt), models::momentText(row.lastAt)));
    const bool isCode = row.grouping == "code"_L1;
    advice_->setText(isCode ? models::errorAdvice(row.group) : QString());
    adviceTitle_->setVisible(isCode);
    advice_->setVisible(isCode);
    if (!other) return;
    clearParts();
    clearMessages();
}

void ErrorDetails::clearParts() {
    shown_.clear();
    partsTitle_->setText({});
    emptyLayout(parts_);
}

void ErrorDetails::clearMessages() {
    shownMessages_.clear();
    messagesTitle_->setText({});
    emptyLayout(messages_);
}

void ErrorDetails::showMessages(const std::vector<ErrorMessage>& messages) {
    if (messages == shownMessages_) return;
    clearMessages();
    shownMessages_ = messages;
    messagesTitle_->setText(messages.empty() ? QString() : tr("What the requests were told"));
    for (size_t i = 0; i < messages.size() && i < kMessagesShown; ++i) {
        const ErrorMessage& message = messages[i];
        const QString meaning = models::errorMeaning(message.code);
        const QString text = !message.text.isEmpty() ? message.text : !meaning.isEmpty() ? meaning : tr("No message was kept.");
        auto* label = new QLabel(text, this);
        label->setObjectName(u"page.errors.details.message"_s);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        messages_->addWidget(label);
        auto* line = new QPushButton(tr("%n time(s) · open the newest", nullptr, static_cast<int>(message.count)), this);
        line->setObjectName(u"page.errors.details.sample"_s);
        line->setAccessibleName(tr("Open the newest request with: %1").arg(text));
        style::setButtonKind(*line, "flat");
        connect(line, &QPushButton::clicked, this, [this, trace = message.traceId] { Q_EMIT traceChosen(trace); });
        messages_->addWidget(line, 0, Qt::AlignLeft);
    }
}

void ErrorDetails::showParts(const QString& title, const std::vector<ErrorGroupRow>& parts) {
    if (parts == shown_ && partsTitle_->text() == title) return;
    clearParts();
    shown_ = parts;
    partsTitle_->setText(parts.empty() ? QString() : title);
    for (size_t i = 0; i < parts.size() && i < kPartsShown; ++i) {
        const ErrorGroupRow& part = parts[i];
        auto* line = new QPushButton(tr("%1 · %2", "group of errors: count").arg(part.title(), models::countText(part.count)), this);
        line->setObjectName(u"page.errors.details.part"_s);
        line->setToolTip(part.meaning().isEmpty() ? tr("Show these in the live traffic") : part.meaning());
        style::setButtonKind(*line, "flat");
        connect(line, &QPushButton::clicked, this, [this, part] { Q_EMIT partChosen(part); });
        parts_->addWidget(line, 0, Qt::AlignLeft);
    }
}

}  // namespace ui::pages
