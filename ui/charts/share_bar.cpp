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
constexpr int kLineGap = 4;
constexpr double kStaleOpacity = 0.4;

QString shareText(double share) {
    const double percent = share * 100;
    return QLocale().toString(percent, 'f', percent > 0 && percent < 10 ? 1 : 0) + QStringLiteral(" %");
}

/// Mixed with the surface and not see-through: a bar lies on rows of a table, too.
QColor colourOf(const SharePart& part) {
    const style::Tokens& token = style::tokens();
    const QColor full = token.series[static_cast<size_t>(part.series % 4)];
    const auto mix = [&part](float from, float to) { return from + (to - from) * static_cast<float>(part.tint); };
    return QColor::fromRgbF(mix(token.surface.redF(), full.redF()), mix(token.surface.greenF(), full.greenF()), mix(token.surface.blueF(), full.blueF()));
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
        painter.fillRect(QRectF(x, box.top(), std::max(wide - 1, 1.0), box.height()), colourOf(part));
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
    const auto linesBefore = legendLines().size();
    parts_ = std::move(parts);
    if (legendLines().size() != linesBefore) updateGeometry();
    setAccessibleDescription((groupTexts() + readOut()).join(QStringLiteral(", ")));
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

QString ShareBar::partText(const SharePart& part) const {
    const double all = total();
    return all > 0 ? QStringLiteral("%1 %2 · %3").arg(part.name, format_(part.value), shareText(part.value / all)) : part.name;
}

QStringList ShareBar::readOut() const {
    QStringList texts;
    for (const SharePart& part : parts_) texts << partText(part);
    return texts;
}

QStringList ShareBar::groupTexts() const {
    QStringList texts;
    for (const LegendLine& line : legendLines()) texts << line.head;
    return texts;
}

/// The groups in the order in which they come; without groups one line.
QList<ShareBar::LegendLine> ShareBar::legendLines() const {
    QStringList groups;
    for (const SharePart& part : parts_) {
        if (!groups.contains(part.group)) groups << part.group;
    }
    QList<LegendLine> lines;
    for (const QString& group : groups) {
        LegendLine line;
        double sum = 0;
        for (int i = 0; i < parts_.size(); ++i) {
            if (parts_[i].group != group) continue;
            line.parts << i;
            sum += std::max(parts_[i].value, 0.0);
        }
        if (!group.isEmpty()) line.head = partText({group, sum});
        lines << line;
    }
    return lines;
}

QSize ShareBar::sizeHint() const {
    const auto lines = std::max<qsizetype>(legendLines().size(), 1);
    return {400, kBarHigh + style::kGap + static_cast<int>(lines) * (QFontMetrics(style::captionFont()).height() + kLineGap)};
}

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
    const QList<LegendLine> lines = legendLines();
    double heads = 0;
    for (const LegendLine& line : lines) heads = std::max(heads, static_cast<double>(metrics.horizontalAdvance(line.head)));
    const double left = heads > 0 ? heads + style::kGapCard : 0;
    double top = kBarHigh + style::kGap;
    for (const LegendLine& line : lines) {
        painter.setPen(token.text);
        painter.drawText(QRectF(0, top, left, metrics.height()), Qt::AlignVCenter, line.head);
        paintLegendLine(painter, line, left, top);
        top += metrics.height() + kLineGap;
    }
}

void ShareBar::paintLegendLine(QPainter& painter, const LegendLine& line, double left, double top) const {
    const QFontMetrics metrics(painter.font());
    QStringList texts;
    for (const int part : line.parts) texts << partText(parts_[part]);
    // Where there is no room for all of it the bar itself tells the shares.
    double wide = 0;
    for (const QString& text : texts) wide += metrics.horizontalAdvance(text) + kSwatch + style::kGapSmall + style::kGapCard;
    for (int i = 0; wide > width() - left && i < texts.size(); ++i) texts[i] = parts_[line.parts[i]].name + QLatin1Char(' ') + format_(parts_[line.parts[i]].value);
    const std::vector<double> places = legendPlaces(texts, metrics, width() - left);
    for (int i = 0; i < texts.size(); ++i) {
        const double x = left + places[static_cast<size_t>(i)];
        const double column = left + places[static_cast<size_t>(i) + 1] - x;
        painter.fillRect(QRectF(x, top + (metrics.height() - kSwatch) / 2.0, kSwatch, kSwatch), colourOf(parts_[line.parts[i]]));
        painter.setPen(style::tokens().textSecondary);
        const double text = x + kSwatch + style::kGapSmall;
        painter.drawText(QRectF(text, top, column - kSwatch - style::kGap, metrics.height()), Qt::AlignVCenter,
                         metrics.elidedText(texts[i], Qt::ElideRight, static_cast<int>(column) - kSwatch - style::kGap));
    }
}

/// In equal columns while every text has room in one, so that live numbers do not push their neighbours about; else each as
/// wide as its text asks for.
std::vector<double> ShareBar::legendPlaces(const QStringList& texts, const QFontMetrics& metrics, double room) const {
    const double around = kSwatch + style::kGapSmall + style::kGapCard;
    std::vector<double> wide;
    double all = 0;
    double widest = 0;
    for (const QString& text : texts) {
        wide.push_back(metrics.horizontalAdvance(text) + around);
        all += wide.back();
        widest = std::max(widest, wide.back());
    }
    const double column = room / static_cast<double>(std::max<qsizetype>(texts.size(), 1));
    const double rest = std::max(0.0, room - all) / static_cast<double>(std::max<qsizetype>(texts.size(), 1));
    std::vector<double> places{0};
    for (const double one : wide) places.push_back(places.back() + (widest <= column ? column : one * std::min(1.0, room / all) + rest));
    return places;
}

}  // namespace ui::charts
