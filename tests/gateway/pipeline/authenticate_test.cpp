#include "gateway/pipeline/authenticate.hpp"

#include <QtTest>

#include <chrono>
#include <functional>

using namespace gw;
using namespace gw::pipeline;
using config::ApiKey;
using config::KeyStatus;

namespace {

constexpr WallTime kNow = fromMillis(1'767'700'800'000);
const std::string kSecret = "gw-secret";

RequestHead headWith(std::string_view name, std::string_view value) {
    RequestHead head;
    if (!name.empty()) head.fields.push_back({name, value});
    return head;
}

config::SnapshotPtr snapshotWith(const std::function<void(ApiKey&)>& change = {}, const std::string& secret = kSecret) {
    auto key = std::make_shared<ApiKey>();
    key->id = "key-1";
    key->secretHash = sha256(secret);
    if (change) change(*key);
    return config::Snapshot{}.withKey(std::move(key));
}

IpAddress address(const char* text) { return parseIp(text).value(); }

}  // namespace

class AuthenticateTest : public QObject {
    Q_OBJECT
    Sha256 sha_;

    Result<Identity> identified(const config::SnapshotPtr& snapshot, std::string_view value = "Bearer gw-secret") {
        return identify(*snapshot, headWith("authorization", value), sha_, kNow);
    }

   private Q_SLOTS:
    void findsTheSecretInEachHeader_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("secret");
        const auto row = [](const char* title, const char* name, const char* value, const char* secret) {
            QTest::newRow(title) << QByteArray(name) << QByteArray(value) << QByteArray(secret);
        };
        row("bearer", "authorization", "Bearer gw-secret", "gw-secret");
        row("names and schemes have no case", "AUTHORIZATION", "bEARER gw-secret", "gw-secret");
        row("blanks before the secret", "authorization", "Bearer   gw-secret", "gw-secret");
        row("x-api-key", "x-api-key", "gw-secret", "gw-secret");
        row("x-goog-api-key", "X-Goog-Api-Key", "gw-secret", "gw-secret");
        row("other scheme", "authorization", "Basic gw-secret", "");
        row("no scheme", "authorization", "gw-secret", "");
        row("scheme without blank", "authorization", "Bearergw-secret", "");
        row("scheme alone", "authorization", "Bearer", "");
        row("scheme and blank", "authorization", "Bearer ", "");
        row("empty", "x-api-key", "", "");
        row("other header", "api-key", "gw-secret", "");
        row("none", "", "", "");
    }
    void findsTheSecretInEachHeader() {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, secret);
        const auto found = presentedSecret(headWith({name.data(), static_cast<std::size_t>(name.size())},
                                                    {value.data(), static_cast<std::size_t>(value.size())}));
        QCOMPARE(std::string(found), secret.toStdString());
    }

    void authorizationGoesBeforeTheOtherHeaders() {
        RequestHead head;
        head.fields = {{"x-goog-api-key", "gw-third"}, {"x-api-key", "gw-second"}, {"authorization", "Bearer gw-first"}};
        QCOMPARE(std::string(presentedSecret(head)), std::string("gw-first"));
        head.fields.pop_back();
        QCOMPARE(std::string(presentedSecret(head)), std::string("gw-second"));
        head.fields.push_back({"authorization", "Basic abc"});
        QVERIFY(presentedSecret(head).empty());
    }

    void findsTheKey() {
        const auto identity = identified(snapshotWith());
        QVERIFY(identity);
        QCOMPARE(identity->key->id, std::string("key-1"));
        QVERIFY(identity->secretHash == sha256(kSecret));
    }

    void everyBadKeyGetsTheSameRefusal_data() {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<int>("change");
        QTest::newRow("missing") << QByteArray() << 0;
        QTest::newRow("unknown") << QByteArray("Bearer gw-other") << 0;
        QTest::newRow("one byte more") << QByteArray("Bearer gw-secretx") << 0;
        QTest::newRow("one byte less") << QByteArray("Bearer gw-secre") << 0;
        QTest::newRow("other case") << QByteArray("Bearer gw-Secret") << 0;
        QTest::newRow("blank behind") << QByteArray("Bearer gw-secret ") << 0;
        QTest::newRow("other scheme") << QByteArray("Token gw-secret") << 0;
        QTest::newRow("revoked") << QByteArray("Bearer gw-secret") << 1;
        QTest::newRow("expired") << QByteArray("Bearer gw-secret") << 2;
        QTest::newRow("expires right now") << QByteArray("Bearer gw-secret") << 3;
        QTest::newRow("disabled user") << QByteArray("Bearer gw-secret") << 4;
    }
    void everyBadKeyGetsTheSameRefusal() {
        QFETCH(QByteArray, value);
        QFETCH(int, change);
        const auto snapshot = snapshotWith([change](ApiKey& key) {
            if (change == 1) key.status = KeyStatus::revoked;
            if (change == 2) key.expiresAt = kNow - std::chrono::hours(1);
            if (change == 3) key.expiresAt = kNow;
            if (change == 4) key.userActive = false;
        });
        const auto identity = identified(snapshot, value.toStdString());
        QVERIFY(!identity);
        const Error& error = identity.error();
        QVERIFY(error.code == ErrorCode::invalidApiKey);
        QVERIFY(error.source == ErrorSource::downstream && error.retry == Retry::never);
        QVERIFY2(error.detail.empty() && error.field.empty(), "nothing may be learned from a refusal");
    }

    void aSecretMustLookLikeOne() {
        // Known to the snapshot, yet not of the gateway's form.
        QVERIFY(!identified(snapshotWith({}, "sk-secret"), "Bearer sk-secret"));
        const std::string longest = "gw-" + std::string(253, 'a');
        QVERIFY(identified(snapshotWith({}, longest), "Bearer " + longest));
        QVERIFY(!identified(snapshotWith({}, longest + "a"), "Bearer " + longest + "a"));
        QVERIFY(!identified(snapshotWith({}, longest), "Bearer " + longest + std::string(100'000, 'b')));
    }

    void aKeyIsGoodUntilItExpires() {
        QVERIFY(identified(snapshotWith([](ApiKey& key) { key.expiresAt = kNow + std::chrono::milliseconds(1); })));
    }

    void tellsAKnownKeyWhyItIsRefused_data() {
        QTest::addColumn<QString>("ip");
        QTest::addColumn<int>("change");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("fine") << "192.0.2.1" << 0 << QByteArray();
        QTest::newRow("frozen") << "192.0.2.1" << 1 << QByteArray("KEY_FROZEN");
        QTest::newRow("address listed") << "10.1.2.3" << 2 << QByteArray();
        QTest::newRow("address listed, mapped") << "::ffff:10.1.2.3" << 2 << QByteArray();
        QTest::newRow("second range") << "2001:db8::9" << 2 << QByteArray();
        QTest::newRow("address not listed") << "192.0.2.1" << 2 << QByteArray("ADDRESS_NOT_ALLOWED");
        QTest::newRow("signature wanted: another step asks for it") << "192.0.2.1" << 3 << QByteArray();
        QTest::newRow("frozen goes first") << "192.0.2.1" << 4 << QByteArray("KEY_FROZEN");
    }
    void tellsAKnownKeyWhyItIsRefused() {
        QFETCH(QString, ip);
        QFETCH(int, change);
        QFETCH(QByteArray, code);
        ApiKey key;
        if (change == 1 || change == 4) key.status = KeyStatus::frozen;
        if (change == 2 || change == 4) key.allowedIps = {*parseCidr("10.0.0.0/8"), *parseCidr("2001:db8::/32")};
        key.requireSignature = change == 3 || change == 4;
        const auto checked = checkKey(key, *parseIp(ip.toStdString()));
        QCOMPARE(checked ? std::string() : std::string(codeText(checked.error().code)), code.toStdString());
    }

    void aFrozenKeyIsKnownButNotWelcome() {
        const auto snapshot = snapshotWith([](ApiKey& key) { key.status = KeyStatus::frozen; });
        QVERIFY(identified(snapshot));
    }

    void aStreamGoesOnWhileItsKeyIsWelcome_data() {
        QTest::addColumn<int>("change");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("unchanged") << 0 << QByteArray();
        QTest::newRow("expired since") << 1 << QByteArray();
        QTest::newRow("revoked") << 2 << QByteArray("INVALID_API_KEY");
        QTest::newRow("user disabled") << 3 << QByteArray("INVALID_API_KEY");
        QTest::newRow("frozen") << 4 << QByteArray("KEY_FROZEN");
        QTest::newRow("address taken off the list") << 5 << QByteArray("ADDRESS_NOT_ALLOWED");
        QTest::newRow("address blocked") << 6 << QByteArray("IP_BLOCKED");
        QTest::newRow("deleted") << 7 << QByteArray("INVALID_API_KEY");
    }
    void aStreamGoesOnWhileItsKeyIsWelcome() {
        QFETCH(int, change);
        QFETCH(QByteArray, code);
        const auto changed = snapshotWith([change](ApiKey& key) {
            if (change == 1) key.expiresAt = kNow - std::chrono::hours(1);
            if (change == 2) key.status = KeyStatus::revoked;
            if (change == 3) key.userActive = false;
            if (change == 4) key.status = KeyStatus::frozen;
            if (change == 5) key.allowedIps = {*parseCidr("10.0.0.0/8")};
        });
        config::Snapshot snapshot = change == 7 ? config::Snapshot{} : *changed;
        if (change == 6) snapshot.blocked = {*parseCidr("192.0.2.0/24")};
        const auto welcome = checkStillWelcome(snapshot, sha256(kSecret), address("192.0.2.1"));
        QCOMPARE(welcome ? std::string() : std::string(codeText(welcome.error().code)), code.toStdString());
    }
};

QTEST_GUILESS_MAIN(AuthenticateTest)
#include "authenticate_test.moc"
