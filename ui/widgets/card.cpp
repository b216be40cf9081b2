#include "ui/widgets/card.hpp"

#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace ui::widgets {

Card::Card(const QString& title, QWidget* parent) : QFrame(parent) {
    setObjectName(QStringLiteral("card"));
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(style::kGapCard, style::kGap, style::kGapCard, style::kGapCard);
    outer->setSpacing(style::kGap);

    heading_ = new QWidget(this);
    auto* row = new QHBoxLayout(heading_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::kGap);
    title_ = new QLabel(heading_);
    title_->setFont(style::sectionFont());
    subtitle_ = new QLabel(heading_);
    subtitle_->setProperty("role", QStringLiteral("secondary"));
    actions_ = new QHBoxLayout;
    actions_->setSpacing(style::kGapSmall);
    row->addWidget(title_);
    row->addWidget(subtitle_, 1);
    row->addLayout(actions_);
    outer->addWidget(heading_);

    content_ = new QVBoxLayout;
    content_->setSpacing(style::kGap);
    outer->addLayout(content_, 1);
    setTitle(title);
    showSubtitle();
}

void Card::setTitle(const QString& title) {
    title_->setText(title);
    heading_->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

void Card::setSubtitle(const QString& subtitle) {
    subtitleText_ = subtitle;
    showSubtitle();
}

void Card::setStale(int staleSeconds) {
    staleSeconds_ = staleSeconds;
    stale_ = staleSeconds > 0;
    showSubtitle();
}

void Card::showSubtitle() {
    subtitle_->setText(stale_ ? tr("Data is %1 s old").arg(staleSeconds_) : subtitleText_);
}

}  // namespace ui::widgets
