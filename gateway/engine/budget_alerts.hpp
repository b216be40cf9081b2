// Budgets that have reached 80 % or are used up: a line in the log and an event of topic "alerts", once a period.
// Control's thread.
#pragma once

#include "gateway/admin/admin_api.hpp"
#include "gateway/control/state.hpp"
#include "gateway/limits/key_admission.hpp"

namespace gw::engine {

/// Takes what the workers have noted since the last time.
void tellBudgets(limits::KeyAdmission& admission, const control::State& state, admin::AdminApi& api);

}  // namespace gw::engine
