#include "gateway/secrets/key_note.hpp"

#include "gateway/secrets/private_file.hpp"

#include <string_view>
#include <vector>

namespace gw::secrets {

namespace {

std::filesystem::path fileIn(const std::filesystem::path& dataDir) { return dataDir / "master.key.note"; }

tl::unexpected<Error> unreadable(const std::filesystem::path& file) {
    return fail(ErrorCode::secretsFailed, ErrorSource::internal, Retry::never,
                file.string() + " cannot be understood: put a copy of the good one back.", file.string());
}

bool take(KeyNote& note, std::string_view name, std::string_view value) {
    if (name == "place") note.place = value;
    else if (name == "entry") note.entry = value;
    else if (name == "check") note.check = value;
    else if (name == "session_used") note.sessionUsed = value == "yes";
    else return false;
    return true;
}

}  // namespace

Result<KeyNote> readKeyNote(const std::filesystem::path& dataDir) {
    const auto file = fileIn(dataDir);
    std::vector<std::string> warnings;
    auto text = readSecretFile(file, warnings);
    if (!text) return fail(text.error());
    KeyNote note;
    if (!*text) return note;
    auto rest = (*text)->reveal();
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        if (end == std::string_view::npos) return unreadable(file);
        const auto line = rest.substr(0, end);
        rest.remove_prefix(end + 1);
        const auto equals = line.find('=');
        if (equals == std::string_view::npos || !take(note, line.substr(0, equals), line.substr(equals + 1))) return unreadable(file);
    }
    if (!note.place.empty() && note.place != "keychain" && note.place != "sealed") return unreadable(file);
    return note;
}

Result<void> writeKeyNote(const std::filesystem::path& dataDir, const KeyNote& note) {
    return replaceFile(fileIn(dataDir), "place=" + note.place + "\nentry=" + note.entry + "\ncheck=" + note.check +
                                            "\nsession_used=" + (note.sessionUsed ? "yes" : "no") + "\n");
}

}  // namespace gw::secrets
