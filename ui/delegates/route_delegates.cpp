#include "ui/delegates/route_delegates.hpp"

#include "ui/models/route_row.hpp"
#include "ui/style/icons.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QSpinBox>

namespace ui::delegates {

namespace {

constexpr int kBox = 14;        // edge of the check box
constexpr int kBarHeight = 3;
constexpr int kBarLift = 10;    // of the text, so that two bars have room under it

bool isSelected(const QStyleOptionViewItem& option) { return (option.state & QStyle::State_Selected) != 0; }

QRect textBox(const QRect& cell) { return cell.adjusted(style::kGap, 0, -style::kGap, 0); }

QColor wordColor(const QStyleOptionViewItem& option, bool changed) {
    const style::Tokens& token = style::tokens();
    if (changed) return token.badgeWarn.text;
    if (isSelected(option)) return token.selectionText;
    return (option.state & QStyle::State_Enabled) != 0 ? token.text : token.textDisabled;
}

QRect checkBox(const QRect& cell) {
    return {cell.left() + style::kGap, cell.center().y() - kBox / 2 + 1, kBox, kBox};
}

}  // namespace

void DraftDelegate::paintGround(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QStyle* style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &cell, painter, cell.widget);
    const style::Tokens& token = style::tokens();
    const QRectF inner = QRectF(option.rect).adjusted(3.5, 3.5, -3.5, -3.5);
    painter->setRenderHint(QPainter::Antialiasing);
    if (index.data(models::kChangedRole).toBool()) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(token.badgeWarn.tint);
        painter->drawRoundedRect(inner, style::kRadiusControl, style::kRadiusControl);
    }
    if ((option.state & QStyle::State_HasFocus) != 0 && index.flags().testAnyFlags(Qt::ItemIsEditable | Qt::ItemIsUserCheckable)) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(isSelected(option) ? token.selectionText : token.accent, style::kFocusRing));
        painter->drawRoundedRect(inner.adjusted(-1, -1, 1, 1), style::kRadiusControl, style::kRadiusControl);
    }
}

void DraftDelegate::paintWords(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                               const QRect& box) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    painter->setFont(cell.font);
    painter->setPen(wordColor(cell, index.data(models::kChangedRole).toBool()));
    painter->drawText(box, static_cast<int>(cell.displayAlignment | Qt::AlignVCenter | Qt::TextSingleLine),
                      cell.fontMetrics.elidedText(cell.text, Qt::ElideRight, box.width()));
}

void DraftDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    paintGround(painter, option, index);
    paintWords(painter, option, index, textBox(option.rect));
    painter->restore();
}

NumberDelegate::NumberDelegate(const QString& editorName, const QString& label, int numberMax, QObject* parent)
    : DraftDelegate(parent), editorName_(editorName), label_(label), numberMax_(numberMax) {}

void NumberDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    paintGround(painter, option, index);
    if (index.flags().testFlag(Qt::ItemIsEditable)) {
        // The outline of an input says that the number can be changed.
        painter->setBrush(Qt::NoBrush);
        painter->setPen(isSelected(option) ? style::tokens().selectionText : style::tokens().borderControl);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(3.5, 3.5, -3.5, -3.5), style::kRadiusControl, style::kRadiusControl);
    }
    paintWords(painter, option, index, textBox(option.rect).adjusted(style::kGapSmall, 0, -style::kGapSmall, 0));
    painter->restore();
}

QWidget* NumberDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex&) const {
    auto* editor = new QSpinBox(parent);
    editor->setObjectName(editorName_);
    editor->setAccessibleName(label_);
    editor->setRange(0, numberMax_);
    editor->setAlignment(Qt::AlignRight);
    editor->setSpecialValueText(zeroText_);
    return editor;
}

void NumberDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
    auto* spin = qobject_cast<QSpinBox*>(editor);
    // A refresh of the row must not take away what is being typed.
    if (!spin || spin->property("filled").toBool()) return;
    spin->setProperty("filled", true);
    spin->setValue(index.data(Qt::EditRole).toInt());
    spin->selectAll();
}

void NumberDelegate::setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const {
    auto* spin = qobject_cast<QSpinBox*>(editor);
    if (!spin) return;
    spin->interpretText();
    model->setData(index, spin->value(), Qt::EditRole);
}

void NumberDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex&) const {
    QRect box = option.rect;
    box.setHeight(style::kControlHeight);
    box.moveTop(option.rect.top() + (option.rect.height() - style::kControlHeight) / 2);
    editor->setGeometry(box);
}

void SwitchDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const style::Tokens& token = style::tokens();
    const bool on = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    const bool mayChange = index.flags().testFlag(Qt::ItemIsUserCheckable);
    const QRect box = checkBox(option.rect);
    painter->save();
    paintGround(painter, option, index);
    // On the selection's own colour the box turns over, so that box and tick stay visible.
    const bool inverse = isSelected(option) && !index.data(models::kChangedRole).toBool();
    const QColor fill = inverse ? token.selectionText : mayChange ? token.primary : token.textDisabled;
    painter->setPen(inverse ? token.selectionText : mayChange ? token.borderControl : token.border);
    painter->setBrush(on ? fill : inverse ? token.selection : token.surface);
    painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    if (on) {
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(box.topLeft() + QPoint(1, 1), style::glyphPixmap(style::Glyph::check, kBox - 2, inverse ? token.selection : token.primaryText, ratio));
    }
    const QRect words = textBox(option.rect).adjusted(kBox + style::kGap, 0, 0, 0);
    if (option.fontMetrics.horizontalAdvance(index.data().toString()) <= words.width()) paintWords(painter, option, index, words);
    painter->restore();
}

bool SwitchDelegate::editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                                 const QModelIndex& index) {
    if (!index.flags().testFlag(Qt::ItemIsUserCheckable)) return false;
    bool turns = false;
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        turns = mouse->button() == Qt::LeftButton && option.rect.contains(mouse->position().toPoint());
    } else if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        turns = key == Qt::Key_Space || key == Qt::Key_Select;
    }
    if (!turns) return event->type() == QEvent::MouseButtonDblClick;
    const bool on = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(index, static_cast<int>(on ? Qt::Unchecked : Qt::Checked), Qt::CheckStateRole);
}

void ShareDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const style::Tokens& token = style::tokens();
    painter->save();
    paintGround(painter, option, index);
    const QRect box = textBox(option.rect);
    paintWords(painter, option, index, box.adjusted(0, 0, 0, -kBarLift + 2));
    const QVariant planned = index.data(models::kSharePlannedRole);
    const bool changed = planned.isValid();
    const bool plain = isSelected(option) && !changed;
    const auto bar = [&](int y, double share, const QColor& color) {
        painter->fillRect(QRect(box.left(), y, box.width(), kBarHeight), token.border);
        painter->fillRect(QRect(box.left(), y, static_cast<int>(box.width() * share), kBarHeight), color);
    };
    painter->setRenderHint(QPainter::Antialiasing, false);
    const int bottom = option.rect.bottom() - 6;
    const double now = index.data(models::kShareNowRole).toDouble();
    if (!changed) {
        bar(bottom - 2, now, plain ? token.selectionText : token.accent);
    } else {
        bar(bottom - kBarHeight - 1, now, token.unknown);
        bar(bottom, planned.toDouble(), token.warn);
    }
    painter->restore();
}

}  // namespace ui::delegates
