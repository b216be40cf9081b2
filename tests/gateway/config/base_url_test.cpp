#include "gateway/config/snapshot.hpp"

#include <QTest>

using namespace gw::config;

class BaseUrlTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void takesUrlsApart_data() {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("tls");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<QString>("prefix");
        QTest::newRow("plain origin") << "https://api.openai.com" << true << "api.openai.com" << 443 << "";
        QTest::newRow("v1 is not doubled") << "https://api.openai.com/v1/" << true << "api.openai.com" << 443 << "";
        QTest::newRow("two slashes before v1") << "https://g.example//v1" << true << "g.example" << 443 << "";
        QTest::newRow("v1beta is not doubled") << "https://g.example/v1beta" << true << "g.example" << 443 << "";
        QTest::newRow("prefix stays") << "http://127.0.0.1:9000/openai/v1" << false << "127.0.0.1" << 9000 << "/openai";
        QTest::newRow("ipv6") << "http://[::1]:8080" << false << "::1" << 8080 << "";
        QTest::newRow("http port") << "http://lan.example" << false << "lan.example" << 80 << "";
    }
    void takesUrlsApart() {
        QFETCH(QString, url);
        QFETCH(bool, tls);
        QFETCH(QString, host);
        QFETCH(int, port);
        QFETCH(QString, prefix);
        const auto endpoint = parseBaseUrl(url.toStdString());
        QVERIFY(endpoint);
        QCOMPARE(endpoint->tls, tls);
        QCOMPARE(QString::fromStdString(endpoint->host), host);
        QCOMPARE(int(endpoint->port), port);
        QCOMPARE(QString::fromStdString(endpoint->prefix), prefix);
    }

    void refusesOtherUrls() {
        for (const char* url : {"", "ftp://x", "https://", "https://user:pw@host", "https://host:0", "https://host:65536", "https://host:", "https://ho st",
                                "https://host/a?b=c", "https://host/#f", "https://[::1", "https://[1.2.3.4]", "https://-host", "https://2130706433",
                                "https://0x7f.1", "https://127.1", "https://host/a//b", "https://host/../x", "file:///etc/passwd", "https://host\r\nX: y"})
            QVERIFY2(!parseBaseUrl(url), url);
    }
};

QTEST_GUILESS_MAIN(BaseUrlTest)
#include "base_url_test.moc"
