// Figures as the admin API and the event stream show them. Pure, control's thread.
#pragma once

#include "gateway/metrics/aggregator.hpp"

#include <boost/json/object.hpp>

#include <cstddef>
#include <utility>

namespace gw::admin {

/// @param circuits open ones, and all.
boost::json::object summaryJson(const metrics::Summary& summary, std::pair<std::size_t, std::size_t> circuits);
boost::json::object seriesJson(const metrics::SeriesAnswer& answer);
/// Event `metrics`.
boost::json::object sampleJson(const metrics::Figures& figures);

}  // namespace gw::admin
