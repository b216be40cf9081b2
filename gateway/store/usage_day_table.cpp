#include "gateway/store/usage_day_table.hpp"

#include "gateway/store/column.hpp"

#include <array>
#include <chrono>
#include <string_view>

namespace gw::store {

namespace {

/// The sums in the order of the columns; one list for writing, reading and adding up.
constexpr std::array<std::string_view, 13> kColumns{
    "requests",         "errors",       "billed",    "tokens_in",         "tokens_out", "tokens_cached",   "tokens_cache_write",
    "tokens_reasoning", "cost_nanousd", "estimated", "estimated_nanousd", "unpriced",   "adjusted_nanousd"};

template <class Sums>
auto fieldsOf(Sums& s) {
    return std::array{&s.requests,         &s.errors,      &s.billed,    &s.tokensIn,         &s.tokensOut, &s.tokensCached,   &s.tokensCacheWrite,
                      &s.tokensReasoning, &s.costNanoUsd, &s.estimated, &s.estimatedNanoUsd, &s.unpriced,  &s.adjustedNanoUsd};
}

std::int64_t dayOf(WallTime time) { return std::chrono::floor<std::chrono::days>(time).time_since_epoch().count(); }

std::string upsert() {
    std::string columns;
    std::string marks;
    std::string sets;
    for (const auto name : kColumns) {
        columns.append(", ").append(name);
        marks.append(", ?");
        sets.append(sets.empty() ? "" : ", ").append(name).append(" = usage_day.").append(name).append(" + excluded.").append(name);
    }
    return "INSERT INTO usage_day (day, key_id, user_id, provider, model" + columns + ") VALUES (?, ?, ?, ?, ?" + marks +
           ") ON CONFLICT (day, key_id, user_id, provider, model) DO UPDATE SET " + sets;
}

std::string sumList() {
    std::string list;
    for (const auto name : kColumns) list.append(list.empty() ? "" : ", ").append("coalesce(sum(d.").append(name).append("), 0)");
    return list;
}

Where whereOf(const UsageQuery& query) {
    Where where;
    if (query.firstDay) where.add("d.day >= ?", {*query.firstDay});
    if (query.lastDay) where.add("d.day <= ?", {*query.lastDay});
    if (!query.keyId.empty()) where.add("d.key_id = ?", {query.keyId});
    if (!query.userId.empty()) where.add("d.user_id = ?", {query.userId});
    if (!query.provider.empty()) where.add("d.provider = ?", {query.provider});
    if (!query.model.empty()) where.add("d.model = ?", {query.model});
    return where;
}

UsageSums readSums(const Row& row, int first) {
    UsageSums sums;
    for (auto* field : fieldsOf(sums)) *field = row.integer(first++);
    return sums;
}

/// "d.day" or a constant in its place: the columns of a row are always the same.
std::string groupColumns(const UsageQuery& query, std::string& groupBy) {
    std::string columns;
    const auto add = [&](bool wanted, std::string_view name) {
        columns.append(columns.empty() ? "" : ", ").append(wanted ? name : "NULL").append(" AS ").append(name.substr(2));
        if (wanted) groupBy.append(groupBy.empty() ? " GROUP BY " : ", ").append(name);
    };
    add(query.byDay, "d.day");
    add(query.byKey, "d.key_id");
    add(query.byUser, "d.user_id");
    add(query.byProvider, "d.provider");
    add(query.byModel, "d.model");
    return columns;
}

}  // namespace

UsageDays::Place UsageDays::placeOf(const ledger::RequestRecord& record, const std::string& provider, const std::string& model) {
    return {dayOf(record.createdAt), record.keyId, record.userId, provider, model};
}

void UsageDays::addRequest(const ledger::RequestRecord& record) {
    UsageSums& sums = sums_[placeOf(record, record.provider, record.upstreamModel)];
    ++sums.requests;
    if (record.status >= 400) ++sums.errors;
}

void UsageDays::addBilled(const ledger::RequestRecord& record, const ledger::BilledAttempt& billed) {
    UsageSums& sums = sums_[placeOf(record, billed.provider, billed.model)];
    const std::int64_t cost = billed.cost ? billed.cost->value : 0;
    ++sums.billed;
    sums.tokensIn += billed.usage.input;
    sums.tokensOut += billed.usage.output;
    sums.tokensCached += billed.usage.cached;
    sums.tokensCacheWrite += billed.usage.cacheWrite;
    sums.tokensReasoning += billed.usage.reasoning;
    sums.costNanoUsd += cost;
    if (!billed.cost) ++sums.unpriced;
    if (billed.source != ledger::UsageSource::estimated) return;
    ++sums.estimated;
    sums.estimatedNanoUsd += cost;
}

Result<void> UsageDays::write(Database& database) const {
    static const std::string statement = upsert();
    for (const auto& [place, sums] : sums_) {
        Values values{place.day, place.keyId, place.userId, place.provider, place.model};
        for (const auto* field : fieldsOf(sums)) values.emplace_back(*field);
        if (auto done = noCount(database.run(statement, values)); !done) return done;
    }
    return {};
}

Result<void> addAdjusted(Database& database, const std::string& requestId, std::int64_t attempt, WallTime at, std::int64_t nanoUsd) {
    return noCount(database.run(
        "INSERT INTO usage_day (day, key_id, user_id, provider, model, adjusted_nanousd) "
        "SELECT ?, coalesce(key_id, ''), coalesce(user_id, ''), coalesce(provider, ''), coalesce(model, ''), ? "
        "FROM usage_ledger WHERE request_id = ? AND attempt = ? "
        "ON CONFLICT (day, key_id, user_id, provider, model) DO UPDATE SET "
        "adjusted_nanousd = usage_day.adjusted_nanousd + excluded.adjusted_nanousd",
        {dayOf(at), nanoUsd, requestId, attempt}));
}

Result<UsageReport> sumUsage(Database& database, const UsageQuery& query) {
    const Where where = whereOf(query);
    UsageReport report;
    auto done = database.select("SELECT " + sumList() + " FROM usage_day d" + where.text(), where.values(), [&](const Row& row) -> Result<void> {
        report.total = readSums(row, 0);
        return {};
    });
    if (!done) return fail(done.error());
    std::string groupBy;
    const std::string columns = groupColumns(query, groupBy);
    if (groupBy.empty()) return report;
    Values values = where.values();
    values.emplace_back(static_cast<std::int64_t>(query.limit + 1));
    done = database.select(
        "SELECT g.*, k.name, k.prefix, u.email FROM (SELECT " + columns + ", " + sumList() + " FROM usage_day d" + where.text() + groupBy +
            " ORDER BY 1, 14 DESC, 2, 3, 4, 5 LIMIT ?) g LEFT JOIN api_key k ON k.id = g.key_id LEFT JOIN users u ON u.id = g.user_id "
            "ORDER BY g.day, 14 DESC, 2, 3, 4, 5",
        values, [&](const Row& row) -> Result<void> {
            report.groups.push_back({.day = row.maybeInteger(0),
                                     .keyId = row.text(1),
                                     .keyName = row.text(18),
                                     .keyPrefix = row.text(19),
                                     .userId = row.text(2),
                                     .userEmail = row.text(20),
                                     .provider = row.text(3),
                                     .model = row.text(4),
                                     .sums = readSums(row, 5)});
            return {};
        });
    if (!done) return fail(done.error());
    report.more = report.groups.size() > query.limit;
    if (report.more) report.groups.resize(query.limit);
    return report;
}

}  // namespace gw::store
