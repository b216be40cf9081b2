// How table cells are painted: a status with its shape, numbers in tabular digits, times relative to the present.
// Thread: main. Owner: the view. They read the roles of ui/models by number and paint with the theme's tokens.
#pragma once

#include <QDateTime>
#include <QStyledItemDelegate>

#include <functional>

namespace ui::delegates {

/// Fixed row height, the header's side padding, the theme's colours; text elided at the end.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit CellDelegate(QObject* parent);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

/// Shape of kStatusRole, then the word of DisplayRole in the status' colour. Without a status: a plain cell.
class StatusDelegate : public CellDelegate {
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// Number on the right; under it a thin bar when the text names a share: "37/100" or "61 %".
class UsageDelegate : public CellDelegate {
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// Share in 0…1, or a negative number when the text names none.
    static double shareOf(const QString& text);
};

/// The raw time of kSortRole as "12 s ago" at the moment of painting; invalid times show DisplayRole.
class RelativeTimeDelegate : public CellDelegate {
    Q_OBJECT

public:
    using Clock = std::function<QDateTime()>;
    explicit RelativeTimeDelegate(QObject* parent, Clock clock = &QDateTime::currentDateTimeUtc);

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    Clock clock_;
};

}  // namespace ui::delegates
