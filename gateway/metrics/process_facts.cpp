#include "gateway/metrics/process_facts.hpp"

#include <dirent.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

namespace gw::metrics {

namespace {

std::string readText(const char* path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// /proc/self/stat behind the program's name, which may hold blanks: field 3 is the first (proc(5)).
std::vector<std::string> statFields() {
    const auto text = readText("/proc/self/stat");
    const auto name = text.rfind(')');
    std::vector<std::string> fields;
    if (name == std::string::npos) return fields;
    std::istringstream rest(text.substr(name + 1));
    for (std::string field; rest >> field;) fields.push_back(field);
    return fields;
}

std::optional<double> bootSeconds() {
    const auto text = readText("/proc/stat");
    const auto at = text.find("\nbtime ");
    if (at == std::string::npos) return std::nullopt;
    return static_cast<double>(std::strtoull(text.c_str() + at + 7, nullptr, 10));
}

std::optional<std::uint64_t> countOpenFds() {
    DIR* directory = ::opendir("/proc/self/fd");
    if (!directory) return std::nullopt;
    std::uint64_t count = 0;
    while (const dirent* entry = ::readdir(directory)) count += entry->d_name[0] != '.';
    ::closedir(directory);
    return count - 1;  // the one that reads the directory
}

}  // namespace

ProcessFacts readProcessFacts() {
    ProcessFacts facts;
    const auto fields = statFields();
    const auto number = [&fields](std::size_t field) { return std::strtoull(fields[field - 3].c_str(), nullptr, 10); };
    if (fields.size() >= 22) {
        const auto ticks = static_cast<double>(::sysconf(_SC_CLK_TCK));
        facts.cpuSeconds = static_cast<double>(number(14) + number(15)) / ticks;
        facts.threads = number(20);
        if (const auto boot = bootSeconds()) facts.startSeconds = *boot + static_cast<double>(number(22)) / ticks;
        facts.virtualBytes = number(23);
        facts.residentBytes = number(24) * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    }
    facts.openFds = countOpenFds();
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) facts.maxFds = limit.rlim_cur;
    return facts;
}

}  // namespace gw::metrics
