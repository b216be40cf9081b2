#include "ui/widgets/empty_state.hpp"

#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::widgets {

EmptyState::EmptyState(style::Glyph glyph, const QString& title, const QString& hint, QWidget* parent)
    : QWidget(parent), glyph_(glyph) {
    setObjectName(QStringLiteral("emptyState"));
    auto* column = new QVBoxLayout(this);
    column->setSpacing(style::kGap);
    picture_ = new QLabel(this);
    picture_->setAlignment(Qt::AlignCenter);
    title_ = new QLabel(this);
    title_->setFont(style::sectionFont());
    title_->setAlignment(Qt::AlignCenter);
    hint_ = new QLabel(this);
    hint_->setAlignment(Qt::AlignCenter);
    hint_->setWordWrap(true);
    hint_->setMaximumWidth(480);
    hint_->setProperty("role", QStringLiteral("secondary"));
    action_ = new QPushButton(this);
    action_->setObjectName(QStringLiteral("emptyState.action"));
    style::setButtonKind(*action_, "primary");
    action_->hide();
    connect(action_, &QPushButton::clicked, this, &EmptyState::actionTriggered);
    column->addStretch(2);
    column->addWidget(picture_);
    column->addWidget(title_);
    auto* hintRow = new QHBoxLayout;
    hintRow->addStretch();
    hintRow->addWidget(hint_, 4);
    hintRow->addStretch();
    column->addLayout(hintRow);
    column->addSpacing(style::kGap);
    column->addWidget(action_, 0, Qt::AlignHCenter);
    column->addStretch(3);
    setText(glyph, title, hint);
    connect(&style::themeNotifier(), &style::ThemeNotifier::themeChanged, this, &EmptyState::redraw);
}

void EmptyState::setText(style::Glyph glyph, const QString& title, const QString& hint) {
    glyph_ = glyph;
    title_->setText(title);
    hint_->setText(hint);
    hint_->setVisible(!hint.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(hint);
    redraw();
}

void EmptyState::setGood(bool good) {
    good_ = good;
    redraw();
}

void EmptyState::setAction(const QString& label) {
    action_->setText(label);
    action_->setAccessibleName(label);
    action_->setVisible(!label.isEmpty());
}

void EmptyState::redraw() {
    picture_->setPixmap(style::glyphPixmap(glyph_, 40, good_ ? style::tokens().ok : style::tokens().unknown, devicePixelRatioF()));
}

}  // namespace ui::widgets
