#include "ui/shell/centered_form.hpp"

#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"
#include "ui/widgets/card.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace ui::shell {

namespace {

constexpr int kCardWidth = 600;

}  // namespace

CenteredForm::CenteredForm(QWidget* parent) : QWidget(parent) {
    auto* outer = new QVBoxLayout(this);
    auto* card = new widgets::Card({}, this);
    card->setFixedWidth(kCardWidth);
    // A row with stretches, not an alignment: an aligned item would not get the height its wrapped text needs.
    auto* row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(card);
    row->addStretch();
    outer->addStretch(2);
    outer->addLayout(row);
    outer->addStretch(3);
    form_ = card->content();
    form_->setContentsMargins(style::kGapCard, style::kGap, style::kGapCard, style::kGapSmall);
    title_ = new QLabel(card);
    title_->setFont(style::pageTitleFont());
    title_->setWordWrap(true);
    explanation_ = new QLabel(card);
    explanation_->setWordWrap(true);
    explanation_->setProperty("role", QStringLiteral("secondary"));
    form_->addWidget(title_);
    form_->addWidget(explanation_);
    form_->addSpacing(style::kGapSmall);
}

void CenteredForm::setHeading(const QString& title, const QString& explanation) {
    title_->setText(title);
    explanation_->setText(explanation);
    explanation_->setVisible(!explanation.isEmpty());
    setAccessibleName(title);
}

QString CenteredForm::heading() const { return title_->text(); }

QLineEdit* CenteredForm::addField(const char* name, const QString& label, bool secret) {
    auto* caption = new QLabel(label);
    auto* field = new QLineEdit;
    field->setObjectName(QLatin1StringView(name));
    field->setAccessibleName(label);
    if (secret) field->setEchoMode(QLineEdit::Password);
    caption->setBuddy(field);
    form_->addWidget(caption);
    form_->addWidget(field);
    return field;
}

}  // namespace ui::shell
