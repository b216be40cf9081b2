// Where limits begin at a start: what keys and users have spent, and the tokens of the last 24 hours. The start thread.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/result.hpp"
#include "gateway/config/snapshot.hpp"
#include "gateway/limits/key_admission.hpp"
#include "gateway/store/store.hpp"

namespace gw::engine {

/// Before the workers run. What budgets have reached already counts as told.
Result<void> loadLimits(store::Store& store, const config::Snapshot& snapshot, const Clock& clock, limits::KeyAdmission& admission);

}  // namespace gw::engine
