// The functions of resources.def: each adds one resource's routes to the table. Called once, when AdminApi is made; the
// handlers run on control's thread.
#pragma once

#include "gateway/admin/exchange.hpp"
#include "gateway/admin/route_table.hpp"
#include "gateway/admin/services.hpp"

namespace gw::admin {

#define GW_RESOURCE(add) void add(RouteTable& routes, Services& services);
#include "gateway/admin/resources.def"
#undef GW_RESOURCE

}  // namespace gw::admin
