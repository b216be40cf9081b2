// If-Match: a change is made only while its row is what the caller has read (RFC 9110 §13.1.1). Contrary to that paper the
// refusal is 409, as of every other change that does not go with what is there. Control's thread.
#pragma once

#include "gateway/admin/exchange.hpp"
#include "gateway/admin/services.hpp"
#include "gateway/control/row_tag.hpp"

#include <functional>

namespace gw::admin {

/// The tags of all If-Match fields. Unset without one, and for `*`: a row that does not exist is 404 anyway. A weak tag never
/// matches. @return invalidValue when it is no list of entity tags.
Result<control::ExpectedTags> ifMatchOf(const Exchange& exchange);

/// Control::apply with the caller's If-Match. A row that is another by then is answered here: 409 that says who changed what.
void applyMatching(Services& services, const ExchangePtr& exchange, control::Command command,
                   std::function<void(const Result<control::Applied>&)> handler);

}  // namespace gw::admin
