#include "ui/pages/trace_why.hpp"

#include "ui/style/theme.hpp"

#include <QApplication>
#include <QJsonDocument>
#include <QLabel>
#include <QTableView>
#include <QTest>

using ui::models::TraceExplain;
using ui::pages::TraceWhy;

namespace {

TraceExplain explainOf(const char* json) { return TraceExplain::fromJson(QJsonDocument::fromJson(json).object()); }

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

    void tellsAnAnswerFromTheCache() {
        TraceWhy why(nullptr);
        why.show(explainOf(R"({"strategy":null,"why":"cache","candidates":[],"more_candidates":0,"limits":{"requests":null,"tokens":null},
            "refusal":null,"bill":[{"attempt":0,"provider":"openai","model":"gpt-4o","usage_source":"none","price_version":null,"cost_nanousd":0}]})"));
        QVERIFY(text(why, "page.traffic.why.sentence").contains(QStringLiteral("response cache")));
        QVERIFY(text(why, "page.traffic.why.lines").contains(QStringLiteral("openai · gpt-4o")));
    }

    void saysThatNothingWasKept() {
        TraceWhy why(nullptr);
        why.show(TraceExplain::fromJson(QJsonValue::Null));
        QVERIFY(text(why, "page.traffic.why.sentence").contains(QStringLiteral("has not kept")));
    }
};

QTEST_MAIN(TraceWhyTest)
#include "trace_why_test.moc"
