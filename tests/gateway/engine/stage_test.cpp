#include "gateway/engine/stage.hpp"

#include <QTest>

using namespace gw;
using namespace gw::engine;

class StageTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void remembersWhereAStartFailedUntilItGoesOn() {
        StageBoard board;
        board.enter(Stage::store);
        board.failAt(Stage::store, Error{ErrorCode::storeLocked, ErrorSource::store, Retry::never, "held by 12", {}});
        QVERIFY(board.read().stage == Stage::failed);
        QVERIFY(board.read().failedStage == Stage::store);
        QCOMPARE(board.read().error->detail, std::string("held by 12"));
        board.enter(Stage::settings);
        QVERIFY(!board.read().error && !board.read().failedStage);
        board.ready("http://127.0.0.1:8000");
        QVERIFY(board.read().stage == Stage::ready);
        QCOMPARE(board.read().url, std::string("http://127.0.0.1:8000"));
        board.enter(Stage::draining);
        QCOMPARE(board.read().url, std::string("http://127.0.0.1:8000"));
    }

    void everyStageHasAWord() {
        for (int i = 0; i <= int(Stage::failed); ++i) QVERIFY(stageText(Stage(i))[0] != '\0');
        QCOMPARE(stageText(Stage::failed), "failed");
        QCOMPARE(stageText(Stage::starting), "starting");
    }
};

QTEST_GUILESS_MAIN(StageTest)
#include "stage_test.moc"
