// The security page against a scripted peer: what it sends, what it proves, and what it does with refusals.
#include "tests/ui/pages/page_bench.hpp"

#include "ui/widgets/hold_button.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>

using namespace std::chrono_literals;
using ui::widgets::InlineMessage;

namespace {

const QByteArray kBlocks = "GET /api/v1/admin/blocked-ips";
const QByteArray kEvents = "GET /api/v1/admin/security/events";
const QByteArray kJwt = "GET /api/v1/admin/security/jwt";

/// Quotes are written as ' here: moc loses its way in half a raw string.
QByteArray json(QByteArray text) { return text.replace('\'', '"'); }

QByteArray block(const QByteArray& ip, const QByteArray& more = {}) {
    return json("{'id':'b-" + ip + "','ip':'" + ip + "','reason':'scan','source':'console','created_by':'ops@example.com','created_at':'2026-01-06T12:00:00Z','expires_at':null,'hits':3" + more + "}");
}

QByteArray happening(const QByteArray& id, const QByteArray& kind, const QByteArray& ip, const QByteArray& more = {}) {
    return json("{'id':" + id + ",'kind':'" + kind + "','ip':'" + ip + "','count':12,'first_at':'2026-01-06T12:00:00Z','last_at':'2026-01-06T12:00:00Z'" + more + "}");
}

QByteArray list(const QList<QByteArray>& rows) { return json("{'items':[" + rows.join(',') + "],'next_cursor':null}"); }

QByteArray jwt(const QByteArray& state, const QByteArray& old = "null") {
    return json("{'state':'" + state + "','signing':{'kid':'k-new','bits':2048,'since':'2026-01-06T12:00:00Z'},'old':" + old +
                ",'directory':'/data/security','files':[{'name':'private.pem','present':true,'mode':'0644','mode_ok':false}],'warnings':[]}");
}

}  // namespace

class SecurityPageTest : public QObject {
    Q_OBJECT

    static QTableView* blocks(const PageBench& bench) { return bench.part<QTableView>("page.security.blocks"); }
    static QTableView* events(const PageBench& bench) { return bench.part<QTableView>("page.security.events"); }
    static void press(const PageBench& bench, const char* name) {
        auto* button = bench.part<QPushButton>(name);
        QVERIFY2(button && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    static void hold(const PageBench& bench, const char* dialog) {
        press(bench, (QByteArray(dialog) + ".reason.attack").constData());
        auto* button = bench.part<ui::widgets::HoldButton>((QByteArray(dialog) + ".hold").constData());
        QVERIFY2(button->isEnabled(), qPrintable(button->toolTip()));
        button->setHoldTime(1ms);
        QTest::mousePress(button, Qt::LeftButton);
    }
    static void open(PageBench& bench, const QList<QByteArray>& rows, const QList<QByteArray>& happened = {}) {
        bench.peer.on(kBlocks, 200, list(rows));
        bench.peer.on(kEvents, 200, list(happened));
        bench.peer.on("GET /api/v1/admin/api-keys", 200, R"({"items":[{"id":"k1","name":"billing","prefix":"gw-ab12","status":"active"}],"next_cursor":null})");
        bench.openPage("security");
        QTRY_VERIFY(bench.page->hasData());
        QTRY_COMPARE(events(bench)->model()->rowCount(), static_cast<int>(happened.size()));
    }
    static InlineMessage* notice(const PageBench& bench) { return bench.part<InlineMessage>("page.notice"); }

private Q_SLOTS:
    void showsWhatIsBlocked() {
        PageBench bench;
        open(bench, {block("203.0.113.9"), block("2001:db8::/64")});
        QCOMPARE(blocks(bench)->model()->rowCount(), 2);
        QTest::keyClicks(bench.part<QLineEdit>("page.security.blockSearch"), QStringLiteral("2001"));
        QCOMPARE(blocks(bench)->model()->rowCount(), 1);
    }

    void offersTheFirstBlockWhenThereIsNone() {
        PageBench bench;
        open(bench, {});
        QVERIFY(bench.part("page.security.blocks.empty")->isVisible());
        QVERIFY(!bench.part("page.security.unblock")->isEnabled());
        QVERIFY(!bench.part("page.security.unblock")->toolTip().isEmpty());
        QVERIFY(!bench.part("page.security.export")->isEnabled());
    }

    void blocksAnAddressAndProvesIt() {
        PageBench bench;
        open(bench, {});
        bench.peer.on("POST /api/v1/admin/blocked-ips", 201, block("203.0.113.9"));
        bench.peer.on("GET /api/v1/admin/blocked-ips/203.0.113.9/verify", 200,
                      R"({"answers":[{"worker":0,"status":403,"code":"ip_blocked"},{"worker":1,"status":403,"code":"ip_blocked"}]})");
        press(bench, "page.security.block");
        QTRY_VERIFY(bench.part("dialog.block"));
        auto* hold_ = bench.part<QPushButton>("dialog.block.hold");
        QVERIFY(!hold_->isEnabled());
        auto* address = bench.part<QLineEdit>("dialog.block.address");
        QTest::keyClicks(address, QStringLiteral("203.0.113"));
        QVERIFY(bench.part<QLabel>("dialog.block.problem")->isVisible());
        QTest::keyClicks(address, QStringLiteral(".9"));
        QVERIFY(!bench.part<QLabel>("dialog.block.problem")->isVisible());
        press(bench, "dialog.block.for.3600");
        hold(bench, "dialog.block");
        QTRY_VERIFY2(notice(bench)->text().contains(QStringLiteral("refuse it with 403")), qPrintable(notice(bench)->text()));
        const PeerRequest sent = bench.peer.lastOf("POST /api/v1/admin/blocked-ips");
        QCOMPARE(sent.body, (QJsonObject{{QStringLiteral("ip"), QStringLiteral("203.0.113.9")}, {QStringLiteral("reason"), QStringLiteral("attack")}, {QStringLiteral("seconds"), 3600}}));
        QCOMPARE(sent.headers.value("idempotency-key").size(), 32);
    }

    void warnsOfARangeBeforeItIsSent() {
        PageBench bench;
        open(bench, {});
        press(bench, "page.security.block");
        QTest::keyClicks(bench.part<QLineEdit>("dialog.block.address"), QStringLiteral("2001:db8::1"));
        QVERIFY(bench.part<QLabel>("dialog.block.note")->text().contains(QStringLiteral("/64")));
    }

    void saysWhyABlockIsRefusedAndOffersAnotherTry() {
        PageBench bench;
        open(bench, {});
        bench.peer.on("POST /api/v1/admin/blocked-ips", 409, R"({"error":{"code":"BLOCK_SELF","message":"x","field":"ip"}})");
        bench.page->open(QStringLiteral("203.0.113.9"));
        QTRY_VERIFY(bench.part("dialog.block"));
        hold(bench, "dialog.block");
        QTRY_VERIFY2(notice(bench)->text().contains(QStringLiteral("your own address")), qPrintable(notice(bench)->text()));
        QTRY_VERIFY(!bench.part("dialog.block"));
        QTest::mouseClick(notice(bench)->findChild<QPushButton*>(QStringLiteral("page.security.blockAgain")), Qt::LeftButton);
        QTRY_VERIFY(bench.part("dialog.block"));
        QCOMPARE(bench.part<QLineEdit>("dialog.block.address")->text(), QStringLiteral("203.0.113.9"));
        bench.part<QCheckBox>("dialog.block.force")->setChecked(true);
        hold(bench, "dialog.block");
        QTRY_COMPARE(bench.peer.count("POST /api/v1/admin/blocked-ips"), 2);
        QVERIFY(bench.peer.lastOf("POST /api/v1/admin/blocked-ips").body[QStringLiteral("force")].toBool());
    }

    void freezesAKeyFromTheSameDialog() {
        PageBench bench;
        open(bench, {});
        bench.peer.on("POST /api/v1/admin/api-keys/k1/freeze", 200, R"({"id":"k1"})");
        press(bench, "page.security.block");
        bench.part<QComboBox>("dialog.block.what")->setCurrentIndex(1);
        QTRY_COMPARE(bench.part<QComboBox>("dialog.block.key")->count(), 1);
        hold(bench, "dialog.block");
        QTRY_COMPARE(bench.peer.count("POST /api/v1/admin/api-keys/k1/freeze"), 1);
        QTRY_VERIFY(notice(bench)->text().contains(QStringLiteral("is frozen")));
    }

    void switchesAUserOffForAdministratorsOnly() {
        PageBench bench("operator");
        open(bench, {});
        press(bench, "page.security.block");
        auto* what = bench.part<QComboBox>("dialog.block.what");
        QVERIFY(!(what->model()->flags(what->model()->index(2, 0)) & Qt::ItemIsEnabled));
    }

    void unblocksAndOffersUndo() {
        PageBench bench;
        open(bench, {block("203.0.113.9")});
        bench.peer.on("DELETE /api/v1/admin/blocked-ips/203.0.113.9", 200, R"({"ip":"203.0.113.9","deleted":true})");
        bench.peer.on("POST /api/v1/admin/blocked-ips", 201, block("203.0.113.9"));
        bench.peer.on("GET /api/v1/admin/blocked-ips/203.0.113.9/verify", 200, R"({"answers":[{"worker":0,"status":200,"code":null}]})");
        blocks(bench)->selectRow(0);
        std::function<void()> undo;
        connect(bench.page.get(), &ui::pages::Page::toast, this, [&](const QString&, const QString& label, const std::function<void()>& run) {
            if (!label.isEmpty()) undo = run;
        });
        press(bench, "page.security.unblock");
        QTRY_VERIFY(undo);
        QTRY_VERIFY(notice(bench)->text().contains(QStringLiteral("served again")));
        undo();
        QTRY_COMPARE(bench.peer.count("POST /api/v1/admin/blocked-ips"), 1);
        QCOMPARE(bench.peer.lastOf("POST /api/v1/admin/blocked-ips").body[QStringLiteral("reason")].toString(), QStringLiteral("scan"));
    }

    void changesTheTimeFromAMenu() {
        PageBench bench;
        open(bench, {block("203.0.113.9")});
        bench.peer.on("PATCH /api/v1/admin/blocked-ips/203.0.113.9", 200, block("203.0.113.9"));
        blocks(bench)->selectRow(0);
        press(bench, "page.security.expiry");
        auto* menu = bench.part<QMenu>("page.security.expiryMenu");
        QTRY_VERIFY(menu && menu->isVisible());
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
        QTRY_COMPARE(bench.peer.count("PATCH /api/v1/admin/blocked-ips/203.0.113.9"), 1);
        QCOMPARE(bench.peer.lastOf("PATCH /api/v1/admin/blocked-ips/203.0.113.9").body, (QJsonObject{{QStringLiteral("seconds"), 3600}}));
    }

    void blocksTheAddressOfAnEvent() {
        PageBench bench;
        open(bench, {}, {happening("1", "login_failed", "203.0.113.9", ",'user':'a@b','trace_id':'req-1'"), happening("2", "blocked", "203.0.113.8", ",'blocked':true")});
        bench.page->open(QStringLiteral("events"));
        bench.part<QComboBox>("page.security.kind")->setCurrentIndex(1);
        QCOMPARE(events(bench)->model()->rowCount(), 1);
        events(bench)->selectRow(0);
        QVERIFY(!bench.part("page.security.freezeKey")->isEnabled());
        press(bench, "page.security.blockAddress");
        QTRY_VERIFY(bench.part("dialog.block"));
        QCOMPARE(bench.part<QLineEdit>("dialog.block.address")->text(), QStringLiteral("203.0.113.9"));
        QVERIFY(bench.part<QLabel>("dialog.block.impact")->text().contains(QStringLiteral("12")));
        bench.part<QPushButton>("dialog.block.cancel")->click();
        bench.part<QComboBox>("page.security.kind")->setCurrentIndex(4);
        events(bench)->selectRow(0);
        QVERIFY(!bench.part("page.security.blockAddress")->isEnabled());
        QVERIFY(bench.part("page.security.blockAddress")->toolTip().contains(QStringLiteral("already")));
    }

    void showsTheSigningKeys() {
        PageBench bench;
        bench.peer.on(kJwt, 200, jwt("grace", "{'kid':'k-old','last_token_ends_at':'2036-01-06T12:00:00Z','retirable':false}"));
        bench.peer.on("POST /api/v1/admin/security/jwt/rotate", 200, jwt("grace"));
        open(bench, {});
        bench.page->open(QStringLiteral("jwt"));
        QTRY_VERIFY(bench.part<QLabel>("page.security.jwt.signing")->text().contains(QStringLiteral("k-new")));
        QVERIFY(bench.part<QLabel>("page.security.jwt.files")->text().contains(QStringLiteral("private.pem (0644)")));
        QVERIFY(!bench.part("page.security.jwt.retire")->isEnabled());
        QVERIFY(bench.part("page.security.jwt.retire")->toolTip().contains(QStringLiteral("still valid")));
        press(bench, "page.security.jwt.rotate");
        QTRY_VERIFY(bench.part("dialog.rotateJwt"));
        QVERIFY(!bench.part("dialog.rotateJwt.verb")->isEnabled());
        QTest::keyClicks(bench.part<QLineEdit>("dialog.rotateJwt.name"), QStringLiteral("jwt"));
        press(bench, "dialog.rotateJwt.verb");
        QTRY_COMPARE(bench.peer.count("POST /api/v1/admin/security/jwt/rotate"), 1);
    }

    void saysWhenTheEngineHasNoSigningKeysRoute() {
        PageBench bench;
        bench.peer.on(kJwt, 404, R"({"error":{"code":"NOT_FOUND","message":"x"}})");
        open(bench, {});
        bench.page->open(QStringLiteral("jwt"));
        QTRY_VERIFY(bench.part("page.security.jwt.rotate")->toolTip().contains(QStringLiteral("does not offer")));
        QVERIFY(!bench.part("page.security.jwt.rotate")->isEnabled());
        QVERIFY(!bench.part<InlineMessage>("page.problem")->isVisible());
    }

    void exportsWhatIsShown() {
        PageBench bench;
        QTemporaryDir dir;
        open(bench, {block("203.0.113.9"), block("203.0.113.10")});
        press(bench, "page.security.export");
        auto* dialog = bench.part<QFileDialog>("dialog.export");
        QTRY_VERIFY(dialog);
        const QString file = dir.filePath(QStringLiteral("blocks.csv"));
        Q_EMIT dialog->fileSelected(file);
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll().count("\r\n"), 3);
        QCOMPARE(written.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther), QFileDevice::Permissions());
        dialog->close();
    }

    void showsForbiddenActionsWithTheReason() {
        PageBench bench("viewer");
        open(bench, {block("203.0.113.9")}, {happening("1", "login_failed", "203.0.113.9")});
        blocks(bench)->selectRow(0);
        events(bench)->selectRow(0);
        for (const char* name : {"page.security.block", "page.security.unblock", "page.security.expiry", "page.security.blockAddress", "page.security.jwt.rotate"}) {
            QVERIFY2(!bench.part(name)->isEnabled(), name);
            QVERIFY2(!bench.part(name)->toolTip().isEmpty(), name);
        }
        QVERIFY(bench.part("page.security.verify")->isEnabled());
    }

    void showsAFailedReadInlineAndRetries() {
        PageBench bench;
        bench.peer.on(kBlocks, 500, R"({"error":{"code":"X_BROKEN","message":"The list is broken."}})");
        bench.peer.on(kEvents, 200, list({}));
        bench.openPage("security");
        auto* problem = bench.part<InlineMessage>("page.problem");
        QTRY_VERIFY(problem->text().contains(QStringLiteral("The list is broken.")));
        bench.peer.on(kBlocks, 200, list({block("203.0.113.9")}));
        QTest::mouseClick(problem->findChild<QPushButton*>(QStringLiteral("page.retry")), Qt::LeftButton);
        QTRY_COMPARE(blocks(bench)->model()->rowCount(), 1);
    }

    void switchesActionsOffWhenTheConnectionIsLost() {
        PageBench bench;
        open(bench, {block("203.0.113.9")});
        blocks(bench)->selectRow(0);
        bench.peer.die();
        bench.page->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->isOffline(), 15000);
        QCOMPARE(blocks(bench)->model()->rowCount(), 1);
        QVERIFY(!bench.part("page.security.unblock")->isEnabled());
    }
};

QTEST_MAIN(SecurityPageTest)
#include "security_page_test.moc"
