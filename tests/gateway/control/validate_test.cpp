#include "gateway/control/validate.hpp"

#include "samples.hpp"

#include <QTest>

using namespace gw;
using namespace gw::control;
using gw::test::kNow;
using gw::test::refusal;

using Texts = std::vector<std::string>;

class ValidateTest : public QObject {
    Q_OBJECT

    static Texts numbered(int count, const std::string& head) {
        Texts texts;
        for (int i = 0; i < count; ++i) texts.push_back(head + std::to_string(i));
        return texts;
    }

   private Q_SLOTS:
    void trimsNamesAndCountsCharacters() {
        QCOMPARE(*checkName("  Team A\t", "name"), std::string("Team A"));
        std::string umlauts;
        for (int i = 0; i < 80; ++i) umlauts += "ü";
        QCOMPARE(*checkName(umlauts, "name"), umlauts);
        QCOMPARE(refusal(checkName(umlauts + "x", "name")), QByteArray("INVALID_VALUE name"));
        QCOMPARE(refusal(checkName(" \n ", "title")), QByteArray("INVALID_VALUE title"));
        QCOMPARE(refusal(checkName("a\x1b[31m", "name")), QByteArray("INVALID_VALUE name"));
        QCOMPARE(refusal(checkName("a\x7f", "name")), QByteArray("INVALID_VALUE name"));
        QCOMPARE(refusal(checkName("abc", "name", 2)), QByteArray("INVALID_VALUE name"));
    }
    void letsReasonsBeEmptyButNotLong() {
        QCOMPARE(*checkReason("   "), std::string());
        QCOMPARE(*checkReason(std::string(500, 'x')), std::string(500, 'x'));
        QCOMPARE(refusal(checkReason(std::string(501, 'x'))), QByteArray("INVALID_VALUE reason"));
        QCOMPARE(refusal(checkReason("two\nlines", "note")), QByteArray("INVALID_VALUE note"));
    }
    void takesBothEndsOfARange() {
        for (const std::optional<std::int64_t> good : {std::optional<std::int64_t>{}, {1}, {9}}) QVERIFY(checkRange(good, 1, 9, "rpm"));
        for (const std::int64_t bad : {-1, 0, 10}) QCOMPARE(refusal(checkRange(bad, 1, 9, "rpm")), QByteArray("INVALID_VALUE rpm"));
    }
    void readsBudgets() {
        QVERIFY(!*checkBudget(std::nullopt));
        QCOMPARE(**checkBudget("0.5"), std::int64_t{500'000'000});
        QCOMPARE(refusal(checkBudget("half")), QByteArray("INVALID_VALUE budget_usd"));
    }
    void wantsAnExpiryInTheFuture() {
        QVERIFY(!*checkExpiry(std::nullopt, kNow));
        const auto soon = checkExpiry(rfc3339(kNow + std::chrono::milliseconds{1}), kNow);
        QVERIFY(soon && **soon == kNow + std::chrono::milliseconds{1});
        QCOMPARE(refusal(checkExpiry(rfc3339(kNow), kNow)), QByteArray("INVALID_VALUE expires_at"));
        QCOMPARE(refusal(checkExpiry("tomorrow", kNow)), QByteArray("INVALID_VALUE expires_at"));
    }
    void keepsModelsOnce() {
        QCOMPARE(*checkModels({"b", "a", "b"}), (Texts{"b", "a"}));
        QVERIFY(checkModels({std::string(128, 'm')}));
        QVERIFY(checkModels(numbered(256, "m")));
        for (const auto& bad : {Texts{""}, Texts{"a b"}, Texts{std::string(129, 'm')}, Texts{"modèle"}, numbered(257, "m")}) {
            QCOMPARE(refusal(checkModels(bad, "m")), QByteArray("INVALID_VALUE m"));
        }
    }
    void spellsRangesCanonically() {
        QCOMPARE(*checkCidrs({" 2001:DB8::/32 ", "::ffff:10.0.0.1", "10.0.0.1"}), (Texts{"2001:db8::/32", "10.0.0.1"}));
        for (const char* bad : {"", "10.0.0.0/33", "10.0.0.1/8", "example.org", "10.0.0"}) {
            QCOMPARE(refusal(checkCidrs({bad})), QByteArray("INVALID_VALUE allowed_ips"));
        }
        Texts many;
        for (int i = 0; i < 257; ++i) many.push_back("10.0." + std::to_string(i / 256) + "." + std::to_string(i % 256));
        QCOMPARE(refusal(checkCidrs(many, "ranges")), QByteArray("INVALID_VALUE ranges"));
    }
    void bindsTags() {
        QCOMPARE(*checkTags({" a", "a", "b"}), (Texts{"a", "b"}));
        QVERIFY(checkTags(numbered(20, "t")));
        for (const auto& bad : {Texts{""}, Texts{std::string(41, 't')}, numbered(21, "t")}) {
            QCOMPARE(refusal(checkTags(bad)), QByteArray("INVALID_VALUE tags"));
        }
    }
    void lowersAddresses() {
        QCOMPARE(*checkEmail(" Anna@Example.ORG "), std::string("anna@example.org"));
        for (const auto& bad : {std::string(), std::string("anna"), std::string("@x"), std::string("a@"), std::string("a@b@c"), std::string("a b@c"),
                                std::string("a\x01@c"), std::string(250, 'a') + "@b.cc"}) {
            QCOMPARE(refusal(checkEmail(bad)), QByteArray("INVALID_VALUE email"));
        }
    }
    void knowsItsWords() {
        for (const char* role : {"admin", "operator", "viewer"}) QVERIFY(checkRole(role));
        QCOMPARE(refusal(checkRole("Admin")), QByteArray("INVALID_VALUE role"));
        for (const char* kind : {"openai", "anthropic", "gemini", "azure"}) QVERIFY(checkKind(kind) && providerKind(kind));
        QCOMPARE(refusal(checkKind("cohere")), QByteArray("INVALID_VALUE kind"));
        QVERIFY(!providerKind("cohere"));
        for (const char* word : {"weighted", "priority", "latency", "least_busy", "sticky"}) QVERIFY(checkStrategy(word) && strategy(word));
        QCOMPARE(refusal(checkStrategy("random")), QByteArray("INVALID_VALUE strategy"));
        QVERIFY(!strategy("leastBusy"));
        for (const char* status : {"active", "frozen", "revoked"}) QVERIFY(keyStatus(status));
        QVERIFY(!keyStatus(""));
    }
    void holdsNamesToTheirGrammar() {
        for (const auto& good : {std::string("a"), std::string("0-_z"), std::string(32, 'a')}) QVERIFY(checkProviderName(good));
        for (const auto& bad : {std::string(), std::string("-a"), std::string("A"), std::string("a.b"), std::string("a/b"), std::string(33, 'a')}) {
            QCOMPARE(refusal(checkProviderName(bad)), QByteArray("INVALID_VALUE name"));
        }
        for (const auto& good : {std::string("A"), std::string("gpt-4.1_x"), std::string(64, 'a')}) QVERIFY(checkPresetName(good));
        for (const auto& bad : {std::string(), std::string(".a"), std::string("a/b"), std::string("a b"), std::string(65, 'a')}) {
            QCOMPARE(refusal(checkPresetName(bad)), QByteArray("INVALID_VALUE name"));
        }
    }
    void holdsCredentialsToOneWord() {
        QVERIFY(checkCredential("sk-1~!"));
        QVERIFY(checkCredential(std::string(512, 'k')));
        for (const auto& bad : {std::string(), std::string("a b"), std::string("a\r\nx: y"), std::string("schlüssel"), std::string(513, 'k')}) {
            const auto refused = checkCredential(bad);
            QCOMPARE(refusal(refused), QByteArray("INVALID_VALUE api_key"));
            if (bad.size() > 3) QVERIFY(refused.error().detail.find(bad) == std::string::npos);
        }
    }

    void keepsProvidersOffPrivateAddresses_data() {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("refused");
        QTest::addColumn<QByteArray>("refusedWhenPrivateIsAllowed");
        const auto row = [](const char* url, const char* refused, const char* allowed) {
            QTest::newRow(url) << QByteArray(url) << QByteArray(refused) << QByteArray(allowed);
        };
        row("https://api.example.com/prefix", "", "");
        row("http://api.example.com", "INVALID_VALUE base_url", "");
        row("https://127.0.0.1:9000", "PRIVATE_ADDRESS base_url", "");
        row("https://10.2.3.4", "PRIVATE_ADDRESS base_url", "");
        row("https://169.254.169.254", "PRIVATE_ADDRESS base_url", "");
        row("https://[::1]", "PRIVATE_ADDRESS base_url", "");
        row("https://[::ffff:10.0.0.1]", "PRIVATE_ADDRESS base_url", "");
        row("https://LocalHost", "PRIVATE_ADDRESS base_url", "");
        row("https://a.localhost", "PRIVATE_ADDRESS base_url", "");
        row("https://localhost.", "PRIVATE_ADDRESS base_url", "");
        row("https://0x7f.1", "INVALID_VALUE base_url", "INVALID_VALUE base_url");
        row("https://user:pw@example.com", "INVALID_VALUE base_url", "INVALID_VALUE base_url");
        row("https://example.com/?q", "INVALID_VALUE base_url", "INVALID_VALUE base_url");
        row("ftp://example.com", "INVALID_VALUE base_url", "INVALID_VALUE base_url");
    }
    void keepsProvidersOffPrivateAddresses() {
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, refused);
        QFETCH(QByteArray, refusedWhenPrivateIsAllowed);
        QCOMPARE(refusal(checkBaseUrl(url.toStdString(), false)), refused);
        QCOMPARE(refusal(checkBaseUrl(url.toStdString(), true)), refusedWhenPrivateIsAllowed);
    }
};

QTEST_GUILESS_MAIN(ValidateTest)
#include "validate_test.moc"
