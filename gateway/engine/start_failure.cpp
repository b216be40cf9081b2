#include "gateway/engine/start_failure.hpp"

#include <charconv>
#include <string_view>

namespace gw::engine {

namespace {

/// "FILE:LINE: NAME=VALUE: allowed is RANGE", the first fault of the text.
void addSetting(boost::json::object& detail, std::string_view text) {
    text = text.substr(0, text.find('\n'));
    const auto end = text.find(": ");
    if (end == std::string_view::npos) return;
    const auto place = text.substr(0, end);
    const auto colon = place.rfind(':');
    int line = 0;
    if (colon != std::string_view::npos &&
        std::from_chars(place.data() + colon + 1, place.data() + place.size(), line).ec == std::errc{}) {
        detail["file"] = place.substr(0, colon);
        detail["line"] = line;
    }
    const auto rest = text.substr(end + 2);
    const auto equals = rest.find('=');
    const auto allowed = rest.find(": allowed is ");
    if (equals == std::string_view::npos || allowed == std::string_view::npos || equals > allowed) return;
    detail["value"] = rest.substr(equals + 1, allowed - equals - 1);
    detail["allowed"] = rest.substr(allowed + 13);
}

/// "nginx (pid 123)" anywhere in the text.
void addHolder(boost::json::object& detail, std::string_view text) {
    const auto mark = text.find(" (pid ");
    if (mark == std::string_view::npos) return;
    auto start = text.rfind(' ', mark - 1);
    start = start == std::string_view::npos ? 0 : start + 1;
    int pid = 0;
    const auto digits = text.substr(mark + 6);
    if (std::from_chars(digits.data(), digits.data() + digits.size(), pid).ec != std::errc{}) return;
    detail["holder_name"] = text.substr(start, mark - start);
    detail["holder_pid"] = pid;
}

/// "QUESTION KEYCHAIN-STATE" of secrets/console_key.
void addKeyQuestion(boost::json::object& detail, const Error& error) {
    const bool asks = error.code == ErrorCode::passphraseNeeded || error.code == ErrorCode::passphraseWrong ||
                      error.code == ErrorCode::keychainUnavailable || error.code == ErrorCode::masterKeyMissing;
    const auto blank = error.field.find(' ');
    if (!asks || blank == std::string::npos) return;
    detail["question"] = error.field.substr(0, blank);
    detail["keychain"] = error.field.substr(blank + 1);
}

}  // namespace

boost::json::object startFailureDetail(const StageReport& report) {
    boost::json::object detail;
    if (!report.error) return detail;
    const auto& error = *report.error;
    detail["text"] = error.detail;
    if (error.code == ErrorCode::settingsInvalid) {
        if (!error.field.empty()) detail["field"] = error.field;
        addSetting(detail, error.detail);
    }
    addKeyQuestion(detail, error);
    if (error.code == ErrorCode::storeLocked) detail["path"] = error.field;
    if (error.code == ErrorCode::portTaken) {
        detail["host"] = report.host;
        detail["port"] = report.port;
    }
    if (error.code == ErrorCode::portTaken || error.code == ErrorCode::storeLocked) addHolder(detail, error.detail);
    return detail;
}

}  // namespace gw::engine
