// The audit page against a scripted peer: filters, pages, differences, the proof of the chain, the export, and its states.
#include "tests/ui/pages/page_bench.hpp"

#include "ui/models/audit_row.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QFileDialog>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>

using ui::widgets::InlineMessage;

namespace {

const QByteArray kAudit = "GET /api/v1/admin/audit";
const QByteArray kVerify = "GET /api/v1/admin/audit/verify";

QByteArray row(int seq, const QByteArray& action, const QByteArray& target, const QByteArray& more = {}) {
    return R"({"seq":)" + QByteArray::number(seq) + R"(,"created_at":"2026-01-06T12:00:00Z","actor":"ops@example.com","actor_role":"admin",)"
           R"("source":"api","ip":"10.0.0.9","action":")" + action + R"(","target_type":"key","target_id":"id-)" + target +
           R"(","target_name":")" + target + R"(","outcome":"done","reason":"because","before":{"rpm":null,"status":"active"},)"
           R"("after":{"rpm":100,"status":"active"},"hash":"abcdef0123456789abcdef")" + more + "}";
}

QByteArray list(const QList<QByteArray>& rows, const QByteArray& cursor = "null") {
    return "{\"items\":[" + rows.join(',') + "],\"next_cursor\":" + cursor + "}";
}

}  // namespace

class AuditPageTest : public QObject {
    Q_OBJECT

    static QTableView* table(const PageBench& bench) { return bench.part<QTableView>("page.audit.table"); }
    static QString message(const PageBench& bench) {
        QString all;
        for (const auto* part : bench.page->findChildren<InlineMessage*>()) all += part->text();
        return all;
    }
    static void press(const PageBench& bench, const char* name) {
        auto* button = bench.part<QPushButton>(name);
        QVERIFY2(button && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    static void openWithRows(PageBench& bench) {
        bench.peer.on(kAudit, 200, list({row(3, "key.revoke", "gamma"), row(2, "key.update", "beta"), row(1, "key.create", "alpha")}));
        bench.openPage("audit");
        QTRY_COMPARE(table(bench)->model()->rowCount(), 3);
    }

private Q_SLOTS:
    void showsWhatAChangeChanged() {
        PageBench bench;
        openWithRows(bench);
        QTRY_COMPARE(bench.part<QLabel>("page.audit.heading")->text(), QStringLiteral("Key revoked"));
        auto* difference = bench.part<QTableView>("page.audit.difference")->model();
        QCOMPARE(difference->rowCount(), 2);
        QCOMPARE(difference->index(0, 0).data().toString(), QStringLiteral("rpm"));
        QCOMPARE(difference->index(0, 1).data().toString(), QStringLiteral("—"));
        QCOMPARE(difference->index(0, 2).data().toString(), QStringLiteral("100"));
        QVERIFY(bench.part<QLabel>("page.audit.facts")->text().contains(QStringLiteral("10.0.0.9")));
        table(bench)->selectRow(2);
        QCOMPARE(bench.part<QLabel>("page.audit.heading")->text(), QStringLiteral("Key created"));
    }
    void filtersAreAskedOfTheGateway() {
        PageBench bench;
        openWithRows(bench);
        QByteArray asked;
        bench.peer.on(kAudit, [&asked](const PeerRequest& request) {
            asked = request.path;
            return PeerReply{200, list({}), false, false, false};
        });
        bench.part<QLineEdit>("page.audit.actor")->setText(QStringLiteral("li wei"));
        bench.part<QLineEdit>("page.audit.target")->setText(QStringLiteral("a&b"));
        bench.part<QComboBox>("page.audit.action")->setCurrentIndex(1);
        bench.part<QComboBox>("page.audit.outcome")->setCurrentIndex(1);
        bench.part<QComboBox>("page.audit.since")->setCurrentIndex(2);
        // The line is asked for as it is typed: the last question holds all of it.
        QTRY_VERIFY(asked.contains("since=20"));
        for (const char* part : {"actor=li%20wei", "target=a%26b", "action=key", "outcome=failed"}) QVERIFY2(asked.contains(part), asked.constData());
        QTRY_COMPARE(table(bench)->model()->rowCount(), 0);
        QVERIFY2(table(bench)->isVisible(), "nothing found is not an empty trail");
    }
    void loadsOlderRowsOnRequest() {
        PageBench bench;
        bench.peer.on(kAudit, [](const PeerRequest& request) {
            const bool older = request.path.contains("cursor=");
            return PeerReply{200, older ? list({row(1, "key.create", "alpha")}) : list({row(2, "key.update", "beta")}, "\"c\""), false, false, false};
        });
        bench.openPage("audit");
        QTRY_COMPARE(table(bench)->model()->rowCount(), 1);
        press(bench, "page.audit.more");
        QTRY_COMPARE(table(bench)->model()->rowCount(), 2);
        QVERIFY(bench.part<QPushButton>("page.audit.more")->isHidden());
    }
    void saysThatTheChainIsWhole() {
        PageBench bench;
        openWithRows(bench);
        bench.peer.on(kVerify, 200, R"({"intact":true,"rows":3,"head_hash":"abcdef0123456789ff","first_bad_seq":null,"problem":null})");
        press(bench, "page.audit.verify");
        QTRY_VERIFY(bench.part<QLabel>("page.audit.chain")->text().contains(QStringLiteral("abcdef0123456789")));
        QVERIFY(message(bench).contains(QStringLiteral("3 rows")));
    }
    void namesTheFirstBrokenRow() {
        PageBench bench;
        openWithRows(bench);
        bench.peer.on(kVerify, 200, R"({"intact":false,"rows":3,"head_hash":"x","first_bad_seq":2,"problem":"this row was changed"})");
        press(bench, "page.audit.verify");
        QTRY_VERIFY(message(bench).contains(QStringLiteral("row 2: this row was changed")));
    }
    void writesTheExportAsATaskAndTextIsNoFormula() {
        PageBench bench;
        openWithRows(bench);
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("out.csv"));
        bench.peer.on(kAudit, 200, list({row(2, "key.update", "=1+1"), row(1, "key.create", "alpha")}));
        press(bench, "page.audit.export");
        auto* dialog = bench.part<QFileDialog>("dialog.auditExport");
        QVERIFY(dialog);
        Q_EMIT dialog->fileSelected(file);
        dialog->close();
        QTRY_VERIFY(QFile::exists(file));
        QFile out(file);
        QVERIFY(out.open(QIODevice::ReadOnly));
        const QByteArray text = out.readAll();
        QVERIFY2(text.startsWith("seq,created_at,") && text.contains(",'=1+1,") && text.count("\r\n") == 3, text.constData());
        QCOMPARE(out.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        QTRY_VERIFY(bench.part<QPushButton>("page.audit.export")->isEnabled());
    }
    void emptyOfflineAndRefusedStatesAreTold() {
        PageBench bench("viewer");
        bench.peer.on(kAudit, 200, list({}));
        bench.openPage("audit");
        QTRY_VERIFY(bench.part("page.audit.empty") && bench.part("page.audit.empty")->isVisible());
        bench.peer.on(kAudit, 503, R"({"error":{"code":"STORE_UNAVAILABLE","message":"away","field":null,"detail":null},"request_id":"r"})");
        bench.page->refresh();
        QTRY_VERIFY(!message(bench).isEmpty());
    }
    void opensOnOneObjectsRows() {
        PageBench bench;
        openWithRows(bench);
        QByteArray asked;
        bench.peer.on(kAudit, [&asked](const PeerRequest& request) {
            asked = request.path;
            return PeerReply{200, list({row(2, "key.update", "beta")}), false, false, false};
        });
        bench.page->open(QStringLiteral("id-beta"));
        QTRY_COMPARE(table(bench)->model()->rowCount(), 1);
        QVERIFY(asked.contains("target_id=id-beta"));
    }
};

QTEST_MAIN(AuditPageTest)
#include "audit_page_test.moc"
