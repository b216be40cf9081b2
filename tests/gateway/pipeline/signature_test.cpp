// Signed requests: by themselves, each component changed by one bit, and through the pipeline, where nothing of an unproven
// call may reach an upstream.
#include "gateway/limits/nonce_table.hpp"
#include "gateway/pipeline/request_facts.hpp"
#include "gateway/pipeline/signature.hpp"
#include "tests/gateway/pipeline/pipeline_rig.hpp"

#include <QtTest>

#include <algorithm>
#include <string>

using namespace gw;
using namespace gw::pipeline;
using namespace gw::test;
using namespace std::chrono_literals;

namespace {

const std::string kSecret = "5f3a0c9d5f3a0c9d5f3a0c9d5f3a0c9d5f3a0c9d5f3a0c9d5f3a0c9d5f3a0c9d";

/// A signed call as texts, so that any of them can be spoilt.
struct SignedCall {
    Method method = Method::post;
    std::string target = "/v1/chat/completions?trace=1";
    std::string timestamp, nonce = "n-0001", signature;
    std::string body = kPlainBody;

    explicit SignedCall(WallTime now = FakeClock().wall()) {
        timestamp = std::to_string(std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count());
        sign();
    }
    void sign(const std::string& secret = kSecret) {
        const std::string text = std::string(methodText(method)) + "\n" + target + "\n" + timestamp + "\n" + nonce + "\n" + hexText(sha256(body));
        signature = hexText(hmacSha256(secret, text));
    }
    Fields fields() const {
        return {{"authorization", "Bearer gw-good"}, {"X-Timestamp", timestamp}, {"X-Nonce", nonce}, {"X-Signature", signature}};
    }
};

config::ApiKey signingKey(const std::string& secret = kSecret) {
    auto key = *keyOf("gw-good");
    key.requireSignature = true;
    key.signingSecret = secret;
    return key;
}

std::string outcome(const config::ApiKey& key, const SignedCall& call, WallTime now = FakeClock().wall()) {
    const Fields fields = call.fields();
    RequestHead head;
    head.method = call.method;
    head.target = call.target;
    for (const auto& [name, value] : fields) head.fields.push_back({name, value});
    const auto read = readSignature(key, head, now);
    if (!read) return "head " + std::string(codeText(read.error().code));
    Sha256 sha;
    const auto checked = checkSignature(key, head, *read, call.body, sha);
    return checked ? "good" : "body " + std::string(codeText(checked.error().code));
}

struct SignedRig : PipelineRig {
    SignedRig() {
        context.nonces = &nonces;
        context.snapshot = context.snapshot->withKey(std::make_shared<config::ApiKey>(signingKey()));
    }
    std::unique_ptr<Visit> send(const SignedCall& call, const std::string& type = "application/json") {
        Fields fields = call.fields();
        fields.emplace_back("content-type", type);
        auto visit = std::make_unique<Visit>(journal, *factory, call.method, call.target, std::move(fields));
        if (!call.body.empty()) visit->client.frame(call.body.size(), false);
        visit->handler->onRequest();
        visit->body(call.body);
        turn();
        return visit;
    }
    bool wasCalled() const { return !upstream.calls.empty(); }
    limits::NonceTable nonces;
};

}  // namespace

class SignatureTest : public QObject {
    Q_OBJECT

    static void isRefused(const SignedRig& rig, const Visit& visit, int status = 401, const std::string& code = "signature_failed") {
        QCOMPARE(visit.client.reply.status, status);
        QVERIFY2(visit.client.sent.find("\"code\":\"" + code + "\"") != std::string::npos, visit.client.sent.c_str());
        QVERIFY(!rig.wasCalled() && rig.ledger.reservations.empty());
    }

 private Q_SLOTS:
    void theDocumentedTextIsWhatIsSigned() {
        // RFC 4231, test case 2.
        QCOMPARE(hexText(hmacSha256("Jefe", "what do ya want for nothing?")),
                 std::string("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
        QCOMPARE(outcome(signingKey(), SignedCall()), std::string("good"));
    }

    void oneBitAnywhereIsRefused_data() {
        QTest::addColumn<QByteArray>("part");
        for (const char* part : {"target", "timestamp", "nonce", "signature", "body", "secret"}) QTest::newRow(part) << QByteArray(part);
    }
    void oneBitAnywhereIsRefused() {
        QFETCH(QByteArray, part);
        const SignedCall good;
        const auto textOf = [&part](SignedCall& call, std::string& secret) -> std::string& {
            if (part == "target") return call.target;
            if (part == "timestamp") return call.timestamp;
            if (part == "nonce") return call.nonce;
            if (part == "signature") return call.signature;
            if (part == "body") return call.body;
            return secret;
        };
        SignedCall measured;
        std::string measuredSecret = kSecret;
        const std::size_t size = textOf(measured, measuredSecret).size();
        for (std::size_t at = 0; at < size; ++at) {
            for (int bit = 0; bit < 8; ++bit) {
                SignedCall call;
                std::string secret = kSecret;
                auto& text = textOf(call, secret);
                text[at] = static_cast<char>(static_cast<unsigned char>(text[at]) ^ (1U << bit));
                QVERIFY2(outcome(signingKey(secret), call) != "good", (std::to_string(at) + " " + std::to_string(bit)).c_str());
            }
        }
    }
    void anotherMethodIsRefused() {
        SignedCall call;
        call.method = Method::put;
        QCOMPARE(outcome(signingKey(), call), std::string("body SIGNATURE_FAILED"));
    }

    void theClockMayBeThreeHundredSecondsOff_data() {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<bool>("good");
        for (const int seconds : {0, 1, 299, 300, -1, -299, -300}) QTest::addRow("%d", seconds) << seconds << true;
        for (const int seconds : {301, 3600, -301, -3600, 1'000'000'000}) QTest::addRow("%d", seconds) << seconds << false;
    }
    void theClockMayBeThreeHundredSecondsOff() {
        QFETCH(int, seconds);
        QFETCH(bool, good);
        const auto now = FakeClock().wall();
        QCOMPARE(outcome(signingKey(), SignedCall(now + std::chrono::seconds(seconds)), now),
                 std::string(good ? "good" : "head SIGNATURE_FAILED"));
    }

    void aHeadThatIsNotRightIsRefused_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char* title, const char* name, const QByteArray& value) { QTest::newRow(title) << QByteArray(name) << value; };
        row("no timestamp", "X-Timestamp", "");
        row("milliseconds", "X-Timestamp", "1767700800000");
        row("signed timestamp", "X-Timestamp", "+1767700800");
        row("fraction", "X-Timestamp", "1767700800.0");
        row("blank in the nonce", "X-Nonce", "a b");
        row("no nonce", "X-Nonce", "");
        row("long nonce", "X-Nonce", QByteArray(129, 'n'));
        row("no signature", "X-Signature", "");
        row("short signature", "X-Signature", "ab");
        row("capital letters", "X-Signature", QByteArray::fromStdString(SignedCall().signature).toUpper());
        row("twice", "again", "");
    }
    void aHeadThatIsNotRightIsRefused() {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        SignedRig rig;
        SignedCall call;
        Fields fields = call.fields();
        fields.emplace_back("content-type", "application/json");
        for (auto& [field, text] : fields) {
            if (field == name.toStdString()) text = value.toStdString();
        }
        if (name == "again") fields.emplace_back("x-signature", call.signature);
        Visit visit(rig.journal, *rig.factory, Method::post, call.target, fields);
        visit.handler->onRequest();
        QVERIFY2(!visit.client.bodyLimit, "a call that cannot be right has no body read");
        isRefused(rig, visit);
    }

    void anEmptySigningSecretOpensNothing() {
        SignedCall call;
        call.sign("");
        QCOMPARE(outcome(signingKey(""), call), std::string("head SIGNATURE_FAILED"));
    }

    void aSignedCallReachesTheUpstreamOnce() {
        SignedRig rig;
        const SignedCall call;
        auto first = rig.send(call);
        QVERIFY(rig.wasCalled());
        QCOMPARE(rig.upstream.calls.size(), std::size_t{1});
        auto second = rig.send(call);
        QCOMPARE(second->client.reply.status, 401);
        QVERIFY(second->client.sent.find("used before") != std::string::npos);
        QCOMPARE(rig.upstream.calls.size(), std::size_t{1});
        QCOMPARE(second->client.field("x-should-retry"), std::string("false"));
    }
    void aWrongSignatureDoesNotSpendTheNonce() {
        SignedRig rig;
        SignedCall call;
        call.signature[0] = call.signature[0] == 'a' ? 'b' : 'a';
        auto spoilt = rig.send(call);
        isRefused(rig, *spoilt);
        QCOMPARE(rig.nonces.size(), std::size_t{0});
        call.sign();
        auto good = rig.send(call);
        QVERIFY(rig.wasCalled());
    }
    void aNonceTellsWhoseItIs() {
        Sha256 sha;
        config::ApiKey one, other;
        one.id = "one";
        other.id = "other";
        const auto tail = [](const limits::NonceClaim& claim) { return std::vector<std::uint8_t>(claim.id.begin() + limits::kNonceOwnerAt, claim.id.end()); };
        const SignatureFields first{"0", "n1", {}, {}}, second{"0", "n2", {}, {}};
        QVERIFY(tail(nonceClaim(one, first, sha)) == tail(nonceClaim(one, second, sha)));
        QVERIFY(nonceClaim(one, first, sha).id != nonceClaim(one, second, sha).id);
        QVERIFY(tail(nonceClaim(one, first, sha)) != tail(nonceClaim(other, first, sha)));
        const auto full = checkNonce(limits::NonceVerdict::keyFull);
        QCOMPARE(httpStatus(full.error().code), 429);
        ResponseHead head;
        addRetryFields(head, full.error().code, std::chrono::seconds{0});
        QVERIFY(!head.fields.empty() && head.fields.front().first == "retry-after");
    }
    void withoutAStoreOrWithAFullOneNothingIsAccepted() {
        SignedRig none;
        none.context.nonces = nullptr;
        auto refused = none.send(SignedCall());
        isRefused(none, *refused, 503, "overloaded");
        QCOMPARE(refused->client.field("retry-after"), std::string("1"));
        SignedRig full;
        limits::NonceTable tiny(0);
        full.context.nonces = &tiny;
        auto alsoRefused = full.send(SignedCall());
        isRefused(full, *alsoRefused, 503, "overloaded");
    }
    void anUploadIsReadWholeBeforeItGoesOn() {
        SignedRig rig;
        SignedCall call;
        call.target = "/v1/audio/transcriptions";
        call.body = "--x\r\nfile bytes that are no JSON\r\n--x--";
        call.sign();
        auto spoilt = call;
        spoilt.body[5] = '!';
        auto refused = rig.send(spoilt, "multipart/form-data; boundary=x");
        QVERIFY(refused->client.bodyLimit && !refused->client.streamLimit);
        isRefused(rig, *refused);
        auto good = rig.send(call, "multipart/form-data; boundary=x");
        QVERIFY(rig.wasCalled());
        QCOMPARE(rig.upstream.calls.size(), std::size_t{1});
    }
    void callsWithoutABodyAreSignedToo() {
        SignedRig rig;
        SignedCall call;
        call.method = Method::get;
        call.target = "/v1/models";
        call.body.clear();
        call.sign();
        auto good = rig.send(call);
        QCOMPARE(good->client.reply.status, 200);
        auto replay = rig.send(call);
        isRefused(rig, *replay);
        call.nonce = "n-0002";
        call.body = "{}";
        call.sign();
        auto withBody = rig.send(call);
        isRefused(rig, *withBody);
    }
    void aKeyWithoutSignaturesIsNotHeldUp() {
        PipelineRig rig;
        auto visit = rig.called(kPlainBody);
        QCOMPARE(rig.upstream.calls.size(), std::size_t{1});
    }
};

QTEST_APPLESS_MAIN(SignatureTest)
#include "signature_test.moc"
