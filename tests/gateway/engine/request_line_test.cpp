#include "gateway/engine/request_line.hpp"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace gw;
using namespace gw::engine;

namespace {

ledger::RequestRecord failedRecord() {
    ledger::RequestRecord record;
    record.traceId = "req-abc";
    record.keyPrefix = "gw-ab12";
    record.route = "/v1/chat/completions";
    record.ip = "10.0.0.1";
    record.provider = "openai";
    record.model = "gpt-4";
    record.upstreamModel = "gpt-4";
    record.createdAt = fromMillis(1'767'700'800'123);
    record.status = 504;
    record.error = ErrorCode::upstreamTimeout;
    record.attempts = 2;
    record.usage.input = 7;
    record.latencyMs = 5321;
    ledger::AttemptRecord attempt;
    attempt.error = ErrorCode::upstreamReset;
    record.attemptList = {attempt};
    return record;
}

std::string textLine(const ledger::RequestRecord& record) {
    std::string line;
    LineTime time;
    appendTextLine(line, record, time);
    return line;
}

std::string jsonLine(const ledger::RequestRecord& record) {
    std::string line;
    LineTime time;
    appendJsonLine(line, record, time);
    return line;
}

}  // namespace

class RequestLineTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void writesTheContractsLine() {
        const auto line = textLine(failedRecord());
        QCOMPARE(QString::fromStdString(line),
                 QStringLiteral("2026-01-06T12:00:00.123Z ERROR request trace_id=req-abc key=gw-ab12 ip=10.0.0.1 route=/v1/chat/completions provider=openai "
                                "model=gpt-4 status=504 error_code=UPSTREAM_TIMEOUT upstream_error=UPSTREAM_RESET attempts=2 tokens_in=7 tokens_out=0 "
                                "latency_ms=5321"));
    }

    void timesFollowEachOtherInAnyOrder() {
        LineTime time;
        for (const std::int64_t millis : {1'767'700'800'123, 1'767'700'800'007, 1'767'700'801'000, 1'767'700'799'999, 1'767'700'800'100, 1'767'700'800'099})
            QCOMPARE(std::string(time.text(fromMillis(millis))), rfc3339(fromMillis(millis)));
    }

    void jsonHasTheSameFields() {
        QJsonParseError error;
        const auto object = QJsonDocument::fromJson(QByteArray::fromStdString(jsonLine(failedRecord())), &error).object();
        QCOMPARE(error.error, QJsonParseError::NoError);
        QCOMPARE(object.value(QStringLiteral("level")).toString(), QStringLiteral("ERROR"));
        QCOMPARE(object.value(QStringLiteral("latency_ms")).toInt(), 5321);
        QCOMPARE(object.value(QStringLiteral("error_code")).toString(), QStringLiteral("UPSTREAM_TIMEOUT"));
    }

    void aHostileNameStaysOneLine() {
        auto record = failedRecord();
        record.model = "gpt\nERROR request trace_id=forged \x1b[31m";
        QVERIFY(textLine(record).find('\n') == std::string::npos);
        QVERIFY(textLine(record).find('\x1b') == std::string::npos);
        QVERIFY(jsonLine(record).find('\n') == std::string::npos);
    }

    void errorIsOnlyWhatFailed_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("error");
        QTest::addColumn<int>("attempts");
        QTest::addColumn<QString>("level");
        QTest::newRow("success") << 200 << false << 1 << "INFO";
        QTest::newRow("saved by another upstream") << 200 << false << 2 << "WARN";
        QTest::newRow("refused") << 404 << true << 0 << "WARN";
        QTest::newRow("failed") << 502 << true << 1 << "ERROR";
        QTest::newRow("stream cut after 200") << 200 << true << 1 << "ERROR";
    }
    void errorIsOnlyWhatFailed() {
        QFETCH(int, status);
        QFETCH(bool, error);
        QFETCH(int, attempts);
        QFETCH(QString, level);
        ledger::RequestRecord record;
        record.status = status;
        if (error) record.error = ErrorCode::upstreamCut;
        record.attempts = static_cast<std::uint16_t>(attempts);
        QCOMPARE(QString::fromLatin1(levelOf(record)), level);
    }

    void aClientThatLeftIsNoError() {
        ledger::RequestRecord record;
        record.status = 200;
        record.error = ErrorCode::clientGone;
        record.attempts = 1;
        QCOMPARE(QString::fromLatin1(levelOf(record)), QStringLiteral("INFO"));
    }
};

QTEST_GUILESS_MAIN(RequestLineTest)
#include "request_line_test.moc"
