// What a probe that made a real call has shown, in the words of the admin API. Pure functions, control's thread.
#pragma once

#include "gateway/admin/probe_port.hpp"
#include "gateway/pipeline/probe_call.hpp"

namespace gw::engine {

admin::ProbeResult resultOf(const pipeline::ProbeOutcome& outcome);

}  // namespace gw::engine
