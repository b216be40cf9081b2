#include "ui/pages/expression_edit.hpp"

#include "ui/style/theme.hpp"
#include "ui/style/type_scale.hpp"

#include <QAbstractItemView>
#include <QCompleter>
#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QStringListModel>
#include <QStyle>
#include <QTextCharFormat>

#include <algorithm>
#include <utility>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::ExpressionPlace;

ExpressionEdit::ExpressionEdit(Values values, QWidget* parent)
    : QLineEdit(parent), values_(std::move(values)), words_(new QStringListModel(this)), completer_(new QCompleter(words_, this)) {
    setFont(style::monoFont());
    setClearButtonEnabled(true);
    completer_->setWidget(this);
    completer_->setCaseSensitivity(Qt::CaseInsensitive);
    completer_->setCompletionMode(QCompleter::PopupCompletion);
    completer_->setMaxVisibleItems(12);
    completer_->popup()->setObjectName(u"page.traffic.expression.words"_s);
    connect(completer_, qOverload<const QString&>(&QCompleter::activated), this, &ExpressionEdit::complete);
    connect(this, &QLineEdit::textChanged, this, &ExpressionEdit::read);
    connect(this, &QLineEdit::textEdited, this, &ExpressionEdit::propose);
    connect(&style::themeNotifier(), &style::ThemeNotifier::themeChanged, this, &ExpressionEdit::underline);
}

QString ExpressionEdit::problemText() const {
    if (!parsed_.problem) return {};
    return tr("Position %1: %2", "place in the expression, what is wrong there").arg(parsed_.problem->at + 1).arg(parsed_.problem->text);
}

void ExpressionEdit::read() {
    if (marking_) return;
    parsed_ = models::TrafficExpression::parse(text());
    setProperty("invalid", parsed_.problem.has_value());
    style()->unpolish(this);
    style()->polish(this);
    underline();
    setAccessibleDescription(problemText());
    Q_EMIT problemChanged();
    if (!parsed_.problem) Q_EMIT parsed();
}

/// A line edit has no formats of its own; an input method's event carries them without changing the text.
void ExpressionEdit::underline() {
    QList<QInputMethodEvent::Attribute> attributes;
    if (parsed_.problem) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(style::tokens().crit);
        format.setForeground(style::tokens().crit);
        const qsizetype length = std::min(parsed_.problem->length, text().size() - parsed_.problem->at);
        attributes << QInputMethodEvent::Attribute(QInputMethodEvent::TextFormat,
                                                   static_cast<int>(parsed_.problem->at) - cursorPosition(),
                                                   static_cast<int>(length), format);
    }
    QInputMethodEvent event({}, attributes);
    marking_ = true;
    QCoreApplication::sendEvent(this, &event);
    marking_ = false;
}

void ExpressionEdit::propose() {
    const ExpressionPlace place = models::expressionPlace(text(), cursorPosition());
    words_->setStringList(candidates(place));
    completer_->setCompletionPrefix(place.word);
    const bool whole = completer_->completionCount() == 1 && completer_->currentCompletion() == place.word;
    if (text().isEmpty() || completer_->completionCount() == 0 || whole) return completer_->popup()->hide();
    completer_->complete();
    completer_->popup()->setCurrentIndex({});  // Enter applies the text as it is until the reader picks a word
}

QStringList ExpressionEdit::candidates(const ExpressionPlace& place) const {
    switch (place.wants) {
        case ExpressionPlace::Wants::field: return models::expressionFields() << u"not"_s;
        case ExpressionPlace::Wants::op:
            return models::isNumberField(place.field) ? QStringList{u"="_s, u"!="_s, u">"_s, u">="_s, u"<"_s, u"<="_s}
                                                      : QStringList{u"="_s, u"!="_s, u"~"_s};
        case ExpressionPlace::Wants::value:
            if (place.field == "status"_L1) return {u"200"_s, u"2xx"_s, u"400"_s, u"401"_s, u"429"_s, u"4xx"_s, u"500"_s, u"502"_s, u"503"_s, u"504"_s, u"5xx"_s};
            return values_(place.field);
        case ExpressionPlace::Wants::joiner: return {u"and"_s, u"or"_s};
    }
    return {};
}

void ExpressionEdit::complete(const QString& word) {
    const ExpressionPlace place = models::expressionPlace(text(), cursorPosition());
    const QString head = text().left(place.at);
    const QString tail = text().mid(cursorPosition());
    QString written = word;
    if (place.wants == ExpressionPlace::Wants::value) written = models::withCondition({}, {}, {}, word);
    if (place.wants == ExpressionPlace::Wants::value || place.wants == ExpressionPlace::Wants::joiner) written += u' ';
    setText(head + written + tail);
    setCursorPosition(static_cast<int>(head.size() + written.size()));
    underline();
}

void ExpressionEdit::keyPressEvent(QKeyEvent* event) {
    const QAbstractItemView* popup = completer_->popup();
    const bool picking = popup->isVisible() && popup->currentIndex().isValid();
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    // The completer takes the key of a word that is picked.
    if (picking && (enter || event->key() == Qt::Key_Escape)) return event->ignore();
    if (enter) completer_->popup()->hide();
    if (event->key() == Qt::Key_Down && !popup->isVisible()) return propose();
    QLineEdit::keyPressEvent(event);
}

}  // namespace ui::pages
