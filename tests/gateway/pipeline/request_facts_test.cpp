#include "gateway/pipeline/request_facts.hpp"

#include "tests/gateway/pipeline/pipeline_rig.hpp"

#include <QtTest>

#include <chrono>

using namespace gw;
using namespace gw::pipeline;
using namespace gw::test;

class RequestFactsTest : public QObject {
    Q_OBJECT

    RequestFacts factsWith(PipelineRig& rig, const Fields& fields) {
        FakeClient client(rig.journal, Method::get, "/v1/models", fields);
        return factsOf(rig.context, client);
    }

   private Q_SLOTS:
    void takesAClientsRequestIdWhenItIsHarmless_data() {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<bool>("taken");
        QTest::newRow("plain") << QByteArray("abc-123_{}") << true;
        QTest::newRow("longest") << QByteArray(128, 'a') << true;
        QTest::newRow("too long") << QByteArray(129, 'a') << false;
        QTest::newRow("blank") << QByteArray("a b") << false;
        QTest::newRow("line end") << QByteArray("a\nb") << false;
        QTest::newRow("delete") << QByteArray("a\x7f") << false;
        QTest::newRow("not ASCII") << QByteArray("\xc3\xa4") << false;
    }
    void takesAClientsRequestIdWhenItIsHarmless() {
        QFETCH(QByteArray, sent);
        QFETCH(bool, taken);
        PipelineRig rig;
        const auto facts = factsWith(rig, {{"X-Request-Id", sent.toStdString()}});
        QCOMPARE(facts.clientRequestId, taken ? sent.toStdString() : std::string());
        QVERIFY(facts.traceId.starts_with("req-"));
        const auto head = replyHead(200, facts);
        QCOMPARE(head.fields.size(), std::size_t{taken ? 3U : 2U});
        QCOMPARE(head.fields[1].second, facts.traceId);
    }

    void knowsTheConsolesOwnTraffic_data() {
        QTest::addColumn<QByteArray>("expected");
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<bool>("console");
        QTest::newRow("marked") << QByteArray("marker") << QByteArray("marker") << true;
        QTest::newRow("wrong") << QByteArray("marker") << QByteArray("markes") << false;
        QTest::newRow("none") << QByteArray("marker") << QByteArray() << false;
        QTest::newRow("nothing is marked") << QByteArray() << QByteArray() << false;
    }
    void knowsTheConsolesOwnTraffic() {
        QFETCH(QByteArray, expected);
        QFETCH(QByteArray, sent);
        QFETCH(bool, console);
        PipelineRig rig;
        rig.context.consoleMarker = expected.toStdString();
        QCOMPARE(factsWith(rig, {{"x-gatehouse-console", sent.toStdString()}}).console, console);
    }

    void recordsTheAddressBehindTrustedProxies() {
        PipelineRig rig([](config::Settings& settings) { settings.trustedProxies = {*parseCidr("192.0.2.0/24")}; });
        const auto facts = factsWith(rig, {{"x-forwarded-for", "6.6.6.6, 203.0.113.5"}});
        QCOMPARE(recordOf(facts, rig.context).ip, std::string("203.0.113.5"));
        QCOMPARE(recordOf(facts, rig.context).node, std::string("node-1"));
    }

    void steersAClientsRetries_data() {
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("field");
        const auto row = [](ErrorCode code, const char* field) {
            QTest::newRow(std::string(codeText(code)).c_str()) << static_cast<int>(code) << QByteArray(field);
        };
        for (const auto code : {ErrorCode::invalidApiKey, ErrorCode::keyFrozen, ErrorCode::addressNotAllowed,
                                ErrorCode::ipBlocked, ErrorCode::budgetExceeded})
            row(code, "x-should-retry: false");
        for (const auto code : {ErrorCode::overloaded, ErrorCode::draining, ErrorCode::noUpstream})
            row(code, "retry-after: 1");
        row(ErrorCode::storageFull, "retry-after: 5");
        for (const auto code : {ErrorCode::badJson, ErrorCode::upstreamTimeout, ErrorCode::unknownModel}) row(code, "");
    }
    void steersAClientsRetries() {
        QFETCH(int, code);
        QFETCH(QByteArray, field);
        ResponseHead head;
        addRetryFields(head, static_cast<ErrorCode>(code));
        std::string text;
        for (const auto& [name, value] : head.fields) text += name + ": " + value;
        QCOMPARE(text, field.toStdString());
    }

    void strangersCannotFillTheDisk() {
        PipelineRig rig;
        std::vector<std::unique_ptr<Visit>> visits;
        const auto knock = [&](int times) {
            for (int i = 0; i < times; ++i) visits.push_back(rig.open(Method::get, "/v1/models", {}));
        };
        knock(150);
        QCOMPARE(rig.ledger.records.size(), std::size_t{100});
        QCOMPARE(rig.log.records.size(), std::size_t{150});
        QCOMPARE(rig.metrics.finished, 150);
        rig.clock.advance(std::chrono::seconds(1));
        knock(1);
        QCOMPARE(rig.ledger.records.size(), std::size_t{101});
        rig.ledger.accepts = false;
        knock(1);
        QCOMPARE(rig.ledger.records.size(), std::size_t{101});
        for (const auto& visit : visits) QCOMPARE(visit->client.reply.status, 401);
    }

    void aKnownKeysRefusalsAreAlwaysBooked() {
        PipelineRig rig;
        rig.ledger.accepts = false;
        std::vector<std::unique_ptr<Visit>> visits;
        for (int i = 0; i < 150; ++i) visits.push_back(rig.open(Method::get, "/v1/models/nothing"));
        QCOMPARE(rig.ledger.records.size(), std::size_t{150});
    }
};

QTEST_GUILESS_MAIN(RequestFactsTest)
#include "request_facts_test.moc"
