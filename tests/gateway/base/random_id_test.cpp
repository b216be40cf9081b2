#include "gateway/base/random_id.hpp"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace gw;

class RandomIdTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void makesUuidVersion7() {
        const auto early = QString::fromStdString(uuidV7(fromMillis(1'000'000'000'000)));
        const auto late = QString::fromStdString(uuidV7(fromMillis(1'000'000'000'001)));
        const QRegularExpression form(QStringLiteral("^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"));
        QVERIFY2(form.match(early).hasMatch(), qPrintable(early));
        QVERIFY(early < late);
    }

    void makesKeysOf256Bits() {
        QSet<QString> seen;
        const QRegularExpression form(QStringLiteral("^gw-[0-9A-Za-z]{43}$"));
        for (int i = 0; i < 1000; ++i) {
            const auto key = QString::fromStdString(apiKeySecret());
            QVERIFY2(form.match(key).hasMatch(), qPrintable(key));
            QVERIFY(!seen.contains(key));
            seen.insert(key);
        }
    }

    void makesUniqueRequestIds() {
        QSet<QString> seen;
        const auto now = systemClock().wall();
        for (int i = 0; i < 10000; ++i) seen.insert(QString::fromStdString(requestId(now)));
        QCOMPARE(seen.size(), 10000);
        QCOMPARE(seen.begin()->size(), 30);
        QVERIFY(seen.begin()->startsWith(QLatin1String("req-")));
        // In the order of their time, which stands in front.
        QVERIFY(requestId(now) < requestId(now + std::chrono::milliseconds(1)));
    }

    void makesHex() {
        QCOMPARE(randomHex(32).size(), std::size_t(64));
        QVERIFY(randomHex(32) != randomHex(32));
    }
};

QTEST_GUILESS_MAIN(RandomIdTest)
#include "random_id_test.moc"
