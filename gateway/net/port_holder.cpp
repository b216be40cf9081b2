#include "gateway/net/listen_probe.hpp"

#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace gw::net {
namespace {

namespace fs = std::filesystem;

/// Inodes of sockets that listen on the port, from a table of proc(5): "sl local_address rem_address st … inode".
void addListeners(const char* table, std::uint16_t port, std::set<std::string>& inodes) {
    std::ifstream file(table);
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::istringstream columns(line);
        std::array<std::string, 10> column;
        for (std::string& text : column) columns >> text;
        const std::string& local = column[1];
        const auto colon = local.rfind(':');
        unsigned found = 0;
        if (colon == std::string::npos || column[3] != "0A") continue;
        std::from_chars(local.data() + colon + 1, local.data() + local.size(), found, 16);
        if (found == port) inodes.insert("socket:[" + column[9] + "]");
    }
}

bool holdsOne(const fs::path& process, const std::set<std::string>& inodes) {
    std::error_code error;
    fs::directory_iterator fds(process / "fd", error);
    for (const fs::directory_iterator end; !error && fds != end; fds.increment(error)) {
        std::error_code unreadable;
        if (inodes.contains(fs::read_symlink(fds->path(), unreadable).string())) return true;
    }
    return false;
}

}  // namespace

std::string portHolder(std::uint16_t port) {
    std::set<std::string> inodes;
    addListeners("/proc/net/tcp", port, inodes);
    addListeners("/proc/net/tcp6", port, inodes);
    if (inodes.empty()) return {};
    std::error_code error;
    fs::directory_iterator processes("/proc", error);
    for (const fs::directory_iterator end; !error && processes != end; processes.increment(error)) {
        const std::string pid = processes->path().filename();
        if (pid.find_first_not_of("0123456789") != std::string::npos) continue;
        if (!holdsOne(processes->path(), inodes)) continue;
        std::ifstream name(processes->path() / "comm");
        std::string program;
        std::getline(name, program);
        return (program.empty() ? "a process" : program) + " (pid " + pid + ")";
    }
    return {};
}

}  // namespace gw::net
