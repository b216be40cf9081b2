// Rows of the reports: exact money, what is unknown, what a code means and what to do about it.
#include "ui/models/data_span.hpp"
#include "ui/models/error_advice.hpp"
#include "ui/models/error_group_row.hpp"
#include "ui/models/latency_route_row.hpp"
#include "ui/models/number_text.hpp"
#include "ui/models/usage_row.hpp"

#include <QAbstractItemModelTester>
#include <QJsonDocument>
#include <QLocale>
#include <QSet>
#include <QTest>

#include <limits>

using namespace ui::models;

namespace {

QJsonObject object(const char* text) { return QJsonDocument::fromJson(text).object(); }

template <class Row>
QString cell(RowTableModel<Row>& model, const char* column) {
    return model.index(0, model.columnOf(column)).data().toString();
}

}  // namespace

class ReportRowsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void moneyIsExact_data() {
        QTest::addColumn<qint64>("nano");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << qint64{0} << QStringLiteral("$0.00");
        QTest::newRow("one nano-dollar") << qint64{1} << QStringLiteral("$0.000000001");
        QTest::newRow("cents") << qint64{12'300'000'000} << QStringLiteral("$12.30");
        QTest::newRow("every digit") << qint64{1'234'567'891'234} << QStringLiteral("$1,234.567891234");
        QTest::newRow("a correction") << qint64{-1'500'000} << QStringLiteral("-$0.0015");
        QTest::newRow("the most") << std::numeric_limits<qint64>::max() << QStringLiteral("$9,223,372,036.854775807");
        QTest::newRow("the least") << std::numeric_limits<qint64>::min() << QStringLiteral("-$9,223,372,036.854775808");
    }
    void moneyIsExact() {
        QFETCH(qint64, nano);
        QFETCH(QString, text);
        QCOMPARE(exactMoneyText(nano), text);
    }

    void moneyInAColumnHasItsPointsUnderEachOther() {
        QCOMPARE(columnMoneyText(0), QStringLiteral("$0.0000"));
        QCOMPARE(columnMoneyText(1), QStringLiteral("< $0.0001"));
        QCOMPARE(columnMoneyText(1'148'250), QStringLiteral("$0.0011"));
        QCOMPARE(columnMoneyText(12'300'000'000), QStringLiteral("$12.3000"));
        QCOMPARE(columnMoneyText(-1'500'000), QStringLiteral("-$0.0015"));
        QCOMPARE(columnMoneyText(1'234'567'891'234), QStringLiteral("$1,234.5679"));
    }

    void useWithoutAPriceHasNoCost() {
        UsageModel model(usageColumns(), nullptr);
        QAbstractItemModelTester tester(&model);
        model.apply({UsageRow::fromJson(object(R"({"group":"k1","label":"batch","calls":2,"unpriced_calls":2,"cost_nanousd":0})"), QStringLiteral("key"), 0)});
        QCOMPARE(cell(model, "group"), QStringLiteral("batch"));
        QCOMPARE(cell(model, "cost"), QStringLiteral("no price"));
        QCOMPARE(cell(model, "unpriced"), QStringLiteral("2"));
        QCOMPARE(cell(model, "estimated"), QStringLiteral("—"));
        QCOMPARE(cell(model, "budget"), QStringLiteral("—"));
    }

    void correctionsAreInTheBillAndTheBudgetHasItsShare() {
        UsageModel model(usageColumns(), nullptr);
        model.apply({UsageRow::fromJson(object(R"({"group":"k1","calls":2,"cost_nanousd":2000000000,"adjusted_nanousd":-500000000,
                                                  "budget_nanousd":4000000000,"spent_nanousd":3000000000})"), QStringLiteral("key"), 4'000'000'000)});
        QCOMPARE(cell(model, "cost"), QStringLiteral("$1.5000"));
        QCOMPARE(cell(model, "adjusted"), QStringLiteral("-$0.5000"));
        QVERIFY(cell(model, "budget").startsWith(QStringLiteral("75")));
        QVERIFY(cell(model, "share").startsWith(QStringLiteral("50")));
    }

    void aBudgetThatIsSpentIsCritical() {
        const auto row = UsageRow::fromJson(object(R"({"group":"k1","calls":1,"budget_nanousd":10,"spent_nanousd":10})"), QStringLiteral("key"), 0);
        QCOMPARE(row.status(), ui::style::Status::critical);
    }

    void aCodeSaysWhatItMeans() {
        ErrorGroupModel model(errorGroupColumns(), nullptr);
        QAbstractItemModelTester tester(&model);
        model.apply({ErrorGroupRow::fromJson(object(R"({"group":"UPSTREAM_TIMEOUT","count":5,"last_5m":4,"before_5m":1,"keys":2,"status_min":504,"status_max":504})"),
                                             QStringLiteral("code"), 10)});
        QCOMPARE(cell(model, "meaning"), QStringLiteral("The provider did not answer in time."));
        QCOMPARE(cell(model, "change"), QStringLiteral("+3"));
        QVERIFY(cell(model, "share").startsWith(QStringLiteral("50")));
        QCOMPARE(cell(model, "status"), QStringLiteral("504"));
    }

    void everyAdvisedCodeExists() {
        const QStringList codes = advisedErrorCodes();
        QCOMPARE(QSet<QString>(codes.begin(), codes.end()).size(), codes.size());
        for (const QString& code : codes) {
            QVERIFY2(!errorMeaning(code).isEmpty(), qPrintable(code));
            QVERIFY2(errorAdvice(code).endsWith(u'.'), qPrintable(code));
        }
        QVERIFY(!errorAdvice(QStringLiteral("FROM_THE_FUTURE")).isEmpty());
        QVERIFY(errorMeaning(QStringLiteral("FROM_THE_FUTURE")).isEmpty());
    }

    void aFreshChartBeginsWithItsData_data() {
        QTest::addColumn<qint64>("firstData");
        QTest::addColumn<qint64>("shown");
        QTest::newRow("all of the window") << qint64{1000} << qint64{1000};
        QTest::newRow("a little missing") << qint64{1200} << qint64{1000};
        QTest::newRow("the later half") << qint64{1700} << qint64{1700};
        QTest::newRow("within a step") << qint64{1703} << qint64{1700};
        QTest::newRow("the last moment: five steps stay") << qint64{1990} << qint64{1950};
        QTest::newRow("no data") << qint64{-1} << qint64{1000};
    }
    void aFreshChartBeginsWithItsData() {
        QFETCH(const qint64, firstData);
        QFETCH(const qint64, shown);
        QCOMPARE(shownSince(1000, 2000, 10, firstData < 0 ? std::nullopt : std::optional(firstData), 5), shown);
    }

    void batchCallsStandWithWhatTheyCost() {
        UsageModel model(usageColumns(), nullptr);
        model.apply({UsageRow::fromJson(object(R"({"group":"k1","calls":4,"cost_nanousd":1500000001,"batch_calls":3,"batch_nanousd":500000001,
                                                   "tokens_cache_write":1200,"tokens_reasoning":0})"), QStringLiteral("key"), 1500000001)});
        QCOMPARE(cell(model, "batch"), QStringLiteral("3"));
        QVERIFY(model.index(0, model.columnOf("batch")).data(Qt::ToolTipRole).toString().contains(QStringLiteral("0.500000001")));
        QVERIFY(cell(model, "written") != unknownText());
        QCOMPARE(cell(model, "reasoning"), unknownText());
    }

    void fewSamplesHaveNoP99() {
        LatencyRouteModel model(latencyRouteColumns(), nullptr);
        QAbstractItemModelTester tester(&model);
        model.apply({LatencyRouteRow::fromJson(object(R"({"provider":"main","model":"gpt-4o","requests":5,"total_ms":500,"p50":90,"p95":120,"p99":130,
                                                         "parts_ms":{"body":7,"queue":3,"gateway":5,"dns":1,"connect":2,"tls":3,"wait":400,"stream":89}})"))});
        QCOMPARE(cell(model, "p95"), QStringLiteral("few"));
        QCOMPARE(cell(model, "p99"), QStringLiteral("few"));
        QCOMPARE(cell(model, "mean"), QStringLiteral("100 ms"));
        QCOMPARE(model.rows().front().parts.connect, 6.0);
        QCOMPARE(model.rows().front().parts.own(), 8.0);
        QVERIFY(model.index(0, model.columnOf("parts")).data(Qt::ToolTipRole).toString().contains(QStringLiteral("Client")));
        QVERIFY(model.index(0, model.columnOf("parts")).data(Qt::ToolTipRole).toString().contains(QStringLiteral("TLS")));
    }
};

QTEST_GUILESS_MAIN(ReportRowsTest)
#include "report_rows_test.moc"
