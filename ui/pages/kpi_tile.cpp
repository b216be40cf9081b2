#include "ui/pages/kpi_tile.hpp"

#include "ui/charts/sparkline.hpp"
#include "ui/models/number_text.hpp"
#include "ui/pages/elided_label.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/style/type_scale.hpp"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace ui::pages {

namespace {
constexpr int kGlyph = 14;
}

KpiTile::KpiTile(const QString& name, const QString& label, QWidget* parent)
    : QWidget(parent), labelText_(label), glyph_(new QLabel(this)), label_(new ElidedLabel(this)), value_(new ElidedLabel(this)),
      caption_(new ElidedLabel(this)),
      trend_(new charts::Sparkline(this)) {
    setObjectName(name);
    auto* card = new QFrame(this);
    card->setObjectName(QStringLiteral("card"));
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(card);
    label_->setText(label);
    value_->setText(models::unknownText());
    label_->setProperty("role", QStringLiteral("secondary"));
    value_->setFont(style::kpiFont());
    value_->setObjectName(QStringLiteral("value"));
    caption_->setFont(style::captionFont());
    caption_->setProperty("role", QStringLiteral("secondary"));
    caption_->setObjectName(QStringLiteral("caption"));
    auto* head = new QHBoxLayout;
    head->setSpacing(style::kGapSmall + style::kGapTiny);
    head->addWidget(glyph_);
    head->addWidget(label_, 1);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(style::kGapCard, style::kGap + style::kGapTiny, style::kGapCard, style::kGap);
    column->setSpacing(style::kGapTiny);
    column->addLayout(head);
    column->addWidget(value_);
    column->addWidget(caption_);
    column->addSpacing(style::kGapSmall);
    column->addWidget(trend_);
    connect(&style::themeNotifier(), &style::ThemeNotifier::themeChanged, this, &KpiTile::recolour);
    recolour();
}

void KpiTile::setValue(style::Status status, const QString& value, const QString& caption, const QString& brief) {
    if (value_->text() != value) value_->setText(value);
    if (caption_->text() != caption) caption_->setText(caption);
    caption_->setBrief(brief);
    setAccessibleName(QStringLiteral("%1: %2. %3").arg(labelText_, value, style::statusWord(status)));
    setAccessibleDescription(caption);
    if (status == status_) return;
    status_ = status;
    recolour();
}

void KpiTile::setTrend(std::vector<double> values, std::optional<double> threshold) {
    trend_->setThreshold(threshold);
    trend_->setValues(std::move(values));
}

void KpiTile::hideTrend() { trend_->hide(); }

void KpiTile::setStale(bool stale) {
    if (stale_ == stale) return;
    stale_ = stale;
    trend_->setStale(stale);
    recolour();
}

QString KpiTile::value() const { return value_->text(); }

void KpiTile::recolour() {
    const style::Status shown = stale_ ? style::Status::unknown : status_;
    glyph_->setPixmap(style::statusGlyph(shown, kGlyph));
    QPalette colours = value_->palette();
    colours.setColor(QPalette::WindowText, stale_ ? style::tokens().textDisabled : style::tokens().text);
    value_->setPalette(colours);
}

}  // namespace ui::pages
