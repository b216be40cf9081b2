// Distances in logical pixels (console.md §4). Values only.
#pragma once

namespace ui::style {

inline constexpr int kGapTiny = 2;
inline constexpr int kGapSmall = 4;
inline constexpr int kGap = 8;
inline constexpr int kGapCard = 12;
inline constexpr int kPagePadding = 16;
inline constexpr int kGapLarge = 24;
inline constexpr int kGapHuge = 32;
inline constexpr int kRowHeight = 26;
inline constexpr int kRowHeightCompact = 22;
inline constexpr int kRowHeightComfortable = 32;
inline constexpr int kControlHeight = 28;
inline constexpr int kRadiusControl = 4;
inline constexpr int kRadiusCard = 6;
inline constexpr int kFocusRing = 2;
inline constexpr int kStripHeight = 44;
inline constexpr int kNavWidth = 208;

}  // namespace ui::style
