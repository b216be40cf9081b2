// An attempt's parts: durations before the first byte, the wait, the rest.
#include "ui/models/trace_detail.hpp"

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
