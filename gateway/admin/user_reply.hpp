// A user and a user's sign-ins as the admin API shows them, and the reply after a change of one. Shared by the user
// resources; control's thread.
#pragma once

#include "gateway/admin/exchange.hpp"
#include "gateway/admin/services.hpp"
#include "gateway/store/refresh_token_table.hpp"
#include "gateway/store/user_table.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <functional>
#include <string>
#include <vector>

namespace gw::admin {

boost::json::object userJson(const store::UserListRow& row);
/// @param ownFamily the caller's own sign-in is marked `current`.
boost::json::object sessionsJson(const std::vector<store::SessionRow>& rows, const std::string& ownFamily);

/// Looks the user up and answers with `extra` members behind its own.
void replyUser(Services& services, const ExchangePtr& exchange, const std::string& id, boost::json::object extra = {}, int status = 0);

void failNoUser(const ExchangePtr& exchange);
void listSessions(Services& services, const ExchangePtr& exchange, const std::string& userId);
/// Ends one sign-in of a user (404 when it is none of theirs).
void endOneSession(Services& services, const ExchangePtr& exchange, const std::string& userId, const std::string& family);
/// Ends all sign-ins of a user but the caller's own when `keepOwn`.
void endAllSessions(Services& services, const ExchangePtr& exchange, const std::string& userId, bool keepOwn);

/// Applies a command that ended sign-ins in the database, then ends their access tokens and streams, then calls `then`.
void applyAndEndSessions(Services& services, const ExchangePtr& exchange, control::Command command,
                         std::function<void(const control::Applied&)> then);

}  // namespace gw::admin
