// Rows and a context that the tests of this folder share. Plain values, test thread.
#pragma once

#include "gateway/base/digest.hpp"
#include "gateway/control/change.hpp"

#include <QByteArray>

#include <array>
#include <cstdint>
#include <string>
#include <variant>

namespace gw::test {

inline constexpr WallTime kNow{std::chrono::milliseconds{1'767'700'800'000}};  // FakeClock's start

inline secrets::MasterKey masterKeyOf(std::uint8_t fill) {
    std::array<std::uint8_t, secrets::MasterKey::kSize> bytes{};
    bytes.fill(fill);
    return secrets::MasterKey(bytes);
}

inline control::CommandContext contextOf(const secrets::MasterKey& key) {
    return {.now = kNow,
            .actor = {.userId = "u-admin", .email = "anna@example.org", .role = "admin", .source = "console", .ip = "10.1.1.1"},
            .masterKey = &key};
}

inline std::string hashOf(const std::string& secret) { return hexText(sha256(secret)); }

inline store::UserRow userRow(const std::string& id, const std::string& email, const std::string& role, bool isActive = true) {
    return {.id = id, .email = email, .passwordHash = "$argon2id$kept", .role = role, .isActive = isActive, .createdAt = kNow, .lastLoginAt = {}};
}

/// Its secret is "gw-secret-of-" + id.
inline store::ApiKeyRow keyRow(const std::string& id, const std::string& status = "active") {
    store::ApiKeyRow row;
    row.id = id;
    row.name = "name of " + id;
    row.prefix = "gw-secret";
    row.secretHash = hashOf("gw-secret-of-" + id);
    row.status = status;
    row.createdAt = kNow;
    if (status == "revoked") row.revokedAt = kNow;
    return row;
}

inline store::ProviderRow providerRow(const std::string& id, const std::string& name) {
    store::ProviderRow row;
    row.id = id;
    row.name = name;
    row.kind = "openai";
    row.baseUrl = "https://api." + name + ".example";
    row.createdAt = kNow;
    return row;
}

inline store::PresetRow presetRow() {
    store::PresetRow row;
    row.id = "s-1";
    row.name = "main";
    row.strategy = "weighted";
    row.items = {{.id = "i-1", .provider = "alpha", .model = "m-1", .weight = 3, .priority = 0, .isActive = true},
                 {.id = "i-2", .provider = "beta", .model = "m-2", .weight = 1, .priority = 1, .isActive = false}};
    row.createdAt = kNow;
    return row;
}

inline store::BlockedIpRow blockRow(const std::string& ip) {
    return {.id = "b-" + ip, .ip = ip, .reason = "scraper", .source = "api", .createdBy = "anna@example.org", .createdAt = kNow, .expiresAt = {}};
}

inline store::CircuitRow circuitRow(const std::string& provider, const std::string& model, const std::string& state = "open") {
    return {.id = "c-" + model, .provider = provider, .model = model, .state = state, .reason = "slow", .source = "api", .createdBy = "anna@example.org",
            .createdAt = kNow, .expiresAt = kNow + std::chrono::seconds(300)};
}

/// Users u-admin, u-op, u-off (disabled); keys k-1 (of u-op), k-frozen, k-revoked; providers alpha, beta and gamma (in no
/// preset); preset main of alpha and beta; 203.0.113.9 blocked; alpha/m-1 open.
inline control::State sampleState() {
    control::State state;
    for (const auto& row : {userRow("u-admin", "anna@example.org", "admin"), userRow("u-op", "otto@example.org", "operator"),
                            userRow("u-off", "vera@example.org", "viewer", false)}) {
        state.users.emplace(row.id, row);
    }
    for (auto row : {keyRow("k-1"), keyRow("k-frozen", "frozen"), keyRow("k-revoked", "revoked")}) {
        if (row.id == "k-1") row.userId = "u-op";
        state.keys.emplace(row.id, row);
    }
    for (const auto& row : {providerRow("p-1", "alpha"), providerRow("p-2", "beta"), providerRow("p-3", "gamma")}) {
        state.providers.emplace(row.id, row);
    }
    state.presets.emplace("s-1", presetRow());
    state.blocks.emplace("203.0.113.9", blockRow("203.0.113.9"));
    state.circuits.emplace("alpha/m-1", circuitRow("alpha", "m-1"));
    return state;
}

/// "CODE field", "CODE" without a field, "" when it is no refusal.
template <class T>
QByteArray refusal(const Result<T>& result) {
    if (result) return {};
    auto text = std::string(codeText(result.error().code));
    if (!result.error().field.empty()) text += " " + result.error().field;
    return QByteArray::fromStdString(text);
}

/// The row of the only change of its kind; throws when there is none.
template <class Put>
const Put& rowOf(const control::Change& change) {
    for (const auto& row : change.rows) {
        if (const auto* found = std::get_if<Put>(&row)) return *found;
    }
    throw std::bad_variant_access();
}

inline QByteArray bytes(const std::string& text) { return QByteArray::fromStdString(text); }

}  // namespace gw::test
