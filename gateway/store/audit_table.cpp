#include "gateway/store/audit_table.hpp"

#include "gateway/base/digest.hpp"
#include "gateway/base/http.hpp"
#include "gateway/store/column.hpp"

namespace gw::store {

namespace {

constexpr std::string_view kColumns =
    "seq, created_at, actor, actor_id, actor_role, source, ip, action, target_type, target_id, target_name, outcome, reason, "
    "state_before, state_after, previous_hash, hash";

AuditRow readAudit(const Row& row) {
    return {.seq = row.integer(0),
            .createdAt = timeAt(row, 1),
            .actor = row.text(2),
            .actorId = row.text(3),
            .actorRole = row.text(4),
            .source = row.text(5),
            .ip = row.text(6),
            .action = row.text(7),
            .targetType = row.text(8),
            .targetId = row.text(9),
            .targetName = row.text(10),
            .outcome = row.text(11),
            .reason = row.text(12),
            .before = row.text(13),
            .after = row.text(14),
            .previousHash = row.text(15),
            .hash = row.text(16)};
}

/// In the order of kColumns.
Values valuesOf(const AuditRow& row) {
    return {row.seq, timeValue(row.createdAt), row.actor, textOrNull(row.actorId), textOrNull(row.actorRole), row.source,
            textOrNull(row.ip), row.action, textOrNull(row.targetType), textOrNull(row.targetId), textOrNull(row.targetName),
            row.outcome, textOrNull(row.reason), textOrNull(row.before), textOrNull(row.after), row.previousHash, row.hash};
}

Result<std::vector<AuditRow>> selectAudit(Database& database, const std::string& rest, const Values& values) {
    std::vector<AuditRow> rows;
    auto done = database.select("SELECT " + std::string(kColumns) + " FROM audit_log" + rest, values,
                                [&](const Row& row) -> Result<void> {
                                    rows.push_back(readAudit(row));
                                    return {};
                                });
    if (!done) return fail(done.error());
    return rows;
}

/// The row with its texts as the database gives them back: what is no character there becomes U+FFFD on the way. The hash must
/// be of these, or a stray byte in a reason would look like a hand in the chain.
Result<AuditRow> asKept(Database& database, const AuditRow& row) {
    AuditRow kept;
    auto done = database.select("SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?", valuesOf(row),
                                [&](const Row& columns) -> Result<void> {
                                    kept = readAudit(columns);
                                    return {};
                                });
    if (!done) return fail(done.error());
    return kept;
}

/// What is wrong with `row` behind a row with `seq` and `hash`; empty: nothing.
std::string fault(const AuditRow& row, std::int64_t seq, const std::string& hash) {
    if (row.seq != seq + 1) return "a row before this one was deleted";
    if (row.previousHash != hash) return "the row before this one was changed or put in its place";
    if (auditHash(row) != row.hash) return "this row was changed";
    return {};
}

}  // namespace

std::string auditHash(const AuditRow& row) {
    const std::string seq = std::to_string(row.seq);
    const std::string time = std::to_string(toMillis(row.createdAt));
    std::string canonical = row.previousHash + "[";
    bool first = true;
    for (const std::string* field : {&seq, &time, &row.actor, &row.actorId, &row.actorRole, &row.source, &row.ip, &row.action,
                                     &row.targetType, &row.targetId, &row.targetName, &row.outcome, &row.reason, &row.before,
                                     &row.after}) {
        if (!first) canonical += ',';
        canonical += jsonQuoted(*field);
        first = false;
    }
    canonical += ']';
    return hexText(sha256(canonical));
}

Result<AuditRow> appendAudit(Database& database, AuditRow row) {
    auto last = selectAudit(database, " ORDER BY seq DESC LIMIT 1", {});
    if (!last) return fail(last.error());
    row.seq = last->empty() ? 1 : last->front().seq + 1;
    row.previousHash = last->empty() ? std::string(64, '0') : last->front().hash;
    auto kept = asKept(database, row);
    if (!kept) return fail(kept.error());
    row = std::move(*kept);
    row.hash = auditHash(row);
    auto done = database.run(
        "INSERT INTO audit_log (seq, created_at, actor, actor_id, actor_role, source, ip, action, target_type, target_id, "
        "target_name, outcome, reason, state_before, state_after, previous_hash, hash) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        valuesOf(row));
    if (!done) return fail(done.error());
    return row;
}

namespace {

Where whereOf(const AuditFilter& filter) {
    Where where;
    if (!filter.action.empty()) where.add("(action = ? OR substr(action, 1, ?) = ?)",
                                          {filter.action, static_cast<std::int64_t>(filter.action.size() + 1), filter.action + "."});
    if (!filter.actor.empty()) where.add(R"(actor LIKE ? ESCAPE '\')", {likeAnywhere(filter.actor)});
    if (!filter.targetId.empty()) where.add("target_id = ?", {filter.targetId});
    if (filter.since) where.add("created_at >= ?", {timeValue(*filter.since)});
    if (filter.until) where.add("created_at < ?", {timeValue(*filter.until)});
    if (!filter.targetType.empty()) where.add("target_type = ?", {filter.targetType});
    if (!filter.target.empty()) {
        where.add(R"((target_name LIKE ? ESCAPE '\' OR target_id = ?))", {likeAnywhere(filter.target), filter.target});
    }
    if (!filter.outcome.empty()) where.add("outcome = ?", {filter.outcome});
    return where;
}

}  // namespace

Result<Page<AuditRow>> listAudit(Database& database, const AuditFilter& filter, const PageRequest& page) {
    Where where = whereOf(filter);
    if (!page.cursor.empty()) {
        auto cursor = decodeCursor(page.cursor);
        if (!cursor) return fail(cursor.error());
        where.add("seq < ?", {cursor->number});
    }
    Values values = where.values();
    values.push_back(static_cast<std::int64_t>(page.limit + 1));
    auto rows = selectAudit(database, where.text() + " ORDER BY seq DESC LIMIT ?", values);
    if (!rows) return fail(rows.error());
    return cutPage(std::move(*rows), page.limit, [](const AuditRow& row) { return CursorKey{row.seq, ""}; });
}

Result<std::vector<AuditRow>> auditRange(Database& database, const AuditFilter& filter, std::int64_t seq, std::size_t limit) {
    Where where = whereOf(filter);
    where.add("seq > ?", {seq});
    Values values = where.values();
    values.push_back(static_cast<std::int64_t>(limit));
    return selectAudit(database, where.text() + " ORDER BY seq LIMIT ?", values);
}

Result<std::optional<AuditRow>> lastAudit(Database& database) {
    auto rows = selectAudit(database, " ORDER BY seq DESC LIMIT 1", {});
    if (!rows) return fail(rows.error());
    return rows->empty() ? std::nullopt : std::optional<AuditRow>(std::move(rows->front()));
}

Result<std::vector<AuditRow>> auditAfter(Database& database, std::int64_t seq, std::size_t limit) {
    return selectAudit(database, " WHERE seq > ? ORDER BY seq LIMIT ?", {seq, static_cast<std::int64_t>(limit)});
}

Result<AuditCheck> verifyAudit(Database& database) {
    AuditCheck check;
    std::int64_t seq = 0;
    std::string hash(64, '0');
    auto done = database.select("SELECT " + std::string(kColumns) + " FROM audit_log ORDER BY seq", {},
                                [&](const Row& columns) -> Result<void> {
                                    const AuditRow row = readAudit(columns);
                                    ++check.rows;
                                    std::string problem = check.intact ? fault(row, seq, hash) : std::string{};
                                    if (!problem.empty()) {
                                        check.intact = false;
                                        check.firstBadSeq = row.seq;
                                        check.problem = std::move(problem);
                                    }
                                    seq = row.seq;
                                    hash = row.hash;
                                    return {};
                                });
    if (!done) return fail(done.error());
    if (check.rows > 0) check.headHash = hash;
    return check;
}

}  // namespace gw::store
