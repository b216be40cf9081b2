#include "gateway/limits/purse.hpp"

#include <algorithm>
#include <chrono>

namespace gw::limits {

namespace chrono = std::chrono;

std::int32_t periodNumber(Period period, WallTime at) noexcept {
    if (period == Period::total) return 0;
    const auto day = chrono::floor<chrono::days>(at);
    if (period == Period::day) return static_cast<std::int32_t>(day.time_since_epoch().count());
    const chrono::year_month_day date{day};
    return (static_cast<int>(date.year()) - 1970) * 12 + static_cast<std::int32_t>(static_cast<unsigned>(date.month())) - 1;
}

WallTime periodBegin(Period period, std::int32_t number) noexcept {
    if (period == Period::total) return WallTime{};
    if (period == Period::day) return WallTime{chrono::days{number}};
    const auto month = chrono::year{1970} / chrono::January + chrono::months{number};
    return WallTime{chrono::sys_days{month / 1}.time_since_epoch()};
}

void Purse::begin(std::int32_t number) noexcept {
    number_ = number;
    spent_ = held_ = NanoUsd{0};
    full_ = false;
    told_ = 0;
}

void Purse::setLimit(std::optional<NanoUsd> limit) noexcept {
    if (limit_ == limit) return;
    // Another limit is another promise: what it has reached is told anew.
    limit_ = limit;
    full_ = false;
    told_ = 0;
}

void Purse::setSpent(std::int32_t number, NanoUsd spent) noexcept {
    enter(number);
    if (number == number_) spent_ = spent;
}

void Purse::correct(std::int32_t number, NanoUsd amount) noexcept {
    enter(number);
    if (number != number_) return;
    spent_ += amount;
    if (amount.value >= 0) return;
    full_ = false;
    told_ = static_cast<std::uint8_t>(std::min<int>(told_, reached()));
}

int Purse::reached() const noexcept {
    if (!limit_) return 0;
    if (full_ || spent_.value >= limit_->value) return kFullPercent;
    // A limit less a fifth: a product could overflow.
    return spent_.value >= limit_->value - limit_->value / 5 ? kWarnPercent : 0;
}

int Purse::takeWarning() noexcept {
    const int now = reached();
    if (now <= told_) return 0;
    told_ = static_cast<std::uint8_t>(now);
    return now;
}

void Purse::markTold(NanoUsd limit) noexcept {
    setLimit(limit);
    told_ = static_cast<std::uint8_t>(reached());
}

void Purse::noteFull(NanoUsd limit) noexcept {
    setLimit(limit);
    full_ = true;
}

}  // namespace gw::limits
