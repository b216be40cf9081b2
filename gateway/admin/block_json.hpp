// Blocks as the admin API shows them, and their list. Control's thread.
#pragma once

#include "gateway/admin/ask_workers.hpp"
#include "gateway/admin/exchange.hpp"
#include "gateway/config/block_tree.hpp"
#include "gateway/control/state.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <vector>

namespace gw::admin {

/// @param served the tree of the snapshot: it holds the counters.
boost::json::object blockJson(const store::BlockedIpRow& row, const config::BlockTree& served);
boost::json::array answersJson(const std::vector<WorkerAnswer>& answers);

/// Answers with one page: ?limit, ?cursor, ?q (part of address, reason or operator), ?address (blocks that hold it).
void listBlocks(Exchange& exchange, const control::BlockMap& blocks, const config::BlockTree& served, WallTime now);

}  // namespace gw::admin
