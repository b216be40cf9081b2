#include "ui/style/comfort.hpp"

namespace ui::style {

namespace {

Comfort& active() {
    static Comfort comfort;
    return comfort;
}

}  // namespace

const Comfort& comfort() { return active(); }

void setComfort(const Comfort& comfort) { active() = comfort; }

}  // namespace ui::style
