// An attempt's parts: durations before the first byte, the wait, the rest.
#include "ui/models/trace_detail.hpp"
#include "ui/models/trace_time.hpp"

#include <QJsonDocument>
#include <QTest>

using namespace ui::models;

class TraceDetailTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void splitsAnAttempt_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<qint64>("wait");  // -1: unknown
        QTest::addColumn<qint64>("rest");
        QTest::newRow("fresh connection")
            << QByteArray(R"({"status":200,"dns_ms":2,"connect_ms":10,"tls_ms":20,"first_byte_ms":132,"total_ms":532})") << qint64(100) << qint64(400);
        QTest::newRow("reused connection") << QByteArray(R"({"status":200,"first_byte_ms":100,"total_ms":150})") << qint64(100) << qint64(50);
        QTest::newRow("no byte") << QByteArray(R"({"status":0,"connect_ms":5,"first_byte_ms":null,"total_ms":4001})") << qint64(-1) << qint64(3996);
        QTest::newRow("rounding never goes below nothing")
            << QByteArray(R"({"status":200,"dns_ms":3,"connect_ms":3,"first_byte_ms":5,"total_ms":5})") << qint64(0) << qint64(0);
    }

    void splitsAnAttempt() {
        QFETCH(QByteArray, json);
        QFETCH(qint64, wait);
        QFETCH(qint64, rest);
        const QJsonObject body{{QStringLiteral("trace_id"), QStringLiteral("req-1")},
                               {QStringLiteral("attempt_list"), QJsonArray{QJsonDocument::fromJson(json).object()}}};
        const TraceDetail detail = TraceDetail::fromJson(body);
        QCOMPARE(detail.attempts.size(), size_t(1));
        QCOMPARE(detail.attempts[0].waitMs().value_or(-1), wait);
        QCOMPARE(detail.attempts[0].restMs(), rest);
    }

    void saysWhereTheTimeWent_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* name, const char* json, const char* said) { QTest::newRow(name) << QByteArray(json) << QString::fromUtf8(said); };
        row("quick", R"({"latency_ms":900,"attempt_list":[{"provider":"p","total_ms":900,"first_byte_ms":10}]})", "");
        row("never tried", R"({"latency_ms":9000,"attempt_list":[]})", "");
        row("answer", R"({"latency_ms":5000,"tokens_out":480,"attempt_list":[{"provider":"p","upstream_model":"m","first_byte_ms":150,"total_ms":4950}]})",
            "4.80 s of its 5.00 s went by while p · m was sending its answer: 480 tokens, 100 a second.");
        row("answer of unknown length", R"({"latency_ms":5000,"attempt_list":[{"provider":"p","upstream_model":"m","first_byte_ms":150,"total_ms":4950}]})",
            "4.80 s of its 5.00 s went by while p · m was sending its answer.");
        row("wait", R"({"latency_ms":5000,"tokens_out":4,"attempt_list":[{"provider":"p","upstream_model":"m","first_byte_ms":4900,"total_ms":4950}]})",
            "4.90 s of its 5.00 s went by waiting for the first byte of p · m.");
        row("no byte", R"({"latency_ms":5000,"attempt_list":[{"provider":"p","upstream_model":"m","status":0,"total_ms":5000}]})",
            "5.00 s of its 5.00 s went by waiting for the first byte of p · m.");
        row("failed before", R"({"latency_ms":5000,"attempt_list":[{"provider":"q","total_ms":4000},{"provider":"p","upstream_model":"m","first_byte_ms":400,"total_ms":900}]})",
            "4.00 s of its 5.00 s went by in attempts that failed, before p · m was asked.");
        row("connecting", R"({"latency_ms":3000,"attempt_list":[{"provider":"p","dns_ms":2500,"connect_ms":100,"tls_ms":100,"first_byte_ms":2800,"total_ms":2900}]})",
            "2.70 s of its 3.00 s went by connecting to p.");
        row("gateway", R"({"latency_ms":3000,"attempt_list":[{"provider":"p","first_byte_ms":100,"total_ms":200}]})",
            "2.80 s of its 3.00 s went by in this gateway, outside of any attempt.");
    }

    void saysWhereTheTimeWent() {
        QFETCH(QByteArray, json);
        QFETCH(QString, said);
        QCOMPARE(timeSentence(TraceDetail::fromJson(QJsonDocument::fromJson(json).object())), said);
    }

    void readsTheLedger() {
        const auto body = QJsonDocument::fromJson(
            R"({"trace_id":"req-1","attempt_list":[],"ledger":[{"usage_source":"estimated","price_version":"2026-11"}]})").object();
        const TraceDetail detail = TraceDetail::fromJson(body);
        QCOMPARE(detail.usageSource, QStringLiteral("estimated"));
        QCOMPARE(detail.priceVersion, QStringLiteral("2026-11"));
        QVERIFY(detail.attempts.empty());
    }
};

QTEST_GUILESS_MAIN(TraceDetailTest)
#include "trace_detail_test.moc"
