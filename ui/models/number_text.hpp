// Numbers as people read them, through the default QLocale. Unknown values are an em dash, never 0.
// Any thread; pure functions.
#pragma once

#include <QString>

#include <optional>

namespace ui::models {

QString unknownText();
QString countText(std::optional<qint64> count);
/// 950, 12.3 K, 4.1 M: for tiles, where width is short.
QString shortCountText(std::optional<double> count);
/// Per second: one decimal under 100, none above.
QString rateText(std::optional<double> perSecond);
/// @param share 0…1.
QString percentText(std::optional<double> share);
/// As short as it goes, for thresholds: 0.1 %, 1 %.
QString plainPercentText(double share);
/// 0.8 ms, 812 ms, 1.92 s.
QString durationText(std::optional<double> milliseconds);
/// As short as it goes, for axes and thresholds: 500 ms, 2 s, 2.5 s.
QString plainDurationText(double milliseconds);
/// US dollars from nano-dollars, exact: $0.0042, $12.30.
QString moneyText(std::optional<qint64> nanoUsd);
/// 600, 2M, or "∞" for no limit of its own.
QString limitText(std::optional<qint64> limit);

}  // namespace ui::models
