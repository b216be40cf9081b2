// How far the program around the console is with what it prepares itself: the engine's start, the demo's data. A plain value,
// asked for on main.
#pragma once

#include <QString>

namespace ui::shell {

struct Preparation {
    QString missing;  // what is waited for, as it stands in a sentence; empty: nothing
    QString failure;  // why it will not come; empty: it may
};

}  // namespace ui::shell
