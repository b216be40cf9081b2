// An API key as the admin API shows it, and the reply after a change of one. Shared by the key resources; control's thread.
#pragma once

#include "gateway/admin/exchange.hpp"
#include "gateway/admin/services.hpp"
#include "gateway/store/api_key_table.hpp"

#include <boost/json/object.hpp>

#include <string>

namespace gw::admin {

boost::json::object keyJson(const store::KeyListRow& row, WallTime now);

/// Looks the key up and answers it with `extra` members (a secret, the workers' acknowledgements) behind its own.
void replyKey(Services& services, const ExchangePtr& exchange, const std::string& id, boost::json::object extra = {},
              int status = 0);

/// {"acknowledged":n,"total":n}
boost::json::object workersJson(const control::PublishReport& report);

}  // namespace gw::admin
