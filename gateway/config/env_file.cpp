#include "gateway/config/env_file.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <optional>

namespace gw::config {

namespace {

constexpr std::size_t kFileMax = 256 * 1024;

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
    return text;
}

bool validName(std::string_view name) {
    return !name.empty() && std::isdigit(static_cast<unsigned char>(name.front())) == 0 &&
           std::all_of(name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; });
}

/// The value behind '='; nullopt when a quote is not closed or something follows it.
std::optional<std::string> unquoted(std::string_view raw) {
    if (raw.empty() || (raw.front() != '"' && raw.front() != '\'')) {
        const auto comment = raw.find(" #");
        return std::string(trimmed(raw.substr(0, comment)));
    }
    const char quote = raw.front();
    std::string value;
    for (std::size_t i = 1; i < raw.size(); ++i) {
        if (raw[i] == quote) {
            const auto rest = trimmed(raw.substr(i + 1));
            if (!rest.empty() && rest.front() != '#') return std::nullopt;
            return value;
        }
        if (quote == '"' && raw[i] == '\\' && i + 1 < raw.size()) ++i;
        value.push_back(raw[i]);
    }
    return std::nullopt;
}

}  // namespace

Result<std::vector<EnvLine>> parseEnv(std::string_view text, const std::string& fileName) {
    std::vector<EnvLine> lines;
    int number = 0;
    const auto refuse = [&](const std::string& why) {
        return fail(ErrorCode::settingsInvalid, fileName + ":" + std::to_string(number) + ": " + why, fileName);
    };
    while (!text.empty()) {
        ++number;
        const auto end = text.find('\n');
        auto line = trimmed(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.find('\0') != std::string_view::npos) return refuse("a NUL byte; this is not a text file");
        if (line.empty() || line.front() == '#') continue;
        if (line.starts_with("export ")) line = trimmed(line.substr(7));
        const auto equals = line.find('=');
        if (equals == std::string_view::npos) return refuse("expected NAME=VALUE");
        const auto name = trimmed(line.substr(0, equals));
        if (!validName(name)) return refuse("the name before '=' may hold letters, digits and '_' only");
        auto value = unquoted(trimmed(line.substr(equals + 1)));
        if (!value) return refuse(std::string(name) + ": the quote is not closed, or text follows it");
        lines.push_back({std::string(name), std::move(*value), number});
    }
    return lines;
}

Result<std::vector<EnvLine>> readEnvFile(const std::filesystem::path& file) {
    std::error_code ec;
    if (!std::filesystem::exists(file, ec)) return std::vector<EnvLine>{};
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return fail(ErrorCode::settingsInvalid, file.string() + " cannot be read; check its permissions", file.string());
    std::string text(kFileMax + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    if (text.size() > kFileMax) return fail(ErrorCode::settingsInvalid, file.string() + " is larger than 256 KiB", file.string());
    return parseEnv(text, file.string());
}

}  // namespace gw::config
