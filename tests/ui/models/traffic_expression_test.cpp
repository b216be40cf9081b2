// The filter line: what it accepts, where it says it cannot be read, what it proposes at the cursor.
#include "ui/models/traffic_expression.hpp"

#include <QRandomGenerator>
#include <QTest>

using namespace ui::models;

namespace {

TrafficRow slowFailure() {
    TrafficRow row;
    row.traceId = QStringLiteral("req-1e8354e1");
    row.clientRequestId = QStringLiteral("order-77");
    row.status = 502;
    row.provider = QStringLiteral("openai");
    row.model = QStringLiteral("default");
    row.upstreamModel = QStringLiteral("gpt-4o-mini");
    row.keyName = QStringLiteral("billing prod");
    row.keyPrefix = QStringLiteral("gw-ab12");
    row.ip = QStringLiteral("10.0.0.7");
    row.route = QStringLiteral("/v1/chat/completions");
    row.errorCode = QStringLiteral("UPSTREAM_TIMEOUT");
    row.latencyMs = 8210;
    row.attempts = 2;
    row.tokensIn = 100;
    row.tokensOut = 20;
    row.costNanoUsd = 4'200'000;
    return row;
}

}  // namespace

class TrafficExpressionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void acceptsRows_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("accepted");
        const auto row = [](const char* text, bool accepted) { QTest::newRow(text) << QString::fromLatin1(text) << accepted; };
        row("", true);
        row("   ", true);
        row("status=502", true);
        row("status==502", true);
        row("status = 502", true);
        row("status!=502", false);
        row("status>=500", true);
        row("status>502", false);
        row("status<=502", true);
        row("status<502", false);
        row("status=5xx", true);
        row("status=4xx", false);
        row("status!=4xx", true);
        row("STATUS>=500 AND Provider=OpenAI", true);
        row("status>=500 and provider=openai and latency>5000", true);
        row("status>=500 and provider=azure", false);
        row("provider=azure or latency>5s", true);
        row("provider!=openai", false);
        row("latency>8210ms", false);
        row("latency>=8.21s", true);
        row("model=gpt-4o-mini", true);
        row("model=default", true);
        row("model~4O", true);
        row("model~claude", false);
        row("key=\"billing prod\"", true);
        row("key=gw-ab12", true);
        row("ip=10.0.0.7", true);
        row("ip~10.0.", true);
        row("trace=req-1e8354e1", true);
        row("trace~req-1e83", true);
        row("trace=order-77", true);
        row("tokens=120", true);
        row("cost>=0.0042", true);
        row("cost>$0.0042", false);
        row("error=UPSTREAM_TIMEOUT", true);
        row("error!=\"\"", true);
        row("error=\"\"", false);
        row("route=/v1/chat/completions", true);
        row("attempts>1", true);
        row("ttft>0", false);
        row("ttft<99999", false);
        row("ttft!=5", true);
        row("not status=502", false);
        row("not not status=502", true);
        row("not (provider=azure or status=200)", true);
        // `and` binds tighter than `or`.
        row("status=502 or status=1 and status=2", true);
        row("(status=502 or status=1) and status=2", false);
        row("((status=502))", true);
        row("provider=\"open\\ai\"", true);
    }

    void acceptsRows() {
        QFETCH(QString, text);
        QFETCH(bool, accepted);
        const auto parsed = TrafficExpression::parse(text);
        QVERIFY2(!parsed.problem, qPrintable(parsed.problem ? parsed.problem->text : QString()));
        QCOMPARE(parsed.expression.accepts(slowFailure()), accepted);
        QCOMPARE(parsed.expression.isEmpty(), text.trimmed().isEmpty());
    }

    void namesTheFaultyPlace_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("at");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* text, int at, const char* words) {
            QTest::newRow(text) << QString::fromLatin1(text) << at << QString::fromLatin1(words);
        };
        row("stat>=500", 0, "no field");
        row("status>=500 and stat=1", 16, "no field");
        row("status", 6, "expected one of");
        row("status 500", 7, "expected one of");
        row("status!500", 6, "expected one of");
        row("status=", 7, "expected a value");
        row("status=)", 7, "expected a value");
        row("status=abc", 7, "not a number");
        row("status=-1", 7, "not a number");
        row("status>5xx", 7, "not a number");
        row("tokens=1.5", 7, "not a number");
        row("latency>5m", 8, "not a number");
        row("cost>0.0000000001", 5, "not a number");
        row("cost>1.2.3", 5, "not a number");
        row("status~5", 6, "searches text");
        row("model>gpt", 5, "compares numbers");
        row("status=500 provider=openai", 11, "expected");
        row("status=500 and", 14, "expected a field");
        row("and status=500", 0, "no field");
        row("(status=500", 0, "never closed");
        row("status=500)", 10, "opening bracket");
        row("()", 1, "expected a field");
        row("provider=\"open", 9, "never closed");
        row("=500", 0, "expected a field");
        row("not", 3, "expected a field");
    }

    void namesTheFaultyPlace() {
        QFETCH(QString, text);
        QFETCH(int, at);
        QFETCH(QString, words);
        const auto parsed = TrafficExpression::parse(text);
        QVERIFY(parsed.problem);
        QCOMPARE(parsed.problem->at, at);
        QVERIFY(parsed.problem->length >= 1);
        QVERIFY2(parsed.problem->text.contains(words), qPrintable(parsed.problem->text));
        QVERIFY(parsed.expression.isEmpty());
    }

    void refusesBracketsWithoutEnd() {
        const auto parsed = TrafficExpression::parse(QString(100'000, u'('));
        QVERIFY(parsed.problem);
        QVERIFY(TrafficExpression::parse(QStringLiteral("not ").repeated(1000) + QStringLiteral("status=1")).problem);
    }

    void survivesAnyText() {
        const QStringList pieces{QStringLiteral("status"), QStringLiteral("model"), QStringLiteral("="), QStringLiteral("!"),
                                 QStringLiteral(">="), QStringLiteral("~"), QStringLiteral("("), QStringLiteral(")"),
                                 QStringLiteral("\""), QStringLiteral("\\"), QStringLiteral(" and "), QStringLiteral(" or "),
                                 QStringLiteral(" not "), QStringLiteral("5xx"), QStringLiteral("9e99"), QStringLiteral("实时"), QStringLiteral(" ")};
        QRandomGenerator random(7);
        for (int round = 0; round < 5000; ++round) {
            QString text;
            for (int n = random.bounded(12); n >= 0; --n) text += pieces[random.bounded(pieces.size())];
            const auto parsed = TrafficExpression::parse(text);
            parsed.expression.accepts(slowFailure());
            if (parsed.problem) QVERIFY(parsed.problem->at >= 0 && parsed.problem->at <= text.size());
            expressionPlace(text, random.bounded(text.size() + 1));
        }
    }

    void proposesWhatFits_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("wants");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("word");
        using Wants = ExpressionPlace::Wants;
        const auto row = [](const char* text, Wants wants, const char* field, const char* word) {
            QTest::newRow(text) << QString::fromLatin1(text) << static_cast<int>(wants) << QString::fromLatin1(field) << QString::fromLatin1(word);
        };
        row("", Wants::field, "", "");
        row("sta", Wants::field, "", "sta");
        row("status ", Wants::op, "status", "");
        row("status=", Wants::value, "status", "");
        row("provider=ope", Wants::value, "provider", "ope");
        row("provider=openai ", Wants::joiner, "", "");
        row("provider=openai an", Wants::joiner, "", "an");
        row("provider=openai and ", Wants::field, "", "");
        row("not (mo", Wants::field, "", "mo");
        row("(status=5) ", Wants::joiner, "", "");
        row("key=\"billing pr", Wants::value, "key", "billing pr");
    }

    void proposesWhatFits() {
        QFETCH(QString, text);
        QFETCH(int, wants);
        QFETCH(QString, field);
        QFETCH(QString, word);
        const ExpressionPlace place = expressionPlace(text, text.size());
        QCOMPARE(static_cast<int>(place.wants), wants);
        QCOMPARE(place.field, field);
        QCOMPARE(place.word, word);
    }

    void refusesMoreThanItCanAskOfEachRow() {
        QStringList parts;
        for (int i = 0; i < 256; ++i) parts << QStringLiteral("ip=1");
        QVERIFY(!TrafficExpression::parse(parts.join(QStringLiteral(" or "))).problem);
        const auto parsed = TrafficExpression::parse((parts << QStringLiteral("ip=2")).join(QStringLiteral(" or ")));
        QVERIFY(parsed.problem && parsed.problem->isLimit);
        QVERIFY(parsed.problem->text.contains(QStringLiteral("256")));
        QCOMPARE(parsed.problem->at, qsizetype(256 * 8));
    }

    void joinsConditions() {
        const auto with = [](const char* text, const char* value) {
            return withCondition(QString::fromLatin1(text), QStringLiteral("key"), QStringLiteral("!="), QString::fromLatin1(value));
        };
        QCOMPARE(with("", "a"), QStringLiteral("key!=a"));
        QCOMPARE(with("status=500", "a"), QStringLiteral("status=500 and key!=a"));
        QCOMPARE(with("status=500 or status=502", "a"), QStringLiteral("(status=500 or status=502) and key!=a"));
        QCOMPARE(with("", "billing prod"), QStringLiteral("key!=\"billing prod\""));
        QCOMPARE(with("", ""), QStringLiteral("key!=\"\""));
        QCOMPARE(with("", "a\"b\\ c"), QStringLiteral("key!=\"a\\\"b\\\\ c\""));
        QCOMPARE(with("", "=1"), QStringLiteral("key!=\"=1\""));
        QCOMPARE(with("", "a=1"), QStringLiteral("key!=a=1"));
        TrafficRow row;
        row.keyName = QStringLiteral("a\"b\\ c");
        QVERIFY(!TrafficExpression::parse(with("", "a\"b\\ c")).expression.accepts(row));
    }
};

QTEST_GUILESS_MAIN(TrafficExpressionTest)
#include "traffic_expression_test.moc"
