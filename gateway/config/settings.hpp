// The settings of contract.md, validated: environment, then `.env`, then built-in defaults. Each value knows where it came
// from. Read once at start (and at SIGHUP) by the thread that starts the engine; a plain value afterwards, any thread.
#pragma once

#include "gateway/base/cidr.hpp"
#include "gateway/base/log.hpp"
#include "gateway/base/result.hpp"
#include "gateway/base/units.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gw::config {

enum class LedgerSync : std::uint8_t { group, strict };
enum class ClientGone : std::uint8_t { cancel, drain };
enum class UnpricedPolicy : std::uint8_t { allow, refuse };

struct ListenAddress {
    std::string host;  ///< an address
    std::uint16_t port = 0;
};
/// "127.0.0.1:9000" or "[::1]:9000"; "localhost" stands for 127.0.0.1.
std::optional<ListenAddress> parseListenAddress(std::string_view text);

struct Settings {
    std::string host = "127.0.0.1";
    std::uint16_t port = 8000;
    unsigned threads = 0;  ///< GATEWAY_THREADS; resolved to the number of cores, 1…64
    bool reusePort = false;
    bool allowPlain = false;
    std::filesystem::path dataDir;
    std::filesystem::path logDir;
    std::filesystem::path securityDir;
    spdlog::level::level_enum logLevel = spdlog::level::info;
    log::Format logFormat = log::Format::text;
    bool logStdout = false;
    std::string databaseUrl;           ///< as written; empty: gateway.db in the data directory
    std::filesystem::path sqliteFile;  ///< resolved, when the URL is a SQLite one
    std::string redisUrl;
    std::string masterKey;
    std::filesystem::path masterKeyFile;
    std::string adminEmail;
    std::string adminPassword;
    std::chrono::seconds drain{30};
    std::chrono::seconds drainNotice{0};
    Bytes bodyMax = mebibytes(20);
    unsigned connectionsMax = 9000;
    unsigned connectionsPerAddressMax = 0;  ///< 0: a quarter of all, at least 64
    std::vector<Cidr> trustedProxies;
    std::filesystem::path tlsCert;
    std::filesystem::path tlsKey;
    std::string adminListen = "same";
    std::vector<std::string> adminHosts;
    LedgerSync ledgerSync = LedgerSync::group;
    ClientGone clientGone = ClientGone::cancel;
    UnpricedPolicy unpriced = UnpricedPolicy::allow;
    std::uint32_t rateLimitRpm = 0;  ///< 0: none
    std::uint64_t rateLimitTpm = 0;
    bool rateLimitTpmStrict = false;  ///< limits/token_margin.hpp
    std::uint32_t reserveOutputTokens = 1024;
    std::uint32_t circuitFailures = 5;  ///< in a row; 0: circuits never open by themselves
    std::uint32_t circuitErrorPercent = 50, circuitCallsMin = 20;  ///< share of the last calls; 0 %: it does not count
    Bytes cacheMax = mebibytes(64);     ///< of the response cache, all workers together; 0: there is none
    std::uint32_t cacheEntriesMax = 50'000;
    std::chrono::seconds cacheTtl{300};
    Bytes memoryMax;            ///< 0: what the container or the machine has
    Bytes bufferMax;            ///< of request bodies that are held; 0: a quarter of memoryMax
    unsigned inflightMax = 0;   ///< requests at work at once; 0: as many as connections
    std::uint64_t spoolMax = 2'000'000;  ///< records that may wait for the database
    std::string metricsToken;
    unsigned upstreamConnectionsMax = 0;  ///< of one upstream, shared out among the workers; 0: no cap
    std::chrono::milliseconds upstreamConnectTimeout{5000};
    std::chrono::milliseconds upstreamFirstByteTimeout{30000};
    std::chrono::milliseconds upstreamIdleTimeout{30000};
    std::chrono::milliseconds upstreamTotalTimeout{600000};
    std::chrono::milliseconds requestTimeout{600000};  ///< one budget for all attempts of a request
    /// Further upstreams that may be called in any ten seconds: a share of the first calls, at least so many.
    std::uint32_t retryBudgetPercent = 20, retryBudgetMin = 20;
    std::uint32_t attemptsMax = 3;                     ///< of a request, over all upstreams
    std::string environmentName = "local";
    std::string environmentClass = "development";

    bool loopbackOnly() const;
    /// nullopt: the admin API is on the gateway's own port.
    std::optional<ListenAddress> adminAddress() const;
    /// Whether the listener that the admin API is on (the gateway's own for "same") is on loopback.
    bool adminLoopbackOnly() const;
};

/// Where a value came from, for `config show` and error messages.
struct Origin {
    enum class Kind : std::uint8_t { builtIn, file, environment } kind = Kind::builtIn;
    std::filesystem::path file;
    int line = 0;
};

struct ShownSetting {
    std::string name;
    std::string value;  ///< secrets as "(set)" or "(not set)"
    Origin origin;
    std::string help;   ///< allowed range or form
    bool needsRestart = true;
};

struct LoadedSettings {
    Settings values;
    std::vector<ShownSetting> shown;
    std::vector<std::string> warnings;
};

struct LoadOptions {
    std::map<std::string, std::string> environment;  ///< the process's, or a test's
    std::filesystem::path workingDir;                ///< searched for `.env` first, unless empty
    std::filesystem::path dataDir;                   ///< --data-dir; wins over GATEWAY_DATA_DIR when not empty
};

/// @return settingsInvalid with all faults, one a line: "FILE:LINE: NAME=VALUE: what is allowed".
Result<LoadedSettings> loadSettings(const LoadOptions& options);

/// The process's environment as a map.
std::map<std::string, std::string> processEnvironment();

}  // namespace gw::config
