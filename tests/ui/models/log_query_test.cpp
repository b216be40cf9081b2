// The list's filter in the words of the gateway's log, and what the log cannot be asked.
#include "ui/models/log_query.hpp"

#include <QTest>

using namespace ui::models;
using namespace Qt::StringLiterals;

class LogQueryTest : public QObject {
    Q_OBJECT

    static LogQuery of(const QString& expression, unsigned classes = 0) {
        TrafficFilter filter;
        filter.classes = classes;
        const auto parsed = TrafficExpression::parse(expression);
        if (parsed.problem) qFatal("%s", qPrintable(parsed.problem->text));
        filter.expression = parsed.expression;
        return logQuery(filter, [](const QString& field, const QString& value) { return field == "provider"_L1 ? value.toLower() : value; });
    }

private Q_SLOTS:
    void asksWhatTheLogKnows_data() {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("query");
        QTest::addColumn<QStringList>("left");
        QTest::newRow("nothing") << u""_s << u""_s << QStringList();
        QTest::newRow("status") << u"status=502"_s << u"status=502"_s << QStringList();
        QTest::newRow("class") << u"status=5xx"_s << u"status=5xx"_s << QStringList();
        QTest::newRow("from 500") << u"status>=500 and model=gpt-4o"_s << u"model=gpt-4o&status=5xx"_s << QStringList();
        QTest::newRow("from 400") << u"status>=400"_s << u""_s << QStringList{u"status>=400"_s};
        QTest::newRow("case as logged") << u"provider=OpenAI"_s << u"provider=openai"_s << QStringList();
        QTest::newRow("encoded") << u"model=\"a & b=c\""_s << u"model=a%20%26%20b%3Dc"_s << QStringList();
        QTest::newRow("and as a value") << u"model=and and error=rate_limited"_s << u"error_code=RATE_LIMITED&model=and"_s << QStringList();
        QTest::newRow("slow") << u"latency>5s"_s << u"min_latency_ms=5001"_s << QStringList();
        QTest::newRow("two bounds") << u"latency>=5s and latency>=1s"_s << u"min_latency_ms=5000"_s << QStringList();
        QTest::newRow("fast") << u"latency<5s"_s << u""_s << QStringList{u"latency<5s"_s};
        QTest::newRow("contains") << u"model~mini and provider=azure"_s << u"provider=azure"_s << QStringList{u"model~mini"_s};
        QTest::newRow("unequal") << u"provider!=azure"_s << u""_s << QStringList{u"provider!=azure"_s};
        QTest::newRow("either") << u"model=a or provider=b"_s << u""_s << QStringList{u"model=a or provider=b"_s};
        QTest::newRow("brackets") << u"model=a and (ip=1.2.3.4 or ip=1.2.3.5)"_s << u"model=a"_s << QStringList{u"(ip=1.2.3.4 or ip=1.2.3.5)"_s};
        QTest::newRow("not") << u"not status=5xx"_s << u""_s << QStringList{u"not status=5xx"_s};
        QTest::newRow("key by name") << u"key=billing"_s << u""_s << QStringList{u"key=billing"_s};
        QTest::newRow("key by prefix") << u"key=gw-ab12"_s << u"key=gw-ab12"_s << QStringList();
        QTest::newRow("twice the same") << u"model=a and model=a"_s << u"model=a"_s << QStringList();
        QTest::newRow("twice") << u"model=a and model=b"_s << u"model=a"_s << QStringList{u"model=b"_s};
    }

    void asksWhatTheLogKnows() {
        QFETCH(QString, expression);
        QFETCH(QString, query);
        QFETCH(QStringList, left);
        const LogQuery made = of(expression);
        QCOMPARE(made.query, query);
        QCOMPARE(made.left, left);
    }

    void readsTheChips() {
        QCOMPARE(of({}, TrafficFilter::serverError).query, u"status=5xx"_s);
        QCOMPARE(of({}, TrafficFilter::rateLimited).query, u"status=429"_s);
        QCOMPARE(of({}, TrafficFilter::clientError | TrafficFilter::rateLimited).query, u"status=4xx"_s);
        const LogQuery two = of({}, TrafficFilter::success | TrafficFilter::serverError);
        QCOMPARE(two.query, QString());
        QCOMPARE(two.left, QStringList{u"status 2xx / 5xx"_s});
        // A chip and an expression that name different ones.
        QCOMPARE(of(u"status=502"_s, TrafficFilter::serverError).left, QStringList{u"status=502"_s});
        TrafficFilter filter;
        filter.slowerThanMs = 5000;
        filter.tracePrefix = u"req-1"_s;
        const LogQuery made = logQuery(filter, [](const QString&, const QString& value) { return value; });
        QCOMPARE(made.query, u"min_latency_ms=5001"_s);
        QCOMPARE(made.left, QStringList{u"trace id begins with req-1"_s});
    }
};

QTEST_GUILESS_MAIN(LogQueryTest)
#include "log_query_test.moc"
