// moc of Qt 6.4 cannot read <compare> when it comes first.
#ifndef Q_MOC_RUN
#include "gateway/dialect/output_tally.hpp"
#endif

#include <QTest>

using namespace gw::dialect;

class OutputTallyTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void countsChunksWhileTheyAreTokensElseBytes() {
        QCOMPARE((OutputTally{0, 0}.tokens()), gw::Tokens(0));
        QCOMPARE((OutputTally{40, 10}.tokens()), gw::Tokens(10));
        QCOMPARE((OutputTally{100, 10}.tokens()), gw::Tokens(10));
        QCOMPARE((OutputTally{400, 10}.tokens()), gw::Tokens(100));
        QCOMPARE((OutputTally{400, 1}.tokens()), gw::Tokens(100));
        QCOMPARE((OutputTally{3, 3}.tokens()), gw::Tokens(3));
        QCOMPARE((OutputTally{1, 1}.tokens()), gw::Tokens(1));
    }
};

QTEST_GUILESS_MAIN(OutputTallyTest)
#include "output_tally_test.moc"
