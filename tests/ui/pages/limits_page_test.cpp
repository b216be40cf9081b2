// The rate limits page against a scripted peer: what it shows, what it sends, and every state of the page.
#include "tests/ui/pages/page_bench.hpp"

#include "ui/widgets/inline_message.hpp"

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

using ui::widgets::InlineMessage;

namespace {

const QByteArray kLimits = "GET /api/v1/admin/limits";

QByteArray listOf(const QList<QByteArray>& items) { return "{\"items\":[" + items.join(',') + "],\"next_cursor\":null}"; }

QByteArray globalRow(const QByteArray& settings = "{\"rpm\":100,\"tpm\":null}") {
    return "{\"scope\":\"global\",\"subject\":\"*\",\"name\":\"*\",\"rpm\":null,\"tpm\":null,\"use\":null,\"settings\":" + settings + "}";
}

const QByteArray kUserRow = "{\"scope\":\"user\",\"subject\":\"u1\",\"name\":\"ops@example.com\",\"rpm\":60,\"tpm\":200000,\"budget_day_usd\":\"2.5\","
                            "\"use\":{\"requests_minute\":55,\"tokens_minute\":9000,\"running\":3,\"refused\":7}}";

const QByteArray kStates =
    "{\"items\":[{\"scope\":\"key\",\"subject\":\"k1\",\"name\":\"batch\",\"limit\":\"rpm\",\"unit\":\"requests\",\"value\":100,\"used\":58,\"held\":0,\"left\":42,"
    "\"resets_at\":\"2026-01-06T12:01:00.000Z\",\"source\":{\"scope\":\"setting\",\"subject\":\"RATE_LIMIT_EXTERNAL_RPM\"}},"
    "{\"scope\":\"user\",\"subject\":\"u1\",\"name\":\"ops@example.com\",\"limit\":\"rpm\",\"unit\":\"requests\",\"value\":60,\"used\":55,\"held\":0,\"left\":5,"
    "\"resets_at\":\"2026-01-06T12:01:00.000Z\",\"source\":{\"scope\":\"user\",\"subject\":\"u1\"}}],\"next_cursor\":null}";

}  // namespace

class LimitsPageTest : public QObject {
    Q_OBJECT

    static QTableView* table(const PageBench& bench) { return bench.part<QTableView>("page.limits.table"); }
    static void openPage(PageBench& bench, const QList<QByteArray>& rows = {globalRow(), kUserRow}) {
        bench.peer.on(kLimits, 200, listOf(rows));
        bench.peer.on("GET /api/v1/admin/api-keys", 200, "{\"items\":[{\"id\":\"k1\",\"name\":\"batch\",\"prefix\":\"gw-ab12\",\"status\":\"active\"}],\"next_cursor\":null}");
        bench.peer.on("GET /api/v1/admin/api-keys/k1/limits", 200, kStates);
        bench.openPage("limits");
        QTRY_COMPARE(table(bench)->model()->rowCount(), static_cast<int>(rows.size()));
    }
    static void chooseRow(const PageBench& bench, int row) { table(bench)->selectRow(row); }
    static void press(const PageBench& bench, const char* name) {
        auto* button = bench.part<QPushButton>(name);
        QVERIFY2(button && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }

private Q_SLOTS:
    void explainsTheChosenKey() {
        PageBench bench;
        openPage(bench);
        auto* states = bench.part<QTableView>("page.limits.states");
        QTRY_COMPARE(states->model()->rowCount(), 2);
        auto* verdict = bench.part<QLabel>("page.limits.verdict");
        QVERIFY2(verdict->text().contains(QStringLiteral("5 left, the least of Key 100, User 60")), qPrintable(verdict->text()));
        QCOMPARE(states->model()->index(0, 6).data().toString(), QStringLiteral("RATE_LIMIT_EXTERNAL_RPM"));
        QCOMPARE(states->model()->index(1, 6).data().toString(), QStringLiteral("User: ops@example.com"));
    }

    void saysThatEverythingUsesTheGlobalLimit() {
        PageBench bench;
        openPage(bench, {globalRow("{\"rpm\":null,\"tpm\":null}")});
        QTRY_VERIFY(bench.part("page.limits.empty")->isVisible());
    }

    void showsAFailedReadInlineAndRetries() {
        PageBench bench;
        bench.peer.on(kLimits, 500, "{\"error\":{\"code\":\"X_BROKEN\",\"message\":\"The list is broken.\"}}");
        bench.peer.on("GET /api/v1/admin/api-keys", 200, listOf({}));
        bench.openPage("limits");
        auto* problem = bench.part<InlineMessage>("page.problem");
        QTRY_VERIFY(problem->isVisible());
        bench.peer.on(kLimits, 200, listOf({globalRow(), kUserRow}));
        QTest::mouseClick(problem->findChild<QPushButton*>(QStringLiteral("page.retry")), Qt::LeftButton);
        QTRY_COMPARE(table(bench)->model()->rowCount(), 2);
        QTRY_VERIFY(!problem->isVisible());
    }

    void aViewerMayLookAndIsToldWhyNotMore() {
        PageBench bench("viewer");
        openPage(bench);
        chooseRow(bench, 1);
        for (const char* name : {"page.limits.new", "page.limits.edit", "page.limits.afresh", "page.limits.remove"})
            QTRY_VERIFY2(!bench.part(name)->isEnabled() && !bench.part(name)->toolTip().isEmpty(), name);
    }

    void changesOnlyWhatWasTypedAndOffersUndo() {
        PageBench bench;
        openPage(bench);
        chooseRow(bench, 1);
        std::function<void()> undo;
        connect(bench.page.get(), &ui::pages::Page::toast, this, [&undo](const QString&, const QString& label, const std::function<void()>& run) {
            if (!label.isEmpty()) undo = run;
        });
        QList<QJsonObject> bodies;
        bench.peer.on("PUT /api/v1/admin/limits/user/u1", [&bodies](const PeerRequest& request) {
            bodies << request.body;
            return PeerReply{200, kUserRow, false, false, false};
        });
        press(bench, "page.limits.edit");
        QTRY_VERIFY(bench.part("dialog.limit.rpm"));
        auto* rpm = bench.part<QLineEdit>("dialog.limit.rpm");
        QCOMPARE(rpm->text(), QStringLiteral("60"));
        QVERIFY(!bench.part<QPushButton>("dialog.limit.verb")->isEnabled());
        rpm->setText(QStringLiteral("nonsense"));
        QVERIFY(!bench.part<QPushButton>("dialog.limit.verb")->isEnabled());
        rpm->setText(QStringLiteral("90"));
        press(bench, "dialog.limit.verb");
        QTRY_COMPARE(bodies.size(), 1);
        const QJsonObject sent = bodies.first();
        QCOMPARE(sent[QStringLiteral("rpm")].toInt(), 90);
        QCOMPARE(sent[QStringLiteral("budget_day_usd")].toString(), QStringLiteral("2.5"));
        QVERIFY(sent[QStringLiteral("tpd")].isNull());
        QTRY_VERIFY(undo);
        undo();
        QTRY_COMPARE(bodies.size(), 2);
        QCOMPARE(bodies.last()[QStringLiteral("rpm")].toInt(), 60);
    }

    void anAddressIsTypedAndItsSlashIsEncoded() {
        PageBench bench;
        openPage(bench);
        int calls = 0;
        bench.peer.on("PUT /api/v1/admin/limits/ip/203.0.113.0%2F24", [&calls](const PeerRequest&) {
            ++calls;
            return PeerReply{200, "{}", false, false, false};
        });
        press(bench, "page.limits.new");
        QTRY_VERIFY(bench.part("dialog.limit.scope"));
        auto* scope = bench.part<QComboBox>("dialog.limit.scope");
        scope->setCurrentIndex(scope->findData(QStringLiteral("ip")));
        bench.part<QComboBox>("dialog.limit.subject")->setEditText(QStringLiteral("203.0.113.0/24"));
        QVERIFY(!bench.part("dialog.limit.budget")->isEnabled());
        bench.part<QLineEdit>("dialog.limit.rpm")->setText(QStringLiteral("30"));
        QVERIFY2(bench.part("dialog.limit.verb")->isEnabled(), qPrintable(bench.part("dialog.limit.verb")->toolTip()));
        press(bench, "dialog.limit.verb");
        QTRY_COMPARE(calls, 1);
    }

    void aRefusalStaysInTheDialog() {
        PageBench bench;
        openPage(bench);
        chooseRow(bench, 1);
        bench.peer.on("PUT /api/v1/admin/limits/user/u1", 422, "{\"error\":{\"code\":\"X_WRONG\",\"message\":\"Not so many.\",\"field\":\"rpm\"}}");
        press(bench, "page.limits.edit");
        QTRY_VERIFY(bench.part("dialog.limit.rpm"));
        bench.part<QLineEdit>("dialog.limit.rpm")->setText(QStringLiteral("99"));
        press(bench, "dialog.limit.verb");
        QTRY_VERIFY(bench.part<QPushButton>("dialog.limit.verb")->isEnabled());
        QVERIFY(bench.part("dialog.limit.rpm")->isVisible());
    }

    void removingAndCountingAfreshAskFirst() {
        PageBench bench;
        openPage(bench);
        chooseRow(bench, 1);
        int removed = 0, afresh = 0;
        bench.peer.on("DELETE /api/v1/admin/limits/user/u1", [&removed](const PeerRequest&) { return ++removed, PeerReply{200, "{}", false, false, false}; });
        bench.peer.on("POST /api/v1/admin/limits/user/u1/reset", [&afresh](const PeerRequest&) { return ++afresh, PeerReply{200, "{}", false, false, false}; });
        press(bench, "page.limits.afresh");
        QTRY_VERIFY(bench.part("dialog.countAfresh.verb"));
        QCOMPARE(afresh, 0);
        press(bench, "dialog.countAfresh.verb");
        QTRY_COMPARE(afresh, 1);
        press(bench, "page.limits.remove");
        QTRY_VERIFY(bench.part("dialog.removeLimit.verb"));
        press(bench, "dialog.removeLimit.verb");
        QTRY_COMPARE(removed, 1);
    }
};

QTEST_MAIN(LimitsPageTest)
#include "limits_page_test.moc"
