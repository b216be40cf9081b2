// What makes the console easier for some people: less motion, and two presses in place of holding a button.
// Main thread; process-wide like the theme. Widgets ask when they are made or painted.
#pragma once

namespace ui::style {

struct Comfort {
    bool reduceMotion = false;
    bool doublePress = false;

    bool operator==(const Comfort&) const = default;
};

const Comfort& comfort();
void setComfort(const Comfort& comfort);

}  // namespace ui::style
