#include "gateway/base/clock.hpp"

#include <cstdint>

namespace gw {

namespace {

class SystemClock final : public Clock {
   public:
    WallTime wall() const override {
        return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }
    SteadyTime steady() const override { return std::chrono::steady_clock::now(); }
};

bool digits(const std::string& text, std::size_t at, std::size_t count, int& out) {
    if (at + count > text.size()) return false;
    out = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return false;
        out = out * 10 + (text[i] - '0');
    }
    return true;
}

/// Reads ".123456" at `at`, leaves the first three digits as milliseconds.
bool fraction(const std::string& text, std::size_t& at, int& millis) {
    millis = 0;
    if (at >= text.size() || text[at] != '.') return true;
    int scale = 100;
    std::size_t seen = 0;
    for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++seen) {
        millis += (text[at] - '0') * scale;
        scale /= 10;
    }
    return seen > 0;
}

bool offset(const std::string& text, std::size_t at, int& minutes) {
    minutes = 0;
    if (at + 1 == text.size() && (text[at] == 'Z' || text[at] == 'z')) return true;
    if (at + 6 != text.size() || (text[at] != '+' && text[at] != '-') || text[at + 3] != ':') return false;
    int hour = 0;
    int minute = 0;
    if (!digits(text, at + 1, 2, hour) || !digits(text, at + 4, 2, minute) || hour > 23 || minute > 59) return false;
    minutes = (hour * 60 + minute) * (text[at] == '-' ? -1 : 1);
    return true;
}

/// Writes `value` into the `count` places at `at`, higher digits cut.
void putDigits(std::string& text, std::size_t at, std::size_t count, unsigned value) {
    for (std::size_t i = count; i > 0; --i, value /= 10) text[at + i - 1] = static_cast<char>('0' + value % 10);
}

}  // namespace

const Clock& systemClock() {
    static const SystemClock clock;
    return clock;
}

std::string rfc3339(WallTime time) {
    using namespace std::chrono;
    const auto day = floor<days>(time);
    const year_month_day date{day};
    const hh_mm_ss clock{time - day};
    std::string text = "0000-00-00T00:00:00.000Z";
    putDigits(text, 0, 4, static_cast<unsigned>(int(date.year())));
    putDigits(text, 5, 2, unsigned(date.month()));
    putDigits(text, 8, 2, unsigned(date.day()));
    putDigits(text, 11, 2, static_cast<unsigned>(clock.hours().count()));
    putDigits(text, 14, 2, static_cast<unsigned>(clock.minutes().count()));
    putDigits(text, 17, 2, static_cast<unsigned>(clock.seconds().count()));
    putDigits(text, 20, 3, static_cast<unsigned>(clock.subseconds().count()));
    return text;
}

bool parseRfc3339(const std::string& text, WallTime& out) {
    using namespace std::chrono;
    int y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0, millis = 0, minutes = 0;
    const bool shape = digits(text, 0, 4, y) && digits(text, 5, 2, mo) && digits(text, 8, 2, d) && digits(text, 11, 2, h) &&
                       digits(text, 14, 2, mi) && digits(text, 17, 2, s) && text[4] == '-' && text[7] == '-' &&
                       (text[10] == 'T' || text[10] == 't' || text[10] == ' ') && text[13] == ':' && text[16] == ':';
    if (!shape) return false;
    std::size_t at = 19;
    if (!fraction(text, at, millis) || at >= text.size() || !offset(text, at, minutes)) return false;
    const year_month_day date{year{y}, month{unsigned(mo)}, day{unsigned(d)}};
    if (!date.ok() || h > 23 || mi > 59 || s > 60) return false;
    out = sys_days{date} + hours{h} + std::chrono::minutes{mi - minutes} + seconds{s} + milliseconds{millis};
    return true;
}

}  // namespace gw
