// Which part of a span a chart shows: a gateway that has just started has nothing to say of most of its window, and a chart that is
// empty but for its right edge says nothing at all. Pure, any thread.
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <optional>

namespace ui::models {

/// Under this share of the window with data the rest of it is left out.
inline constexpr double kSpanShareLeast = 0.5;

/// The first second that is shown of `since`…`until`: since, or, where the data begins in the window's later half, the step of the first of it.
/// At least `stepsLeast` steps stay.
inline qint64 shownSince(qint64 since, qint64 until, qint64 stepS, std::optional<qint64> firstData, qint64 stepsLeast) {
    if (!firstData || static_cast<double>(until - *firstData) >= static_cast<double>(until - since) * kSpanShareLeast) return since;
    const qint64 least = until - stepsLeast * stepS;
    return std::max(since, std::min(*firstData, least) / stepS * stepS);
}

}  // namespace ui::models
