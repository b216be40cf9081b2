// The keys page against a scripted peer: what it sends, what it does with refusals, conflicts and half answers.
#include "tests/ui/pages/page_bench.hpp"

#include "ui/widgets/hold_button.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>

using namespace std::chrono_literals;
using ui::widgets::InlineMessage;

namespace {

QByteArray key(const QByteArray& id, const QByteArray& name, const QByteArray& status = "active", const QByteArray& more = {}) {
    return R"({"id":")" + id + R"(","name":")" + name + R"(","prefix":"gw-ab12","status":")" + status +
           R"(","expired":false,"user_email":"ops@example.com","rpm":60,"models":["gpt-4o"],"allowed_ips":[],"tags":[]})" + more;
}

/// The same with more members.
QByteArray keyWith(const QByteArray& id, const QByteArray& name, const QByteArray& members) {
    QByteArray whole = key(id, name);
    whole.chop(1);
    return whole + members + "}";
}

QByteArray list(const QList<QByteArray>& keys, const QByteArray& cursor = "null") {
    return "{\"items\":[" + keys.join(',') + "],\"next_cursor\":" + cursor + "}";
}

const QByteArray kKeys = "GET /api/v1/admin/api-keys";

}  // namespace

class KeysPageTest : public QObject {
    Q_OBJECT

    static QTableView* table(const PageBench& bench) { return bench.part<QTableView>("page.keys.table"); }
    static void press(const PageBench& bench, const char* name) {
        auto* button = bench.part<QPushButton>(name);
        QVERIFY2(button && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    static void openWithTwoKeys(PageBench& bench) {
        bench.peer.on(kKeys, 200, list({key("1", "alpha"), key("2", "beta", "frozen")}));
        bench.openPage("keys");
        QTRY_COMPARE(table(bench)->model()->rowCount(), 2);
    }

private Q_SLOTS:
    void loadsEveryPageOfTheList() {
        PageBench bench;
        bench.peer.on(kKeys, [](const PeerRequest& request) {
            const bool second = request.path.contains("cursor=n%2B1");
            return PeerReply{200, second ? list({key("2", "beta")}) : list({key("1", "alpha")}, "\"n+1\""), false, false, false};
        });
        bench.openPage("keys");
        QTRY_COMPARE(table(bench)->model()->rowCount(), 2);
        QVERIFY(bench.page->hasData());
    }

    void rotatesWithAGracePeriodAndShowsTheSecretsOnce() {
        PageBench bench;
        openWithTwoKeys(bench);
        table(bench)->selectRow(0);
        press(bench, "page.keys.rotate");
        auto* dialog = bench.part<QDialog>("dialog.rotate");
        QVERIFY(dialog);
        bench.part<QSpinBox>("dialog.rotate.hours")->setValue(48);
        QCOMPARE(bench.part<QSlider>("dialog.rotate.slider")->value(), 48);
        bench.peer.on("POST /api/v1/admin/api-keys/1/rotate", [](const PeerRequest& request) {
            return PeerReply{request.path.contains("grace_period_hours=48") ? 200 : 400,
                             keyWith("1", "alpha", R"(,"key":"gw-fresh","signing_secret":"5f3a","grace":{"previous_prefix":"gw-old1",)"
                                                         R"("until":"2126-01-06T12:00:00Z","previous_last_used_at":"2026-01-06T11:00:00Z",)"
                                                         R"("previous_last_ip":"10.0.0.9","last_used_at":null})"), false, false, false};
        });
        dialog->accept();
        QTRY_VERIFY(bench.part<QLineEdit>("dialog.secret.value"));
        QCOMPARE(bench.part<QLineEdit>("dialog.secret.value")->text(), QStringLiteral("gw-fresh"));
        QCOMPARE(bench.part<QLineEdit>("dialog.secret.signing")->text(), QStringLiteral("5f3a"));
    }
    void endsTheOldSecretOfARotatedKey() {
        PageBench bench;
        bench.peer.on(kKeys, 200, list({keyWith("1", "alpha", R"(,"grace":{"previous_prefix":"gw-old1","until":"2126-01-06T12:00:00Z",)"
                                                                    R"("previous_last_used_at":null,"previous_last_ip":null,"last_used_at":null})")}));
        bench.openPage("keys");
        QTRY_COMPARE(table(bench)->model()->rowCount(), 1);
        QTRY_VERIFY(bench.part<QPushButton>("page.keys.endGrace")->isVisible());
        press(bench, "page.keys.endGrace");
        bool asked = false;
        bench.peer.on("POST /api/v1/admin/api-keys/1/end-grace", [&asked](const PeerRequest&) {
            asked = true;
            return PeerReply{200, key("1", "alpha", "active"), false, false, false};
        });
        bench.part<QDialog>("dialog.endGrace")->accept();
        QTRY_VERIFY(asked);
    }
    void exportsWhatTheListShowsWithoutSecrets() {
        PageBench bench;
        bench.peer.on(kKeys, 200, list({key("1", "=1+1"), key("2", "beta", "frozen")}));
        bench.openPage("keys");
        QTRY_COMPARE(table(bench)->model()->rowCount(), 2);
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("keys.csv"));
        press(bench, "page.keys.export");
        auto* dialog = bench.part<QFileDialog>("dialog.keysExport");
        QVERIFY(dialog);
        Q_EMIT dialog->fileSelected(file);
        dialog->close();
        QTRY_VERIFY(QFile::exists(file));
        QFile out(file);
        QVERIFY(out.open(QIODevice::ReadOnly));
        const QByteArray text = out.readAll();
        QVERIFY2(text.startsWith("id,name,prefix,") && text.contains("1,'=1+1,gw-ab12,") && text.count("\r\n") == 3, text.constData());
    }
    void freezesWhatTheListShowsOnlyWhenItIsNarrowed() {
        PageBench bench;
        openWithTwoKeys(bench);
        QVERIFY(!bench.part<QPushButton>("page.keys.freezeShown")->isEnabled());
        bench.part<QLineEdit>("page.keys.search")->setText(QStringLiteral("alpha"));
        press(bench, "page.keys.freezeShown");
        QByteArray reason;
        bench.peer.on("POST /api/v1/admin/api-keys/1/freeze", [&reason](const PeerRequest& request) {
            reason = request.body[QStringLiteral("reason")].toString().toUtf8();
            return PeerReply{200, key("1", "alpha", "frozen"), false, false, false};
        });
        bench.part<QLineEdit>("dialog.freezeShown.reason")->setText(QStringLiteral("leak"));
        bench.part<QDialog>("dialog.freezeShown")->accept();
        QTRY_COMPARE(reason, QByteArray("leak"));
    }

    void offersTheFirstKeyWhenThereIsNone() {
        PageBench bench;
        bench.peer.on(kKeys, 200, list({}));
        bench.openPage("keys");
        QTRY_VERIFY(bench.page->hasData());
        QTRY_VERIFY(bench.part("page.keys.empty")->isVisible());
        QVERIFY(!bench.part("page.keys.revoke")->isEnabled());
        QVERIFY(!bench.part("page.keys.revoke")->toolTip().isEmpty());
    }

    void showsAFailedReadInlineAndRetries() {
        PageBench bench;
        bench.peer.on(kKeys, 500, R"({"error":{"code":"X_BROKEN","message":"The list is broken."}})");
        bench.openPage("keys");
        auto* problem = bench.part<InlineMessage>("page.problem");
        QTRY_VERIFY(problem->isVisible());
        QVERIFY(problem->text().contains(QStringLiteral("The list is broken.")));
        bench.peer.on(kKeys, 200, list({key("1", "alpha")}));
        QTest::mouseClick(problem->findChild<QPushButton*>(QStringLiteral("page.retry")), Qt::LeftButton);
        QTRY_COMPARE(table(bench)->model()->rowCount(), 1);
        QVERIFY(!problem->isVisible());
    }

    void keepsSelectionAcrossRefreshes() {
        PageBench bench;
        openWithTwoKeys(bench);
        table(bench)->selectRow(1);
        bench.peer.on(kKeys, 200, list({key("9", "aardvark"), key("2", "beta", "active"), key("1", "alpha")}));
        bench.page->refresh();
        QTRY_COMPARE(table(bench)->model()->rowCount(), 3);
        QCOMPARE(table(bench)->selectionModel()->selectedRows().size(), 1);
        QCOMPARE(table(bench)->selectionModel()->selectedRows().first().data().toString(), QStringLiteral("beta"));
    }

    void searchesAndFiltersByState() {
        PageBench bench;
        openWithTwoKeys(bench);
        QTest::keyClicks(bench.part<QLineEdit>("page.keys.search"), QStringLiteral("ALPH"));
        QCOMPARE(table(bench)->model()->rowCount(), 1);
        bench.part<QLineEdit>("page.keys.search")->clear();
        // All, active, rotating, frozen.
        for (int i = 0; i < 3; ++i) QTest::keyClick(bench.part<QComboBox>("page.keys.state"), Qt::Key_Down);
        QCOMPARE(table(bench)->model()->rowCount(), 1);
        QCOMPARE(table(bench)->model()->index(0, 0).data().toString(), QStringLiteral("beta"));
    }

    void createsAKeyOnceAndShowsItsSecret() {
        PageBench bench;
        openWithTwoKeys(bench);
        bench.peer.on("POST /api/v1/admin/api-keys", 201,
                      R"({"id":"3","name":"demo","prefix":"gw-cd34","status":"active","key":"gw-secret"})");
        press(bench, "page.keys.new");
        QTRY_VERIFY(bench.part("dialog.newKey"));
        QTest::keyClicks(bench.part<QLineEdit>("dialog.newKey.name"), QStringLiteral("demo"));
        press(bench, "dialog.newKey.create");
        QTRY_VERIFY(bench.part("dialog.secret"));
        QCOMPARE(bench.part<QLineEdit>("dialog.secret.value")->text(), QStringLiteral("gw-secret"));
        const PeerRequest sent = bench.peer.lastOf("POST /api/v1/admin/api-keys");
        QCOMPARE(sent.body[QStringLiteral("name")].toString(), QStringLiteral("demo"));
        QCOMPARE(sent.headers.value("idempotency-key").size(), 32);
    }

    void keepsTheDraftWhenTheServerRefusesIt() {
        PageBench bench;
        openWithTwoKeys(bench);
        bench.peer.on("POST /api/v1/admin/api-keys", 422,
                      R"({"error":{"code":"X_TAKEN","message":"That name is taken.","field":"name"}})");
        press(bench, "page.keys.new");
        QTRY_VERIFY(bench.part("dialog.newKey"));
        QTest::keyClicks(bench.part<QLineEdit>("dialog.newKey.name"), QStringLiteral("demo"));
        press(bench, "dialog.newKey.create");
        auto* problem = bench.part<QLabel>("dialog.newKey.name.problem");
        QTRY_VERIFY(problem->text().contains(QStringLiteral("taken")));
        QCOMPARE(bench.part<QLineEdit>("dialog.newKey.name")->text(), QStringLiteral("demo"));
        // A second try is the same request to the engine: the key of the first must not be lost.
        const QByteArray first = bench.peer.lastOf("POST /api/v1/admin/api-keys").headers.value("idempotency-key");
        QTest::keyClicks(bench.part<QLineEdit>("dialog.newKey.name"), QStringLiteral("2"));
        press(bench, "dialog.newKey.create");
        QTRY_COMPARE(bench.peer.count("POST /api/v1/admin/api-keys"), 2);
        QVERIFY(!first.isEmpty());
    }

    void editsOnlyChangedFieldsAndUndoes() {
        PageBench bench;
        openWithTwoKeys(bench);
        bench.peer.on("PATCH /api/v1/admin/api-keys/1", 200, key("1", "alpha"));
        table(bench)->selectRow(0);
        press(bench, "page.keys.edit");
        auto* rpm = bench.part<QLineEdit>("dialog.editKey.rpm");
        rpm->selectAll();
        QTest::keyClicks(rpm, QStringLiteral("90"));
        std::function<void()> undo;
        connect(bench.page.get(), &ui::pages::Page::toast, this,
                [&](const QString&, const QString& label, const std::function<void()>& run) {
                    if (!label.isEmpty()) undo = run;
                });
        press(bench, "dialog.editKey.save");
        QTRY_VERIFY(undo);
        QCOMPARE(bench.peer.lastOf("PATCH /api/v1/admin/api-keys/1").body, (QJsonObject{{QStringLiteral("rpm"), 90}}));
        undo();
        QTRY_COMPARE(bench.peer.count("PATCH /api/v1/admin/api-keys/1"), 2);
        QCOMPARE(bench.peer.lastOf("PATCH /api/v1/admin/api-keys/1").body, (QJsonObject{{QStringLiteral("rpm"), 60}}));
    }

    void keepsTheDraftOnAConflict() {
        PageBench bench;
        openWithTwoKeys(bench);
        bench.peer.on("PATCH /api/v1/admin/api-keys/1", 409, R"({"error":{"code":"X_CONFLICT","message":"Changed meanwhile."}})");
        table(bench)->selectRow(0);
        press(bench, "page.keys.edit");
        QTest::keyClicks(bench.part<QLineEdit>("dialog.editKey.tpm"), QStringLiteral("5000"));
        const int reads = bench.peer.count(kKeys);
        press(bench, "dialog.editKey.save");
        QTRY_VERIFY(bench.part<QLabel>("dialog.editKey.error")->text().contains(QStringLiteral("Changed meanwhile.")));
        QCOMPARE(bench.part<QLineEdit>("dialog.editKey.tpm")->text(), QStringLiteral("5000"));
        QTRY_VERIFY(bench.peer.count(kKeys) > reads);
    }

    void revokesAndProvesIt() {
        PageBench bench;
        openWithTwoKeys(bench);
        bench.peer.on("POST /api/v1/admin/api-keys/1/revoke", 200, key("1", "alpha", "revoked"));
        bench.peer.on("GET /api/v1/admin/api-keys/1/verify", 200,
                      R"({"answers":[{"worker":0,"status":401,"code":"invalid_api_key"},{"worker":1,"status":401,"code":"invalid_api_key"}]})");
        table(bench)->selectRow(0);
        revokeSelected(bench);
        auto* notice = bench.part<InlineMessage>("page.notice");
        QTRY_VERIFY2(notice->text().contains(QStringLiteral("refuse it with 401")), qPrintable(notice->text()));
        QCOMPARE(bench.peer.lastOf("POST /api/v1/admin/api-keys/1/revoke").body[QStringLiteral("reason")].toString(),
                 QStringLiteral("leak"));
        QVERIFY(bench.part("page.keys.answer.0"));
        QVERIFY(bench.part("page.keys.answer.1"));
        bench.peer.on(kKeys, 200, list({key("1", "alpha", "revoked"), key("2", "beta", "frozen")}));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.part("page.keys.revoke")->isEnabled(), 20000);  // the page reads its list again every 5 s
    }

    void warnsWhenTheWorkersCannotBeAsked() {
        PageBench bench;
        openWithTwoKeys(bench);
        bench.peer.on("POST /api/v1/admin/api-keys/1/revoke", 202, key("1", "alpha", "revoked"));
        bench.peer.on("GET /api/v1/admin/api-keys/1/verify", 503, R"({"error":{"code":"X_BUSY","message":"Busy."}})");
        table(bench)->selectRow(0);
        revokeSelected(bench);
        auto* notice = bench.part<InlineMessage>("page.notice");
        QTRY_VERIFY(notice->text().contains(QStringLiteral("could not be asked")));
        QVERIFY(notice->findChild<QPushButton*>(QStringLiteral("page.keys.verify")));
    }

    void saysWhenARevocationIsRefused() {
        PageBench bench;
        openWithTwoKeys(bench);
        bench.peer.on("POST /api/v1/admin/api-keys/1/revoke", 403, R"({"error":{"code":"X_NO","message":"Not you."}})");
        table(bench)->selectRow(0);
        revokeSelected(bench);
        auto* notice = bench.part<InlineMessage>("page.notice");
        QTRY_VERIFY(notice->text().contains(QStringLiteral("Not you.")));
        QCOMPARE(notice->kind(), InlineMessage::Kind::crit);
    }

    void freezesAndOffersUndo() {
        PageBench bench;
        openWithTwoKeys(bench);
        bench.peer.on("POST /api/v1/admin/api-keys/1/freeze", 200, key("1", "alpha", "frozen"));
        bench.peer.on("POST /api/v1/admin/api-keys/1/unfreeze", 200, key("1", "alpha"));
        table(bench)->selectRow(0);
        std::function<void()> undo;
        connect(bench.page.get(), &ui::pages::Page::toast, this,
                [&](const QString&, const QString& label, const std::function<void()>& run) {
                    if (!label.isEmpty()) undo = run;
                });
        press(bench, "page.keys.freeze");
        press(bench, "dialog.freeze.verb");
        QTRY_VERIFY(undo);
        undo();
        QTRY_COMPARE(bench.peer.count("POST /api/v1/admin/api-keys/1/unfreeze"), 1);
    }

    void showsForbiddenActionsWithTheReason_data() {
        QTest::addColumn<QByteArray>("role");
        QTest::addColumn<bool>("mayFreeze");
        QTest::newRow("viewer") << QByteArray("viewer") << false;
        QTest::newRow("operator") << QByteArray("operator") << true;
    }

    void showsForbiddenActionsWithTheReason() {
        QFETCH(QByteArray, role);
        QFETCH(bool, mayFreeze);
        PageBench bench(role);
        openWithTwoKeys(bench);
        table(bench)->selectRow(0);
        for (const char* name : {"page.keys.new", "page.keys.edit", "page.keys.revoke"}) {
            QVERIFY(bench.part(name)->isVisible());
            QVERIFY(!bench.part(name)->isEnabled());
            QVERIFY(bench.part(name)->toolTip().contains(QStringLiteral("administrator")));
        }
        QCOMPARE(bench.part("page.keys.freeze")->isEnabled(), mayFreeze);
    }

    void opensTheKeyItIsSentTo() {
        PageBench bench;
        bench.peer.on(kKeys, 200, list({key("1", "alpha"), key("2", "beta")}));
        bench.openPage("keys");
        bench.page->open(QStringLiteral("2"));
        QTRY_COMPARE(table(bench)->model()->rowCount(), 2);
        QCOMPARE(table(bench)->selectionModel()->selectedRows().first().data().toString(), QStringLiteral("beta"));
        bench.page->open(QStringLiteral("new"));
        QTRY_VERIFY(bench.part("dialog.newKey"));
    }

    void switchesActionsOffWhenTheConnectionIsLost() {
        PageBench bench;
        openWithTwoKeys(bench);
        table(bench)->selectRow(0);
        bench.peer.die();
        bench.page->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->isOffline(), 15000);
        QCOMPARE(table(bench)->model()->rowCount(), 2);
        QVERIFY(!bench.part("page.keys.revoke")->isEnabled());
        QVERIFY(!bench.part("page.keys.revoke")->toolTip().isEmpty());
    }

private:
    static void revokeSelected(const PageBench& bench) {
        press(bench, "page.keys.revoke");
        press(bench, "dialog.revoke.reason.leak");
        auto* hold = bench.part<ui::widgets::HoldButton>("dialog.revoke.hold");
        hold->setHoldTime(1ms);
        QTest::mousePress(hold, Qt::LeftButton);
    }
};

QTEST_MAIN(KeysPageTest)
#include "keys_page_test.moc"
