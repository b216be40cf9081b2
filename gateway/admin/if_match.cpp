#include "gateway/admin/if_match.hpp"

#include "gateway/admin/row_json.hpp"
#include "gateway/base/log.hpp"
#include "gateway/store/audit_table.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <string_view>
#include <system_error>
#include <utility>

namespace gw::admin {
namespace {

namespace json = boost::json;

tl::unexpected<Error> malformed() {
    return fail(ErrorCode::invalidValue, ErrorSource::downstream, Retry::never,
                "If-Match takes the ETag of the row with its quotes, such as \"0f3a…\", several by commas, or *.", control::kTagField);
}

void skipSpace(std::string_view& text) { text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size())); }

bool isTagCharacter(char c) { return static_cast<unsigned char>(c) > 0x20 && c != '"' && c != 0x7F; }

/// entity-tag = [ "W/" ] DQUOTE *etagc DQUOTE (RFC 9110 §8.8.3). A weak one keeps its mark, so that it equals no strong one.
bool takeTag(std::string_view& text, std::vector<std::string>& tags) {
    const bool weak = text.starts_with("W/");
    if (weak) text.remove_prefix(2);
    if (!text.starts_with('"')) return false;
    const auto end = text.find('"', 1);
    if (end == std::string_view::npos) return false;
    const auto opaque = text.substr(1, end - 1);
    if (!std::all_of(opaque.begin(), opaque.end(), isTagCharacter)) return false;
    tags.push_back((weak ? "W/" : "") + std::string(opaque));
    text.remove_prefix(end + 1);
    return true;
}

/// Empty elements of a list are passed over (RFC 9110 §5.6.1.2).
bool takeTags(std::string_view text, std::vector<std::string>& tags) {
    for (;;) {
        skipSpace(text);
        if (text.empty()) return true;
        if (!text.starts_with(',') && !takeTag(text, tags)) return false;
        skipSpace(text);
        if (text.empty()) return true;
        if (!text.starts_with(',')) return false;
        text.remove_prefix(1);
    }
}

/// Names of the fields that the audit row's change touched.
json::array changedFields(const store::AuditRow& row) {
    json::array names;
    for (const auto& text : {row.before, row.after}) {
        std::error_code broken;
        const auto side = json::parse(text, broken);
        if (broken || !side.is_object()) continue;
        for (const auto& member : side.get_object()) {
            const json::value name(member.key());
            if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
        }
    }
    return names;
}

json::object whoChanged(const store::AuditRow& row) {
    return {{"changed_by", row.actor}, {"changed_at", timeText(row.createdAt)}, {"changed", changedFields(row)}};
}

/// The refusal with the row's last change, when the audit trail has one.
void refuseStale(Services& services, const ExchangePtr& exchange, Error error, const std::string& id) {
    if (id.empty()) return exchange->fail(error);
    auto job = [id](store::Database& database) {
        store::AuditFilter filter;
        filter.targetId = id;
        filter.outcome = "done";
        return store::listAudit(database, filter, {1, {}});
    };
    auto found = [exchange, error = std::move(error)](const Result<store::Page<store::AuditRow>>& rows) {
        if (!rows) log::admin().warn("last change not read error={}", log::quoted(describe(rows.error())));
        if (!rows || rows->items.empty()) return exchange->fail(error);
        const auto& last = rows->items.front();
        Error told = error;
        told.detail += " The last change was made by " + last.actor + " at " + rfc3339(last.createdAt) + ".";
        exchange->fail(told, whoChanged(last));
    };
    services.ready().store.read(std::move(job), exchange->then(std::move(found)));
}

}  // namespace

Result<control::ExpectedTags> ifMatchOf(const Exchange& exchange) {
    std::vector<std::string> tags;
    bool given = false;
    bool any = false;
    for (const auto& [name, value] : exchange.request().fields) {
        if (name != control::kTagField) continue;
        if (any || (given && value == "*")) return malformed();
        given = true;
        any = value == "*";
        if (!any && !takeTags(value, tags)) return malformed();
    }
    if (!given || any) return control::ExpectedTags();
    if (tags.empty()) return malformed();
    return control::ExpectedTags(std::move(tags));
}

void applyMatching(Services& services, const ExchangePtr& exchange, control::Command command,
                   std::function<void(const Result<control::Applied>&)> handler) {
    auto expected = exchange->route()->matching ? ifMatchOf(*exchange) : Result<control::ExpectedTags>();
    if (!expected) return exchange->fail(expected.error());
    auto& control = services.ready().control;
    const auto row = *expected ? control::changedRow(command, control.state()) : std::nullopt;
    auto applied = [&services, exchange, handler = std::move(handler), id = row ? row->id : std::string()](const Result<control::Applied>& done) {
        const bool stale = !done && done.error().code == ErrorCode::conflict && done.error().field == control::kTagField;
        if (stale) return refuseStale(services, exchange, done.error(), id);
        handler(done);
    };
    control.apply(std::move(command), actorOf(*exchange), exchange->then(std::move(applied)), std::move(*expected));
}

}  // namespace gw::admin
