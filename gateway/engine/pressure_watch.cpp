#include "gateway/engine/pressure_watch.hpp"

#include "gateway/base/log.hpp"
#include "gateway/engine/running.hpp"
#include "gateway/engine/spare_memory.hpp"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>

namespace gw::engine {

namespace {

using namespace std::chrono_literals;

constexpr auto kPace = 100ms;
constexpr auto kTrimPace = 2s;
/// Where the system's bound stands in a handful of files that hardly ever change.
constexpr auto kLimitPace = 2s;

/// Of the memory, bodies may take one part of so many.
constexpr std::uint64_t kBufferPart = 4;

/// This process's control group where nothing hides it, as systemd's MemoryMax= sets one: the line "0::/path" of cgroup v2, or
/// "4:memory:/path" of v1.
std::string ownGroup(std::string_view mark) {
    std::ifstream in("/proc/self/cgroup");
    for (std::string line; std::getline(in, line);)
        if (const auto at = line.find(mark); at != std::string::npos) return line.substr(at + mark.size());
    return {};
}

std::uint64_t numberIn(const std::string& file) {
    std::ifstream in(file);
    std::uint64_t number = 0;
    return in >> number ? number : 0;
}

std::uint32_t perMille(std::uint64_t part, std::uint64_t whole) {
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(part / std::max<std::uint64_t>(1, whole / 1000), 2000));
}

const char* loadWord(Load load) {
    switch (load) {
        case Load::memory: return "memory";
        case Load::buffers: return "buffers";
        case Load::inflight: return "inflight";
        case Load::spool: return "spool";
        case Load::none: break;
    }
    return "";
}

}  // namespace

std::uint64_t memoryLimit(std::uint64_t asked) {
    std::uint64_t limit = static_cast<std::uint64_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
    for (const std::string& file : {std::string("/sys/fs/cgroup/memory.max"), "/sys/fs/cgroup" + ownGroup("0::") + "/memory.max",
                                    std::string("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
                                    "/sys/fs/cgroup/memory" + ownGroup(":memory:") + "/memory.limit_in_bytes"})
        if (const auto bound = numberIn(file); bound > 0) limit = std::min(limit, bound);
    return asked > 0 ? std::min(limit, asked) : limit;
}

std::uint64_t residentBytes() {
    std::ifstream in("/proc/self/statm");
    std::uint64_t pages = 0, resident = 0;
    if (!(in >> pages >> resident)) return 0;
    return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

std::uint64_t bufferLimit(const config::Settings& settings) {
    return settings.bufferMax.value > 0 ? settings.bufferMax.value : memoryLimit(settings.memoryMax.value) / kBufferPart;
}

std::string pressureReason(const Pressure& pressure) { return loadWord(pressure.load()); }

std::string pressureText(const Pressure& pressure) {
    static constexpr const char* kShed[]{"", "large bodies are refused", "large bodies and relayed calls are refused",
                                         "requests are refused"};
    std::string what;
    switch (pressure.load()) {
        case Load::none: return {};
        case Load::memory: what = "Memory is"; break;
        case Load::buffers: what = "Bodies that are held are"; break;
        case Load::inflight: what = "Requests at work are"; break;
        case Load::spool: what = "Records in the spool are"; break;
    }
    return what + " at " + std::to_string(pressure.share() / 10) + " % of the bound: " + kShed[static_cast<int>(pressure.rung())] + ".";
}

void PressureWatch::start() {
    // What a burst of large bodies took must not look like work for ever.
    returnLargeBlocksEarly();
    again();
}

void PressureWatch::again() {
    control_.after(kPace, [this, alive = std::weak_ptr(alive_)] {
        if (alive.expired()) return;
        look();
        again();
    });
}

std::uint64_t PressureWatch::memoryMax(std::chrono::steady_clock::time_point now) {
    if (systemMemory_ == 0 || now - systemAskedAt_ >= kLimitPace) {
        systemMemory_ = memoryLimit(0);
        systemAskedAt_ = now;
    }
    const std::uint64_t asked = running_.settings.memoryMax.value;
    return asked > 0 ? std::min(asked, systemMemory_) : systemMemory_;
}

void PressureWatch::look() {
    const auto& settings = running_.settings;
    Pressure& pressure = running_.pressure;
    const auto now = std::chrono::steady_clock::now();
    const std::uint64_t memory = memoryMax(now);
    pressure.buffers.setLimit(settings.bufferMax.value > 0 ? settings.bufferMax.value : memory / kBufferPart);
    const unsigned atWork = settings.inflightMax > 0 ? settings.inflightMax : settings.connectionsMax;
    Pressure::Reading reading;
    reading.memory = perMille(residentBytes(), memory);
    reading.inflight = running_.workers ? perMille(running_.workers->inflight() * 1000ULL, atWork * 1000ULL) : 0;
    reading.spool = perMille(running_.ledger->stats().pendingRecords, settings.spoolMax);
    const Rung before = pressure.rung();
    pressure.judge(reading);
    if (running_.cache) running_.cache->setGrowing(pressure.rung() == Rung::calm);
    if (pressure.rung() != before) say(before);
    if (pressure.load() != Load::memory || now - trimmed_ < kTrimPace) return;
    trimmed_ = now;
    releaseSpareMemory();
}

void PressureWatch::say(Rung before) const {
    const Pressure& pressure = running_.pressure;
    if (pressure.rung() == Rung::calm) {
        log::engine().info("load is back within its bounds");
    } else if (pressure.rung() > before) {
        log::engine().warn("load is near its bounds what={} share_percent={} rung={}", loadWord(pressure.load()), pressure.share() / 10,
                           static_cast<int>(pressure.rung()));
    }
}

}  // namespace gw::engine
