#include "gateway/base/http_date.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace gw {

namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 7> kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array<std::string_view, 7> kDaysInFull{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// Takes pieces off the front of a text; what does not fit makes it bad for good.
class Pieces {
 public:
    explicit Pieces(std::string_view text) : rest_(text) {}

    Pieces& word(std::string_view expected) {
        const bool fits = rest_.starts_with(expected);
        fine_ = fine_ && fits;
        if (fits) rest_.remove_prefix(expected.size());
        return *this;
    }
    /// Exactly so many digits; `padded`: the first may be a space.
    Pieces& number(std::size_t digits, int& into, bool padded = false) {
        fine_ = fine_ && rest_.size() >= digits;
        if (!fine_) return *this;
        into = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            const char c = rest_[i];
            if (padded && i == 0 && c == ' ') continue;
            fine_ = fine_ && c >= '0' && c <= '9';
            into = into * 10 + (c - '0');
        }
        rest_.remove_prefix(digits);
        return *this;
    }
    template <std::size_t N>
    Pieces& oneOf(const std::array<std::string_view, N>& names, unsigned& which) {
        const auto found = std::find_if(names.begin(), names.end(), [this](std::string_view name) { return rest_.starts_with(name); });
        fine_ = fine_ && found != names.end();
        if (!fine_) return *this;
        which = static_cast<unsigned>(found - names.begin());
        rest_.remove_prefix(found->size());
        return *this;
    }
    bool isAll() const { return fine_ && rest_.empty(); }

 private:
    std::string_view rest_;
    bool fine_ = true;
};

struct Parts {
    unsigned weekday = 0, month = 0;
    int day = 0, year = 0, hour = 0, minute = 0, second = 0;
};

Pieces& timeOfDay(Pieces& pieces, Parts& parts) {
    return pieces.number(2, parts.hour).word(":").number(2, parts.minute).word(":").number(2, parts.second);
}

bool isFixdate(std::string_view text, Parts& parts) {
    Pieces pieces(text);
    pieces.oneOf(kDays, parts.weekday).word(", ").number(2, parts.day).word(" ").oneOf(kMonths, parts.month).word(" ").number(4, parts.year).word(" ");
    return timeOfDay(pieces, parts).word(" GMT").isAll();
}

bool isRfc850(std::string_view text, Parts& parts, WallTime now) {
    Pieces pieces(text);
    pieces.oneOf(kDaysInFull, parts.weekday).word(", ").number(2, parts.day).word("-").oneOf(kMonths, parts.month).word("-").number(2, parts.year).word(" ");
    if (!timeOfDay(pieces, parts).word(" GMT").isAll()) return false;
    const int present = static_cast<int>(year_month_day(floor<days>(now)).year());
    parts.year += present - present % 100;
    if (parts.year > present + 50) parts.year -= 100;
    return true;
}

bool isAsctime(std::string_view text, Parts& parts) {
    Pieces pieces(text);
    pieces.oneOf(kDays, parts.weekday).word(" ").oneOf(kMonths, parts.month).word(" ").number(2, parts.day, true).word(" ");
    return timeOfDay(pieces, parts).word(" ").number(4, parts.year).isAll();
}

}  // namespace

std::optional<WallTime> parseHttpDate(std::string_view text, WallTime now) {
    Parts parts;
    if (!isFixdate(text, parts) && !isRfc850(text, parts = Parts(), now) && !isAsctime(text, parts = Parts())) return std::nullopt;
    const year_month_day date{year{parts.year}, month{parts.month + 1}, day{static_cast<unsigned>(parts.day)}};
    // A leap second is a second of its minute.
    if (!date.ok() || parts.hour > 23 || parts.minute > 59 || parts.second > 60) return std::nullopt;
    return WallTime{sys_days(date).time_since_epoch() + hours(parts.hour) + minutes(parts.minute) + seconds(parts.second)};
}

}  // namespace gw
