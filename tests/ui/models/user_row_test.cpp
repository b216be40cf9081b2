// A user and a sign-in of the admin API become rows; unknown figures stay unknown.
#include "ui/models/user_row.hpp"

#include <QAbstractItemModelTester>
#include <QJsonDocument>
#include <QTest>

using namespace ui::models;

namespace {

QJsonObject json(const char* text) { return QJsonDocument::fromJson(text).object(); }

const char* const kUser = R"({"id":"u1","email":"anna@example.com","role":"operator","is_active":true,
  "created_at":"2026-01-06T12:00:00.123Z","last_login_at":"2026-01-07T12:00:00.000Z","last_login_ip":"192.0.2.7",
  "keys":3,"sessions":2,"failed_logins_24h":6,"requests_today":41})";

}  // namespace

class UserRowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryField() {
        const UserRow row = UserRow::fromJson(json(kUser));
        QCOMPARE(row.email, QStringLiteral("anna@example.com"));
        QCOMPARE(row.role, QStringLiteral("operator"));
        QVERIFY(row.isActive && !row.isActiveAdmin());
        QCOMPARE(row.keys, std::optional<qint64>(3));
        QCOMPARE(row.failedLogins, std::optional<qint64>(6));
        QCOMPARE(row.lastLoginIp, QStringLiteral("192.0.2.7"));
        QVERIFY(row.searchText().contains(QStringLiteral("operator")));
    }

    void keepsUnknownFiguresUnknown() {
        const UserRow row = UserRow::fromJson(json(R"({"id":"u1","email":"a@b","role":"admin","is_active":true,"last_login_at":null})"));
        QVERIFY(!row.keys && !row.sessions && !row.failedLogins && !row.lastLoginAt.isValid());
        QVERIFY(row.isActiveAdmin());
        UserModel model(userColumns(), nullptr);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.apply({row});
        QCOMPARE(model.index(0, model.columnOf("keys")).data().toString(), QStringLiteral("—"));
        QVERIFY(!model.index(0, model.columnOf("failed")).data(kStatusRole).isValid());
    }

    void marksManyFailedSignIns() {
        UserModel model(userColumns(), nullptr);
        model.apply({UserRow::fromJson(json(kUser))});
        QCOMPARE(model.index(0, model.columnOf("failed")).data(kStatusRole).toInt(), static_cast<int>(ui::style::Status::critical));
        for (int column = 0; column < model.columnCount(); ++column) {
            QVERIFY(!model.index(0, column).data().toString().isEmpty());
            QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
        }
    }

    void readsSignIns() {
        const auto rows = sessionRows(QJsonDocument::fromJson(
            R"([{"id":"f1","ip":"192.0.2.7","client":"local","started_at":"2026-01-06T12:00:00.000Z",
                "refreshed_at":"2026-01-06T13:00:00.000Z","expires_at":"2026-02-05T13:00:00.000Z","current":true}])").array());
        QCOMPARE(rows.size(), size_t{1});
        QVERIFY(rows[0].current && rows[0].refreshedAt > rows[0].startedAt);
        QVERIFY(sessionClientWord(rows[0].client) != sessionClientWord(QStringLiteral("api")));
    }
};

QTEST_GUILESS_MAIN(UserRowTest)
#include "user_row_test.moc"
