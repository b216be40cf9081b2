#include "gateway/store/reader_clock.hpp"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <string_view>

namespace gw::store {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;

QDateTime utc(std::int64_t ms) { return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC); }

/// Qt opens the zone's file by this name: nothing that leads out of the folder of zones may come so far.
bool isZoneName(std::string_view name) {
    constexpr std::size_t kLongest = 64;
    const auto isPart = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '+' || c == '-' || c == '/'; };
    return !name.empty() && name.size() <= kLongest && name.front() != '/' && std::ranges::all_of(name, isPart);
}

}  // namespace

Result<ReaderClock> ReaderClock::named(const std::string& zone, WallTime since, WallTime until) {
    const QTimeZone known = isZoneName(zone) ? QTimeZone(QByteArray::fromStdString(zone)) : QTimeZone();
    if (!known.isValid()) {
        return fail(ErrorCode::invalidValue, ErrorSource::downstream, Retry::never,
                    "The query value time_zone must be a name that this system knows, such as Europe/Berlin.", "time_zone");
    }
    const auto begin = utc(toMillis(since));
    ReaderClock clock(known.offsetFromUtc(begin) * std::int64_t{1000});
    for (const auto& change : known.transitions(begin.addMSecs(1), utc(toMillis(until)))) {
        clock.parts_.push_back({change.atUtc.toMSecsSinceEpoch(), change.offsetFromUtc * std::int64_t{1000}});
    }
    return clock;
}

std::string ReaderClock::dayOf(const std::string& time) const {
    std::string offset = std::to_string(parts_.front().offsetMs);
    for (std::size_t i = 1; i < parts_.size(); ++i) {
        offset = "CASE WHEN " + time + " >= " + std::to_string(parts_[i].fromMs) + " THEN " + std::to_string(parts_[i].offsetMs) + " ELSE " + offset + " END";
    }
    return "(" + time + " + " + offset + ") / " + std::to_string(kDayMs);
}

std::int64_t ReaderClock::dayBegin(std::int64_t day) const {
    const std::int64_t local = day * kDayMs;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        const std::int64_t at = local - parts_[i].offsetMs;
        // A midnight that the clock leaves out is the moment it was put forward.
        if (i > 0 && at < parts_[i].fromMs) return parts_[i].fromMs;
        if (i + 1 == parts_.size() || at < parts_[i + 1].fromMs) return at;
    }
    return local - parts_.back().offsetMs;
}

}  // namespace gw::store
