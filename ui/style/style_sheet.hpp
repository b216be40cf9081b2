// The small QSS that Fusion and the palette cannot express: control shapes, focus rings, headers, cards.
// Main thread; pure function of the tokens.
#pragma once

#include <QString>

namespace ui::style {

struct Tokens;

QString styleSheetOf(const Tokens& tokens);

}  // namespace ui::style
