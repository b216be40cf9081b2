#include "gateway/control/commands/provider_commands.hpp"
#include "gateway/control/validate.hpp"
#include "gateway/secrets/sealed.hpp"

namespace gw::control {

namespace {
constexpr std::int64_t kTimeoutMinMs = 100;
constexpr std::int64_t kTimeoutMaxMs = 3'600'000;
constexpr std::int64_t kProbeMinSeconds = 5;
constexpr std::int64_t kProbeMaxSeconds = 86'400;
/// The last four characters are shown of credentials long enough that those tell nothing.
constexpr std::size_t kHintFromLength = 16;
constexpr std::size_t kHintLength = 4;

/// A real call is made in OpenAI's form, which is what the gateway speaks to these providers.
Result<void> checkProbeModel(const store::ProviderRow& row) {
    if (row.probeModel.empty()) return {};
    if (row.kind != "openai" && row.kind != "azure") {
        return fail(ErrorCode::invalidValue, "A probe model can be named for providers of the kinds openai and azure only: leave it out.", "probe_model");
    }
    if (auto model = checkModels({row.probeModel}, "probe_model"); !model) return fail(model.error());
    return {};
}
}  // namespace

Result<void> checkProvider(const store::ProviderRow& row) {
    if (auto kind = checkKind(row.kind); !kind) return kind;
    if (auto url = checkBaseUrl(row.baseUrl, row.allowPrivate); !url) return url;
    const std::pair<std::optional<std::int64_t>, const char*> limits[] = {{row.connectTimeoutMs, "connect_timeout_ms"},
                                                                          {row.firstByteTimeoutMs, "first_byte_timeout_ms"},
                                                                          {row.idleTimeoutMs, "idle_timeout_ms"},
                                                                          {row.totalTimeoutMs, "total_timeout_ms"}};
    for (const auto& [value, field] : limits) {
        if (auto range = checkRange(value, kTimeoutMinMs, kTimeoutMaxMs, field); !range) return range;
    }
    if (auto model = checkProbeModel(row); !model) return model;
    return checkRange(row.probeSeconds, kProbeMinSeconds, kProbeMaxSeconds, "probe_interval_seconds");
}

Result<void> giveCredential(store::ProviderRow& row, const secrets::Secret& credential, const secrets::MasterKey& masterKey) {
    const auto text = credential.reveal();
    if (auto usable = checkCredential(text); !usable) return usable;
    row.credential = secrets::seal(masterKey, secrets::providerContext(row.id), text);
    const auto tail = text.size() >= kHintFromLength ? text.substr(text.size() - kHintLength) : std::string_view();
    row.credentialHint = "…" + std::string(tail);
    return {};
}

}  // namespace gw::control
