#include "gateway/store/page.hpp"

#include "gateway/base/digest.hpp"
#include "tests/gateway/store/store_rig.hpp"

#include <limits>

using namespace gw;
using namespace gw::store;
using namespace gw::test;

namespace {

std::string hexOf(std::string_view plain) {
    return hexText({reinterpret_cast<const std::uint8_t*>(plain.data()), plain.size()});
}

CursorKey keyOf(int item) { return {item, "id-" + std::to_string(item)}; }

}  // namespace

class PageTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void readsBackItsOwnCursors_data() {
        QTest::addColumn<qint64>("number");
        QTest::addColumn<QString>("text");
        QTest::newRow("time and id") << qint64{1'767'700'800'000} << QStringLiteral("0197-ab");
        QTest::newRow("no text") << qint64{3} << QString();
        QTest::newRow("colons") << qint64{0} << QStringLiteral(":a:b:");
        QTest::newRow("smallest") << qint64{std::numeric_limits<qint64>::min()} << QStringLiteral("x");
        QTest::newRow("largest") << qint64{std::numeric_limits<qint64>::max()} << QStringLiteral("x");
    }
    void readsBackItsOwnCursors() {
        QFETCH(const qint64, number);
        QFETCH(const QString, text);
        const auto key = decodeCursor(encodeCursor({number, text.toStdString()}));
        QCOMPARE(outcome(key), kDone);
        QCOMPARE(qint64{key->number}, number);
        QCOMPARE(key->text, text.toStdString());
    }

    void refusesForeignCursors_data() {
        QTest::addColumn<QString>("cursor");
        const auto row = [](const char* name, const std::string& cursor) {
            QTest::newRow(name) << QString::fromStdString(cursor);
        };
        row("no hex", "next");
        row("half a byte", hexOf("1:a") + "3");
        row("empty", "");
        row("no colon", hexOf("12"));
        row("no number", hexOf(":abc"));
        row("other sign", hexOf("12;abc"));
        row("blank first", hexOf(" 12:abc"));
        row("too large a number", hexOf("9223372036854775808:a"));
        row("too long", hexOf("1:" + std::string(300, 'a')));
    }
    void refusesForeignCursors() {
        QFETCH(const QString, cursor);
        const auto key = decodeCursor(cursor.toStdString());
        QCOMPARE(outcome(key), kInvalidValue);
        QCOMPARE(key.error().field, std::string("cursor"));
        QVERIFY(key.error().source == ErrorSource::downstream);
    }

    void cutsTheRowThatShowsThereIsMore() {
        const auto page = cutPage(std::vector<int>{9, 8, 7}, 2, keyOf);
        QCOMPARE(page.items, (std::vector<int>{9, 8}));
        QVERIFY(page.nextCursor.has_value());
        QCOMPARE(decodeCursor(*page.nextCursor)->text, std::string("id-8"));
    }

    void givesNoCursorOnTheLastPage() {
        QVERIFY(!cutPage(std::vector<int>{9, 8}, 2, keyOf).nextCursor.has_value());
        QVERIFY(!cutPage(std::vector<int>{}, 2, keyOf).nextCursor.has_value());
    }
};

QTEST_GUILESS_MAIN(PageTest)
#include "page_test.moc"
