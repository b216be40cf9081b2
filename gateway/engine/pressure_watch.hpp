// Looks ten times a second at memory, held bodies, requests at work and the spool, and tells Pressure how far each is from its
// bound. Made, run and destroyed on control's thread.
#pragma once

#include "gateway/base/pressure.hpp"
#include "gateway/engine/control_thread.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace gw::engine {

struct Running;

/// The least of GATEWAY_MEMORY_BYTES, the container's limit (cgroup v1 and v2) and the machine's memory.
std::uint64_t memoryLimit(std::uint64_t asked);
/// Resident bytes of this process.
std::uint64_t residentBytes();
/// What Pressure::buffers may hold, by the settings.
std::uint64_t bufferLimit(const config::Settings& settings);
/// "Memory is at 93 % of its bound: large bodies are refused." Empty while nothing presses.
std::string pressureText(const Pressure& pressure);
/// memory | buffers | inflight | spool; empty while nothing presses.
std::string pressureReason(const Pressure& pressure);

class PressureWatch {
 public:
    PressureWatch(Running& running, ControlThread& control) : running_(running), control_(control) {}
    void start();

 private:
    void look();
    void again();
    void say(Rung before) const;
    /// As memoryLimit of the settings; the files behind it are asked now and then.
    std::uint64_t memoryMax(std::chrono::steady_clock::time_point now);

    Running& running_;
    ControlThread& control_;
    std::chrono::steady_clock::time_point trimmed_{}, systemAskedAt_{};
    std::uint64_t systemMemory_ = 0;
    const std::shared_ptr<char> alive_ = std::make_shared<char>();
};

}  // namespace gw::engine
