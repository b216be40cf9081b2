// Table model of plain rows with a key each. apply() turns a new list into the smallest row signals, so that the
// selection, the current cell and the scroll position survive every refresh; it never resets and never sends
// layoutChanged. Thread: main. Owner: the page. Columns are a table of functions; delegates paint, pages connect.
#pragma once

#include "ui/models/row_diff.hpp"
#include "ui/models/roles.hpp"
#include "ui/style/icons.hpp"

#include <QAbstractTableModel>
#include <QHash>
#include <QString>
#include <QVariant>

#include <optional>
#include <utility>
#include <vector>

namespace ui::models {

template <class Row>
struct Column {
    const char* id;                 // stable name, for saved column choices and tests
    QString (*header)();            // translated when asked
    QString (*text)(const Row&);    // DisplayRole
    QVariant (*sort)(const Row&);   // SortRole: the raw value; invalid sorts last
    Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter;
    std::optional<style::Status> (*status)(const Row&) = nullptr;
    QString (*tip)(const Row&) = nullptr;
};

inline constexpr Qt::Alignment kAlignNumber = Qt::AlignRight | Qt::AlignVCenter;

/// Row needs `QString key() const` and operator==.
template <class Row>
class RowTableModel : public QAbstractTableModel {
public:
    RowTableModel(std::vector<Column<Row>> columns, QObject* parent)
        : QAbstractTableModel(parent), columns_(std::move(columns)) {}

    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(rows_.size());
    }
    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(columns_.size());
    }
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) return {};
        return cell(rows_[static_cast<size_t>(index.row())], columns_[static_cast<size_t>(index.column())], role);
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// Takes the new list, in its order. Of rows with the same key the last one counts, at the place of the first.
    void apply(std::vector<Row> next);
    /// Changes one row in place, or appends it when its key is not there.
    void applyOne(Row row);
    /// Adds rows before all others and keeps at most `rowsMax`; a row whose key is there already is updated.
    void prepend(const std::vector<Row>& newest, size_t rowsMax);
    /// The interface language changed: headers and texts are asked for again.
    void retranslate();

    const std::vector<Row>& rows() const { return rows_; }
    const Row* find(const QString& key) const;
    int rowOf(const QString& key) const;
    int columnOf(const char* id) const;
    /// How many rows of all apply() calls had a key that was already in the same list.
    int duplicatesSeen() const { return duplicates_; }

private:
    QVariant cell(const Row& row, const Column<Row>& column, int role) const;
    bool cellChanged(const Row& before, const Row& after, int column) const;
    void setRow(int at, Row row);

    std::vector<Column<Row>> columns_;
    std::vector<Row> rows_;
    int duplicates_ = 0;
};

template <class Row>
QVariant RowTableModel<Row>::cell(const Row& row, const Column<Row>& column, int role) const {
    switch (role) {
        case Qt::DisplayRole: return column.text(row);
        case Qt::TextAlignmentRole: return QVariant::fromValue(column.alignment);
        case Qt::ToolTipRole: return column.tip ? column.tip(row) : QString();
        case kSortRole: return column.sort(row);
        case kKeyRole: return row.key();
        case kStatusRole: {
            const auto status = column.status ? column.status(row) : std::nullopt;
            return status ? QVariant(static_cast<int>(*status)) : QVariant();
        }
        default: return {};
    }
}

template <class Row>
QVariant RowTableModel<Row>::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
    const Column<Row>& column = columns_[static_cast<size_t>(section)];
    if (role == Qt::DisplayRole) return column.header();
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(column.alignment);
    if (role == kColumnIdRole) return QString::fromLatin1(column.id);
    return {};
}

template <class Row>
void RowTableModel<Row>::apply(std::vector<Row> next) {
    duplicates_ += dropDuplicates(next);
    std::vector<QString> before;
    std::vector<QString> after;
    before.reserve(rows_.size());
    after.reserve(next.size());
    for (const Row& row : rows_) before.push_back(row.key());
    for (const Row& row : next) after.push_back(row.key());

    const auto toOffset = [](int at) { return static_cast<std::ptrdiff_t>(at); };
    for (const RowStep& step : rowSteps(before, after)) {
        switch (step.kind) {
            case RowStep::Kind::remove:
                beginRemoveRows({}, step.at, step.at + step.count - 1);
                rows_.erase(rows_.begin() + toOffset(step.at), rows_.begin() + toOffset(step.at + step.count));
                endRemoveRows();
                break;
            case RowStep::Kind::insert:
                beginInsertRows({}, step.at, step.at + step.count - 1);
                rows_.insert(rows_.begin() + toOffset(step.at), next.begin() + toOffset(step.at),
                             next.begin() + toOffset(step.at + step.count));
                endInsertRows();
                break;
            case RowStep::Kind::move:
                beginMoveRows({}, step.at, step.at, {}, step.to > step.at ? step.to + 1 : step.to);
                moveElement(rows_, step.at, step.to);
                endMoveRows();
                break;
        }
    }
    for (size_t i = 0; i < next.size(); ++i) setRow(static_cast<int>(i), std::move(next[i]));
}

template <class Row>
bool RowTableModel<Row>::cellChanged(const Row& before, const Row& after, int column) const {
    const Column<Row>& by = columns_[static_cast<size_t>(column)];
    for (const int role : {int(Qt::DisplayRole), int(kSortRole), int(kStatusRole), int(Qt::ToolTipRole)}) {
        if (cell(before, by, role) != cell(after, by, role)) return true;
    }
    return false;
}

template <class Row>
void RowTableModel<Row>::setRow(int at, Row row) {
    Row& held = rows_[static_cast<size_t>(at)];
    if (held == row) return;
    const Row old = std::exchange(held, std::move(row));
    // Neighbouring changed cells travel in one signal.
    int first = -1;
    for (int column = 0; column <= columnCount(); ++column) {
        const bool changed = column < columnCount() && cellChanged(old, held, column);
        if (changed && first < 0) first = column;
        if (!changed && first >= 0) {
            Q_EMIT dataChanged(index(at, first), index(at, column - 1));
            first = -1;
        }
    }
}

template <class Row>
void RowTableModel<Row>::applyOne(Row row) {
    const int at = rowOf(row.key());
    if (at >= 0) return setRow(at, std::move(row));
    const int end = rowCount();
    beginInsertRows({}, end, end);
    rows_.push_back(std::move(row));
    endInsertRows();
}

template <class Row>
void RowTableModel<Row>::prepend(const std::vector<Row>& newest, size_t rowsMax) {
    std::vector<Row> next = newest;
    for (const Row& row : rows_) {
        if (next.size() >= rowsMax) break;
        bool known = false;
        for (const Row& fresh : newest) known = known || fresh.key() == row.key();
        if (!known) next.push_back(row);
    }
    if (next.size() > rowsMax) next.erase(next.begin() + static_cast<std::ptrdiff_t>(rowsMax), next.end());
    apply(std::move(next));
}

template <class Row>
void RowTableModel<Row>::retranslate() {
    if (columnCount() > 0) Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

template <class Row>
int RowTableModel<Row>::rowOf(const QString& key) const {
    for (size_t i = 0; i < rows_.size(); ++i) {
        if (rows_[i].key() == key) return static_cast<int>(i);
    }
    return -1;
}

template <class Row>
const Row* RowTableModel<Row>::find(const QString& key) const {
    const int at = rowOf(key);
    return at < 0 ? nullptr : &rows_[static_cast<size_t>(at)];
}

template <class Row>
int RowTableModel<Row>::columnOf(const char* id) const {
    for (size_t i = 0; i < columns_.size(); ++i) {
        if (qstrcmp(columns_[i].id, id) == 0) return static_cast<int>(i);
    }
    return -1;
}

}  // namespace ui::models
