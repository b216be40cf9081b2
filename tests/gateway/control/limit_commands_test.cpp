#include "samples.hpp"

#include <QTest>

using namespace gw;
using namespace gw::control;
using gw::test::refusal;
using gw::test::sampleState;

namespace {

SetLimit limitOf(std::string scope, std::string subject) {
    SetLimit command;
    command.scope = std::move(scope);
    command.subject = std::move(subject);
    return command;
}

template <class Put>
const Put* has(const Change& change) {
    for (const auto& row : change.rows)
        if (const auto* put = std::get_if<Put>(&row)) return put;
    return nullptr;
}

State after(State state, const Change& change) {
    for (const auto& row : change.rows) applyChange(state, row);
    return state;
}

}  // namespace

class LimitCommandsTest : public QObject {
    Q_OBJECT
    const secrets::MasterKey key_ = test::masterKeyOf(7);
    const CommandContext context_ = test::contextOf(key_);

    static std::string someKey(const State& state) {
        for (const auto& [id, key] : state.keys)
            if (key.status == "active") return id;
        return {};
    }

   private Q_SLOTS:
    void whatAKeyHasColumnsForGoesThere() {
        const State state = sampleState();
        const std::string id = someKey(state);
        auto command = limitOf("key", id);
        command.rpm = std::optional<std::int64_t>(77);
        command.tpd = std::optional<std::int64_t>(5000);
        command.budgetDayUsd = std::optional<std::string>("1.5");
        const auto change = run(command, state, context_);
        QVERIFY(change);
        const auto* key = has<PutKey>(*change);
        const auto* rule = has<PutLimit>(*change);
        QVERIFY(key && rule);
        QCOMPARE(*key->row.rpm, std::int64_t(77));
        QVERIFY(!rule->row.rpm && *rule->row.tpd == 5000 && *rule->row.budgetDayNanoUsd == 1'500'000'000);
        QCOMPARE(change->audit.action, std::string("limit.set"));
        QVERIFY(change->audit.after.find("77") != std::string::npos && change->audit.after.find("1.5") != std::string::npos);
        const auto again = run(command, after(state, *change), context_);
        QVERIFY(again && again->rows.empty());
        ClearLimit clear{"key", id, ""};
        const auto cleared = run(clear, after(state, *change), context_);
        QVERIFY(cleared && has<DropLimit>(*cleared) && !has<PutKey>(*cleared)->row.rpm);
    }

    void rangesHaveOneSpelling() {
        auto command = limitOf("ip", "2001:DB8:0::/32");
        command.rpm = std::optional<std::int64_t>(5);
        const auto change = run(command, sampleState(), context_);
        QVERIFY(change);
        QCOMPARE(has<PutLimit>(*change)->row.subject, std::string("2001:db8::/32"));
    }

    void refuses_data() {
        QTest::addColumn<QByteArray>("scope");
        QTest::addColumn<QByteArray>("subject");
        QTest::addColumn<qint64>("rpm");
        QTest::addColumn<bool>("budget");
        QTest::addColumn<QByteArray>("refused");
        QTest::newRow("scope") << QByteArray("tribe") << QByteArray("*") << qint64(1) << false << QByteArray("INVALID_VALUE scope");
        QTest::newRow("each key") << QByteArray("key") << QByteArray("*") << qint64(1) << false << QByteArray("INVALID_VALUE subject");
        QTest::newRow("no key") << QByteArray("key") << QByteArray("x") << qint64(1) << false << QByteArray("NOT_FOUND subject");
        QTest::newRow("no user") << QByteArray("user") << QByteArray("x") << qint64(1) << false << QByteArray("NOT_FOUND subject");
        QTest::newRow("no preset") << QByteArray("preset") << QByteArray("x") << qint64(1) << false << QByteArray("NOT_FOUND subject");
        QTest::newRow("no address") << QByteArray("ip") << QByteArray("1.2.3.4/8") << qint64(1) << false << QByteArray("INVALID_VALUE subject");
        QTest::newRow("none") << QByteArray("user") << QByteArray("*") << qint64(0) << false << QByteArray("INVALID_VALUE rpm");
        QTest::newRow("money of an address") << QByteArray("ip") << QByteArray("*") << qint64(1) << true << QByteArray("INVALID_VALUE budget_usd");
    }
    void refuses() {
        QFETCH(QByteArray, scope);
        QFETCH(QByteArray, subject);
        QFETCH(qint64, rpm);
        QFETCH(bool, budget);
        QFETCH(QByteArray, refused);
        auto command = limitOf(scope.toStdString(), subject.toStdString());
        command.rpm = std::optional<std::int64_t>(rpm);
        if (budget) command.budgetUsd = std::optional<std::string>("5");
        QCOMPARE(refusal(run(command, sampleState(), context_)), refused);
    }

    void nothingToClearIsNotFound() { QCOMPARE(refusal(run(ClearLimit{"user", "*", ""}, sampleState(), context_)), QByteArray("NOT_FOUND")); }
};

QTEST_GUILESS_MAIN(LimitCommandsTest)
#include "limit_commands_test.moc"
