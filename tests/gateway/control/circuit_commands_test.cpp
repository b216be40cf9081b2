#include "samples.hpp"

#include <QTest>

using namespace gw;
using namespace gw::control;
using gw::test::kNow;
using gw::test::refusal;
using gw::test::rowOf;
using gw::test::sampleState;

class CircuitCommandsTest : public QObject {
    Q_OBJECT
    const secrets::MasterKey key_ = test::masterKeyOf(7);
    const CommandContext context_ = test::contextOf(key_);

   private Q_SLOTS:
    void opensForAWhile() {
        const auto change = run(SetCircuit{"beta", "org/m-2", "open", 60, " slow "}, sampleState(), context_);
        QVERIFY(change);
        const auto& row = rowOf<PutCircuit>(*change).row;
        QCOMPARE(row.provider, std::string("beta"));
        QCOMPARE(row.model, std::string("org/m-2"));
        QCOMPARE(row.state, std::string("open"));
        QVERIFY(row.expiresAt == kNow + std::chrono::seconds(60));
        QCOMPARE(row.reason, std::string("slow"));
        QCOMPARE(row.source, std::string("console"));
        QCOMPARE(row.createdBy, std::string("anna@example.org"));
        QCOMPARE(change->id, std::string("beta/org/m-2"));
        QCOMPARE(change->audit.action, std::string("circuit.open"));
        QCOMPARE(change->audit.targetName, std::string("beta/org/m-2"));
        QVERIFY(change->audit.before.empty());
        QVERIFY(rowOf<PutCircuit>(*run(SetCircuit{"beta", "m", "open", {}, ""}, sampleState(), context_)).row.expiresAt == kNow + std::chrono::seconds(300));
    }
    void closesUnderAnIdOfItsOwn() {
        const auto change = run(SetCircuit{"alpha", "m-1", "closed", {}, ""}, sampleState(), context_);
        const auto& row = rowOf<PutCircuit>(*change).row;
        QCOMPARE(row.state, std::string("closed"));
        QVERIFY(row.id != "c-m-1");
        QCOMPARE(change->audit.action, std::string("circuit.close"));
        QVERIFY(change->audit.before.find("open") != std::string::npos);
    }
    void refusesABadOrder_data() {
        QTest::addColumn<QByteArray>("provider");
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QByteArray>("refused");
        QTest::newRow("unknown provider") << QByteArray("none") << QByteArray("m") << QByteArray("open") << qint64{60} << QByteArray("NOT_FOUND");
        QTest::newRow("no model") << QByteArray("alpha") << QByteArray() << QByteArray("open") << qint64{60} << QByteArray("INVALID_VALUE model");
        QTest::newRow("state") << QByteArray("alpha") << QByteArray("m") << QByteArray("half_open") << qint64{60} << QByteArray("INVALID_VALUE state");
        QTest::newRow("no time") << QByteArray("alpha") << QByteArray("m") << QByteArray("open") << qint64{0} << QByteArray("INVALID_VALUE seconds");
        QTest::newRow("too long") << QByteArray("alpha") << QByteArray("m") << QByteArray("open") << qint64{2'592'001} << QByteArray("INVALID_VALUE seconds");
    }
    void refusesABadOrder() {
        QFETCH(QByteArray, provider);
        QFETCH(QByteArray, model);
        QFETCH(QByteArray, state);
        QFETCH(qint64, seconds);
        QFETCH(QByteArray, refused);
        QCOMPARE(refusal(run(SetCircuit{provider.toStdString(), model.toStdString(), state.toStdString(), seconds, ""}, sampleState(), context_)), refused);
    }
};

QTEST_GUILESS_MAIN(CircuitCommandsTest)
#include "circuit_commands_test.moc"
