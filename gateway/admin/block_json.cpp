#include "gateway/admin/block_json.hpp"

#include "gateway/admin/row_json.hpp"
#include "gateway/control/block_range.hpp"
#include "gateway/store/page.hpp"

#include <boost/json/value.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace gw::admin {
namespace {

namespace json = boost::json;
using store::BlockedIpRow;

bool isNewer(const BlockedIpRow& a, const BlockedIpRow& b) {
    return a.createdAt != b.createdAt ? a.createdAt > b.createdAt : a.id > b.id;
}

std::int64_t millisOf(WallTime time) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

/// The place behind which a page begins.
Result<BlockedIpRow> placeOf(const std::string& cursor) {
    auto key = store::decodeCursor(cursor);
    if (!key) return fail(key.error());
    BlockedIpRow place;
    place.createdAt = WallTime{std::chrono::milliseconds{key->number}};
    place.id = std::move(key->text);
    return place;
}

struct Wanted {
    std::string text;
    std::optional<IpAddress> address;
    std::optional<BlockedIpRow> behind;

    bool takes(const BlockedIpRow& row) const {
        if (behind && !isNewer(*behind, row)) return false;
        if (address) {
            const auto range = control::blockRange(row.ip);
            if (!range || !range->contains(*address)) return false;
        }
        const auto holds = [this](const std::string& field) { return lowerAscii(field).find(text) != std::string::npos; };
        return text.empty() || holds(row.ip) || holds(row.reason) || holds(row.createdBy);
    }
};

Error wrong(const char* field, const char* detail) {
    return {ErrorCode::invalidValue, ErrorSource::downstream, Retry::never, detail, field};
}

}  // namespace

json::object blockJson(const BlockedIpRow& row, const config::BlockTree& served) {
    const auto range = control::blockRange(row.ip);
    const auto hits = range ? served.hitsOf(*range) : nullptr;
    json::object out;
    out["id"] = row.id;
    out["ip"] = row.ip;
    out["reason"] = textOrNull(row.reason);
    out["source"] = row.source;
    out["created_by"] = textOrNull(row.createdBy);
    out["created_at"] = timeText(row.createdAt);
    out["expires_at"] = timeOrNull(row.expiresAt);
    out["hits"] = hits ? hits->total() : 0;
    out["last_hit_at"] = timeOrNull(hits ? hits->last() : std::nullopt);
    return out;
}

json::array answersJson(const std::vector<WorkerAnswer>& answers) {
    json::array items;
    for (const auto& answer : answers) {
        json::object item;
        item["worker"] = answer.worker;
        item["status"] = answer.status;
        item["code"] = answer.code.empty() ? json::value(nullptr) : json::value(answer.code);
        item["snapshot_version"] = answer.snapshotVersion;
        items.push_back(std::move(item));
    }
    return items;
}

void listBlocks(Exchange& exchange, const control::BlockMap& blocks, const config::BlockTree& served, WallTime now) {
    const auto page = exchange.page();
    if (!page) return exchange.fail(page.error());
    Wanted wanted;
    wanted.text = lowerAscii(exchange.query("q").value_or(""));
    if (const auto address = exchange.query("address")) {
        wanted.address = parseIp(*address);
        if (!wanted.address) return exchange.fail(wrong("address", "The query value address is an IP address."));
    }
    if (!page->cursor.empty()) {
        auto place = placeOf(page->cursor);
        if (!place) return exchange.fail(place.error());
        wanted.behind = std::move(*place);
    }
    std::vector<const BlockedIpRow*> rows;
    for (const auto& [ip, row] : blocks) {
        if ((!row.expiresAt || *row.expiresAt > now) && wanted.takes(row)) rows.push_back(&row);
    }
    const auto shown = std::min(rows.size(), page->limit);
    const auto end = rows.begin() + static_cast<std::ptrdiff_t>(shown);
    std::partial_sort(rows.begin(), end, rows.end(), [](const auto* a, const auto* b) { return isNewer(*a, *b); });
    json::array items;
    for (auto at = rows.begin(); at != end; ++at) items.push_back(blockJson(**at, served));
    json::value next(nullptr);
    if (shown < rows.size()) next = json::string(store::encodeCursor({millisOf(rows[shown - 1]->createdAt), rows[shown - 1]->id}));
    exchange.ok(json::object{{"items", std::move(items)}, {"next_cursor", std::move(next)}, {"total", blocks.size()}});
}

}  // namespace gw::admin
