#include "ui/charts/share_bar.hpp"

#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/style/type_scale.hpp"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui::charts {

namespace {

constexpr int kBarHigh = 16;
constexpr int kSwatch = 9;
constexpr double kStaleOpacity = 0.4;

QString shareText(double share) {
    const double percent = share * 100;
    return QLocale().toString(percent, 'f', percent > 0 && percent < 10 ? 1 : 0) + QStringLiteral(" %");
}

}  // namespace

void paintShares(QPainter& painter, const QRectF& box, const QList<SharePart>& parts) {
    double all = 0;
    for (const SharePart& part : parts) all += std::max(part.value, 0.0);
    if (all <= 0) return;
    double x = box.left();
    for (const SharePart& part : parts) {
        const double wide = std::max(part.value, 0.0) / all * box.width();
        if (wide <= 0) continue;
        // A hair of surface between two parts, so that they differ without colour.
        painter.fillRect(QRectF(x, box.top(), std::max(wide - 1, 1.0), box.height()), style::tokens().series[static_cast<size_t>(part.series % 4)]);
        x += wide;
    }
}

ShareBar::ShareBar(QWidget* parent) : QWidget(parent) {
    format_ = [](double value) { return QString::number(value); };
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&style::themeNotifier(), &style::ThemeNotifier::themeChanged, this, QOverload<>::of(&QWidget::update));
}

double ShareBar::total() const {
    double all = 0;
    for (const SharePart& part : parts_) all += std::max(part.value, 0.0);
    return all;
}

void ShareBar::setParts(QList<SharePart> parts) {
    parts_ = std::move(parts);
    setAccessibleDescription(readOut().join(QStringLiteral(", ")));
    update();
}

void ShareBar::setEmptyText(const QString& text) {
    emptyText_ = text;
    update();
}

void ShareBar::setStale(bool stale) {
    if (stale_ == stale) return;
    stale_ = stale;
    update();
}

QStringList ShareBar::readOut() const {
    const double all = total();
    QStringList texts;
    for (const SharePart& part : parts_) {
        texts << (all > 0 ? QStringLiteral("%1 %2 · %3").arg(part.name, format_(part.value), shareText(part.value / all)) : part.name);
    }
    return texts;
}

QSize ShareBar::sizeHint() const { return {400, kBarHigh + style::kGap + QFontMetrics(style::captionFont()).height() + 4}; }

void ShareBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setFont(style::captionFont());
    const style::Tokens& token = style::tokens();
    if (total() <= 0) {
        painter.setPen(token.textSecondary);
        painter.drawText(rect(), Qt::AlignCenter, emptyText_);
        return;
    }
    painter.setOpacity(stale_ ? kStaleOpacity : 1);
    paintShares(painter, QRectF(0, 0, width(), kBarHigh), parts_);
    painter.setOpacity(1);
    const QFontMetrics metrics(painter.font());
    const QStringList texts = readOut();
    const double top = kBarHigh + style::kGap;
    const std::vector<double> places = legendPlaces(texts, metrics);
    for (int i = 0; i < texts.size(); ++i) {
        const double x = places[static_cast<size_t>(i)];
        const double column = places[static_cast<size_t>(i) + 1] - x;
        painter.fillRect(QRectF(x, top + (metrics.height() - kSwatch) / 2.0, kSwatch, kSwatch), token.series[static_cast<size_t>(parts_[i].series % 4)]);
        painter.setPen(token.textSecondary);
        const double text = x + kSwatch + style::kGapSmall;
        painter.drawText(QRectF(text, top, column - kSwatch - style::kGap, metrics.height()), Qt::AlignVCenter,
                         metrics.elidedText(texts[i], Qt::ElideRight, static_cast<int>(column) - kSwatch - style::kGap));
    }
}

/// In equal columns while every text has room in one, so that live numbers do not push their neighbours about; else each as
/// wide as its text asks for.
std::vector<double> ShareBar::legendPlaces(const QStringList& texts, const QFontMetrics& metrics) const {
    const double around = kSwatch + style::kGapSmall + style::kGapCard;
    std::vector<double> wide;
    double all = 0;
    double widest = 0;
    for (const QString& text : texts) {
        wide.push_back(metrics.horizontalAdvance(text) + around);
        all += wide.back();
        widest = std::max(widest, wide.back());
    }
    const double column = static_cast<double>(width()) / static_cast<double>(std::max<qsizetype>(texts.size(), 1));
    const double rest = std::max(0.0, width() - all) / static_cast<double>(std::max<qsizetype>(texts.size(), 1));
    std::vector<double> places{0};
    for (const double one : wide) places.push_back(places.back() + (widest <= column ? column : one * std::min(1.0, width() / all) + rest));
    return places;
}

}  // namespace ui::charts
