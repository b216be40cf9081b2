// How the admin rooms ask for "later": runs `task` on control's thread after `delay`. The engine gives one made from its
// io_context, tests one that moves with FakeClock.
#pragma once

#include <chrono>
#include <functional>

namespace gw::admin {

using After = std::function<void(std::chrono::milliseconds delay, std::function<void()> task)>;

}  // namespace gw::admin
