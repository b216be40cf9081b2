#include "ui/models/time_text.hpp"

#include "ui/models/number_text.hpp"

#include <QCoreApplication>
#include <QLocale>

namespace ui::models {

namespace {

constexpr qint64 kMinute = 60;
constexpr qint64 kHour = 3600;
constexpr qint64 kDay = 86400;

struct TimeWords {
    Q_DECLARE_TR_FUNCTIONS(ui::models::TimeText)
};

QString pastText(qint64 seconds) {
    if (seconds < 2) return TimeWords::tr("just now");
    if (seconds < kMinute) return TimeWords::tr("%1 s ago").arg(seconds);
    if (seconds < kHour) return TimeWords::tr("%1 min ago").arg(seconds / kMinute);
    if (seconds < kDay) return TimeWords::tr("%1 h ago").arg(seconds / kHour);
    return {};
}

QString futureText(qint64 seconds) {
    if (seconds < kHour) return TimeWords::tr("in %1 min").arg((seconds + kMinute - 1) / kMinute);
    if (seconds < kDay) return TimeWords::tr("in %1 h").arg((seconds + kHour - 1) / kHour);
    const int days = static_cast<int>((seconds + kDay - 1) / kDay);
    return days <= 30 ? TimeWords::tr("in %n day(s)", "time from now", days) : QString();
}

}  // namespace

QString relativeText(const QDateTime& time, const QDateTime& now) {
    if (!time.isValid()) return unknownText();
    const qint64 seconds = time.secsTo(now);
    const QString near = seconds >= 0 ? pastText(seconds) : futureText(-seconds);
    return near.isEmpty() ? QLocale().toString(time.toLocalTime().date(), QStringLiteral("yyyy-MM-dd")) : near;
}

QString momentText(const QDateTime& time) {
    if (!time.isValid()) return unknownText();
    return time.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString exactText(const QDateTime& time) {
    if (!time.isValid()) return {};
    return TimeWords::tr("%1 local · %2 UTC")
        .arg(momentText(time), time.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")));
}

}  // namespace ui::models
