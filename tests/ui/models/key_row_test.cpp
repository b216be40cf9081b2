// A key of the admin API becomes a row; unknown figures stay unknown.
#include "ui/models/key_row.hpp"

#include <QAbstractItemModelTester>
#include <QJsonDocument>
#include <QTest>

using namespace ui::models;

namespace {

QJsonObject json(const char* text) { return QJsonDocument::fromJson(text).object(); }

const char* const kKey = R"({"id":"7c2","name":"billing-prod","prefix":"gw-ab12cd","status":"active","expired":false,
  "user_id":"u1","user_email":"finance@example.com","rpm":600,"tpm":2000000,"max_parallel":null,"budget_usd":"50.00",
  "models":["gpt-4o"],"allowed_ips":["10.0.0.0/8"],"require_signature":true,"default_preset":"default",
  "created_at":"2026-01-06T12:00:00.123Z","expires_at":null,"revoked_at":null,"revoke_reason":null,
  "last_used_at":"2026-11-22T10:00:00.000Z","last_ip":"10.0.0.7","requests_today":1000,"errors_today":5,
  "cost_today_nanousd":12345678900,"tags":["eu","paid"]})";

}  // namespace

class KeyRowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryField() {
        const KeyRow row = KeyRow::fromJson(json(kKey));
        QCOMPARE(row.id, QStringLiteral("7c2"));
        QCOMPARE(row.rpm, std::optional<qint64>(600));
        QVERIFY(!row.parallelMax);
        QCOMPARE(row.budgetUsd, QStringLiteral("50.00"));
        QCOMPARE(row.models, QStringList{QStringLiteral("gpt-4o")});
        QVERIFY(row.requiresSignature);
        QVERIFY(!row.expiresAt.isValid());
        QCOMPARE(row.createdAt.time().msec(), 123);
        QCOMPARE(row.errorShare(), std::optional<double>(0.005));
        QCOMPARE(row.costTodayNanoUsd, std::optional<qint64>(12345678900));
    }

    void namesTheState_data() {
        QTest::addColumn<QString>("status");
        QTest::addColumn<bool>("expired");
        QTest::addColumn<QString>("word");
        QTest::newRow("active") << "active" << false << "Active";
        QTest::newRow("active but expired") << "active" << true << "Expired";
        QTest::newRow("frozen") << "frozen" << false << "Frozen";
        QTest::newRow("revoked wins over expired") << "revoked" << true << "Revoked";
    }

    void namesTheState() {
        QFETCH(QString, status);
        QFETCH(bool, expired);
        QFETCH(QString, word);
        QJsonObject key = json(kKey);
        key[QStringLiteral("status")] = status;
        key[QStringLiteral("expired")] = expired;
        QCOMPARE(keyStateWord(KeyRow::fromJson(key).state), word);
    }

    void showsUnknownFiguresAsADash() {
        KeyModel model(keyColumns(), nullptr);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.apply({KeyRow::fromJson(json(R"({"id":"1","name":"n"})"))});
        for (const char* column : {"requests", "errors", "cost", "lastUsed", "expires", "owner"}) {
            const QModelIndex cell = model.index(0, model.columnOf(column));
            QCOMPARE(cell.data().toString(), QStringLiteral("—"));
        }
        QVERIFY(!model.index(0, model.columnOf("requests")).data(kSortRole).isValid());
    }

    void hasNoErrorShareWithoutRequests() {
        QJsonObject key = json(kKey);
        key[QStringLiteral("requests_today")] = 0;
        QVERIFY(!KeyRow::fromJson(key).errorShare());
    }

    void isFoundByNameOwnerAddressAndTag_data() {
        QTest::addColumn<QString>("word");
        for (const char* word : {"billing", "ab12", "finance@", "10.0.0.7", "paid", "7c2"}) {
            QTest::newRow(word) << QString::fromLatin1(word);
        }
    }

    void isFoundByNameOwnerAddressAndTag() {
        QFETCH(QString, word);
        QVERIFY(KeyRow::fromJson(json(kKey)).searchText().contains(word));
    }

    void tellsInToolTipsWhatTheCellLeavesOut() {
        QJsonObject key = json(kKey);
        key[QStringLiteral("status")] = QStringLiteral("revoked");
        key[QStringLiteral("revoke_reason")] = QStringLiteral("leak");
        KeyModel model(keyColumns(), nullptr);
        model.apply({KeyRow::fromJson(key)});
        const auto tip = [&](const char* column) {
            return model.index(0, model.columnOf(column)).data(Qt::ToolTipRole).toString();
        };
        QVERIFY(tip("status").contains(QStringLiteral("leak")));
        QVERIFY(tip("limits").contains(QStringLiteral("2M")));
        QVERIFY(tip("errors").contains(QStringLiteral("5 of 1,000")) || tip("errors").contains(QStringLiteral("5 of 1000")));
        QVERIFY(tip("name").contains(QStringLiteral("7c2")));
    }
};

QTEST_GUILESS_MAIN(KeyRowTest)
#include "key_row_test.moc"
