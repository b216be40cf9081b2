#include "ui/pages/traffic_table.hpp"

#include "ui/delegates/traffic_delegate.hpp"
#include "ui/models/number_text.hpp"
#include "ui/models/roles.hpp"
#include "ui/models/traffic_ring.hpp"
#include "ui/style/icons.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"

#include <QHeaderView>
#include <QPainter>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace ui::pages {

using namespace Qt::StringLiterals;
using delegates::TrafficDelegate;
using models::TrafficRow;

namespace {
constexpr int kLineGlyph = 14;
constexpr int kColumnWidthMax = 2000;
}

TrafficTable::TrafficTable(models::TrafficRing& ring, QWidget* parent)
    : DataTable(u"page.traffic.table"_s, tr("Live traffic"), parent), ring_(ring) {
    setModel(&ring_);
    setSortingEnabled(false);  // the order is the order of time
    setVerticalScrollMode(ScrollPerItem);
    verticalHeader()->setDefaultSectionSize(style::kRowHeightCompact);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setUpColumns();

    pill_ = new QPushButton(this);
    pill_->setObjectName(u"page.traffic.resume"_s);
    pill_->setIcon(style::icon(style::Glyph::play, &style::Tokens::primaryText));
    style::setButtonKind(*pill_, "primary");
    pill_->hide();
    connect(pill_, &QPushButton::clicked, this, &TrafficTable::follow);

    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &TrafficTable::onScrolled);
    connect(&ring_, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex&, int first, int last) { onInserted(first, last); });
    connect(&ring_, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex&, int first, int last) { onRemoved(first, last); });
    connect(&ring_, &QAbstractItemModel::modelReset, this, &TrafficTable::onReset);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &TrafficTable::onSelected);
    connect(this, &QWidget::customContextMenuRequested, this, &TrafficTable::showMenu);
    connect(&style::themeNotifier(), &style::ThemeNotifier::themeChanged, viewport(), qOverload<>(&QWidget::update));
}

void TrafficTable::setUpColumns() {
    const auto at = [this](const char* column) { return ring_.columnOf(column); };
    horizontalHeader()->setDefaultSectionSize(horizontalHeader()->minimumSectionSize());  // the plan only widens
    setItemDelegate(new TrafficDelegate(this));
    setItemDelegateForColumn(at("trace"), new TrafficDelegate(this, TrafficDelegate::Place::trace));
    setItemDelegateForColumn(at("status"), new TrafficDelegate(this, TrafficDelegate::Place::status));
    setItemDelegateForColumn(at("latency"), new TrafficDelegate(this, TrafficDelegate::Place::latency));
    setItemDelegateForColumn(at("attempts"), new TrafficDelegate(this, TrafficDelegate::Place::attempts));
    setColumnPlan({{at("time"), 100, 0},
                   {at("trace"), 146, 2},
                   {at("status"), 68, 0},
                   {at("route"), 150, 9},
                   {at("provider"), 88, 1},
                   {at("model"), 0, 0},
                   {at("key"), 112, 1},
                   {at("ip"), 104, 6},
                   {at("ttft"), 96, 4},
                   {at("latency"), 88, 0},
                   {at("attempts"), 92, 5},
                   {at("tokens"), 96, 3},
                   {at("cost"), 80, 3},
                   {at("error"), 150, 8}});
}

QString TrafficTable::columnsText() const {
    QStringList words;
    for (const ColumnChoice& one : columnChoices()) {
        const QString id = QString::fromLatin1(models::trafficColumns()[static_cast<size_t>(one.column)].id);
        words << u"%1%2:%3"_s.arg(one.shown ? QString() : u"-"_s, id).arg(one.width);
    }
    return words.join(u' ');
}

void TrafficTable::setColumnsText(const QString& text) {
    QList<ColumnChoice> choices;
    for (const QString& word : text.split(u' ', Qt::SkipEmptyParts)) {
        const bool hidden = word.startsWith(u'-');
        const QString id = word.mid(hidden ? 1 : 0).section(u':', 0, 0);
        const auto& all = models::trafficColumns();
        const auto found = std::find_if(all.begin(), all.end(), [&](const models::TrafficColumn& one) { return id == QLatin1StringView(one.id); });
        if (found == all.end()) continue;
        const auto column = static_cast<int>(found - all.begin());
        // The time is what the rows are in order of: it stays.
        choices.append({column, std::clamp(word.section(u':', 1, 1).toInt(), 0, kColumnWidthMax), !hidden || column == 0});
    }
    if (!choices.isEmpty()) setColumnChoices(choices);
}

void TrafficTable::setPaused(bool paused) {
    paused_ = paused;
    showPill();
    if (!isHeld()) follow();
}

void TrafficTable::follow() {
    if (paused_) Q_EMIT resumeWanted();
    following_ = true;
    const QScopedValueRollback guard(silent_, true);
    scrollToBottom();
    showPill();
}

void TrafficTable::setFollowing(bool following) {
    following_ = following;
    showPill();
}

void TrafficTable::onScrolled(int value) {
    if (silent_) return;
    setFollowing(value >= verticalScrollBar()->maximum());
    if (value == 0 && !following_) Q_EMIT topReached();
}

void TrafficTable::scrollSilently(int value) {
    const QScopedValueRollback guard(silent_, true);
    executeDelayedItemsLayout();
    updateGeometries();
    verticalScrollBar()->setValue(value);
}

void TrafficTable::onInserted(int first, int last) {
    const int count = last - first + 1;
    const bool older = first == 0 && ring_.rowCount() > count;
    // Rows before the first must not push what is being read downwards.
    if (older) return scrollSilently(verticalScrollBar()->value() + count);
    if (!isHeld()) {
        const QScopedValueRollback guard(silent_, true);
        return scrollToBottom();
    }
    newRows_ += count;
    showPill();
}

void TrafficTable::onRemoved(int first, int last) {
    if (isHeld()) scrollSilently(std::max(0, verticalScrollBar()->value() - (last - first + 1)));
}

void TrafficTable::onReset() {
    const int row = ring_.rowOf(selected_);
    const QScopedValueRollback guard(silent_, true);
    if (row >= 0) {
        const QSignalBlocker quiet(selectionModel());
        selectRow(row);
    }
    if (following_ || row < 0) {
        scrollToBottom();
    } else {
        scrollTo(ring_.index(row, 0), PositionAtCenter);
    }
    newRows_ = 0;
    showPill();
}

void TrafficTable::onSelected() {
    const QModelIndexList rows = selectionModel()->selectedRows();
    if (rows.isEmpty()) return;
    selected_ = rows.first().data(models::kKeyRole).toString();
    setFollowing(false);
    Q_EMIT traceSelected(selected_);
}

QString TrafficTable::selectedTrace() const { return selected_; }

bool TrafficTable::selectTrace(const QString& traceId) {
    const int row = ring_.rowOf(traceId);
    if (row < 0) return false;
    setFollowing(false);
    {
        const QScopedValueRollback guard(silent_, true);
        scrollTo(ring_.index(row, 0));
    }
    selectRow(row);
    return true;
}

void TrafficTable::showMenu(const QPoint& at) {
    QModelIndex cell = indexAt(at);
    QPoint where = at;
    if (!cell.isValid()) {
        cell = currentIndex();
        where = visualRect(cell).center();
    }
    if (cell.isValid()) Q_EMIT cellMenuWanted(cell, viewport()->mapToGlobal(where));
}

void TrafficTable::showPill() {
    const bool held = isHeld();
    if (!held) newRows_ = 0;
    const QString text = newRows_ > 0 ? tr("Paused · %1 new · Resume").arg(models::countText(newRows_)) : tr("Paused · Resume");
    if (text != pill_->text()) {
        pill_->setText(text);
        pill_->setAccessibleName(text);
        pill_->setToolTip(tr("Follow the newest requests (End)"));
        pill_->adjustSize();
    }
    const QRect area = viewport()->geometry();
    pill_->move(area.center().x() - pill_->width() / 2, area.bottom() - pill_->height() - style::kGap);
    pill_->setVisible(held && ring_.rowCount() > 0);
    if (std::exchange(wasHeld_, held) != held) Q_EMIT heldChanged(held);
}

void TrafficTable::resizeEvent(QResizeEvent* event) {
    const QScopedValueRollback guard(silent_, true);
    DataTable::resizeEvent(event);
    if (!isHeld()) scrollToBottom();
    showPill();
}

void TrafficTable::paintEvent(QPaintEvent* event) {
    DataTable::paintEvent(event);
    QPainter painter(viewport());
    const int first = rowAt(0);
    if (first < 0) return;
    // At the very end the first row would stand half under the header.
    const int top = rowViewportPosition(first);
    if (top < 0 && verticalScrollBar()->value() == verticalScrollBar()->maximum()) {
        painter.fillRect(QRect(0, 0, viewport()->width(), top + rowHeight(first)), style::tokens().surface);
    }
    const int last = std::min(ring_.rowCount() - 1, first + viewport()->height() / style::kRowHeightCompact + 1);
    for (int row = first; row <= last; ++row) {
        if (!ring_.at(row).isRequest()) paintLine(painter, row);
    }
}

void TrafficTable::paintLine(QPainter& painter, int row) const {
    const style::Tokens& token = style::tokens();
    const TrafficRow& line = ring_.at(row);
    const bool gap = line.kind == TrafficRow::Kind::gap;
    const QColor color = gap ? token.warn : token.accent;
    const QRect box(0, rowViewportPosition(row), viewport()->width(), rowHeight(row));
    painter.fillRect(box, token.surface);
    painter.setPen(QPen(color, 0));
    painter.drawLine(box.left() + style::kGap, box.center().y(), box.right() - style::kGap, box.center().y());
    const int textWidth = std::min(painter.fontMetrics().horizontalAdvance(line.traceId), box.width() - 80);
    const int glyphWidth = gap ? kLineGlyph + style::kGapSmall : 0;
    QRect words(0, box.top(), textWidth + glyphWidth + 2 * style::kGap, box.height());
    words.moveCenter(box.center());
    painter.fillRect(words, token.surface);
    words.adjust(style::kGap, 0, -style::kGap, 0);
    if (gap) {
        painter.drawPixmap(QPoint(words.left(), words.center().y() - kLineGlyph / 2 + 1),
                           style::glyphPixmap(style::Glyph::warning, kLineGlyph, color, devicePixelRatioF()));
        words.adjust(glyphWidth, 0, 0, 0);
    }
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(line.traceId, Qt::ElideRight, words.width()));
}

}  // namespace ui::pages
