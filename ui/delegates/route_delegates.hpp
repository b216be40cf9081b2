// The cells of the routing table that can be changed, and the bar of a share. A cell the draft changes is tinted; the
// current cell has a frame of its own, because keys act on it and not on the row.
// Thread: main. Owner: the view. They read the roles of ui/models/route_row.hpp and paint with the theme's tokens.
#pragma once

#include "ui/delegates/cell_delegates.hpp"

namespace ui::delegates {

/// Plain text, with the draft's tint.
class DraftDelegate : public CellDelegate {
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    /// Background, tint and frame; what the cell says is painted over it.
    void paintGround(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintWords(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index, const QRect& box) const;
};

/// A whole number with a spin box as editor.
class NumberDelegate : public DraftDelegate {
    Q_OBJECT

public:
    /// @param editorName objectName of the editor. @param label its accessible name.
    NumberDelegate(const QString& editorName, const QString& label, int numberMax, QObject* parent);
    /// What the editor shows in place of 0: "no cap".
    void setZeroText(const QString& text) { zeroText_ = text; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    QString editorName_;
    QString label_, zeroText_;
    int numberMax_;
};

/// A check box, with its word where the column has room for it; a click into the cell or Space turns it over.
class SwitchDelegate : public DraftDelegate {
    Q_OBJECT

public:
    using DraftDelegate::DraftDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;
};

/// The share in words; under it the share there is, and a second bar for the one that is planned.
class ShareDelegate : public DraftDelegate {
    Q_OBJECT

public:
    using DraftDelegate::DraftDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace ui::delegates
