#include "gateway/base/log.hpp"

#include "gateway/base/clock.hpp"
#include "gateway/base/http.hpp"

#include <spdlog/async.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

namespace gw::log {

namespace {

/// Everything the log owns. Set up by init before other threads start; torn down by shutdown after they ended.
struct State {
    std::shared_ptr<spdlog::details::thread_pool> pool;
    std::vector<spdlog::sink_ptr> sinks;  ///< of the named loggers, each with its own form
    std::shared_ptr<spdlog::logger> rawText, rawJson;
    bool text = true;
    bool json = false;
};

State& state() {
    static State instance;
    return instance;
}

/// Each waiting line has its place made beforehand, some 400 bytes: an idle gateway pays for all of them.
constexpr std::size_t kQueueLines = 2048;

std::string_view levelWord(spdlog::level::level_enum level) {
    static constexpr std::array<std::string_view, spdlog::level::n_levels> kWords{"TRACE", "DEBUG", "INFO", "WARN",
                                                                                  "ERROR", "ERROR", "OFF"};
    return kWords[static_cast<std::size_t>(level)];
}

/// %* is the level in capitals, as contract.md's log line has it.
class UpperLevel final : public spdlog::custom_flag_formatter {
   public:
    void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& out) override {
        const auto word = levelWord(message.level);
        out.append(word.data(), word.data() + word.size());
    }
    std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<UpperLevel>(); }
};

std::unique_ptr<spdlog::formatter> textFormatter() {
    auto formatter = std::make_unique<spdlog::pattern_formatter>(spdlog::pattern_time_type::utc);
    formatter->add_flag<UpperLevel>('*').set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %* %n %v");
    return formatter;
}


/// One JSON object a line with the fields of the text line.
class JsonFormatter final : public spdlog::formatter {
   public:
    void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& out) override {
        const auto time = rfc3339(std::chrono::time_point_cast<std::chrono::milliseconds>(message.time));
        const std::string line = "{\"time\":\"" + time + "\",\"level\":\"" + std::string(levelWord(message.level)) +
                                 "\",\"logger\":" + jsonQuoted({message.logger_name.data(), message.logger_name.size()}) +
                                 ",\"message\":" + jsonQuoted({message.payload.data(), message.payload.size()}) + "}\n";
        out.append(line.data(), line.data() + line.size());
    }
    std::unique_ptr<formatter> clone() const override { return std::make_unique<JsonFormatter>(); }
};

/// A named logger: to stderr until init, then to the async sinks. Overflow drops the oldest line (spdlog counts them);
/// lines are flushed at once (state changes are rare, and `tail -f` should show them when they happen).
std::shared_ptr<spdlog::logger> makeLogger(const char* name) {
    auto& s = state();
    std::shared_ptr<spdlog::logger> logger;
    if (s.pool) {
        logger = std::make_shared<spdlog::async_logger>(name, s.sinks.begin(), s.sinks.end(), s.pool,
                                                        spdlog::async_overflow_policy::overrun_oldest);
    } else {
        logger = std::make_shared<spdlog::logger>(name, std::make_shared<spdlog::sinks::stderr_sink_mt>());
        logger->set_formatter(textFormatter());
        logger->set_level(spdlog::level::warn);
    }
    logger->flush_on(spdlog::level::info);
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
    if (fd < 0)
        return fail(ErrorCode::settingsInvalid,
                    "The log file " + file.string() + " cannot be opened: " + std::strerror(errno), "GATEWAY_LOG_DIR");
    ::close(fd);
    return {};
}

std::unique_ptr<spdlog::formatter> jsonFormatter() { return std::make_unique<JsonFormatter>(); }
std::unique_ptr<spdlog::formatter> rawFormatter() { return std::make_unique<spdlog::pattern_formatter>("%v"); }

using MakeFormatter = std::unique_ptr<spdlog::formatter> (*)();

/// Sinks of one form: the file and, when asked, stdout. Named loggers and raw lines have separate sinks on the same file,
/// since a spdlog sink has one form; both append whole lines.
std::vector<spdlog::sink_ptr> sinksOf(const std::filesystem::path& file, bool toStdout, MakeFormatter form) {
    std::vector<spdlog::sink_ptr> sinks{std::make_shared<spdlog::sinks::basic_file_sink_mt>(file.string())};
    if (toStdout) sinks.push_back(std::make_shared<spdlog::sinks::stdout_sink_mt>());
    for (auto& sink : sinks) sink->set_formatter(form());
    return sinks;
}

std::shared_ptr<spdlog::logger> rawLogger(const std::filesystem::path& file, bool toStdout) {
    const auto sinks = sinksOf(file, toStdout, rawFormatter);
    auto logger = std::make_shared<spdlog::logger>("requests", sinks.begin(), sinks.end());
    logger->set_level(spdlog::level::trace);
    return logger;
}

void addForm(State& s, const std::filesystem::path& file, bool toStdout, bool json) {
    for (auto& sink : sinksOf(file, toStdout, json ? jsonFormatter : textFormatter)) s.sinks.push_back(sink);
    (json ? s.rawJson : s.rawText) = rawLogger(file, toStdout);
}

}  // namespace

Result<void> init(const Options& options) {
    std::error_code ec;
    std::filesystem::create_directories(options.directory, ec);
    if (ec)
        return fail(ErrorCode::settingsInvalid,
                    "The log directory " + options.directory.string() + " cannot be made: " + ec.message(), "GATEWAY_LOG_DIR");
    const bool text = options.format != Format::json;
    const bool json = options.format != Format::text;
    const auto textFile = options.directory / "app.log";
    const auto jsonFile = options.directory / (text ? "app.jsonl" : "app.log");
    if (auto made = touchPrivate(textFile); !made) return made;
    if (json)
        if (auto made = touchPrivate(jsonFile); !made) return made;
    auto& s = state();
    s = State{};
    s.text = text;
    s.json = json;
    if (text) addForm(s, textFile, options.toStdout, false);
    if (json) addForm(s, jsonFile, options.toStdout && !text, true);
    s.pool = std::make_shared<spdlog::details::thread_pool>(kQueueLines, 1U);
    for (std::size_t i = 0; i < kNames; ++i) loggers()[i] = makeLogger(kLoggerNames[i]);
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
