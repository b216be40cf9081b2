// The answer to "why did this request go there?": the kept note of its route, put together with its attempts and its bill, as
// GET requests/{trace_id} shows it. Pure, control's thread.
#pragma once

#include "gateway/store/usage_table.hpp"

#include <boost/json/value.hpp>

namespace gw::admin {

/// null for a request from before notes were kept.
boost::json::value explainJson(const store::RequestDetail& detail);

}  // namespace gw::admin
