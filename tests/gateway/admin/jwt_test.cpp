#include "gateway/admin/jwt.hpp"

#include "tests/gateway/admin/forged_token.hpp"

#include <QTemporaryDir>
#include <QtTest>

using namespace gw;
using namespace gw::admin;
using namespace std::chrono_literals;

using forged::Claims;
using forged::jsonText;

class JwtTest : public QObject {
    Q_OBJECT
   private:
    QTemporaryDir dir_, otherDir_;
    FakeClock clock_;
    std::shared_ptr<const TokenKeys> keys_, otherKeys_;

    std::int64_t now() const { return toMillis(clock_.wall()) / 1000; }
    std::string kid() const { return keys_->signer().id(); }
    std::string header(const std::string& extra = {}) const {
        return R"({"alg":"RS256","typ":"JWT","kid":)" + jsonText(kid()) + extra + "}";
    }
    std::string good(const Claims& claims = {}) const { return forged::rs256(keys_->signer(), header(), claims.text(now())); }
    Identity someone() const {
        Identity who;
        who.userId = "u1", who.email = "a@b.c", who.family = "f1";
        who.role = Role::operation;
        return who;
    }

   private Q_SLOTS:
    void initTestCase() {
        keys_ = *TokenKeys::open(dir_.path().toStdString() + "/k");
        otherKeys_ = *TokenKeys::open(otherDir_.path().toStdString() + "/k");
    }
    void readsWhatItIssues() {
        const AccessTokens tokens(keys_, clock_);
        auto who = someone();
        const auto token = tokens.issue(who);
        QVERIFY(token);
        const auto read = tokens.verify(*token);
        QVERIFY(read);
        QCOMPARE(read->userId, who.userId);
        QCOMPARE(read->tokenId, who.tokenId);
        QCOMPARE(read->family, who.family);
        QVERIFY(read->role == Role::operation);
        QVERIFY(read->tokenEnds == who.tokenEnds);
    }
    void theForgersOwnGoodTokenPasses() { QVERIFY(AccessTokens(keys_, clock_).verify(good())); }
    void takesATokenWithoutKid() {
        const auto token = forged::rs256(keys_->signer(), R"({"alg":"RS256"})", Claims{}.text(now()));
        QVERIFY(AccessTokens(keys_, clock_).verify(token));
    }
    void endsWithItsLifetime() {
        FakeClock clock;
        const AccessTokens tokens(keys_, clock);
        auto who = someone();
        const auto token = *tokens.issue(who);
        clock.advance(kAccessLifetime + kTokenLeeway - 1s);
        QVERIFY(tokens.verify(token));
        clock.advance(1s);
        QVERIFY(!tokens.verify(token));
    }
    void staysGoodForTheOldKeyUntilItIsTakenAway() {
        AccessTokens tokens(otherKeys_, clock_);
        QVERIFY(!tokens.verify(good()));
        tokens.use(keys_);
        QVERIFY(tokens.verify(good()));
    }
    void refusesForgedClaims_data() {
        QTest::addColumn<QByteArray>("claims");
        const auto row = [this](const char* name, auto change) {
            Claims claims;
            change(claims);
            QTest::newRow(name) << QByteArray::fromStdString(claims.text(now()));
        };
        row("another issuer", [](Claims& c) { c.iss = jsonText("evil"); });
        row("issuer list", [](Claims& c) { c.iss = R"(["gatehouse"])"; });
        row("another audience", [](Claims& c) { c.aud = jsonText("gateway"); });
        row("audience list", [](Claims& c) { c.aud = R"(["gatehouse-admin","x"])"; });
        row("refresh type", [](Claims& c) { c.type = jsonText("refresh"); });
        row("unknown role", [](Claims& c) { c.role = jsonText("root"); });
        row("role none", [](Claims& c) { c.role = jsonText("none"); });
        row("role list", [](Claims& c) { c.role = R"(["admin"])"; });
        row("empty subject", [](Claims& c) { c.sub = jsonText(""); });
        row("number as subject", [](Claims& c) { c.sub = "1"; });
        row("null token id", [](Claims& c) { c.jti = "null"; });
        row("long subject", [](Claims& c) { c.sub = jsonText(std::string(301, 'a')); });
        row("expired", [](Claims& c) { c.iatOffset = -1000, c.nbfOffset = -1000, c.expOffset = -100; });
        row("expired at the edge", [](Claims& c) { c.iatOffset = -900, c.expOffset = -60; });
        row("not yet", [](Claims& c) { c.nbfOffset = 61; });
        row("issued in the future", [](Claims& c) { c.iatOffset = 61, c.expOffset = 900; });
        row("lives too long", [](Claims& c) { c.expOffset = 901; });
        row("lives for ever", [](Claims& c) { c.expOffset = 100'000'000'000; });
        row("ends before it begins", [](Claims& c) { c.expOffset = -1; });
        row("role twice", [](Claims& c) { c.extra = "," + jsonText("role") + ":" + jsonText("admin"); });
        row("end twice", [](Claims& c) { c.extra = R"(,"exp":99999999999)"; });
        for (const char* name : {"iss", "aud", "sub", "jti", "type", "role", "email", "sid", "iat", "nbf", "exp"}) {
            row(name, [name](Claims& c) { c.drop = name; });
        }
        const auto swapped = [this](const char* name, const char* claim, const char* value) {
            Claims claims;
            claims.drop = claim;
            claims.extra = std::string(",\"") + claim + "\":" + value;
            QTest::newRow(name) << QByteArray::fromStdString(claims.text(now()));
        };
        swapped("end as text", "exp", "\"99999999999\"");
        swapped("end as fraction", "exp", "1767700900.5");
        swapped("end as exponent", "exp", "1e30");
        swapped("end beyond 64 bits", "exp", "99999999999999999999");
        swapped("negative time", "nbf", "-1");
        swapped("null time", "iat", "null");
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("nothing") << QByteArray("");
        QTest::newRow("no JSON") << QByteArray("claims");
        QTest::newRow("deep") << QByteArray(R"({"a":)") + QByteArray(500, '[');
    }
    void refusesForgedClaims() {
        QFETCH(QByteArray, claims);
        const auto token = forged::rs256(keys_->signer(), header(), claims.toStdString());
        const auto read = AccessTokens(keys_, clock_).verify(token);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::unauthenticated);
    }
    void refusesForgedHeaders_data() {
        QTest::addColumn<QByteArray>("header");
        const auto row = [](const char* name, const std::string& text) {
            QTest::newRow(name) << QByteArray::fromStdString(text);
        };
        const auto withAlg = [this](const std::string& alg) {
            return R"({"alg":)" + alg + R"(,"typ":"JWT","kid":)" + jsonText(kid()) + "}";
        };
        for (const char* alg : {"none", "None", "NONE", "nOnE", "", "HS256", "HS384", "RS384", "RS512", "PS256", "ES256", "rs256",
                                "RS256 "}) {
            row(alg, withAlg(jsonText(alg)));
        }
        for (const char* alg : {"null", "256", "[\"RS256\"]"}) row(alg, withAlg(alg));
        row("no alg", R"({"typ":"JWT"})");
        row("another typ", R"({"alg":"RS256","typ":"JOSE"})");
        row("typ as list", R"({"alg":"RS256","typ":["JWT"]})");
        const auto withKid = [](const std::string& value) { return R"({"alg":"RS256","kid":)" + value + "}"; };
        row("unknown kid", withKid(jsonText("0000")));
        row("empty kid", withKid(jsonText("")));
        row("null kid", withKid("null"));
        row("kid list", withKid("[" + jsonText(kid()) + "]"));
        row("kid path", withKid(jsonText("../../../../dev/null")));
        row("kid public file", withKid(jsonText("public.pem")));
        row("kid SQL", withKid(jsonText("x' UNION SELECT 'key")));
        row("kid with NUL", withKid(jsonText(kid() + "\\u0000")));
        row("kid in capitals", withKid(jsonText(QByteArray::fromStdString(kid()).toUpper().toStdString())));
        row("kid twice", R"({"alg":"RS256","kid":)" + jsonText(kid()) + R"(,"kid":"x"})");
        row("alg twice", R"({"alg":"none","alg":"RS256"})");
        for (const char* name : {"jku", "x5u", "jwk", "x5c", "x5t", "crit", "b64", "zip", "enc", "cty", "p2c"}) {
            row(name, header("," + jsonText(name) + ":" + jsonText("http://127.0.0.1/")));
        }
        row("crit list", header(R"(,"crit":["exp"])"));
        row("a list", "["+jsonText("RS256")+"]");
        row("no JSON", "RS256");
        row("nothing", "");
    }
    void refusesForgedHeaders() {
        QFETCH(QByteArray, header);
        const AccessTokens tokens(keys_, clock_);
        const auto claims = Claims{}.text(now());
        const auto text = header.toStdString();
        QVERIFY(!tokens.verify(forged::rs256(keys_->signer(), text, claims)));
        QVERIFY(!tokens.verify(forged::hs256(keys_->signer().publicPem(), text, claims)));
        QVERIFY(!tokens.verify(forged::unsignedToken(text, claims) + "."));
    }
    void refusesForgedSignatures_data() {
        QTest::addColumn<QByteArray>("token");
        const auto row = [](const char* name, const std::string& text) {
            QTest::newRow(name) << QByteArray::fromStdString(text);
        };
        const auto token = good();
        const auto lastDot = token.rfind('.');
        const auto firstDot = token.find('.');
        const auto claims = Claims{}.text(now());
        Claims raised;
        raised.sub = jsonText("u2");
        row("another claim, old signature", forged::unsignedToken(header(), raised.text(now())) + token.substr(lastDot));
        row("another key, our kid", forged::rs256(otherKeys_->signer(), header(), claims));
        row("another key, no kid", forged::rs256(otherKeys_->signer(), R"({"alg":"RS256"})", claims));
        row("no signature", token.substr(0, lastDot + 1));
        row("two parts", token.substr(0, lastDot));
        row("one part", token.substr(0, firstDot));
        row("four parts", token + ".AAAA");
        row("empty parts", "..");
        row("dots", "....");
        row("nothing", "");
        row("no payload", token.substr(0, firstDot + 1) + token.substr(lastDot));
        row("padding", token + "=");
        row("space behind", token + " ");
        row("line break", token + "\n");
        row("signature cut by four", token.substr(0, token.size() - 4));
        row("signature longer", token + "AAAA");
        row("signature of zeros", token.substr(0, lastDot + 1) + base64urlEncoded(std::string(256, '\0')));
        row("HMAC with the public key", forged::hs256(keys_->signer().publicPem(), header(), claims));
        row("HMAC with nothing", forged::hs256("", header(), claims));
        auto flipped = token;
        flipped[lastDot + 10] = flipped[lastDot + 10] == 'A' ? 'B' : 'A';
        row("one letter of the signature", flipped);
        // The last letter of 256 bytes carries four unused bits: respelled it must not pass.
        auto respelled = token;
        const std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        respelled.back() = alphabet[alphabet.find(respelled.back()) + 1];
        row("unused bits of the signature", respelled);
        row("high bytes", std::string(100, '\xff'));
        row("huge", std::string(5000, 'A') + "." + std::string(5000, 'A') + ".AAAA");
        row("five megabytes", std::string(5'000'000, '.'));
    }
    void refusesForgedSignatures() {
        QFETCH(QByteArray, token);
        QVERIFY(!AccessTokens(keys_, clock_).verify(std::string_view(token.constData(), static_cast<std::size_t>(token.size()))));
    }
};

QTEST_GUILESS_MAIN(JwtTest)
#include "jwt_test.moc"
