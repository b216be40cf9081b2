// The clock port: wall time for records, monotonic time for durations. Tests use FakeClock. Any thread.
#pragma once

#include <chrono>
#include <string>

namespace gw {

using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;
using SteadyTime = std::chrono::steady_clock::time_point;

class Clock {
   public:
    virtual ~Clock() = default;
    virtual WallTime wall() const = 0;
    virtual SteadyTime steady() const = 0;
};

/// The machine's clocks.
const Clock& systemClock();

/// A clock that moves only when a test says so. Not thread-safe.
class FakeClock final : public Clock {
   public:
    explicit FakeClock(WallTime start = WallTime{std::chrono::milliseconds{1'767'700'800'000}}) : wall_(start) {}
    WallTime wall() const override { return wall_; }
    SteadyTime steady() const override { return steady_; }
    void advance(std::chrono::milliseconds step) {
        wall_ += step;
        steady_ += step;
    }

   private:
    WallTime wall_;
    SteadyTime steady_{std::chrono::seconds{1'000'000}};
};

/// "2026-01-06T12:00:00.123Z".
std::string rfc3339(WallTime time);
/// Reads RFC 3339 (offset or Z, fraction optional); false when it is not one.
bool parseRfc3339(const std::string& text, WallTime& out);
/// Milliseconds since the epoch and back, for tables.
constexpr std::int64_t toMillis(WallTime time) { return time.time_since_epoch().count(); }
constexpr WallTime fromMillis(std::int64_t millis) { return WallTime{std::chrono::milliseconds{millis}}; }

}  // namespace gw
