// GET /api/v1/openapi.json.
#include "gateway/admin/openapi.hpp"

#include "gateway/admin/resources.hpp"

#include <boost/json/value.hpp>

namespace gw::admin {

void addOpenApiRoutes(RouteTable& routes, Services&) {
    routes.add({.method = Method::get,
                .path = "/api/v1/openapi.json",
                .role = Role::none,
                .summary = "This description.",
                .run = [&routes](const ExchangePtr& x) { x->ok(openApiOf(routes)); }});
}

}  // namespace gw::admin
