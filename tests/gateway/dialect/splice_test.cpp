#include "gateway/dialect/splice.hpp"

#include <QTest>

using namespace gw::dialect;

class SpliceTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void putsTextsInPlaceWithoutCopyingTheRest() {
        const std::string body = "0123456789";
        std::vector<Splice> splices{{8, 10, "Z"}, {2, 4, ""}, {2, 2, "in"}, {0, 0, "<"}};
        sortSplices(splices);
        const auto pieces = splicedPieces(body, splices);
        std::string joined;
        for (const auto piece : pieces) joined += piece;
        QCOMPARE(joined, std::string("<01in4567Z"));
        QCOMPARE(sizeOf(pieces), joined.size());
        for (const auto piece : pieces) QVERIFY(!piece.empty());
        QCOMPARE(pieces[1].data(), body.data());
    }
    void leavesABodyWholeWithoutSplices() {
        const std::string body = "abc";
        QCOMPARE(splicedPieces(body, {}).size(), std::size_t(1));
        QVERIFY(splicedPieces("", {}).empty());
    }
};

QTEST_GUILESS_MAIN(SpliceTest)
#include "splice_test.moc"
