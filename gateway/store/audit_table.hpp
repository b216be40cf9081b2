// audit_log: append-only rows, each holding the hash of the one before it, so that an edit or a deletion shows. A row is
// appended inside the transaction of the change it tells of. Called on the writer (append) and on readers.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/store/database.hpp"
#include "gateway/store/page.hpp"

namespace gw::store {

struct AuditRow {
    std::int64_t seq = 0;  ///< set by appendAudit
    WallTime createdAt{};
    std::string actor;      ///< e-mail, or "system"
    std::string actorId, actorRole;
    std::string source;     ///< console | api | cli | system
    std::string ip;
    std::string action;     ///< "key.revoke"
    std::string targetType, targetId, targetName;
    std::string outcome = "done";  ///< done | failed | intent
    std::string reason;
    std::string before, after;  ///< JSON objects of the fields that changed, without secrets; empty: none
    std::string previousHash, hash;  ///< set by appendAudit
};

/// Fills seq, previousHash and hash, and inserts. Call it inside the change's transaction. @return the row as it stands.
Result<AuditRow> appendAudit(Database& database, AuditRow row);

struct AuditFilter {
    std::string action;  ///< whole ("key.revoke") or its head ("key")
    std::string actor;   ///< part of the address
    std::string targetId;
    std::string target;      ///< part of the target's name, or its whole id
    std::string targetType;  ///< "key"
    std::string outcome;     ///< done | failed | intent
    std::optional<WallTime> since, until;
};
/// Newest first.
Result<Page<AuditRow>> listAudit(Database& database, const AuditFilter& filter, const PageRequest& page);
/// The same rows, oldest first, behind `seq`: what an export reads page by page.
Result<std::vector<AuditRow>> auditRange(Database& database, const AuditFilter& filter, std::int64_t seq, std::size_t limit);
/// The end of the chain.
Result<std::optional<AuditRow>> lastAudit(Database& database);
/// Rows behind `seq`, oldest first: what the event stream sends next.
Result<std::vector<AuditRow>> auditAfter(Database& database, std::int64_t seq, std::size_t limit);

struct AuditCheck {
    std::int64_t rows = 0;
    bool intact = true;
    std::int64_t firstBadSeq = 0;
    std::string headHash;  ///< of the last row; empty: no rows
    std::string problem;  ///< what is wrong at firstBadSeq
};
/// Reads the whole chain.
Result<AuditCheck> verifyAudit(Database& database);

/// sha256(previous hash + canonical row): the fields as one JSON array in column order.
std::string auditHash(const AuditRow& row);

}  // namespace gw::store
