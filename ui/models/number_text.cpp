#include "ui/models/number_text.hpp"

#include <QLocale>

#include <cmath>

namespace ui::models {

using namespace Qt::StringLiterals;

QString unknownText() { return u"—"_s; }

QString countText(std::optional<qint64> count) { return count ? QLocale().toString(*count) : unknownText(); }

QString shortCountText(std::optional<double> count) {
    if (!count) return unknownText();
    const QLocale locale;
    const double size = std::abs(*count);
    if (size < 10'000) return locale.toString(*count, 'f', 0);
    if (size < 1e6) return locale.toString(*count / 1e3, 'f', size < 1e5 ? 1 : 0) + u" K"_s;
    if (size < 1e9) return locale.toString(*count / 1e6, 'f', size < 1e8 ? 1 : 0) + u" M"_s;
    return locale.toString(*count / 1e9, 'f', 1) + u" G"_s;
}

QString rateText(std::optional<double> perSecond) {
    if (!perSecond) return unknownText();
    return QLocale().toString(*perSecond, 'f', *perSecond > 0 && *perSecond < 99.95 ? 1 : 0);
}

QString percentText(std::optional<double> share) {
    if (!share) return unknownText();
    const double percent = *share * 100;
    const int decimals = percent == 0 || percent >= 99.95 ? 0 : percent < 9.995 ? 2 : 1;
    return QLocale().toString(percent, 'f', decimals) + u" %"_s;
}

QString plainPercentText(double share) { return QLocale().toString(share * 100, 'g', 6) + u" %"_s; }

QString durationText(std::optional<double> milliseconds) {
    if (!milliseconds) return unknownText();
    const QLocale locale;
    const double ms = *milliseconds;
    if (ms < 9.95) return locale.toString(ms, 'f', ms == 0 ? 0 : 1) + u" ms"_s;
    if (ms < 999.5) return locale.toString(ms, 'f', 0) + u" ms"_s;
    if (ms < 99'950) return locale.toString(ms / 1000, 'f', ms < 9'995 ? 2 : 1) + u" s"_s;
    return locale.toString(ms / 1000, 'f', 0) + u" s"_s;
}

QString plainDurationText(double milliseconds) {
    const QLocale locale;
    if (milliseconds == 0) return u"0"_s;
    if (milliseconds < 1000) return locale.toString(milliseconds, 'g', 6) + u" ms"_s;
    return locale.toString(milliseconds / 1000, 'g', 6) + u" s"_s;
}

QString moneyText(std::optional<qint64> nanoUsd) {
    if (!nanoUsd) return unknownText();
    constexpr qint64 kNanoPerDollar = 1'000'000'000;
    const QLocale locale;
    const bool negative = *nanoUsd < 0;
    const quint64 nano = negative ? 0 - static_cast<quint64>(*nanoUsd) : static_cast<quint64>(*nanoUsd);
    // Cents above a dollar, hundredths of a cent below; money never passes through floating point.
    const int decimals = nano == 0 || nano >= quint64{kNanoPerDollar} ? 2 : 4;
    const quint64 unit = decimals == 2 ? 10'000'000 : 100'000;
    const quint64 units = (nano + unit / 2) / unit;
    const quint64 scale = decimals == 2 ? 100 : 10'000;
    const QString sign = negative ? u"-"_s : QString();
    if (nano > 0 && units == 0) return u"< $0.0001"_s;
    return sign + u'$' + locale.toString(units / scale) + locale.decimalPoint() +
           QString::number(units % scale).rightJustified(decimals, u'0');
}

QString limitText(std::optional<qint64> limit) {
    if (!limit) return u"∞"_s;
    if (*limit >= 1'000'000 && *limit % 100'000 == 0) return QLocale().toString(static_cast<double>(*limit) / 1e6) + u'M';
    if (*limit >= 10'000 && *limit % 1000 == 0) return QLocale().toString(*limit / 1000) + u'K';
    return QLocale().toString(*limit);
}

}  // namespace ui::models
