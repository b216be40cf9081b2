// The states things can be in. Apart from icons.hpp, so that plain rows may carry one without Qt Gui. A value; any thread.
#pragma once

namespace ui::style {

/// Every state has a shape of its own, so that colour is never the only sign.
enum class Status { ok, degraded, critical, down, unknown, paused, running, readOnly };

}  // namespace ui::style
