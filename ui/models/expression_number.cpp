#include "ui/models/expression_number.hpp"

#include <QStringList>

#include <algorithm>
#include <cmath>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

constexpr double kTimeMsMax = 9e12;
constexpr int kDecimals = 9;
constexpr int kDollarDigitsMax = 9;

bool isDigits(const QString& text) {
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

std::optional<qint64> nanoDollars(QString text) {
    if (text.startsWith(u'$')) text.remove(0, 1);
    const QStringList parts = text.split(u'.');
    const QString decimals = parts.value(1);
    const bool readable = parts.size() <= 2 && isDigits(parts[0]) && isDigits(decimals) && parts[0].size() <= kDollarDigitsMax &&
                          decimals.size() <= kDecimals && !(parts[0] + decimals).isEmpty();
    if (!readable) return std::nullopt;
    return (parts[0] + decimals.leftJustified(kDecimals, u'0')).toLongLong();
}

std::optional<qint64> milliseconds(QString text) {
    double scale = 1;
    if (text.endsWith("ms"_L1)) {
        text.chop(2);
    } else if (text.endsWith(u's')) {
        text.chop(1);
        scale = 1000;
    }
    bool ok = false;
    const double value = text.toDouble(&ok) * scale;
    if (!ok || !std::isfinite(value) || value < 0 || value > kTimeMsMax) return std::nullopt;
    return std::llround(value);
}

}  // namespace

std::optional<int> statusClass(const QString& text) {
    if (text.size() != 3 || !text.endsWith("xx"_L1, Qt::CaseInsensitive)) return std::nullopt;
    const int first = text[0].digitValue();
    return first >= 1 && first <= 5 ? std::optional(first) : std::nullopt;
}

std::optional<qint64> expressionNumber(const QString& field, const QString& text) {
    if (field == "cost"_L1) return nanoDollars(text);
    if (field == "latency"_L1 || field == "ttft"_L1) return milliseconds(text);
    bool ok = false;
    const qint64 value = text.toLongLong(&ok);
    return ok && value >= 0 ? std::optional(value) : std::nullopt;
}

}  // namespace ui::models
