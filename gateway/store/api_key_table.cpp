#include "gateway/store/api_key_table.hpp"

#include "gateway/store/column.hpp"
#include "gateway/store/text_list.hpp"

namespace gw::store {

namespace {

constexpr std::string_view kColumns =
    "k.id, k.name, k.prefix, k.secret_hash, k.user_id, k.status, k.rpm, k.tpm, k.max_parallel, k.budget_nanousd, k.models, "
    "k.allowed_ips, k.require_signature, k.signing_secret, k.default_preset, k.tags, k.created_at, k.expires_at, k.revoked_at, "
    "k.revoke_reason, k.previous_hash, k.previous_until, k.previous_prefix, k.previous_signing_secret, k.rotated_at";
constexpr int kColumnCount = 25;

// The newest day of a key tells when it was last used; it is also today's row when that day is today.
constexpr std::string_view kListFrom =
    ", u.email, d.day, d.requests, d.errors, d.cost_nanousd, d.last_used_at, d.last_ip, now_use.last_used_at, old_use.last_used_at, "
    "old_use.last_ip FROM api_key k "
    "LEFT JOIN users u ON u.id = k.user_id "
    "LEFT JOIN key_day d ON d.key_id = k.id AND d.day = (SELECT max(day) FROM key_day WHERE key_id = k.id) "
    "LEFT JOIN secret_use now_use ON now_use.secret_hash = k.secret_hash "
    "LEFT JOIN secret_use old_use ON old_use.secret_hash = k.previous_hash";

std::vector<std::string> readTexts(const Row& row, int column, const char* name, std::string& fault) {
    auto texts = decodeTexts(row.text(column));
    if (texts) return std::move(*texts);
    fault = std::string(name) + " is not a list of texts";
    return {};
}

ApiKeyRow readKey(const Row& row) {
    ApiKeyRow key;
    key.id = row.text(0);
    key.name = row.text(1);
    key.prefix = row.text(2);
    key.secretHash = row.text(3);
    key.userId = row.text(4);
    key.status = row.text(5);
    key.rpm = row.maybeInteger(6);
    key.tpm = row.maybeInteger(7);
    key.parallelMax = row.maybeInteger(8);
    key.budgetNanoUsd = row.maybeInteger(9);
    key.models = readTexts(row, 10, "models", key.fault);
    key.allowedIps = readTexts(row, 11, "allowed_ips", key.fault);
    key.requireSignature = row.boolean(12);
    key.signingSecret = row.text(13);
    key.defaultPreset = row.text(14);
    key.tags = readTexts(row, 15, "tags", key.fault);
    key.createdAt = timeAt(row, 16);
    key.expiresAt = maybeTimeAt(row, 17);
    key.revokedAt = maybeTimeAt(row, 18);
    key.revokeReason = row.text(19);
    key.previousHash = row.text(20);
    key.previousUntil = maybeTimeAt(row, 21);
    key.previousPrefix = row.text(22);
    key.previousSigningSecret = row.text(23);
    key.rotatedAt = maybeTimeAt(row, 24);
    return key;
}

KeyListRow readListRow(const Row& row, WallTime now) {
    KeyListRow item{.key = readKey(row), .userEmail = row.text(kColumnCount), .figures = {}};
    item.figures.lastUsedAt = maybeTimeAt(row, kColumnCount + 5);
    item.figures.lastIp = row.text(kColumnCount + 6);
    item.figures.secretUsedAt = maybeTimeAt(row, kColumnCount + 7);
    item.figures.previousUsedAt = maybeTimeAt(row, kColumnCount + 8);
    item.figures.previousIp = row.text(kColumnCount + 9);
    const std::int64_t today = std::chrono::floor<std::chrono::days>(now).time_since_epoch().count();
    if (row.maybeInteger(kColumnCount + 1) != today) return item;
    item.figures.requestsToday = row.integer(kColumnCount + 2);
    item.figures.errorsToday = row.integer(kColumnCount + 3);
    item.figures.costTodayNanoUsd = row.integer(kColumnCount + 4);
    return item;
}

/// The columns an update may change, in the order of both statements below.
Values changeable(const ApiKeyRow& row) {
    return {row.name, row.prefix, row.secretHash, textOrNull(row.userId), row.status, nullable(row.rpm), nullable(row.tpm),
            nullable(row.parallelMax), nullable(row.budgetNanoUsd), encodeTexts(row.models), encodeTexts(row.allowedIps),
            row.requireSignature, textOrNull(row.signingSecret), textOrNull(row.defaultPreset), encodeTexts(row.tags),
            timeValue(row.expiresAt), timeValue(row.revokedAt), textOrNull(row.revokeReason), textOrNull(row.previousHash),
            timeValue(row.previousUntil), textOrNull(row.previousPrefix), textOrNull(row.previousSigningSecret),
            timeValue(row.rotatedAt)};
}

}  // namespace

Result<void> insertApiKey(Database& database, const ApiKeyRow& row) {
    Values values = changeable(row);
    values.push_back(timeValue(row.createdAt));
    values.push_back(row.id);
    return noCount(database.run(
        "INSERT INTO api_key (name, prefix, secret_hash, user_id, status, rpm, tpm, max_parallel, budget_nanousd, models, "
        "allowed_ips, require_signature, signing_secret, default_preset, tags, expires_at, revoked_at, revoke_reason, "
        "previous_hash, previous_until, previous_prefix, previous_signing_secret, rotated_at, created_at, id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        values));
}

Result<void> updateApiKey(Database& database, const ApiKeyRow& row) {
    Values values = changeable(row);
    values.push_back(row.id);
    return oneRow(database.run("UPDATE api_key SET name = ?, prefix = ?, secret_hash = ?, user_id = ?, status = ?, rpm = ?, "
                               "tpm = ?, max_parallel = ?, budget_nanousd = ?, models = ?, allowed_ips = ?, "
                               "require_signature = ?, signing_secret = ?, default_preset = ?, tags = ?, expires_at = ?, "
                               "revoked_at = ?, revoke_reason = ?, previous_hash = ?, previous_until = ?, previous_prefix = ?, "
                               "previous_signing_secret = ?, rotated_at = ? WHERE id = ?",
                               values),
                  "API key");
}

Result<std::optional<KeyListRow>> findApiKey(Database& database, const std::string& id, WallTime now) {
    std::optional<KeyListRow> found;
    auto done = database.select("SELECT " + std::string(kColumns) + std::string(kListFrom) + " WHERE k.id = ?", {id},
                                [&](const Row& row) -> Result<void> {
                                    found = readListRow(row, now);
                                    return {};
                                });
    if (!done) return fail(done.error());
    return found;
}

Result<Page<KeyListRow>> listApiKeys(Database& database, const KeyFilter& filter, const PageRequest& page, WallTime now) {
    Where where;
    if (!filter.status.empty()) where.add("k.status = ?", {filter.status});
    if (!filter.userId.empty()) where.add("k.user_id = ?", {filter.userId});
    if (!filter.search.empty()) {
        const std::string like = likeAnywhere(filter.search);
        where.add(R"((k.name LIKE ? ESCAPE '\' OR k.prefix LIKE ? ESCAPE '\' OR u.email LIKE ? ESCAPE '\' OR k.tags LIKE ? ESCAPE '\'))",
                  {like, like, like, like});
    }
    if (!page.cursor.empty()) {
        auto cursor = decodeCursor(page.cursor);
        if (!cursor) return fail(cursor.error());
        where.add("(k.created_at, k.id) < (?, ?)", {cursor->number, cursor->text});
    }
    Values values = where.values();
    values.push_back(static_cast<std::int64_t>(page.limit + 1));
    std::vector<KeyListRow> rows;
    auto done = database.select("SELECT " + std::string(kColumns) + std::string(kListFrom) + where.text() +
                                    " ORDER BY k.created_at DESC, k.id DESC LIMIT ?",
                                values, [&](const Row& row) -> Result<void> {
                                    rows.push_back(readListRow(row, now));
                                    return {};
                                });
    if (!done) return fail(done.error());
    return cutPage(std::move(rows), page.limit, [](const KeyListRow& row) {
        return CursorKey{toMillis(row.key.createdAt), row.key.id};
    });
}

Result<std::vector<ApiKeyRow>> allApiKeys(Database& database) {
    std::vector<ApiKeyRow> rows;
    auto done = database.select("SELECT " + std::string(kColumns) + " FROM api_key k", {}, [&](const Row& row) -> Result<void> {
        rows.push_back(readKey(row));
        return {};
    });
    if (!done) return fail(done.error());
    return rows;
}

}  // namespace gw::store
