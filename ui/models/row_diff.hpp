// The steps that turn one list of keys into another: removals, insertions and as few moves as a longest increasing
// subsequence allows. Pure functions; any thread. RowTableModel turns each step into one model signal.
#pragma once

#include <QHash>
#include <QString>

#include <algorithm>
#include <utility>
#include <vector>

namespace ui::models {

struct RowStep {
    enum class Kind { remove, insert, move };
    Kind kind;
    int at;         // first row of the range, or the row that moves
    int count = 1;  // remove and insert
    int to = 0;     // move: the row's place afterwards

    bool operator==(const RowStep&) const = default;
};

/// Steps in the order to be carried out. Inserted ranges hold the rows that stand at the same places of `after`.
/// Keys are unique within each list.
std::vector<RowStep> rowSteps(const std::vector<QString>& before, const std::vector<QString>& after);

/// Moves one element so that it stands at `to` afterwards; the others keep their order.
template <class Value>
void moveElement(std::vector<Value>& values, int from, int to) {
    const auto first = values.begin();
    if (from < to) std::rotate(first + from, first + from + 1, first + to + 1);
    if (to < from) std::rotate(first + to, first + from, first + from + 1);
}

/// Keeps the first place and the last value of each key. @return how many rows went.
template <class Row>
int dropDuplicates(std::vector<Row>& rows) {
    QHash<QString, size_t> placeOf;
    std::vector<Row> kept;
    kept.reserve(rows.size());
    for (Row& row : rows) {
        const auto found = placeOf.constFind(row.key());
        if (found != placeOf.constEnd()) {
            kept[*found] = std::move(row);
        } else {
            placeOf.insert(row.key(), kept.size());
            kept.push_back(std::move(row));
        }
    }
    const int dropped = static_cast<int>(rows.size() - kept.size());
    rows = std::move(kept);
    return dropped;
}

}  // namespace ui::models
