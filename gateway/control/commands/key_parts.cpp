#include "gateway/base/digest.hpp"
#include "gateway/base/random_id.hpp"
#include "gateway/control/audit_trail.hpp"
#include "gateway/control/commands/key_commands.hpp"
#include "gateway/control/validate.hpp"
#include "gateway/secrets/sealed.hpp"

namespace gw::control {

namespace {
/// "gw-" and six characters: enough to tell keys apart, useless for guessing the rest.
constexpr std::size_t kPrefixLength = 9;
constexpr std::size_t kSigningBytes = 32;
constexpr std::int64_t kRpmMax = 10'000'000;
constexpr std::int64_t kTpmMax = 1'000'000'000'000;
constexpr std::int64_t kParallelMax = 1'000'000;
}  // namespace

secrets::Secret giveSecret(store::ApiKeyRow& row) {
    std::string text = apiKeySecret();
    row.prefix = text.substr(0, kPrefixLength);
    row.secretHash = hexText(sha256(text));
    secrets::Secret secret(text);
    secrets::wipe(text);
    return secret;
}

secrets::Secret giveSigningSecret(store::ApiKeyRow& row, const secrets::MasterKey& masterKey) {
    std::string text = randomHex(kSigningBytes);
    row.signingSecret = secrets::seal(masterKey, secrets::signingContext(row.id), text);
    secrets::Secret secret(text);
    secrets::wipe(text);
    return secret;
}

void endGrace(store::ApiKeyRow& row) {
    row.previousHash.clear();
    row.previousUntil.reset();
    row.previousPrefix.clear();
    row.previousSigningSecret.clear();
}

Result<const store::ApiKeyRow*> livingKey(const State& state, std::string_view id) {
    const auto* key = state.key(id);
    if (!key) return fail(ErrorCode::notFound, "There is no such API key.");
    if (key->status == "revoked") return fail(ErrorCode::conflict, "This key is revoked and stays so: make another one.");
    return key;
}

Result<void> checkLimits(const store::ApiKeyRow& row) {
    if (auto rpm = checkRange(row.rpm, 1, kRpmMax, "rpm"); !rpm) return rpm;
    if (auto tpm = checkRange(row.tpm, 1, kTpmMax, "tpm"); !tpm) return tpm;
    return checkRange(row.parallelMax, 1, kParallelMax, "max_parallel");
}

Result<void> checkKeyUser(const State& state, const std::string& userId) {
    const auto* user = state.user(userId);
    if (!user) return fail(ErrorCode::invalidValue, "There is no user with this id.", "user_id");
    if (!user->isActive) return fail(ErrorCode::invalidValue, "This user is disabled.", "user_id");
    return {};
}

Result<void> checkDefaultPreset(const State& state, const std::string& name) {
    if (state.presetByName(name)) return {};
    return fail(ErrorCode::invalidValue, "There is no preset of this name.", "default_preset");
}

Result<Change> keyChange(std::string action, const store::ApiKeyRow& old, store::ApiKeyRow row, std::string reason) {
    Change change;
    change.id = row.id;
    if (row == old) return change;
    change.audit = draftFor(std::move(action), "key", &old, &row, row.name);
    change.audit.reason = std::move(reason);
    change.rows.push_back(PutKey{std::move(row), false});
    return change;
}

}  // namespace gw::control
