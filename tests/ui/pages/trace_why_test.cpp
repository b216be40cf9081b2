#include "ui/pages/trace_why.hpp"

#include "ui/style/theme.hpp"

#include <QApplication>
#include <QJsonDocument>
#include <QLabel>
#include <QTableView>
#include <QTest>

using ui::models::TraceDetail;
using ui::pages::TraceWhy;

namespace {

/// A request with this explanation, and what else of the reply matters.
TraceDetail explainOf(const char* json, const char* rest = "{}") {
    QJsonObject reply = QJsonDocument::fromJson(rest).object();
    reply.insert(QStringLiteral("explain"), QJsonDocument::fromJson(json).object());
    return TraceDetail::fromJson(reply);
}

/// "second · m answered" after an attempt at first that failed, or not.
QByteArray attempt(int number, const char* provider, int status, const char* code = nullptr) {
    return R"({"attempt":)" + QByteArray::number(number) + R"(,"provider":")" + provider + R"(","upstream_model":"m","status":)" + QByteArray::number(status) +
           R"(,"error_code":)" + (code ? QByteArray("\"") + code + "\"" : QByteArray("null")) + R"(,"total_ms":5})";
}

const char* const kFailover = R"({"strategy":"weighted","why":"wheel","more_candidates":0,"refusal":null,"candidates":[
  {"provider":"openai","model":"gpt-4o","weight":60,"priority":0,"share":0.75,"circuit_open":false,"at_cap":false,"running":3,"expected_ms":null,"outcome":"failed","attempts":[1]},
  {"provider":"azure","model":"gpt-4o","weight":20,"priority":0,"share":0.25,"circuit_open":false,"at_cap":false,"running":0,"expected_ms":null,"outcome":"last","attempts":[2]},
  {"provider":"spare","model":"m","weight":20,"priority":0,"share":null,"circuit_open":true,"at_cap":false,"running":0,"expected_ms":null,"outcome":"at_rest","attempts":[]}],
  "limits":{"requests":{"limit":60,"left_before":13,"left_after":12,"reserved":1},"tokens":null},
  "bill":[{"attempt":2,"provider":"azure","model":"gpt-4o","usage_source":"reported","price_version":"builtin-7","cost_nanousd":1500000}]})";

}  // namespace

class TraceWhyTest : public QObject {
    Q_OBJECT

    static QString text(const TraceWhy& why, const char* name) { return why.findChild<QLabel*>(QLatin1StringView(name))->text(); }
    static QTableView* table(const TraceWhy& why) { return why.findChild<QTableView*>(QStringLiteral("page.traffic.why.candidates")); }

private Q_SLOTS:
    void initTestCase() { ui::style::applyTheme(*qApp, ui::style::ThemeKind::light); }

    void tellsAFailover() {
        TraceWhy why(nullptr);
        why.show(explainOf(kFailover));
        QCOMPARE(text(why, "page.traffic.why.sentence"), QStringLiteral("Weighted: It was the first one's turn by weight."));
        const auto* model = table(why)->model();
        QCOMPARE(model->rowCount(), 3);
        QCOMPARE(model->index(0, 1).data().toString(), QStringLiteral("openai · gpt-4o"));
        QCOMPARE(model->index(0, 2).data().toString(), QStringLiteral("failed (attempt 1)"));
        QCOMPARE(model->index(1, 2).data().toString(), QStringLiteral("answered (attempt 2)"));
        QCOMPARE(model->index(2, 2).data().toString(), QStringLiteral("at rest"));
        QCOMPARE(model->index(0, 3).data().toString(), QStringLiteral("60"));
        const QString lines = text(why, "page.traffic.why.lines");
        QVERIFY(lines.contains(QStringLiteral("limit 60, left before 13, left after 12")));
        QVERIFY(lines.contains(QStringLiteral("builtin-7")));
    }

    void tellsARefusal() {
        TraceWhy why(nullptr);
        why.show(explainOf(R"({"strategy":null,"why":null,"candidates":[],"more_candidates":0,"limits":{"requests":null,"tokens":null},
            "refusal":"60 requests a minute of key billing are used up","bill":[]})"));
        QCOMPARE(text(why, "page.traffic.why.sentence"), QStringLiteral("No upstream was chosen."));
        QCOMPARE(text(why, "page.traffic.why.lines"), QStringLiteral("Refused: 60 requests a minute of key billing are used up"));
        QVERIFY(table(why)->isHidden());
    }

    void saysWhatToDoAboutAFailure() {
        TraceWhy why(nullptr);
        why.show(explainOf("{}", R"({"trace_id":"t","status":429,"error_code":"RATE_LIMIT"})"));
        QVERIFY2(text(why, "page.traffic.why.advice").startsWith(QStringLiteral("What to do: ")), qPrintable(text(why, "page.traffic.why.advice")));
        QVERIFY(text(why, "page.traffic.why.advice").contains(QStringLiteral("Raise its limit")));
        why.show(explainOf("{}", R"({"trace_id":"u","status":200})"));
        QVERIFY(why.findChild<QLabel*>(QStringLiteral("page.traffic.why.advice"))->isHidden());
    }

    void tellsThatTheRetryBudgetWasUsedUp() {
        TraceWhy why(nullptr);
        why.show(explainOf(R"({"strategy":"weighted","why":"wheel","candidates":[],"more_candidates":0,"limits":{"requests":null,"tokens":null},
            "refusal":null,"bill":[],"retry_budget_used_up":true})"));
        QCOMPARE(text(why, "page.traffic.why.lines"), QStringLiteral("The retry budget was used up: no further route was tried."));
    }

    void tellsHowLongItWaitedInsideTheGateway() {
        TraceWhy why(nullptr);
        const auto shown = [&](const char* queued) {
            why.show(explainOf((QByteArray(R"({"strategy":"weighted","why":"wheel","candidates":[],"more_candidates":0,"limits":{"requests":null,"tokens":null},
            "refusal":null,"bill":[],"queued_ms":)") + queued + "}").constData()));
            return text(why, "page.traffic.why.lines");
        };
        QCOMPARE(shown("250.4"), QStringLiteral("It waited 250 ms inside the gateway before the first call."));
        QCOMPARE(shown("0"), QString());
        QCOMPARE(shown("null"), QString());
    }

    void tellsAnAnswerFromTheCache() {
        TraceWhy why(nullptr);
        why.show(explainOf(R"({"strategy":null,"why":"cache","candidates":[],"more_candidates":0,"limits":{"requests":null,"tokens":null},
            "refusal":null,"bill":[{"attempt":0,"provider":"openai","model":"gpt-4o","usage_source":"none","price_version":null,"cost_nanousd":0}]})"));
        QVERIFY(text(why, "page.traffic.why.sentence").contains(QStringLiteral("response cache")));
        QVERIFY(text(why, "page.traffic.why.lines").contains(QStringLiteral("openai · gpt-4o")));
    }

    void saysWhatHappenedInPlainSentences_data() {
        QTest::addColumn<QByteArray>("rest");
        QTest::addColumn<QByteArray>("candidates");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* name, const QByteArray& rest, const QByteArray& candidates, const char* said) {
            QTest::newRow(name) << rest << candidates << QString::fromUtf8(said);
        };
        const QByteArray open = R"({"provider":"first","model":"m","outcome":"at_rest","attempts":[]})";
        const QByteArray full = R"({"provider":"second","model":"m","outcome":"at_cap","attempts":[]})";
        row("cached", R"({"cache":"hit","status":200,"attempt_list":[]})", {}, "The response cache answered it: no provider was asked.");
        row("limit", R"({"status":429,"error_code":"RATE_LIMIT","attempt_list":[]})", {}, "A rate limit was reached, so no provider was asked and nothing was billed.");
        row("budget", R"({"status":429,"error_code":"BUDGET_EXCEEDED","attempt_list":[]})", {}, "A budget was used up, so no provider was asked and nothing was billed.");
        row("unknown model", R"({"status":404,"error_code":"UNKNOWN_MODEL","attempt_list":[]})", {},
            "It was refused before any provider was asked: No preset or provider serves this model.");
        row("failover", R"({"status":200,"attempts":2,"attempt_list":[)" + attempt(1, "first", 503, "UPSTREAM_ERROR") + "," + attempt(2, "second", 200) + "]}", {},
            "1 attempt(s) failed, then second · m answered. first · m: The provider answered with an error.");
        row("all failed", R"({"status":502,"error_code":"UPSTREAM_TIMEOUT","attempts":1,"attempt_list":[)" + attempt(1, "first", 0, "UPSTREAM_TIMEOUT") + "]}", {},
            "1 attempt(s) were made and none succeeded. first · m: The provider did not answer in time.");
        row("cut", R"({"status":200,"error_code":"UPSTREAM_CUT","attempts":1,"attempt_list":[)" + attempt(1, "first", 200, "UPSTREAM_CUT") + "]}", {},
            "first · m began to answer, but the answer broke off: The provider ended the reply before it was complete.");
        row("open circuits", R"({"status":503,"error_code":"NO_UPSTREAM","attempt_list":[]})", open,
            "The circuits of all its routes were open, so no provider was asked.");
        row("open and full", R"({"status":503,"error_code":"NO_UPSTREAM","attempt_list":[]})", open + "," + full,
            "No route took the request: each had an open circuit or was at its own cap.");
        row("no route", R"({"status":503,"error_code":"NO_UPSTREAM","attempt_list":[]})", {}, "No active route serves this model, so no provider was asked.");
        row("passed over", R"({"status":200,"attempts":1,"attempt_list":[)" + attempt(1, "third", 200) + "]}", open + "," + full,
            "Passed over because its circuit was open: first · m.\nPassed over because it was at its own cap: second · m.");
        row("client gone early", R"({"status":499,"error_code":"CLIENT_GONE","latency_ms":120,"attempts":1,"attempt_list":[)" + attempt(1, "first", 0) + "]}", {},
            "The client closed the connection after 120 ms, before the answer began.");
        row("client gone late", R"({"status":499,"error_code":"CLIENT_GONE","latency_ms":120,"ttft_ms":9,"estimated":true,"attempts":1,"attempt_list":[)" + attempt(1, "first", 200) +
            R"(],"ledger":[{"usage_source":"estimated"}]})", {},
            "The client closed the connection after 120 ms, while the answer was on its way.\nThe bill is an estimate: it counts what had been delivered when the client left.");
        row("estimated", R"({"status":200,"attempts":1,"attempt_list":[)" + attempt(1, "first", 200) + R"(],"ledger":[{"usage_source":"estimated"}]})", {},
            "The bill is an estimate: the provider did not say how many tokens it used, so they were counted from the text.");
    }
    void saysWhatHappenedInPlainSentences() {
        QFETCH(QByteArray, rest);
        QFETCH(QByteArray, candidates);
        QFETCH(QString, said);
        TraceWhy why(nullptr);
        why.show(explainOf(R"({"strategy":null,"why":null,"candidates":[)" + candidates + "]}", rest));
        QString shown = text(why, "page.traffic.why.sentence");
        if (const QString more = text(why, "page.traffic.why.more"); !more.isEmpty()) shown += QLatin1Char('\n') + more;
        QCOMPARE(shown, said);
    }

    void saysThatNothingWasKept() {
        TraceWhy why(nullptr);
        why.show(TraceDetail::fromJson({}));
        QVERIFY(text(why, "page.traffic.why.sentence").contains(QStringLiteral("has not kept")));
    }
};

QTEST_MAIN(TraceWhyTest)
#include "trace_why_test.moc"
