// The facts behind a failed start, taken out of the error for the console's stage view. Pure.
#pragma once

#include "gateway/engine/stage.hpp"

#include <boost/json/object.hpp>

namespace gw::engine {

/// settingsInvalid: file, line, field, value and allowed of the first fault. portTaken: host, port and holder. storeLocked:
/// path and holder. A question after the master key: question (new, open, file, unlock, lost) and keychain (open, locked, absent);
/// holder_pid and holder_name only as far as they are known.
boost::json::object startFailureDetail(const StageReport& report);

}  // namespace gw::engine
