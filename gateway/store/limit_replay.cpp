#include "gateway/store/limit_replay.hpp"

#include "gateway/base/cidr.hpp"
#include "gateway/store/column.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace gw::store {

namespace {

constexpr std::int64_t kMinuteMs = 60'000;

/// What came as far as the limits: answered, tried upstream, or refused by a limit or budget.
constexpr const char* kCame = "(status < 400 OR attempts > 0 OR error_code IN ('RATE_LIMIT', 'BUDGET_EXCEEDED'))";

const char* subjectColumn(const std::string& scope) {
    if (scope == "user") return "user_id";
    if (scope == "preset") return "preset_id";
    return scope == "ip" ? "ip" : "key_id";
}

/// Addresses are counted by themselves, IPv6 by their /64.
std::string countedAddress(const std::string& text) {
    auto address = parseIp(text);
    if (!address) return {};
    if (!address->isV4()) std::fill(address->bytes.begin() + 8, address->bytes.end(), std::uint8_t{0});
    return address->text();
}

/// Whose window a row counts in; empty: it is none of those asked for.
class Subjects {
   public:
    explicit Subjects(const ReplayQuery& query) : query_(query), each_(query.subject == "*") {
        if (query.scope != "ip" || each_) return;
        range_ = parseCidr(query.subject);
        // A single IPv6 address shares its /64's counter.
        if (range_ && range_->bits == 128 && !range_->base.isV4()) one_ = countedAddress(query.subject);
    }

    std::string of(const Row& row) const {
        const auto text = row.maybeText(1);
        if (query_.scope == "preset" && !text) return !each_ && row.text(4) == query_.name ? query_.subject : std::string();
        if (!text || text->empty()) return {};
        if (query_.scope == "ip") return address(*text);
        return each_ || *text == query_.subject ? *text : std::string();
    }

   private:
    std::string address(const std::string& text) const {
        std::string counted = countedAddress(text);
        if (each_) return counted;
        if (!one_.empty()) return counted == one_ ? counted : std::string();
        const auto whole = parseIp(text);
        return range_ && whole && range_->contains(*whole) ? counted : std::string();
    }

    const ReplayQuery& query_;
    const bool each_;
    std::optional<Cidr> range_;
    std::string one_;
};

struct Rows {
    std::unordered_map<std::string, ReplayRequests> bySubject;
    std::int64_t seen = 0, oldestMs = 0;
};

/// A key has its index; the others' rows are found among the newest of all.
Where placeOf(const ReplayQuery& query) {
    Where where;
    const bool oneKey = query.scope == "key" && query.subject != "*";
    if (oneKey) where.add("key_id = ?", {query.subject});
    where.add("created_at >= ?", {timeValue(query.since)});
    where.add("created_at < ?", {timeValue(query.until)});
    return where;
}

Result<Rows> readRows(Database& database, const ReplayQuery& query, LimitReplay& replay) {
    Rows rows;
    const Subjects subjects(query);
    const Where where = placeOf(query);
    Values values = where.values();
    values.push_back(query.rowsMax);
    const std::string sql = std::string("SELECT created_at, ") + subjectColumn(query.scope) + ", tokens_in + tokens_out, error_code, model, " +
                            kCame + " FROM gateway_log" + where.text() + " ORDER BY created_at DESC LIMIT ?";
    auto done = database.select(sql, values, [&](const Row& row) -> Result<void> {
        ++rows.seen;
        rows.oldestMs = row.integer(0);
        const std::string whose = row.boolean(5) ? subjects.of(row) : std::string();
        if (whose.empty()) return {};
        const std::int64_t tokens = row.integer(2);
        if (row.maybeText(3) == "RATE_LIMIT") ++replay.refusedThen;
        if (tokens == 0) ++replay.withoutTokens;
        rows.bySubject[whose].push_back({row.integer(0), tokens});
        return {};
    });
    if (!done) return fail(done.error());
    for (auto& [whose, requests] : rows.bySubject) std::reverse(requests.begin(), requests.end());
    return rows;
}

void keepMore(ReplayPeak& peak, std::int64_t amount, std::int64_t atMs) {
    const bool earlier = amount == peak.amount && amount > 0 && atMs < peak.atMs;
    if (amount > peak.amount || earlier) peak = {amount, atMs};
}

void addPeaks(LimitReplay& replay, const ReplayRequests& requests) {
    std::size_t first = 0;
    std::int64_t tokens = 0;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        tokens += requests[i].tokens;
        for (; requests[first].atMs <= requests[i].atMs - kMinuteMs; ++first) tokens -= requests[first].tokens;
        keepMore(replay.requestsPeak, static_cast<std::int64_t>(i - first + 1), requests[i].atMs);
        keepMore(replay.tokensPeak, tokens, requests[i].atMs);
    }
}

void addSteps(LimitReplay& replay, const ReplayQuery& query) {
    const std::int64_t stepMs = replay.stepS * 1000;
    for (std::int64_t at = toMillis(query.since) / stepMs * stepMs; at < toMillis(query.until); at += stepMs) replay.steps.push_back({at, 0, 0});
}

}  // namespace

std::vector<bool> refusedOf(const ReplayRequests& requests, const std::optional<std::int64_t>& rpm, const std::optional<std::int64_t>& tpm) {
    std::vector<bool> refused(requests.size(), false);
    std::vector<std::size_t> inside;  // let in, oldest first; what has left stays in front of `first`
    std::size_t first = 0;
    std::int64_t tokens = 0;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const ReplayRequest& one = requests[i];
        for (; first < inside.size() && requests[inside[first]].atMs <= one.atMs - kMinuteMs; ++first) tokens -= requests[inside[first]].tokens;
        const bool full = rpm && static_cast<std::int64_t>(inside.size() - first) >= *rpm;
        const bool heavy = tpm && one.tokens > 0 && tokens + one.tokens > *tpm;
        refused[i] = full || heavy;
        if (refused[i]) continue;
        inside.push_back(i);
        tokens += one.tokens;
    }
    return refused;
}

Result<LimitReplay> limitReplay(Database& database, const ReplayQuery& query) {
    LimitReplay replay;
    const auto rows = readRows(database, query, replay);
    if (!rows) return fail(rows.error());
    if (rows->seen == query.rowsMax) replay.countedSince = fromMillis(rows->oldestMs);
    addSteps(replay, query);
    std::map<std::int64_t, ReplayStep> minutes;
    for (const auto& [whose, requests] : rows->bySubject) {
        ++replay.subjects;
        addPeaks(replay, requests);
        const auto refused = refusedOf(requests, query.rpm, query.tpm);
        for (std::size_t i = 0; i < requests.size(); ++i) {
            const std::int64_t no = refused[i] ? 1 : 0;
            const std::int64_t at = requests[i].atMs / kMinuteMs * kMinuteMs;
            ReplayStep& minute = minutes.try_emplace(at, ReplayStep{at, 0, 0}).first->second;
            ReplayStep& step = replay.steps[static_cast<std::size_t>((requests[i].atMs - replay.steps.front().beginsMs) / (replay.stepS * 1000))];
            for (ReplayStep* place : {&minute, &step}) {
                ++place->requests;
                place->refused += no;
            }
            ++replay.requests;
            replay.refused += no;
        }
    }
    for (const auto& [at, minute] : minutes)
        if (minute.refused > (replay.worst ? replay.worst->refused : 0)) replay.worst = minute;
    return replay;
}

}  // namespace gw::store
