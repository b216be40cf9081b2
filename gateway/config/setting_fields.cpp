#include "gateway/config/setting_fields.hpp"

#include "gateway/base/http.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace gw::config {

namespace {

template <class Number>
bool number(const std::string& text, Number& out, std::uint64_t least, std::uint64_t most) {
    std::uint64_t value = 0;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || ec != std::errc{} || end != text.data() + text.size() || value < least || value > most) return false;
    out = static_cast<Number>(value);
    return true;
}

template <class Duration>
bool duration(const std::string& text, Duration& out, std::uint64_t least, std::uint64_t most) {
    std::uint64_t value = 0;
    if (!number(text, value, least, most)) return false;
    out = Duration(static_cast<typename Duration::rep>(value));
    return true;
}

bool flag(const std::string& text, bool& out) {
    const std::string_view yes[]{"1", "true", "yes", "on"};
    const std::string_view no[]{"0", "false", "no", "off"};
    if (std::find(std::begin(yes), std::end(yes), text) != std::end(yes)) return out = true, true;
    if (std::find(std::begin(no), std::end(no), text) != std::end(no)) return out = false, true;
    return false;
}

std::vector<std::string> parts(const std::string& text) {
    std::vector<std::string> found;
    std::string part;
    for (const char c : text + ",") {
        if (c == ',') {
            if (!part.empty()) found.push_back(part);
            part.clear();
        } else if (c != ' ') {
            part.push_back(c);
        }
    }
    return found;
}

template <class Enum>
bool choice(const std::string& text, Enum& out, std::initializer_list<std::pair<const char*, Enum>> choices) {
    for (const auto& [name, value] : choices)
        if (text == name) return out = value, true;
    return false;
}

bool readCidrs(Settings& s, const std::string& text) {
    std::vector<Cidr> ranges;
    for (const auto& part : parts(text)) {
        const auto range = parseCidr(part);
        if (!range) return false;
        ranges.push_back(*range);
    }
    s.trustedProxies = std::move(ranges);
    return true;
}

std::string showCidrs(const Settings& s) {
    std::string text;
    for (const auto& range : s.trustedProxies) text += (text.empty() ? "" : ",") + range.text();
    return text;
}

std::string showHosts(const Settings& s) {
    std::string text;
    for (const auto& host : s.adminHosts) text += (text.empty() ? "" : ",") + host;
    return text;
}

bool readLevel(Settings& s, const std::string& text) {
    return choice(lowerAscii(text), s.logLevel,
                  {{"trace", spdlog::level::trace}, {"debug", spdlog::level::debug}, {"info", spdlog::level::info},
                   {"warn", spdlog::level::warn}, {"warning", spdlog::level::warn}, {"error", spdlog::level::err}});
}

bool readHost(Settings& s, const std::string& text) {
    if (text != "localhost" && !parseIp(text)) return false;
    s.host = text == "localhost" ? "127.0.0.1" : text;
    return true;
}

bool readThreads(Settings& s, const std::string& text) {
    if (text == "auto") return s.threads = 0, true;
    return number(text, s.threads, 1, 64);
}

bool readDatabaseUrl(Settings& s, const std::string& text) {
    static constexpr std::array<std::string_view, 3> kSchemes{"sqlite:///", "postgresql://", "postgresql+asyncpg://"};
    if (!std::any_of(kSchemes.begin(), kSchemes.end(), [&](std::string_view head) { return text.starts_with(head); })) return false;
    s.databaseUrl = text;
    return true;
}

bool readRedisUrl(Settings& s, const std::string& text) {
    static constexpr std::array<std::string_view, 4> kSchemes{"redis://", "rediss://", "unix://", "sentinel://"};
    if (!text.empty() && !std::any_of(kSchemes.begin(), kSchemes.end(), [&](std::string_view head) { return text.starts_with(head); })) return false;
    s.redisUrl = text;
    return true;
}

std::string millis(std::chrono::milliseconds value) { return std::to_string(value.count()); }

#define GW_PATH(member) \
    [](Settings& s, const std::string& t) { return s.member = t, !t.empty(); }, [](const Settings& s) { return s.member.string(); }
#define GW_TEXT_SETTING(member) \
    [](Settings& s, const std::string& t) { return s.member = t, true; }, [](const Settings& s) { return s.member; }
#define GW_FLAG(member) \
    [](Settings& s, const std::string& t) { return flag(t, s.member); }, [](const Settings& s) { return std::string(s.member ? "1" : "0"); }
#define GW_MILLIS(member) \
    [](Settings& s, const std::string& t) { return duration(t, s.member, 1, 86'400'000); }, [](const Settings& s) { return millis(s.member); }

constexpr const char* kAnyPath = "a path; relative ones start at the data directory";

const std::array kFields{
    SettingField{"GATEWAY_HOST", "an IPv4 or IPv6 address to listen on", false, true, readHost, [](const Settings& s) { return s.host; }},
    SettingField{"GATEWAY_PORT", "0…65535 (0 picks a free port)", false, true,
                 [](Settings& s, const std::string& t) { return number(t, s.port, 0, 65535); }, [](const Settings& s) { return std::to_string(s.port); }},
    SettingField{"GATEWAY_THREADS", "auto or 1…64", false, true, readThreads, [](const Settings& s) { return s.threads == 0 ? std::string("auto") : std::to_string(s.threads); }},
    SettingField{"GATEWAY_REUSE_PORT", "0 or 1", false, true, GW_FLAG(reusePort)},
    SettingField{"GATEWAY_ALLOW_PLAIN", "0 or 1", false, true, GW_FLAG(allowPlain)},
    SettingField{"GATEWAY_DATA_DIR", "a directory", false, true, GW_PATH(dataDir)},
    SettingField{"GATEWAY_LOG_DIR", kAnyPath, false, true, GW_PATH(logDir)},
    SettingField{"GATEWAY_SECURITY_DIR", kAnyPath, false, true, GW_PATH(securityDir)},
    SettingField{"LOG_LEVEL", "trace, debug, info, warn or error", false, false, readLevel,
                 [](const Settings& s) { const auto name = spdlog::level::to_string_view(s.logLevel); return std::string(name.data(), name.size()); }},
    SettingField{"LOG_FORMAT", "text, json or both", false, true,
                 [](Settings& s, const std::string& t) { return choice(t, s.logFormat, {{"text", log::Format::text}, {"json", log::Format::json}, {"both", log::Format::both}}); },
                 [](const Settings& s) { return std::string(s.logFormat == log::Format::text ? "text" : s.logFormat == log::Format::json ? "json" : "both"); }},
    SettingField{"LOG_STDOUT", "0 or 1", false, true, GW_FLAG(logStdout)},
    SettingField{"DATABASE_URL", "sqlite:///FILE, postgresql://… or postgresql+asyncpg://…", true, true, readDatabaseUrl, [](const Settings& s) { return s.databaseUrl; }},
    SettingField{"REDIS_URL", "empty, redis://…, rediss://…, unix://… or sentinel://…", true, true, readRedisUrl, [](const Settings& s) { return s.redisUrl; }},
    SettingField{"GATEWAY_MASTER_KEY", "32 bytes as 64 hex digits or base64", true, true, GW_TEXT_SETTING(masterKey)},
    SettingField{"GATEWAY_MASTER_KEY_FILE", kAnyPath, false, true, GW_PATH(masterKeyFile)},
    SettingField{"GATEWAY_ADMIN_EMAIL", "an e-mail address", false, true,
                 [](Settings& s, const std::string& t) { return s.adminEmail = t, t.empty() || t.find('@') != std::string::npos; }, [](const Settings& s) { return s.adminEmail; }},
    SettingField{"GATEWAY_ADMIN_PASSWORD", "at least 10 characters", true, true,
                 [](Settings& s, const std::string& t) { return s.adminPassword = t, t.empty() || t.size() >= 10; }, [](const Settings& s) { return s.adminPassword; }},
    SettingField{"GATEWAY_DRAIN_SECONDS", "0…3600", false, false, [](Settings& s, const std::string& t) { return duration(t, s.drain, 0, 3600); }, [](const Settings& s) { return std::to_string(s.drain.count()); }},
    SettingField{"GATEWAY_DRAIN_NOTICE_SECONDS", "0…3600", false, false, [](Settings& s, const std::string& t) { return duration(t, s.drainNotice, 0, 3600); }, [](const Settings& s) { return std::to_string(s.drainNotice.count()); }},
    SettingField{"GATEWAY_MAX_BODY_BYTES", "1024…1073741824", false, true,
                 [](Settings& s, const std::string& t) { return number(t, s.bodyMax.value, 1024, 1ULL << 30); }, [](const Settings& s) { return std::to_string(s.bodyMax.value); }},
    SettingField{"GATEWAY_MAX_CONNECTIONS", "1…100000", false, true, [](Settings& s, const std::string& t) { return number(t, s.connectionsMax, 1, 100000); }, [](const Settings& s) { return std::to_string(s.connectionsMax); }},
    SettingField{"GATEWAY_MAX_CONNECTIONS_PER_IP", "0…100000 (0: a quarter of all, at least 64)", false, false,
                 [](Settings& s, const std::string& t) { return number(t, s.connectionsPerAddressMax, 0, 100000); }, [](const Settings& s) { return std::to_string(s.connectionsPerAddressMax); }},
    SettingField{"GATEWAY_TRUSTED_PROXIES", "addresses or CIDRs, comma-separated", false, false, readCidrs, showCidrs},
    SettingField{"GATEWAY_TLS_CERT", kAnyPath, false, false, GW_PATH(tlsCert)},
    SettingField{"GATEWAY_TLS_KEY", kAnyPath, false, false, GW_PATH(tlsKey)},
    SettingField{"GATEWAY_ADMIN_LISTEN", "same, or an address and a port such as 127.0.0.1:9000 or [::1]:9000", false, true,
                 [](Settings& s, const std::string& t) { return s.adminListen = t, t == "same" || parseListenAddress(t).has_value(); }, [](const Settings& s) { return s.adminListen; }},
    SettingField{"GATEWAY_ADMIN_HOSTS", "host names, comma-separated", false, false, [](Settings& s, const std::string& t) { return s.adminHosts = parts(t), true; }, showHosts},
    SettingField{"LEDGER_SYNC", "group or strict", false, true,
                 [](Settings& s, const std::string& t) { return choice(t, s.ledgerSync, {{"group", LedgerSync::group}, {"strict", LedgerSync::strict}}); },
                 [](const Settings& s) { return std::string(s.ledgerSync == LedgerSync::group ? "group" : "strict"); }},
    SettingField{"CLIENT_GONE", "cancel or drain", false, false,
                 [](Settings& s, const std::string& t) { return choice(t, s.clientGone, {{"cancel", ClientGone::cancel}, {"drain", ClientGone::drain}}); },
                 [](const Settings& s) { return std::string(s.clientGone == ClientGone::cancel ? "cancel" : "drain"); }},
    SettingField{"UNPRICED_POLICY", "allow or refuse", false, false,
                 [](Settings& s, const std::string& t) { return choice(t, s.unpriced, {{"allow", UnpricedPolicy::allow}, {"refuse", UnpricedPolicy::refuse}}); },
                 [](const Settings& s) { return std::string(s.unpriced == UnpricedPolicy::allow ? "allow" : "refuse"); }},
    SettingField{"RATE_LIMIT_EXTERNAL_RPM", "0…1000000000 (0: none)", false, false, [](Settings& s, const std::string& t) { return number(t, s.rateLimitRpm, 0, 1'000'000'000); }, [](const Settings& s) { return std::to_string(s.rateLimitRpm); }},
    SettingField{"RATE_LIMIT_EXTERNAL_TPM", "0…1000000000000 (0: none)", false, false, [](Settings& s, const std::string& t) { return number(t, s.rateLimitTpm, 0, 1'000'000'000'000); }, [](const Settings& s) { return std::to_string(s.rateLimitTpm); }},
    SettingField{"RATE_LIMIT_TPM_STRICT", "0 or 1", false, false, [](Settings& s, const std::string& t) { return choice(t, s.rateLimitTpmStrict, {{"0", false}, {"1", true}}); }, [](const Settings& s) { return std::string(s.rateLimitTpmStrict ? "1" : "0"); }},
    SettingField{"RESERVE_OUTPUT_TOKENS", "1…1000000", false, false, [](Settings& s, const std::string& t) { return number(t, s.reserveOutputTokens, 1, 1'000'000); }, [](const Settings& s) { return std::to_string(s.reserveOutputTokens); }},
    SettingField{"CIRCUIT_FAILURES", "0…1000 (0: circuits never open by themselves)", false, false, [](Settings& s, const std::string& t) { return number(t, s.circuitFailures, 0, 1000); }, [](const Settings& s) { return std::to_string(s.circuitFailures); }},
    SettingField{"CIRCUIT_ERROR_PERCENT", "0…100 (0: a share of failures opens no circuit)", false, false, [](Settings& s, const std::string& t) { return number(t, s.circuitErrorPercent, 0, 100); }, [](const Settings& s) { return std::to_string(s.circuitErrorPercent); }},
    SettingField{"CIRCUIT_CALLS_MIN", "1…100000", false, false, [](Settings& s, const std::string& t) { return number(t, s.circuitCallsMin, 1, 100'000); }, [](const Settings& s) { return std::to_string(s.circuitCallsMin); }},
    SettingField{"GATEWAY_CACHE_BYTES", "0…1099511627776 (0: no cache)", false, true, [](Settings& s, const std::string& t) { return number(t, s.cacheMax.value, 0, 1ULL << 40); }, [](const Settings& s) { return std::to_string(s.cacheMax.value); }},
    SettingField{"GATEWAY_CACHE_ENTRIES", "1…100000000", false, true, [](Settings& s, const std::string& t) { return number(t, s.cacheEntriesMax, 1, 100'000'000); }, [](const Settings& s) { return std::to_string(s.cacheEntriesMax); }},
    SettingField{"GATEWAY_CACHE_TTL_SECONDS", "1…2592000", false, false, [](Settings& s, const std::string& t) { return duration(t, s.cacheTtl, 1, 2'592'000); }, [](const Settings& s) { return std::to_string(s.cacheTtl.count()); }},
    SettingField{"GATEWAY_MEMORY_BYTES", "0…1099511627776 (0: what the container or the machine has)", false, false, [](Settings& s, const std::string& t) { return number(t, s.memoryMax.value, 0, 1ULL << 40); }, [](const Settings& s) { return std::to_string(s.memoryMax.value); }},
    SettingField{"GATEWAY_MAX_BUFFER_BYTES", "0…1099511627776 (0: a quarter of the memory)", false, false, [](Settings& s, const std::string& t) { return number(t, s.bufferMax.value, 0, 1ULL << 40); }, [](const Settings& s) { return std::to_string(s.bufferMax.value); }},
    SettingField{"GATEWAY_MAX_INFLIGHT", "0…1000000 (0: as many as connections)", false, false, [](Settings& s, const std::string& t) { return number(t, s.inflightMax, 0, 1'000'000); }, [](const Settings& s) { return std::to_string(s.inflightMax); }},
    SettingField{"GATEWAY_MAX_SPOOL_RECORDS", "1000…1000000000", false, false, [](Settings& s, const std::string& t) { return number(t, s.spoolMax, 1000, 1'000'000'000); }, [](const Settings& s) { return std::to_string(s.spoolMax); }},
    SettingField{"METRICS_TOKEN", "any text", true, false, GW_TEXT_SETTING(metricsToken)},
    SettingField{"UPSTREAM_MAX_CONNECTIONS", "0…1000000 (of one upstream, shared out among the threads; 0: no cap)", false, true, [](Settings& s, const std::string& t) { return number(t, s.upstreamConnectionsMax, 0, 1'000'000); }, [](const Settings& s) { return std::to_string(s.upstreamConnectionsMax); }},
    SettingField{"UPSTREAM_CONNECT_TIMEOUT_MS", "1…86400000", false, false, GW_MILLIS(upstreamConnectTimeout)},
    SettingField{"UPSTREAM_FIRST_BYTE_TIMEOUT_MS", "1…86400000", false, false, GW_MILLIS(upstreamFirstByteTimeout)},
    SettingField{"UPSTREAM_IDLE_TIMEOUT_MS", "1…86400000", false, false, GW_MILLIS(upstreamIdleTimeout)},
    SettingField{"UPSTREAM_TOTAL_TIMEOUT_MS", "1…86400000", false, false, GW_MILLIS(upstreamTotalTimeout)},
    SettingField{"REQUEST_TIMEOUT_MS", "1…86400000", false, false, GW_MILLIS(requestTimeout)},
    SettingField{"ATTEMPTS_MAX", "1…8", false, false, [](Settings& s, const std::string& t) { return number(t, s.attemptsMax, 1, 8); }, [](const Settings& s) { return std::to_string(s.attemptsMax); }},
    SettingField{"RETRY_BUDGET_PERCENT", "0…100", false, false, [](Settings& s, const std::string& t) { return number(t, s.retryBudgetPercent, 0, 100); }, [](const Settings& s) { return std::to_string(s.retryBudgetPercent); }},
    SettingField{"RETRY_BUDGET_MIN", "0…10000", false, false, [](Settings& s, const std::string& t) { return number(t, s.retryBudgetMin, 0, 10'000); }, [](const Settings& s) { return std::to_string(s.retryBudgetMin); }},
    SettingField{"GATEWAY_ENVIRONMENT_NAME", "any text up to 40 characters", false, true,
                 [](Settings& s, const std::string& t) { return s.environmentName = t, !t.empty() && t.size() <= 40; }, [](const Settings& s) { return s.environmentName; }},
    SettingField{"GATEWAY_ENVIRONMENT_CLASS", "development, staging or production", false, true,
                 [](Settings& s, const std::string& t) { return s.environmentClass = t, t == "development" || t == "staging" || t == "production"; },
                 [](const Settings& s) { return s.environmentClass; }},
};

#undef GW_PATH
#undef GW_TEXT_SETTING
#undef GW_FLAG
#undef GW_MILLIS

}  // namespace

std::span<const SettingField> settingFields() { return kFields; }

}  // namespace gw::config
