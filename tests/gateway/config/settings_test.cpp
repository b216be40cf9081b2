#include "gateway/config/settings.hpp"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace gw::config;

class SettingsTest : public QObject {
    Q_OBJECT

    static LoadOptions optionsIn(const QTemporaryDir& dir, std::map<std::string, std::string> environment = {}) {
        LoadOptions options;
        options.environment = std::move(environment);
        options.dataDir = dir.path().toStdString();
        return options;
    }
    static void writeEnv(const QTemporaryDir& dir, const QByteArray& text) {
        QFile file(dir.filePath(QStringLiteral(".env")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

   private Q_SLOTS:
    void defaultsAreSafe() {
        QTemporaryDir dir;
        const auto loaded = loadSettings(optionsIn(dir));
        QVERIFY(loaded);
        QCOMPARE(loaded->values.host, std::string("127.0.0.1"));
        QCOMPARE(int(loaded->values.port), 8000);
        QVERIFY(loaded->values.loopbackOnly());
        QVERIFY(loaded->values.threads >= 1);
        QCOMPARE(loaded->values.sqliteFile, std::filesystem::path(dir.filePath(QStringLiteral("gateway.db")).toStdString()));
        QVERIFY(loaded->values.trustedProxies.empty());
    }

    void environmentWinsOverFileAndOriginIsKept() {
        QTemporaryDir dir;
        writeEnv(dir, "GATEWAY_PORT=9001\nLOG_LEVEL=debug\n");
        const auto loaded = loadSettings(optionsIn(dir, {{"GATEWAY_PORT", "9002"}}));
        QVERIFY(loaded);
        QCOMPARE(int(loaded->values.port), 9002);
        for (const auto& shown : loaded->shown) {
            if (shown.name == "GATEWAY_PORT") QVERIFY(shown.origin.kind == Origin::Kind::environment);
            if (shown.name == "LOG_LEVEL") QVERIFY(shown.origin.kind == Origin::Kind::file && shown.origin.line == 2);
            if (shown.name == "GATEWAY_HOST") QVERIFY(shown.origin.kind == Origin::Kind::builtIn);
        }
    }

    void workingDirectoryComesBeforeDataDirectory() {
        QTemporaryDir work;
        QTemporaryDir data;
        writeEnv(work, "GATEWAY_PORT=9001\n");
        writeEnv(data, "GATEWAY_PORT=9002\n");
        auto options = optionsIn(data);
        QCOMPARE(int(loadSettings(options)->values.port), 9002);
        options.workingDir = work.path().toStdString();
        QCOMPARE(int(loadSettings(options)->values.port), 9001);
    }

    void refusesWithFileLineValueAndRange_data() {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("port too large") << QByteArray("GATEWAY_PORT=70000") << QByteArray("GATEWAY_PORT=70000: allowed is 0…65535");
        QTest::newRow("port not a number") << QByteArray("GATEWAY_PORT=80a") << QByteArray("GATEWAY_PORT=80a");
        QTest::newRow("threads zero") << QByteArray("GATEWAY_THREADS=0") << QByteArray("auto or 1…64");
        QTest::newRow("host name") << QByteArray("GATEWAY_HOST=example.org") << QByteArray("an IPv4 or IPv6 address");
        QTest::newRow("level") << QByteArray("LOG_LEVEL=loud") << QByteArray("trace, debug");
        QTest::newRow("cidr") << QByteArray("GATEWAY_TRUSTED_PROXIES=10.0.0.0/8,nonsense") << QByteArray("CIDRs");
        QTest::newRow("sync") << QByteArray("LEDGER_SYNC=never") << QByteArray("group or strict");
        QTest::newRow("flag") << QByteArray("LOG_STDOUT=maybe") << QByteArray("0 or 1");
        QTest::newRow("timeout") << QByteArray("UPSTREAM_IDLE_TIMEOUT_MS=0") << QByteArray("1…86400000");
        QTest::newRow("typing error") << QByteArray("GATEWAY_PROT=1") << QByteArray("GATEWAY_PROT is not a setting");
        QTest::newRow("database") << QByteArray("DATABASE_URL=mysql://x") << QByteArray("sqlite:///FILE");
    }
    void refusesWithFileLineValueAndRange() {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, says);
        QTemporaryDir dir;
        writeEnv(dir, "# first\n" + line + "\n");
        const auto loaded = loadSettings(optionsIn(dir));
        QVERIFY(!loaded);
        const auto detail = QByteArray::fromStdString(loaded.error().detail);
        QVERIFY2(detail.contains(says), detail.constData());
        QVERIFY2(detail.contains(".env:2: "), detail.constData());
    }

    void neverShowsSecrets() {
        QTemporaryDir dir;
        const auto loaded = loadSettings(optionsIn(dir, {{"GATEWAY_MASTER_KEY", "canary-canary"}, {"METRICS_TOKEN", "canary-token"}}));
        QVERIFY(loaded);
        for (const auto& shown : loaded->shown) QVERIFY(shown.value.find("canary") == std::string::npos);
        const auto refused = loadSettings(optionsIn(dir, {{"GATEWAY_ADMIN_EMAIL", "a@b"}, {"GATEWAY_ADMIN_PASSWORD", "short1"}}));
        QVERIFY(!refused);
        QVERIFY(refused.error().detail.find("short1") == std::string::npos);
    }

    void wideListenerNeedsTlsOrAWord() {
        QTemporaryDir dir;
        const auto refused = loadSettings(optionsIn(dir, {{"GATEWAY_HOST", "0.0.0.0"}}));
        QVERIFY(!refused);
        QVERIFY(refused.error().detail.find("GATEWAY_ALLOW_PLAIN=1") != std::string::npos);
        QVERIFY(loadSettings(optionsIn(dir, {{"GATEWAY_HOST", "0.0.0.0"}, {"GATEWAY_ALLOW_PLAIN", "1"}})).has_value());
        QVERIFY(!loadSettings(optionsIn(dir, {{"GATEWAY_TLS_CERT", "cert.pem"}})).has_value());
    }

    void readsAListenerOfTheAdminApisOwn() {
        QTemporaryDir dir;
        const auto given = [&](const char* listen, std::map<std::string, std::string> more = {}) {
            more["GATEWAY_ADMIN_LISTEN"] = listen;
            return loadSettings(optionsIn(dir, std::move(more)));
        };
        const auto same = given("same");
        QVERIFY(!same->values.adminAddress() && same->values.adminLoopbackOnly());
        const auto v4 = given("localhost:9000");
        QCOMPARE(v4->values.adminAddress()->host, std::string("127.0.0.1"));
        QCOMPARE(v4->values.adminAddress()->port, std::uint16_t{9000});
        QVERIFY(v4->values.adminLoopbackOnly());
        QCOMPARE(given("[::1]:0")->values.adminAddress()->host, std::string("::1"));
        for (const char* wrong : {"9000", "127.0.0.1", "127.0.0.1:", ":9000", "::1:9000", "[127.0.0.1]:9000", "example.org:1", "127.0.0.1:70000"}) {
            QVERIFY2(!given(wrong), wrong);
        }
        QVERIFY(given("127.0.0.1:8000").error().detail.find("the gateway's own") != std::string::npos);
        QVERIFY(given("0.0.0.0:9000").error().detail.find("GATEWAY_ADMIN_LISTEN=0.0.0.0:9000: a listener wider") != std::string::npos);
        const auto wide = given("0.0.0.0:9000", {{"GATEWAY_ALLOW_PLAIN", "1"}});
        QVERIFY(wide && !wide->values.adminLoopbackOnly() && wide->values.loopbackOnly());
    }

    void resolvesSqliteUrlsAsSqlalchemyDoes() {
        QTemporaryDir dir;
        QCOMPARE(loadSettings(optionsIn(dir, {{"DATABASE_URL", "sqlite:///rel.db"}}))->values.sqliteFile,
                 std::filesystem::path(dir.filePath(QStringLiteral("rel.db")).toStdString()));
        QCOMPARE(loadSettings(optionsIn(dir, {{"DATABASE_URL", "sqlite:////tmp/abs.db"}}))->values.sqliteFile, std::filesystem::path("/tmp/abs.db"));
    }

    void refusesWhatThisBuildDoesNotServe() {
        QTemporaryDir dir;
        const auto postgres = loadSettings(optionsIn(dir, {{"DATABASE_URL", "postgresql://u:canary@h/db"}}));
        QVERIFY(!postgres);
        QVERIFY(postgres.error().detail.find("canary") == std::string::npos);
        QVERIFY(!loadSettings(optionsIn(dir, {{"REDIS_URL", "redis://h:1/0"}})).has_value());
    }
};

QTEST_GUILESS_MAIN(SettingsTest)
#include "settings_test.moc"
