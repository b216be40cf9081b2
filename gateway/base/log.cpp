#include "gateway/base/log.hpp"

#include <spdlog/async.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gw::log {

namespace {

/// Everything the log owns. Set up by init before other threads start; torn down by shutdown after they ended.
struct State {
    std::shared_ptr<spdlog::details::thread_pool> pool;
    std::vector<spdlog::sink_ptr> textSinks, jsonSinks;
    std::shared_ptr<spdlog::logger> rawText, rawJson;
    bool text = true;
    bool json = false;
};

State& state() {
    static State instance;
    return instance;
}

/// %* is the level in capitals, as contract.md's log line has it.
class UpperLevel final : public spdlog::custom_flag_formatter {
   public:
    void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& out) override {
        static constexpr std::array<std::string_view, spdlog::level::n_levels> kWords{"TRACE", "DEBUG", "INFO", "WARN",
                                                                                      "ERROR", "ERROR", "OFF"};
        const auto word = kWords[static_cast<std::size_t>(message.level)];
        out.append(word.data(), word.data() + word.size());
    }
    std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<UpperLevel>(); }
};

std::unique_ptr<spdlog::formatter> textFormatter() {
    auto formatter = std::make_unique<spdlog::pattern_formatter>(spdlog::pattern_time_type::utc);
    formatter->add_flag<UpperLevel>('*').set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %* %n %v");
    return formatter;
}

constexpr std::size_t kQueueLines = 16384;

/// A named logger: to stderr until init, then to the async sinks. Overflow drops the oldest line (spdlog counts them);
/// errors are flushed at once.
std::shared_ptr<spdlog::logger> makeLogger(const char* name) {
    auto& s = state();
    std::shared_ptr<spdlog::logger> logger;
    if (s.pool && !s.textSinks.empty()) {
        logger = std::make_shared<spdlog::async_logger>(name, s.textSinks.begin(), s.textSinks.end(), s.pool,
                                                        spdlog::async_overflow_policy::overrun_oldest);
    } else {
        logger = std::make_shared<spdlog::logger>(name, std::make_shared<spdlog::sinks::stderr_sink_mt>());
        logger->set_level(spdlog::level::warn);
    }
    logger->set_formatter(textFormatter());
    logger->flush_on(spdlog::level::err);
    return logger;
}

enum Name { kNet, kLedger, kStore, kControl, kAdmin, kEngine, kDemo, kNames };
constexpr std::array<const char*, kNames> kLoggerNames{"net", "ledger", "store", "control", "admin", "engine", "demo"};

std::array<std::shared_ptr<spdlog::logger>, kNames>& loggers() {
    static auto all = [] {
        std::array<std::shared_ptr<spdlog::logger>, kNames> made;
        for (std::size_t i = 0; i < made.size(); ++i) made[i] = makeLogger(kLoggerNames[i]);
        return made;
    }();
    return all;
}

Result<void> touchPrivate(const std::filesystem::path& file) {
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd < 0) return fail(ErrorCode::settingsInvalid, "The log file " + file.string() + " cannot be opened: " + std::strerror(errno), "GATEWAY_LOG_DIR");
    ::close(fd);
    return {};
}

Result<spdlog::sink_ptr> fileSink(const std::filesystem::path& file) {
    if (auto made = touchPrivate(file); !made) return fail(made.error());
    return std::make_shared<spdlog::sinks::basic_file_sink_mt>(file.string());
}

std::shared_ptr<spdlog::logger> rawLogger(const char* name, const std::vector<spdlog::sink_ptr>& sinks) {
    auto logger = std::make_shared<spdlog::logger>(name, sinks.begin(), sinks.end());
    logger->set_level(spdlog::level::trace);
    return logger;
}

}  // namespace

Result<void> init(const Options& options) {
    std::error_code ec;
    std::filesystem::create_directories(options.directory, ec);
    if (ec) return fail(ErrorCode::settingsInvalid, "The log directory " + options.directory.string() + " cannot be made: " + ec.message(), "GATEWAY_LOG_DIR");
    auto& s = state();
    s = State{};
    s.text = options.format != Format::json;
    s.json = options.format != Format::text;
    s.pool = std::make_shared<spdlog::details::thread_pool>(kQueueLines, 1U);
    auto textFile = fileSink(options.directory / "app.log");
    if (!textFile) return fail(textFile.error());
    s.textSinks.push_back(*textFile);
    if (options.toStdout) s.textSinks.push_back(std::make_shared<spdlog::sinks::stdout_sink_mt>());
    if (s.json) {
        auto jsonFile = fileSink(options.directory / "app.json.log");
        if (!jsonFile) return fail(jsonFile.error());
        s.jsonSinks.push_back(*jsonFile);
        if (options.toStdout && !s.text) s.jsonSinks.push_back(s.textSinks.back());
    }
    for (std::size_t i = 0; i < kNames; ++i) loggers()[i] = makeLogger(kLoggerNames[i]);
    // Raw sinks print lines that are finished already; they own separate formatters so that no pattern is added.
    auto rawSinks = [](const std::filesystem::path& file, bool toStdout) {
        std::vector<spdlog::sink_ptr> sinks{std::make_shared<spdlog::sinks::basic_file_sink_mt>(file.string())};
        if (toStdout) sinks.push_back(std::make_shared<spdlog::sinks::stdout_sink_mt>());
        for (auto& sink : sinks) sink->set_pattern("%v");
        return sinks;
    };
    s.rawText = rawLogger("requests", rawSinks(options.directory / "app.log", options.toStdout && s.text));
    if (s.json) s.rawJson = rawLogger("requests.json", rawSinks(options.directory / "app.json.log", options.toStdout && !s.text));
    setLevel(options.level);
    return {};
}

void setLevel(spdlog::level::level_enum level) {
    for (auto& logger : loggers()) logger->set_level(level);
}

void shutdown() {
    auto& s = state();
    for (auto& logger : loggers()) logger->flush();
    if (s.rawText) s.rawText->flush();
    if (s.rawJson) s.rawJson->flush();
    s = State{};
    for (std::size_t i = 0; i < kNames; ++i) loggers()[i] = makeLogger(kLoggerNames[i]);
}

spdlog::logger& net() { return *loggers()[kNet]; }
spdlog::logger& ledger() { return *loggers()[kLedger]; }
spdlog::logger& store() { return *loggers()[kStore]; }
spdlog::logger& control() { return *loggers()[kControl]; }
spdlog::logger& admin() { return *loggers()[kAdmin]; }
spdlog::logger& engine() { return *loggers()[kEngine]; }
spdlog::logger& demo() { return *loggers()[kDemo]; }

void writeLine(std::string_view line, bool json) {
    auto& s = state();
    auto& logger = json ? s.rawJson : s.rawText;
    if (!logger) return;
    logger->log(spdlog::level::info, "{}", line);
    logger->flush();
}

bool wantsText() { return state().text; }
bool wantsJson() { return state().json; }

}  // namespace gw::log
