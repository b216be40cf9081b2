#include "gateway/store/provider_table.hpp"

#include "gateway/store/column.hpp"

namespace gw::store {

namespace {

ProviderRow readProvider(const Row& row) {
    return {.id = row.text(0),
            .name = row.text(1),
            .kind = row.text(2),
            .baseUrl = row.text(3),
            .allowPrivate = row.boolean(4),
            .isActive = row.boolean(5),
            .credential = row.text(6),
            .credentialHint = row.text(7),
            .connectTimeoutMs = row.maybeInteger(8),
            .firstByteTimeoutMs = row.maybeInteger(9),
            .idleTimeoutMs = row.maybeInteger(10),
            .totalTimeoutMs = row.maybeInteger(11),
            .probeSeconds = row.maybeInteger(12),
            .probeModel = row.text(13),
            .createdAt = timeAt(row, 14)};
}

/// In the order of both statements below.
Values changeable(const ProviderRow& row) {
    return {row.kind,
            row.baseUrl,
            row.allowPrivate,
            row.isActive,
            textOrNull(row.credential),
            textOrNull(row.credentialHint),
            nullable(row.connectTimeoutMs),
            nullable(row.firstByteTimeoutMs),
            nullable(row.idleTimeoutMs),
            nullable(row.totalTimeoutMs),
            nullable(row.probeSeconds),
            textOrNull(row.probeModel)};
}

}  // namespace

Result<void> insertProvider(Database& database, const ProviderRow& row) {
    Values values = changeable(row);
    values.push_back(row.name);
    values.push_back(timeValue(row.createdAt));
    values.push_back(row.id);
    return noCount(database.run("INSERT INTO provider (kind, base_url, allow_private, is_active, credential, credential_hint, "
                                "connect_timeout_ms, first_byte_timeout_ms, idle_timeout_ms, total_timeout_ms, probe_seconds, probe_model, name, created_at, id) "
                                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                values));
}

Result<void> updateProvider(Database& database, const ProviderRow& row) {
    Values values = changeable(row);
    values.push_back(row.id);
    return oneRow(database.run("UPDATE provider SET kind = ?, base_url = ?, allow_private = ?, is_active = ?, credential = ?, "
                               "credential_hint = ?, connect_timeout_ms = ?, first_byte_timeout_ms = ?, idle_timeout_ms = ?, "
                               "total_timeout_ms = ?, probe_seconds = ?, probe_model = ? WHERE id = ?",
                               values),
                  "provider");
}

Result<void> deleteProvider(Database& database, const std::string& id) {
    return oneRow(database.run("DELETE FROM provider WHERE id = ?", {id}), "provider");
}

Result<std::vector<ProviderRow>> allProviders(Database& database) {
    std::vector<ProviderRow> rows;
    auto done = database.select(
        "SELECT id, name, kind, base_url, allow_private, is_active, credential, credential_hint, connect_timeout_ms, "
        "first_byte_timeout_ms, idle_timeout_ms, total_timeout_ms, probe_seconds, probe_model, created_at FROM provider ORDER BY name",
        {}, [&](const Row& row) -> Result<void> {
            rows.push_back(readProvider(row));
            return {};
        });
    if (!done) return fail(done.error());
    return rows;
}

}  // namespace gw::store
