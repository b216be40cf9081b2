#include "gateway/config/settings.hpp"

#include "gateway/config/env_file.hpp"
#include "gateway/config/setting_fields.hpp"

#include <algorithm>
#include <charconv>
#include <thread>

#include <unistd.h>

extern char** environ;

namespace gw::config {

namespace {

struct Given {
    std::string value;
    Origin origin;
};

std::string place(const Origin& origin) {
    if (origin.kind == Origin::Kind::file) return origin.file.string() + ":" + std::to_string(origin.line);
    return "environment";
}

std::filesystem::path defaultDataDir(const std::map<std::string, std::string>& environment) {
    const auto value = [&](const char* name) {
        const auto found = environment.find(name);
        return found == environment.end() ? std::string{} : found->second;
    };
    if (const auto xdg = value("XDG_DATA_HOME"); xdg.starts_with('/')) return std::filesystem::path(xdg) / "gatehouse";
    const auto home = value("HOME");
    return std::filesystem::path(home.empty() ? "/var/lib" : home) / (home.empty() ? "gatehouse" : ".local/share/gatehouse");
}

/// The data directory is needed before `.env` can be looked for in it: option, then environment, then XDG.
std::filesystem::path earlyDataDir(const LoadOptions& options) {
    if (!options.dataDir.empty()) return std::filesystem::absolute(options.dataDir);
    const auto found = options.environment.find("GATEWAY_DATA_DIR");
    if (found != options.environment.end() && !found->second.empty()) return std::filesystem::absolute(found->second);
    return defaultDataDir(options.environment);
}

std::filesystem::path envFileOf(const LoadOptions& options, const std::filesystem::path& dataDir) {
    std::error_code ec;
    const auto inWorkingDir = options.workingDir / ".env";
    if (!options.workingDir.empty() && std::filesystem::exists(inWorkingDir, ec)) return inWorkingDir;
    return dataDir / ".env";
}

std::filesystem::path under(const std::filesystem::path& base, const std::filesystem::path& path) {
    return path.empty() || path.is_absolute() ? path : base / path;
}

void resolvePaths(Settings& s) {
    s.dataDir = std::filesystem::absolute(s.dataDir).lexically_normal();
    s.logDir = s.logDir.empty() ? s.dataDir / "logs" : under(s.dataDir, s.logDir);
    s.securityDir = s.securityDir.empty() ? s.dataDir / "security" : under(s.dataDir, s.securityDir);
    s.masterKeyFile = under(s.dataDir, s.masterKeyFile);
    s.tlsCert = under(s.dataDir, s.tlsCert);
    s.tlsKey = under(s.dataDir, s.tlsKey);
    constexpr std::string_view kSqlite = "sqlite:///";
    if (s.databaseUrl.empty()) {
        s.sqliteFile = s.dataDir / "gateway.db";
    } else if (s.databaseUrl.starts_with(kSqlite)) {
        // SQLAlchemy's form: three slashes are a relative path, four an absolute one.
        s.sqliteFile = under(s.dataDir, s.databaseUrl.substr(kSqlite.size()));
    }
    if (s.threads == 0) s.threads = std::clamp(std::thread::hardware_concurrency(), 1U, 64U);
}

/// Faults that only show between settings.
void crossCheck(const Settings& s, std::vector<std::string>& faults) {
    if (s.tlsCert.empty() != s.tlsKey.empty())
        faults.emplace_back("GATEWAY_TLS_CERT and GATEWAY_TLS_KEY: set both or neither");
    const std::string wide = ": a listener wider than loopback needs GATEWAY_TLS_CERT and GATEWAY_TLS_KEY, or GATEWAY_ALLOW_PLAIN=1";
    const bool plain = s.tlsCert.empty() && !s.allowPlain;
    if (!s.loopbackOnly() && plain) faults.emplace_back("GATEWAY_HOST=" + s.host + wide);
    if (const auto own = s.adminAddress()) {
        if (!s.adminLoopbackOnly() && plain) faults.emplace_back("GATEWAY_ADMIN_LISTEN=" + s.adminListen + wide);
        if (own->port == s.port && s.port != 0)
            faults.emplace_back("GATEWAY_ADMIN_LISTEN=" + s.adminListen + ": the port is the gateway's own: choose another, or \"same\"");
    }
    if (s.adminEmail.empty() != s.adminPassword.empty())
        faults.emplace_back("GATEWAY_ADMIN_EMAIL and GATEWAY_ADMIN_PASSWORD: set both or neither");
    if (!s.databaseUrl.empty() && !s.databaseUrl.starts_with("sqlite:"))
        faults.emplace_back("DATABASE_URL: this build serves sqlite:///FILE only");
    if (!s.redisUrl.empty()) faults.emplace_back("REDIS_URL: this build keeps state in the process; leave it empty");
}

bool ourName(const std::string& name) { return name.starts_with("GATEWAY_") || name.starts_with("UPSTREAM_"); }

using GivenMap = std::map<std::string, Given>;

/// Names that look like ours but are not in the table are typing errors: refused in the file, warned about elsewhere.
void checkNames(const GivenMap& given, std::vector<std::string>& faults, std::vector<std::string>& warnings) {
    const auto fields = settingFields();
    for (const auto& [name, entry] : given) {
        const bool known = std::any_of(fields.begin(), fields.end(), [&asked = name](const SettingField& f) { return asked == f.name; });
        if (known || !ourName(name)) continue;
        auto& list = entry.origin.kind == Origin::Kind::file ? faults : warnings;
        list.push_back(place(entry.origin) + ": " + name + " is not a setting; see `gatehoused config show` for all names");
    }
}

Result<GivenMap> gather(const LoadOptions& options, const std::filesystem::path& dataDir) {
    GivenMap given;
    const auto file = envFileOf(options, dataDir);
    auto lines = readEnvFile(file);
    if (!lines) return fail(lines.error());
    for (auto& line : *lines) given[line.name] = Given{line.value, Origin{Origin::Kind::file, file, line.line}};
    for (const auto& [name, value] : options.environment)
        given[name] = Given{value, Origin{Origin::Kind::environment, {}, 0}};
    return given;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text += (text.empty() ? "" : "\n") + line;
    return text;
}

}  // namespace

std::optional<ListenAddress> parseListenAddress(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    auto host = text.substr(0, colon);
    const auto digits = text.substr(colon + 1);
    const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (bracketed) host = host.substr(1, host.size() - 2);
    ListenAddress listen{host == "localhost" ? "127.0.0.1" : std::string(host), 0};
    const auto address = parseIp(listen.host);
    const auto [end, ec] = std::from_chars(digits.data(), digits.data() + digits.size(), listen.port);
    if (!address || ec != std::errc{} || digits.empty() || end != digits.data() + digits.size()) return std::nullopt;
    if ((host.find(':') != std::string_view::npos) != bracketed) return std::nullopt;
    return listen;
}

bool Settings::loopbackOnly() const {
    const auto address = parseIp(host);
    return address && address->isLoopback();
}

std::optional<ListenAddress> Settings::adminAddress() const {
    return adminListen == "same" ? std::nullopt : parseListenAddress(adminListen);
}

bool Settings::adminLoopbackOnly() const {
    const auto own = adminAddress();
    if (!own) return loopbackOnly();
    const auto address = parseIp(own->host);
    return address && address->isLoopback();
}

Result<LoadedSettings> loadSettings(const LoadOptions& options) {
    const auto dataDir = earlyDataDir(options);
    auto given = gather(options, dataDir);
    if (!given) return fail(given.error());
    LoadedSettings loaded;
    loaded.values.dataDir = dataDir;
    std::vector<std::string> faults;
    std::string firstField;
    checkNames(*given, faults, loaded.warnings);
    for (const auto& field : settingFields()) {
        const auto found = given->find(field.name);
        const bool dataDirOption = std::string_view(field.name) == "GATEWAY_DATA_DIR" && !options.dataDir.empty();
        if (found == given->end() || found->second.value.empty() || dataDirOption) continue;
        if (field.read(loaded.values, found->second.value)) continue;
        if (firstField.empty()) firstField = field.name;
        faults.push_back(place(found->second.origin) + ": " + field.name + "=" + (field.secret ? "(hidden)" : found->second.value) +
                         ": allowed is " + field.allowed);
    }
    resolvePaths(loaded.values);
    if (faults.empty()) crossCheck(loaded.values, faults);
    if (!faults.empty()) return fail(ErrorCode::settingsInvalid, joined(faults), firstField);
    for (const auto& field : settingFields()) {
        const auto found = given->find(field.name);
        const bool set = found != given->end() && !found->second.value.empty();
        const auto shown = field.show(loaded.values);
        loaded.shown.push_back({field.name, field.secret ? (shown.empty() ? "(not set)" : "(set)") : shown,
                                set ? found->second.origin : Origin{}, field.allowed, field.needsRestart});
    }
    return loaded;
}

std::map<std::string, std::string> processEnvironment() {
    std::map<std::string, std::string> all;
    for (char** entry = environ; entry && *entry; ++entry) {
        const std::string_view text(*entry);
        const auto equals = text.find('=');
        if (equals != std::string_view::npos) all.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    return all;
}

}  // namespace gw::config
