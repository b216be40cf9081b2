#include "gateway/pipeline/headers.hpp"

#include <QtTest>

#include <algorithm>

using namespace gw;
using namespace gw::pipeline;

namespace {

config::Provider provider() {
    config::Provider made;
    made.endpoint.hostHeader = "api.test:8443";
    made.endpoint.prefix = "/openai";
    made.credential = "sk-up";
    return made;
}

bool has(const std::string& head, std::string_view line) {
    return head.find("\r\n" + std::string(line) + "\r\n") != std::string::npos;
}

}  // namespace

class HeadersTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void buildsTheUpstreamsHeadFromScratch() {
        RequestHead client;
        client.fields = {{"Authorization", "Bearer gw-secret"}, {"Cookie", "a=b"},      {"Accept", "text/event-stream"},
                         {"OpenAI-Beta", "assistants=v2"},      {"X-Evil", "1"},        {"Host", "gateway.test"},
                         {"Transfer-Encoding", "chunked"},      {"Connection", "close"}};
        const auto head = upstreamRequestHead(provider(), "/v1/chat/completions", client, 42);
        QVERIFY(head);
        QVERIFY(head->starts_with("POST /openai/v1/chat/completions HTTP/1.1\r\n"));
        QVERIFY(head->ends_with("\r\n\r\n"));
        QVERIFY(has(*head, "host: api.test:8443"));
        QVERIFY(has(*head, "authorization: Bearer sk-up"));
        QVERIFY(has(*head, "content-type: application/json"));
        QVERIFY(has(*head, "accept: text/event-stream"));
        QVERIFY(has(*head, "accept-encoding: identity"));
        QVERIFY(has(*head, "openai-beta: assistants=v2"));
        QVERIFY(has(*head, "content-length: 42"));
        for (const char* secret : {"gw-secret", "ookie", "vil", "gateway.test", "chunked", "onnection"})
            QVERIFY2(head->find(secret) == std::string::npos, secret);
    }

    void relaysWithTheClientsMethodTargetAndType() {
        RequestHead client;
        client.fields = {{"Cookie", "a=b"}, {"OpenAI-Beta", "assistants=v2"}, {"Range", "bytes=0-1"}, {"Expect", "100-continue"}};
        const auto upload = relayRequestHead(provider(), {Method::post, "/v1/files?a=1", "multipart/form-data; boundary=x", {}, true}, client);
        QVERIFY(upload->starts_with("POST /openai/v1/files?a=1 HTTP/1.1\r\n"));
        QVERIFY(has(*upload, "content-type: multipart/form-data; boundary=x"));
        QVERIFY(has(*upload, "transfer-encoding: chunked"));
        QVERIFY(has(*upload, "authorization: Bearer sk-up"));
        QVERIFY(has(*upload, "openai-beta: assistants=v2"));
        for (const char* name : {"content-length", "ookie", "ange", "xpect"}) QVERIFY2(upload->find(name) == std::string::npos, name);
        const auto read = relayRequestHead(provider(), {Method::del, "/v1/files/f", {}, {}, false}, client);
        QVERIFY(read->starts_with("DELETE /openai/v1/files/f HTTP/1.1\r\n"));
        for (const char* name : {"content-type", "content-length", "transfer-encoding"}) QVERIFY2(read->find(name) == std::string::npos, name);
        QVERIFY(relayRequestHead(provider(), {Method::get, "/v1/x", "bad\x01type", {}, false}, client)->find("content-type") == std::string::npos);
    }

    void azureTakesItsKeyInAnotherHeader() {
        auto azure = provider();
        azure.kind = config::ProviderKind::azure;
        const auto head = upstreamRequestHead(azure, "/x", {}, 0);
        QVERIFY(has(*head, "api-key: sk-up"));
        QVERIFY(head->find("authorization") == std::string::npos);
    }

    void aProviderWithoutACredentialGetsNone() {
        auto open = provider();
        open.credential.clear();
        QVERIFY(upstreamRequestHead(open, "/x", {}, 0)->find("authorization") == std::string::npos);
    }

    void refusesACredentialThatWouldBreakTheHead_data() {
        QTest::addColumn<QByteArray>("credential");
        QTest::newRow("line end") << QByteArray("sk\r\nx-evil: 1");
        QTest::newRow("line feed behind") << QByteArray("sk-up\n");
        QTest::newRow("zero") << QByteArray("sk\0up", 5);
        QTest::newRow("delete") << QByteArray("sk\x7f");
        QTest::newRow("not ASCII") << QByteArray("sk-\xc3\xa4");
    }
    void refusesACredentialThatWouldBreakTheHead() {
        QFETCH(QByteArray, credential);
        auto broken = provider();
        broken.credential = credential.toStdString();
        const auto head = upstreamRequestHead(broken, "/x", {}, 0);
        QVERIFY(!head);
        QVERIFY(head.error().code == ErrorCode::upstreamAuth);
        QVERIFY(head.error().retry == Retry::nextCandidate);
        QVERIFY(head.error().detail.find("sk") == std::string::npos);
    }

    void leavesOutClientFieldsThatWouldBreakTheHead() {
        RequestHead client;
        client.fields = {{"accept", "a\nx-evil: 1"}, {"openai-beta", "b\rc"}};
        const auto head = upstreamRequestHead(provider(), "/x", client, 0);
        QVERIFY(has(*head, "accept: */*"));
        QVERIFY(head->find("evil") == std::string::npos);
        QVERIFY(head->find("openai-beta") == std::string::npos);
    }

    void handsOnListedReplyFieldsOnly_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("passed");
        for (const char* name : {"Retry-After", "retry-after-ms", "x-should-retry", "content-encoding", "cache-control",
                                 "X-RateLimit-Remaining-Tokens", "openai-processing-ms", "OpenAI-Version"})
            QTest::newRow(name) << QByteArray(name) << true;
        for (const char* name : {"openai-organization", "OpenAI-Project", "set-cookie", "server", "content-length", "via",
                                 "transfer-encoding", "connection", "x-request-id", "x-ratelimit", "strict-transport-security",
                                 "access-control-allow-origin", "content-type", "openai"})
            QTest::newRow(name) << QByteArray(name) << false;
    }
    void handsOnListedReplyFieldsOnly() {
        QFETCH(QByteArray, name);
        QFETCH(bool, passed);
        const std::string text = name.toStdString();
        ResponseHead reply;
        takeReplyFields(UpstreamHead{200, {{text, "value"}}, {}, false}, config::Provider{}, reply);
        QCOMPARE(reply.fields.size(), std::size_t{passed ? 1U : 0U});
        if (!passed) return;
        QCOMPARE(reply.fields[0].first, lowerAscii(text));
        QCOMPARE(reply.fields[0].second, std::string("value"));
    }

    void leavesOutAFieldThatTellsTheCredential() {
        config::Provider provider;
        provider.credential = "sk-secret-0001";
        ResponseHead reply;
        takeReplyFields(UpstreamHead{200, {{"retry-after", "5"}, {"x-ratelimit-key", "of sk-secret-0001"}}, {}, false}, provider, reply);
        QCOMPARE(reply.fields.size(), std::size_t{1});
        QCOMPARE(reply.fields[0].first, std::string("retry-after"));
    }

    void comparesMediaTypes_data() {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<bool>("same");
        QTest::newRow("plain") << QByteArray("application/json") << true;
        QTest::newRow("parameter") << QByteArray("application/json; charset=utf-8") << true;
        QTest::newRow("blank before the parameter") << QByteArray("Application/JSON ;x=1") << true;
        QTest::newRow("longer") << QByteArray("application/jsonl") << false;
        QTest::newRow("other") << QByteArray("text/plain; a=application/json") << false;
        QTest::newRow("empty") << QByteArray("") << false;
    }
    void comparesMediaTypes() {
        QFETCH(QByteArray, type);
        QFETCH(bool, same);
        QCOMPARE(isMediaType(type.toStdString(), "application/json"), same);
    }
};

QTEST_GUILESS_MAIN(HeadersTest)
#include "headers_test.moc"
