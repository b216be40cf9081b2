#include "ui/delegates/cell_delegates.hpp"

#include "ui/models/roles.hpp"
#include "ui/models/time_text.hpp"
#include "ui/style/icons.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"

#include <QApplication>
#include <QPainter>
#include <QRegularExpression>

#include <algorithm>

namespace ui::delegates {

namespace {

constexpr int kGlyph = 14;
constexpr int kBarHeight = 3;
constexpr double kShareWarn = 0.8;
constexpr double kShareCrit = 0.95;

bool isSelected(const QStyleOptionViewItem& option) { return (option.state & QStyle::State_Selected) != 0; }

void paintBackground(QPainter* painter, const QStyleOptionViewItem& option) {
    const QStyle* style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
}

/// Where a cell's text may stand: under the header's text, whose padding the style sheet sets.
QRect textBox(const QRect& cell) { return cell.adjusted(style::kGap, 0, -style::kGap, 0); }

QColor textColor(const QStyleOptionViewItem& option) {
    if (isSelected(option)) return style::tokens().selectionText;
    const bool enabled = (option.state & QStyle::State_Enabled) != 0;
    return enabled ? style::tokens().text : style::tokens().textDisabled;
}

void paintText(QPainter* painter, const QStyleOptionViewItem& option, const QRect& box, const QColor& color) {
    painter->setFont(option.font);
    painter->setPen(color);
    painter->drawText(box, static_cast<int>(option.displayAlignment | Qt::AlignVCenter | Qt::TextSingleLine),
                      option.fontMetrics.elidedText(option.text, Qt::ElideRight, box.width()));
}

}  // namespace

CellDelegate::CellDelegate(QObject* parent) : QStyledItemDelegate(parent) {}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {size.width() + 2 * style::kGap, style::kRowHeight};
}

void CellDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    option->textElideMode = Qt::ElideRight;
    // The current cell is shown by its row's selection; a second dotted frame in it only adds noise.
    option->state &= ~QStyle::State_HasFocus;
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    painter->save();
    paintBackground(painter, cell);
    paintText(painter, cell, textBox(cell.rect), textColor(cell));
    painter->restore();
}

void StatusDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QVariant role = index.data(models::kStatusRole);
    if (!role.isValid()) return CellDelegate::paint(painter, option, index);
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const auto status = static_cast<style::Status>(role.toInt());
    const bool plain = isSelected(cell) || (cell.state & QStyle::State_Enabled) == 0;
    const QColor color = plain ? textColor(cell) : style::statusColor(status);
    const QRect box = textBox(cell.rect);
    painter->save();
    paintBackground(painter, cell);
    painter->drawPixmap(QPoint(box.left() - 2, box.center().y() - kGlyph / 2 + 1), style::statusGlyph(status, kGlyph, color));
    paintText(painter, cell, box.adjusted(kGlyph + style::kGapTiny, 0, 0, 0), color);
    painter->restore();
}

QSize StatusDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QSize size = CellDelegate::sizeHint(option, index);
    return {size.width() + kGlyph + style::kGap, size.height()};
}

double UsageDelegate::shareOf(const QString& text) {
    static const QRegularExpression ofTotal(QStringLiteral(R"(^\s*([\d.]+)\s*/\s*([\d.]+)\s*$)"));
    static const QRegularExpression percent(QStringLiteral(R"(^\s*([\d.]+)\s*%)"));
    if (const auto match = ofTotal.match(text); match.hasMatch()) {
        const double total = match.captured(2).toDouble();
        return total > 0 ? std::clamp(match.captured(1).toDouble() / total, 0.0, 1.0) : -1;
    }
    if (const auto match = percent.match(text); match.hasMatch()) {
        return std::clamp(match.captured(1).toDouble() / 100, 0.0, 1.0);
    }
    return -1;
}

void UsageDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    CellDelegate::paint(painter, option, index);
    const double share = shareOf(index.data().toString());
    if (share < 0) return;
    const style::Tokens& token = style::tokens();
    const QRect box = textBox(option.rect);
    const QRect track(box.left(), option.rect.bottom() - kBarHeight - 1, box.width(), kBarHeight);
    QColor fill = share >= kShareCrit ? token.crit : share >= kShareWarn ? token.warn : token.accent;
    if (isSelected(option)) fill = token.selectionText;
    painter->fillRect(track, token.border);
    painter->fillRect(QRect(track.topLeft(), QSize(static_cast<int>(track.width() * share), kBarHeight)), fill);
}

RelativeTimeDelegate::RelativeTimeDelegate(QObject* parent, Clock clock)
    : CellDelegate(parent), clock_(std::move(clock)) {}

void RelativeTimeDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    CellDelegate::initStyleOption(option, index);
    const QDateTime time = index.data(models::kSortRole).toDateTime();
    if (time.isValid()) option->text = models::relativeText(time, clock_());
}

}  // namespace ui::delegates
