#include "ui/models/row_diff.hpp"

#include <QSet>

namespace ui::models {

namespace {

using Keys = std::vector<QString>;

void removeGone(Keys& now, const QSet<QString>& wanted, std::vector<RowStep>& steps) {
    int end = static_cast<int>(now.size());
    while (end > 0) {
        if (wanted.contains(now[static_cast<size_t>(end - 1)])) {
            --end;
            continue;
        }
        int begin = end - 1;
        while (begin > 0 && !wanted.contains(now[static_cast<size_t>(begin - 1)])) --begin;
        steps.push_back({RowStep::Kind::remove, begin, end - begin});
        now.erase(now.begin() + begin, now.begin() + end);
        end = begin;
    }
}

/// Keys of `now` that keep their order in `after`: the longest increasing subsequence of their new places.
QSet<QString> keysThatStay(const Keys& now, const QHash<QString, int>& placeAfter) {
    std::vector<int> tailIndex;  // index into now of the smallest tail of each length
    std::vector<int> previous(now.size(), -1);
    const auto place = [&](int index) { return placeAfter.value(now[static_cast<size_t>(index)]); };
    for (int i = 0; i < static_cast<int>(now.size()); ++i) {
        const auto spot = std::lower_bound(tailIndex.begin(), tailIndex.end(), place(i),
                                           [&](int index, int value) { return place(index) < value; });
        if (spot != tailIndex.begin()) previous[static_cast<size_t>(i)] = *(spot - 1);
        if (spot == tailIndex.end()) {
            tailIndex.push_back(i);
        } else {
            *spot = i;
        }
    }
    QSet<QString> stay;
    for (int i = tailIndex.empty() ? -1 : tailIndex.back(); i >= 0; i = previous[static_cast<size_t>(i)]) {
        stay.insert(now[static_cast<size_t>(i)]);
    }
    return stay;
}

void moveKey(Keys& now, int from, int to, std::vector<RowStep>& steps) {
    if (from == to) return;
    steps.push_back({RowStep::Kind::move, from, 1, to});
    moveElement(now, from, to);
}

int indexOf(const Keys& now, const QString& key, size_t from) {
    const auto found = std::find(now.begin() + static_cast<std::ptrdiff_t>(from), now.end(), key);
    return static_cast<int>(found - now.begin());
}

}  // namespace

std::vector<RowStep> rowSteps(const Keys& before, const Keys& after) {
    std::vector<RowStep> steps;
    Keys now = before;
    removeGone(now, QSet<QString>(after.begin(), after.end()), steps);

    QHash<QString, int> placeAfter;
    for (size_t i = 0; i < after.size(); ++i) placeAfter.insert(after[i], static_cast<int>(i));
    const QSet<QString> known(now.begin(), now.end());
    const QSet<QString> stay = keysThatStay(now, placeAfter);

    for (size_t i = 0; i < after.size(); ++i) {
        const QString& wanted = after[i];
        const int at = static_cast<int>(i);
        if (known.contains(wanted)) {
            // A row out of order that stands in the way of one that stays steps aside; its own turn comes later.
            while (stay.contains(wanted) && now[i] != wanted) moveKey(now, at, static_cast<int>(now.size()) - 1, steps);
            moveKey(now, indexOf(now, wanted, i), at, steps);
            continue;
        }
        now.insert(now.begin() + at, wanted);
        RowStep* last = steps.empty() ? nullptr : &steps.back();
        if (last && last->kind == RowStep::Kind::insert && last->at + last->count == at) {
            ++last->count;
        } else {
            steps.push_back({RowStep::Kind::insert, at, 1});
        }
    }
    return steps;
}

}  // namespace ui::models
