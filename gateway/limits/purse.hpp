// What was spent and what running requests have reserved of one budget, in all, in the UTC day or in the UTC calendar month.
// A period begins at 00:00:00Z; a request belongs to the period in which it began, as its ledger row does. Pure values.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/units.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace gw::limits {

enum class Period : std::uint8_t { total, day, month };

/// Days or months since 1970-01; 0 for `total`.
std::int32_t periodNumber(Period period, WallTime at) noexcept;
/// The numbers of the UTC day and month of one moment.
struct Periods {
    std::int32_t day = -1, month = 0;
    std::int32_t of(Period period) const noexcept { return period == Period::total ? 0 : period == Period::day ? day : month; }
};
/// The last moment's periods, kept: the calendar is asked once a day.
class PeriodMemo {
 public:
    const Periods& at(WallTime at) noexcept {
        const std::int32_t day = periodNumber(Period::day, at);
        if (day != last_.day) last_ = {day, periodNumber(Period::month, at)};
        return last_;
    }

 private:
    Periods last_;
};
/// The first moment of the period with this number.
WallTime periodBegin(Period period, std::int32_t number) noexcept;

class Purse {
 public:
    /// Percents at which a warning goes out, each once a period and limit.
    static constexpr int kWarnPercent = 80, kFullPercent = 100;

    void enter(std::int32_t number) noexcept {
        if (number > number_) begin(number);
    }
    std::int32_t number() const noexcept { return number_; }
    NanoUsd spent() const noexcept { return spent_; }
    NanoUsd held() const noexcept { return held_; }

    bool fits(NanoUsd cost, NanoUsd limit) const noexcept {
        const std::int64_t bound = spent_.value + held_.value;
        return bound < limit.value && cost.value <= limit.value - bound;
    }
    /// @param limit unset: only counted.
    void hold(NanoUsd cost, const std::optional<NanoUsd>& limit) noexcept {
        if (limit_ != limit) setLimit(limit);
        held_ += cost;
    }
    /// Of a request that began in the period `number`; what began in an earlier one is no concern of this one.
    void settle(std::int32_t number, NanoUsd held, NanoUsd cost) noexcept {
        enter(number);
        if (number != number_) return;
        held_.value = std::max<std::int64_t>(0, held_.value - held.value);
        spent_ += cost;
    }
    void setSpent(std::int32_t number, NanoUsd spent) noexcept;
    /// A correction of what began in the period `number`. What it brings back under a threshold is told again when it is reached.
    void correct(std::int32_t number, NanoUsd amount) noexcept;

    /// The percent that was reached and not yet told: kWarnPercent, kFullPercent; 0: nothing to tell. Told when asked.
    int takeWarning() noexcept;
    bool hasWarning() const noexcept { return reached() > told_; }
    /// Whether hasWarning may be true; cheap.
    bool nearsLimit() const noexcept { return limit_ && (full_ || spent_.value >= limit_->value - limit_->value / 5); }
    /// What has been reached under this limit was told before.
    void markTold(NanoUsd limit) noexcept;
    /// A request was refused: the budget counts as full.
    void noteFull(NanoUsd limit) noexcept;
    NanoUsd limit() const noexcept { return limit_.value_or(NanoUsd{0}); }

 private:
    void begin(std::int32_t number) noexcept;
    void setLimit(std::optional<NanoUsd> limit) noexcept;
    int reached() const noexcept;

    NanoUsd spent_{0}, held_{0};
    std::optional<NanoUsd> limit_;  ///< the last one somebody was held to
    std::int32_t number_ = 0;
    bool full_ = false;
    std::uint8_t told_ = 0;
};

}  // namespace gw::limits
