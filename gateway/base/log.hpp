// The program's log: one named spdlog logger a folder, written by one asynchronous thread to app.log in GATEWAY_LOG_DIR
// and, when asked, to stdout. Request lines do not come this way: they have a ring a worker (engine/request_log).
// Any thread. init once at start, before that messages go to stderr.
#pragma once

#include "gateway/base/result.hpp"

#include <spdlog/spdlog.h>

#include <filesystem>
#include <string>
#include <string_view>

namespace gw::log {

enum class Format { text, json, both };

struct Options {
    std::filesystem::path directory;
    spdlog::level::level_enum level = spdlog::level::info;
    Format format = Format::text;
    bool toStdout = false;
};

/// Opens app.log (0600) and starts the log thread. @return storeFailed-like Error when the file cannot be opened.
Result<void> init(const Options& options);
void setLevel(spdlog::level::level_enum level);
/// Flushes and stops the log thread.
void shutdown();

spdlog::logger& net();
spdlog::logger& ledger();
spdlog::logger& store();
spdlog::logger& control();
spdlog::logger& admin();
spdlog::logger& engine();
spdlog::logger& demo();

/// One finished line (without newline) into the files, as it stands. `json` picks the JSON file's sink.
void writeLine(std::string_view line, bool json);
/// True when lines of this kind are wanted.
bool wantsText();
bool wantsJson();

/// Quotes a value that has spaces or quotes, escapes control characters, ESC and bidirectional marks.
std::string quoted(std::string_view value);
/// Replaces what looks like a secret (gw-…, sk-…, Bearer …, JWTs) by its first characters and "…".
std::string redacted(std::string_view text);

}  // namespace gw::log
