#include "gateway/pipeline/retry_after.hpp"

#include <QtTest>

using namespace gw;
using namespace gw::pipeline;

namespace {

// 2026-01-06T12:00:00Z
const WallTime kNow{std::chrono::milliseconds{1'767'700'800'000}};
constexpr qint64 kNone = -1, kMost = 86'400'000;

struct Reply {
    std::vector<std::pair<std::string, std::string>> fields;
    UpstreamHead head() const {
        UpstreamHead head{429, {}, {}, false};
        for (const auto& [name, value] : fields) head.fields.push_back({name, value});
        return head;
    }
};

qint64 asked(const Reply& reply) {
    const auto length = retryAfterOf(reply.head(), kNow);
    return length ? length->count() : kNone;
}

}  // namespace

class RetryAfterTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void readsSecondsAndDates_data() {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<qint64>("millis");
        QTest::newRow("seconds") << QByteArray("7") << qint64{7000};
        QTest::newRow("none") << QByteArray("0") << qint64{0};
        QTest::newRow("leading zeros") << QByteArray("007") << qint64{7000};
        QTest::newRow("a fraction") << QByteArray("1.5") << qint64{1500};
        QTest::newRow("less than a millisecond") << QByteArray("0.00001") << qint64{1};
        QTest::newRow("a day") << QByteArray("86400") << kMost;
        QTest::newRow("more than a day") << QByteArray("86401") << kMost;
        QTest::newRow("a day and a bit") << QByteArray("86399.9999") << kMost;
        QTest::newRow("2^64") << QByteArray("18446744073709551616") << kMost;
        QTest::newRow("2^63 - 1") << QByteArray("9223372036854775807") << kMost;
        QTest::newRow("a hundred digits") << QByteArray(100, '9') << kMost;
        QTest::newRow("IMF-fixdate") << QByteArray("Tue, 06 Jan 2026 12:00:17 GMT") << qint64{17'000};
        QTest::newRow("RFC 850") << QByteArray("Tuesday, 06-Jan-26 12:00:17 GMT") << qint64{17'000};
        QTest::newRow("asctime") << QByteArray("Tue Jan  6 12:00:17 2026") << qint64{17'000};
        QTest::newRow("past") << QByteArray("Tue, 06 Jan 2026 11:59:59 GMT") << qint64{0};
        QTest::newRow("long past") << QByteArray("Thu, 01 Jan 1970 00:00:00 GMT") << qint64{0};
        QTest::newRow("far ahead") << QByteArray("Fri, 31 Dec 9999 23:59:59 GMT") << kMost;
        for (const char* garbage : {"", "-1", "+7", "7s", " 7", "7 ", "1e3", "0x10", ".5", "5.", "1.2.3", "NaN", "inf", "soon", "7, 8", "Tue, 06 Jan 2026", "\xff\xfe"})
            QTest::addRow("garbage: %s", garbage) << QByteArray(garbage) << kNone;
    }
    void readsSecondsAndDates() {
        QFETCH(QByteArray, value);
        QFETCH(qint64, millis);
        QCOMPARE(asked({{{"retry-after", value.toStdString()}}}), millis);
    }

    void millisecondsAreMoreExact_data() {
        QTest::addColumn<QByteArray>("exact");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<qint64>("millis");
        QTest::newRow("alone") << QByteArray("1234") << QByteArray() << qint64{1234};
        QTest::newRow("before seconds") << QByteArray("250") << QByteArray("1") << qint64{250};
        QTest::newRow("a fraction is rounded up") << QByteArray("12.3") << QByteArray("1") << qint64{13};
        QTest::newRow("none") << QByteArray("0") << QByteArray("9") << qint64{0};
        QTest::newRow("garbage leaves the seconds") << QByteArray("-5") << QByteArray("9") << qint64{9000};
        QTest::newRow("both garbage") << QByteArray("x") << QByteArray("y") << kNone;
        QTest::newRow("no end") << QByteArray("99999999999999999999") << QByteArray("1") << kMost;
    }
    void millisecondsAreMoreExact() {
        QFETCH(QByteArray, exact);
        QFETCH(QByteArray, value);
        QFETCH(qint64, millis);
        Reply reply{{{"retry-after-ms", exact.toStdString()}}};
        if (!value.isEmpty()) reply.fields.emplace_back("retry-after", value.toStdString());
        QCOMPARE(asked(reply), millis);
    }

    void aDateIsReadByTheUpstreamsOwnClock_data() {
        QTest::addColumn<QByteArray>("date");
        QTest::addColumn<qint64>("millis");
        QTest::newRow("an hour behind") << QByteArray("Tue, 06 Jan 2026 11:00:00 GMT") << qint64{5000};
        QTest::newRow("garbage") << QByteArray("yesterday") << qint64{0};
        QTest::newRow("its own form") << QByteArray("Tue Jan  6 11:00:02 2026") << qint64{3000};
        QTest::newRow("behind what it asks for") << QByteArray("Tue, 06 Jan 2026 11:00:06 GMT") << qint64{0};
        QTest::newRow("the epoch") << QByteArray("Thu, 01 Jan 1970 00:00:00 GMT") << kMost;
    }
    void aDateIsReadByTheUpstreamsOwnClock() {
        QFETCH(QByteArray, date);
        QFETCH(qint64, millis);
        QCOMPARE(asked({{{"date", date.toStdString()}, {"retry-after", "Tue, 06 Jan 2026 11:00:05 GMT"}}}), millis);
    }

    void clientsGetWholeSeconds_data() {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("told");
        const auto row = [](const char* value, const char* told) { QTest::newRow(value) << QByteArray(value) << QByteArray(told); };
        row("7", "7");
        row("1.2", "2");
        row("Tue, 06 Jan 2026 12:00:05 GMT", "5");
        row("Tue, 06 Jan 2026 11:00:00 GMT", "0");
        row("-5", "none");
        row("soon", "none");
        row("", "none");
    }
    void clientsGetWholeSeconds() {
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, told);
        const Reply reply{{{"retry-after", value.toStdString()}}};
        ResponseHead head;
        head.fields = {{"retry-after", value.toStdString()}, {"content-type", "application/json"}};
        tidyRetryAfter(head, retryAfterOf(reply.head(), kNow));
        QCOMPARE(head.fields.size(), std::size_t(told == "none" ? 1 : 2));
        for (const auto& [name, text] : head.fields)
            if (name == "retry-after") QCOMPARE(QByteArray::fromStdString(text), told);
    }

    void secondsNeedNoClock() { QCOMPARE(asked({{{"date", "Thu, 01 Jan 1970 00:00:00 GMT"}, {"retry-after", "5"}}}), qint64{5000}); }
    void aReplyThatSaysNothing() { QCOMPARE(asked({}), kNone); }
};

QTEST_GUILESS_MAIN(RetryAfterTest)
#include "retry_after_test.moc"
