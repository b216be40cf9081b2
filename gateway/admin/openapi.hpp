// GET /api/v1/openapi.json: the route table as an OpenAPI 3.0 description, so that it cannot drift from what is served.
// Pure; made once after all resources are registered.
#pragma once

#include "gateway/admin/route_table.hpp"

#include <boost/json/object.hpp>

namespace gw::admin {

boost::json::object openApiOf(const RouteTable& routes);

}  // namespace gw::admin
