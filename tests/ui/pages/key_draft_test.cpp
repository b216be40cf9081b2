// What a person typed about a key: what is wrong with it, and what is sent.
#include "ui/pages/key_draft.hpp"

#include <QJsonArray>
#include <QTest>

using namespace ui::pages;

class KeyDraftTest : public QObject {
    Q_OBJECT

    static KeyDraft good() {
        KeyDraft draft;
        draft.name = QStringLiteral("billing-prod");
        return draft;
    }

    static void set(KeyDraft& draft, const QString& field, const QString& text) {
        const QHash<QString, QString KeyDraft::*> members{
            {QStringLiteral("name"), &KeyDraft::name},
            {QStringLiteral("rpm"), &KeyDraft::rpm},
            {QStringLiteral("tpm"), &KeyDraft::tpm},
            {QStringLiteral("max_parallel"), &KeyDraft::parallelMax},
            {QStringLiteral("budget_usd"), &KeyDraft::budgetUsd},
            {QStringLiteral("models"), &KeyDraft::models},
            {QStringLiteral("allowed_ips"), &KeyDraft::allowedIps}};
        draft.*members.value(field) = text;
    }

private Q_SLOTS:
    void judgesEachField_data() {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("wrong");
        const auto row = [](const char* field, const char* text, bool wrong) {
            QTest::newRow(qPrintable(QStringLiteral("%1 '%2'").arg(QLatin1StringView(field), QString::fromUtf8(text))))
                << QString::fromLatin1(field) << QString::fromUtf8(text) << wrong;
        };
        row("name", "a", false);
        row("name", "数据分析", false);
        row("name", "", true);
        row("name", "   ", true);
        row("rpm", "", false);
        row("rpm", "600", false);
        row("rpm", " 600 ", false);
        row("rpm", "0", true);
        row("rpm", "-5", true);
        row("rpm", "1.5", true);
        row("rpm", "many", true);
        row("tpm", "99999999999", true);
        row("max_parallel", "8", false);
        row("max_parallel", "1e3", true);
        row("budget_usd", "50", false);
        row("budget_usd", "12.505", false);
        row("budget_usd", "0", true);
        row("budget_usd", "0.00", true);
        row("budget_usd", "-1", true);
        row("budget_usd", "1,50", true);
        row("budget_usd", "$5", true);
        row("allowed_ips", "10.0.0.0/8, 203.0.113.7", false);
        row("allowed_ips", "2001:db8::/32 ::1", false);
        row("allowed_ips", "10.0.0", true);
        row("allowed_ips", "10.0.0.0/33", true);
        row("allowed_ips", "10.0.0.256", true);
        row("allowed_ips", "example.com", true);
        row("allowed_ips", "1", true);
    }

    void judgesEachField() {
        QFETCH(QString, field);
        QFETCH(QString, text);
        QFETCH(bool, wrong);
        KeyDraft draft = good();
        set(draft, field, text);
        const auto problems = draft.problems(QDateTime::currentDateTime());
        QCOMPARE(problems.contains(field), wrong);
        QCOMPARE(problems.size(), wrong ? 1 : 0);
    }

    void refusesANameThatIsTooLong() {
        KeyDraft draft = good();
        draft.name = QString(101, u'x');
        QVERIFY(draft.problems(QDateTime::currentDateTime()).contains(QStringLiteral("name")));
    }

    void refusesAnExpiryThatHasPassed() {
        const QDateTime now(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);
        KeyDraft draft = good();
        draft.expiresAt = now;
        QVERIFY(draft.problems(now).contains(QStringLiteral("expires_at")));
        draft.expiresAt = now.addSecs(1);
        QVERIFY(draft.problems(now).isEmpty());
    }

    void sendsOnlyWhatIsGiven() {
        QCOMPARE(good().toJson(), (QJsonObject{{QStringLiteral("name"), QStringLiteral("billing-prod")}}));
        KeyDraft draft = good();
        draft.rpm = QStringLiteral(" 600 ");
        draft.models = QStringLiteral("gpt-4o，gpt-4o-mini");
        draft.expiresAt = QDateTime(QDate(2027, 1, 1), QTime(0, 0), Qt::UTC);
        const QJsonObject body = draft.toJson();
        QCOMPARE(body[QStringLiteral("rpm")].toInt(), 600);
        QCOMPARE(body[QStringLiteral("models")].toArray().size(), 2);
        QCOMPARE(body[QStringLiteral("expires_at")].toString(), QStringLiteral("2027-01-01T00:00:00.000Z"));
        QVERIFY(!body.contains(QStringLiteral("tpm")));
    }

    void sendsOnlyWhatChanged() {
        KeyDraft before = good();
        before.rpm = QStringLiteral("600");
        before.allowedIps = QStringLiteral("10.0.0.0/8");
        KeyDraft after = before;
        QVERIFY(after.changesFrom(before).isEmpty());
        after.rpm = QString();
        after.tpm = QStringLiteral("5000");
        after.allowedIps = QString();
        const QJsonObject body = after.changesFrom(before);
        QCOMPARE(body.keys(), (QStringList{QStringLiteral("allowed_ips"), QStringLiteral("rpm"), QStringLiteral("tpm")}));
        QVERIFY(body[QStringLiteral("rpm")].isNull());
        QVERIFY(body[QStringLiteral("allowed_ips")].toArray().isEmpty());
        QCOMPARE(body[QStringLiteral("tpm")].toInt(), 5000);
    }

    void comesFromARowAndGoesBackUnchanged() {
        ui::models::KeyRow row;
        row.name = QStringLiteral("n");
        row.rpm = 60;
        row.models = {QStringLiteral("a"), QStringLiteral("b")};
        row.expiresAt = QDateTime(QDate(2027, 1, 1), QTime(1, 2, 3, 4), Qt::UTC);
        const KeyDraft draft = KeyDraft::fromRow(row);
        QCOMPARE(draft.rpm, QStringLiteral("60"));
        QCOMPARE(draft.models, QStringLiteral("a, b"));
        QVERIFY(draft.changesFrom(KeyDraft::fromRow(row)).isEmpty());
    }
};

QTEST_GUILESS_MAIN(KeyDraftTest)
#include "key_draft_test.moc"
