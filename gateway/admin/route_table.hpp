// The routes of the admin API: method, path pattern, role, body schema, handler and what openapi.json says of each.
// Filled once at start by the resources (resources.def), then read on control's thread.
#pragma once

#include "gateway/admin/body_schema.hpp"
#include "gateway/admin/role.hpp"
#include "gateway/base/http.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::admin {

class Exchange;
using ExchangePtr = std::shared_ptr<Exchange>;

struct QueryField {
    std::string name{};
    std::string note{};
};

struct Route {
    Method method = Method::get;
    /// "/api/v1/admin/api-keys/{id}"
    std::string path{};
    Role role = Role::admin;
    /// Only on the console's private listener; elsewhere the path does not exist.
    bool privateOnly = false;
    /// Answers while the engine is still starting: needs neither store nor control.
    bool beforeReady = false;
    /// Answers a user whose password somebody else has set, too: all they may do is choose another.
    bool withOldPassword = false;
    /// Takes Idempotency-Key.
    bool idempotent = false;
    /// Takes If-Match with the row's tag.
    bool matching = false;
    std::string summary{};
    std::vector<QueryField> query{};
    std::optional<BodySchema> body{};
    int success = 200;
    std::function<void(const ExchangePtr&)> run{};
};

using PathParams = std::map<std::string, std::string, std::less<>>;

struct RouteMatch {
    const Route* route = nullptr;  ///< nullptr: see allow
    PathParams params;
    /// Methods the path takes when the asked one is not among them ("GET, POST"); empty: nothing is at this path.
    std::string allow;
    /// A parameter that cannot be decoded.
    bool broken = false;
};

class RouteTable {
   public:
    /// Two routes with one method and one path are our own mistake (GW_ASSERT).
    void add(Route route);
    /// @param privateListener routes marked privateOnly are seen only then. A GET route answers HEAD too.
    RouteMatch match(Method method, std::string_view path, bool privateListener) const;
    const std::vector<Route>& routes() const { return routes_; }

   private:
    std::vector<Route> routes_;
};

}  // namespace gw::admin
