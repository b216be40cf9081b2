// What was used and what it cost: the page usage, and the same as a file.
#include "gateway/admin/csv_text.hpp"
#include "gateway/admin/report_range.hpp"
#include "gateway/admin/resources.hpp"
#include "gateway/admin/row_json.hpp"
#include "gateway/control/money_text.hpp"
#include "gateway/store/usage_report.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <ratio>
#include <string>
#include <utility>
#include <vector>

namespace gw::admin {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

constexpr auto kSpanMax = std::chrono::days(400);
/// Whole ones are summed up.
using Quarter = std::chrono::duration<std::int64_t, std::ratio<900>>;
constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kDayMs = 86'400'000;
constexpr auto kQuartersSpan = std::chrono::hours(6);
/// Longer spans are drawn by days, shorter ones by hours or their quarters.
constexpr auto kHoursSpan = std::chrono::hours(49);

constexpr std::array<std::pair<std::string_view, store::UsageGrouping>, 5> kGroupings{{{"key", store::UsageGrouping::key},
                                                                                        {"user", store::UsageGrouping::user},
                                                                                        {"provider", store::UsageGrouping::provider},
                                                                                        {"model", store::UsageGrouping::model},
                                                                                        {"day", store::UsageGrouping::day}}};

void put(json::object& out, const store::UsageSums& sums) {
    out["calls"] = sums.calls;
    out["tokens_in"] = sums.tokensIn;
    out["tokens_out"] = sums.tokensOut;
    out["tokens_cached"] = sums.tokensCached;
    out["tokens_cache_write"] = sums.tokensCacheWrite;
    out["tokens_reasoning"] = sums.tokensReasoning;
    out["cost_nanousd"] = sums.costNanoUsd;
    out["unpriced_calls"] = sums.unpriced;
    out["estimated_calls"] = sums.estimated;
    out["estimated_nanousd"] = sums.estimatedNanoUsd;
    out["batch_calls"] = sums.batch;
    out["batch_nanousd"] = sums.batchNanoUsd;
    out["adjusted_nanousd"] = sums.adjustedNanoUsd;
}

json::object groupJson(const store::UsageGroup& group) {
    json::object out;
    out["group"] = group.group;
    out["label"] = textOrNull(group.label);
    out["prefix"] = textOrNull(group.prefix);
    put(out, group.sums);
    out["budget_nanousd"] = orNull(group.budgetNanoUsd);
    out["spent_nanousd"] = orNull(group.spentNanoUsd);
    return out;
}

json::object replyOf(const store::UsageQuery& query, const store::UsageReport& report) {
    json::object out;
    out["since"] = timeText(query.since);
    out["until"] = timeText(query.until);
    out["step"] = query.stepMs / 1000;
    json::object totals;
    put(totals, report.totals);
    out["totals"] = std::move(totals);
    json::array points;
    for (const auto& point : report.points) points.push_back(json::array{toMillis(point.at) / 1000, point.group, point.costNanoUsd, point.calls});
    out["points"] = std::move(points);
    json::array items;
    for (const auto& group : report.groups) items.push_back(groupJson(group));
    out["items"] = std::move(items);
    out["groups"] = report.groupsInAll;
    return out;
}

Result<store::UsageQuery> queryFrom(const Exchange& x, WallTime now) {
    const auto range = reportRange(x, now, 24h, kSpanMax);
    if (!range) return fail(range.error());
    const auto zone = x.queryInteger("utc_offset_minutes", -1080, 1080);
    if (!zone) return fail(zone.error());
    const auto wanted = x.query("group").value_or("key");
    const auto* found = std::find_if(kGroupings.begin(), kGroupings.end(), [&](const auto& one) { return one.first == wanted; });
    if (found == kGroupings.end()) {
        return fail(ErrorCode::invalidValue, ErrorSource::downstream, Retry::never,
                    "The query value group must be key, user, provider, model or day.", "group");
    }
    store::UsageQuery query;
    query.since = std::chrono::floor<Quarter>(range->since);
    query.until = std::chrono::ceil<Quarter>(range->until);
    query.zoneMs = zone->value_or(0) * 60'000;
    query.offsetGiven = zone->has_value();
    query.timeZone = x.query("time_zone").value_or("");
    const auto length = query.until - query.since;
    query.stepMs = length <= kQuartersSpan ? kHourMs / 4 : length <= kHoursSpan ? kHourMs : kDayMs;
    query.group = found->second;
    return query;
}

void report(Services& services, const ExchangePtr& exchange) {
    const auto query = queryFrom(*exchange, services.clock.wall());
    if (!query) return exchange->fail(query.error());
    const auto job = [query = *query](store::Database& database) { return store::usageReport(database, query); };
    auto read = [exchange, query = *query](const Result<store::UsageReport>& done) {
        if (!done) return exchange->fail(done.error());
        exchange->ok(replyOf(query, *done));
    };
    services.ready().store.read(job, exchange->then(std::move(read)));
}

using Cells = std::vector<std::string>;

std::string usd(std::int64_t nano) { return control::usdText(NanoUsd{nano}); }

void headSums(Cells& cells) {
    for (const char* name : {"calls", "tokens_in", "tokens_out", "tokens_cached", "tokens_cache_write", "tokens_reasoning", "cost_usd", "cost_nanousd",
                             "unpriced_calls", "estimated_calls", "estimated_usd", "adjusted_usd", "batch_calls", "batch_usd", "adjusted_nanousd"})
        cells.emplace_back(name);
}

void addSums(Cells& cells, const store::UsageSums& sums) {
    const auto number = [&cells](std::int64_t value) { cells.push_back(std::to_string(value)); };
    for (const auto count : {sums.calls, sums.tokensIn, sums.tokensOut, sums.tokensCached, sums.tokensCacheWrite, sums.tokensReasoning}) number(count);
    // A sum of nothing but unpriced calls is unknown, not zero.
    const bool known = sums.calls == 0 || sums.unpriced < sums.calls;
    cells.push_back(known ? usd(sums.costNanoUsd) : "");
    cells.push_back(known ? std::to_string(sums.costNanoUsd) : "");
    number(sums.unpriced);
    number(sums.estimated);
    cells.push_back(usd(sums.estimatedNanoUsd));
    cells.push_back(usd(sums.adjustedNanoUsd));
    number(sums.batch);
    cells.push_back(usd(sums.batchNanoUsd));
    number(sums.adjustedNanoUsd);
}

/// Each line of the ledger's sums by day, key, user, provider and model.
Result<std::string> linesFile(store::Database& database, const store::UsageQuery& query) {
    const auto lines = store::usageLines(database, query);
    if (!lines) return fail(lines.error());
    Cells head{"day", "key_id", "key_name", "user_id", "user_email", "provider", "model"};
    headSums(head);
    std::string text = csvLine(head);
    for (const auto& line : *lines) {
        Cells cells{line.day, line.keyId, line.keyName, line.userId, line.userEmail, line.provider, line.model};
        addSums(cells, line.sums);
        text += csvLine(cells);
    }
    return text;
}

/// The groups of the report, from the sums it is read from.
Result<std::string> groupsFile(store::Database& database, const store::UsageQuery& query, const std::string& group) {
    const auto groups = store::usageGroups(database, query);
    if (!groups) return fail(groups.error());
    Cells head{group, "label", "prefix"};
    headSums(head);
    std::string text = csvLine(head);
    for (const auto& one : *groups) {
        Cells cells{one.group, one.label, one.prefix};
        addSums(cells, one.sums);
        text += csvLine(cells);
    }
    return text;
}

/// Hands the text over in pieces, no faster than the client takes them.
class UsageFile : public std::enable_shared_from_this<UsageFile> {
   public:
    UsageFile(Services& services, ExchangePtr exchange, std::string text)
        : services_(services), exchange_(std::move(exchange)), text_(std::move(text) + exchange_->endMark()) {}
    ~UsageFile() {
        if (sink_ && !ended_) sink_->breakStream();
    }
    UsageFile(const UsageFile&) = delete;
    UsageFile& operator=(const UsageFile&) = delete;

    void start() {
        auto head = replyHead(200, "text/csv; charset=utf-8; header=present", exchange_->request().requestId);
        head.fields.emplace_back("content-disposition", "attachment; filename=\"usage.csv\"");
        sink_ = exchange_->takeSink();
        if (!sink_) return;
        sink_->startStream(std::move(head));
        hand();
    }

   private:
    static constexpr std::size_t kPiece = 65'536;

    void hand() {
        while (!sink_->gone() && at_ < text_.size()) {
            if (!sink_->chunk(text_.substr(at_, kPiece))) {
                auto again = [self = shared_from_this()] { self->hand(); };
                return services_.after(20ms, exchange_->then(std::move(again)));
            }
            at_ += kPiece;
        }
        if (sink_->gone()) return;
        ended_ = true;
        sink_->endStream();
    }

    Services& services_;
    const ExchangePtr exchange_;
    const std::string text_;
    std::size_t at_ = 0;
    bool ended_ = false;
    std::shared_ptr<pipeline::AdminReplySink> sink_;
};

void exportAll(Services& services, const ExchangePtr& exchange) {
    if (exchange->query("format").value_or("csv") != "csv") {
        return exchange->fail(Error{ErrorCode::invalidValue, ErrorSource::downstream, Retry::never, "The query value format must be csv.", "format"});
    }
    const auto query = queryFrom(*exchange, services.clock.wall());
    if (!query) return exchange->fail(query.error());
    // Written on the store reader: at most 100,000 lines, some 20 MB.
    const auto job = [query = *query, group = exchange->query("group")](store::Database& database) {
        return group ? groupsFile(database, query, *group) : linesFile(database, query);
    };
    auto read = [&services, exchange](const Result<std::string>& text) {
        if (!text) return exchange->fail(text.error());
        std::make_shared<UsageFile>(services, exchange, *text)->start();
    };
    services.ready().store.read(job, exchange->then(std::move(read)));
}

}  // namespace

void addUsageReportRoutes(RouteTable& routes, Services& services) {
    const std::vector<QueryField> span{{"since", "RFC 3339; 24 hours before until. Taken down to its quarter of an hour."},
                                       {"until", "RFC 3339; now. At most 400 days. Taken up to its quarter of an hour."},
                                       {"utc_offset_minutes", "Where the reader's days begin (0)."},
                                       {"time_zone", "The same by name, such as Europe/Berlin; goes before utc_offset_minutes, which holds where the name is not known, and knows days of 23 and 25 hours."}};
    auto asked = span;
    asked.insert(asked.begin(), {"group", "key (usual), user, provider, model or day"});
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/reports/usage",
                .role = Role::viewer,
                .summary = "Usage and cost of a span from the ledger, dearest group first; points are [time, group (the three dearest; empty: all others), "
                           "nano-dollars, calls]. Corrections stand apart; what was billed at the batch price is part of calls and cost, and told beside it.",
                .query = std::move(asked),
                .run = [&services](const ExchangePtr& x) { report(services, x); }});
    auto file = span;
    file.insert(file.begin(), {{"format", "csv"}, {"group", "key, user, provider, model or day: the groups of reports/usage. Left out: their finest lines."}});
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/reports/usage/export",
                .role = Role::viewer,
                .summary = "The same as CSV: a line a group, or a day, key, user, provider and model; at most 100,000 lines.",
                .query = std::move(file),
                .run = [&services](const ExchangePtr& x) { exportAll(services, x); }});
}

}  // namespace gw::admin
