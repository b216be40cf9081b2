// The rate limits page against a scripted peer: what it shows, what it sends, and every state of the page.
#include "tests/ui/pages/keyboard_walk.hpp"
#include "tests/ui/pages/limits_bench.hpp"

#include "ui/models/roles.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>

#include <algorithm>

using namespace limits;
using ui::widgets::InlineMessage;

class LimitsPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void explainsTheChosenKey() {
        PageBench bench("admin", "development");
        openPage(bench);
        auto* states = bench.part<QTableView>("page.limits.states");
        QTRY_COMPARE(states->model()->rowCount(), 2);
        auto* verdict = bench.part<QLabel>("page.limits.verdict");
        QCOMPARE(verdict->text(), QStringLiteral("Requests a minute: 60 in force = min(Global 100, User 60), 5 left"));
        QCOMPARE(states->model()->index(0, 6).data().toString(), QStringLiteral("RATE_LIMIT_EXTERNAL_RPM"));
        QCOMPARE(states->model()->index(1, 6).data().toString(), QStringLiteral("User: ops@example.com"));
    }

    void saysThatNothingIsLimited() {
        PageBench bench("admin", "development");
        openPage(bench, {globalRow("{\"rpm\":null,\"tpm\":null}")});
        QTRY_VERIFY(bench.part("page.limits.empty")->isVisible());
    }

    void showsAFailedReadInlineAndRetries() {
        PageBench bench("admin", "development");
        bench.peer.on(kLimits, 500, "{\"error\":{\"code\":\"X_BROKEN\",\"message\":\"The list is broken.\"}}");
        bench.peer.on("GET /api/v1/admin/api-keys", 200, listOf({}));
        bench.peer.on("GET /api/v1/admin/presets", 200, listOf({}));
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
        PageBench bench("admin", "development");
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
        PageBench bench("admin", "development");
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

    void whatWasSetIsSelected() {
        PageBench bench("admin", "development");
        openPage(bench);
        chooseRow(bench, 0);
        const QByteArray fresh = R"({"scope":"ip","subject":"203.0.113.7","name":"203.0.113.7","rpm":30})";
        bench.peer.on("PUT /api/v1/admin/limits/ip/203.0.113.7", [&bench, fresh](const PeerRequest&) {
            bench.peer.on(kLimits, 200, listOf({globalRow(), kUserRow, fresh}));
            return PeerReply{200, fresh, false, false, false};
        });
        press(bench, "page.limits.new");
        QTRY_VERIFY(bench.part("dialog.limit.scope"));
        auto* scope = bench.part<QComboBox>("dialog.limit.scope");
        scope->setCurrentIndex(scope->findData(QStringLiteral("ip")));
        bench.part<QComboBox>("dialog.limit.subject")->setEditText(QStringLiteral("203.0.113.7"));
        bench.part<QLineEdit>("dialog.limit.rpm")->setText(QStringLiteral("30"));
        // The filter would hide it.
        bench.part<QLineEdit>("page.limits.search")->setText(QStringLiteral("ops"));
        press(bench, "dialog.limit.verb");
        const auto chosen = [&bench] {
            const auto rows = table(bench)->selectionModel()->selectedRows();
            return rows.isEmpty() ? QString() : rows.first().data(ui::models::kKeyRole).toString();
        };
        QTRY_COMPARE(chosen(), QStringLiteral("ip/203.0.113.7"));
    }

    void aRefusalStaysInTheDialog() {
        PageBench bench("admin", "development");
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
        PageBench bench("admin", "development");
        openPage(bench);
        chooseRow(bench, 1);
        int removed = 0, afresh = 0;
        QByteArray asked;
        bench.peer.on("DELETE /api/v1/admin/limits/user/u1", [&](const PeerRequest& request) { return asked = request.path, ++removed, PeerReply{200, "{}", false, false, false}; });
        bench.peer.on("POST /api/v1/admin/limits/user/u1/reset", [&afresh](const PeerRequest&) { return ++afresh, PeerReply{200, "{}", false, false, false}; });
        press(bench, "page.limits.afresh");
        QTRY_VERIFY(bench.part("dialog.countAfresh.verb"));
        QCOMPARE(afresh, 0);
        press(bench, "dialog.countAfresh.verb");
        QTRY_COMPARE(afresh, 1);
        press(bench, "page.limits.remove");
        QTRY_VERIFY(bench.part("dialog.removeLimit.verb"));
        QTest::keyClicks(bench.part<QLineEdit>("dialog.removeLimit.reason"), QStringLiteral("left & gone"));
        press(bench, "dialog.removeLimit.verb");
        QTRY_COMPARE(removed, 1);
        QVERIFY2(asked.endsWith("?reason=left%20%26%20gone"), asked.constData());
    }

    void aChangeInProductionIsReviewedAndNamed() {
        PageBench bench;
        openPage(bench);
        chooseRow(bench, 1);
        QList<QJsonObject> bodies;
        bench.peer.on("PUT /api/v1/admin/limits/user/u1", [&bodies](const PeerRequest& request) {
            bodies << request.body;
            return PeerReply{200, kUserRow, false, false, false};
        });
        press(bench, "page.limits.edit");
        QTRY_VERIFY(bench.part("dialog.limit.rpm"));
        QTRY_COMPARE(bench.part<QPushButton>("dialog.limit.verb")->text(), QStringLiteral("Review…"));
        bench.part<QLineEdit>("dialog.limit.rpm")->setText(QStringLiteral("50"));
        press(bench, "dialog.limit.verb");
        QTRY_VERIFY(bench.part("dialog.limitReview.verb"));
        // What changes, what it would have done, and what it does at once.
        QCOMPARE(bench.part<QLabel>("dialog.limitReview.before.1")->text(), QStringLiteral("60"));
        QCOMPARE(bench.part<QLabel>("dialog.limitReview.after.1")->text(), QStringLiteral("50"));
        QTRY_VERIFY(bench.part<QLabel>("dialog.limitReview.evidence")->text().contains(QStringLiteral("31 of the 1,204")));
        QVERIFY(bench.part<QLabel>("dialog.limitReview.evidence")->text().contains(QStringLiteral("about 5 a minute")));
        QVERIFY(bench.peer.lastOf("GET /api/v1/admin/limits/user/u1/what-if").path.contains("rpm=50"));
        const auto* evidence = bench.part<QLabel>("dialog.limitReview.evidence");
        QTRY_VERIFY(evidence->height() >= evidence->heightForWidth(evidence->width()));  // nothing of it is cut off
        // A no leads back to the form with all that was typed.
        press(bench, "dialog.limitReview.cancel");
        QTRY_VERIFY(!bench.part("dialog.limitReview"));
        QCOMPARE(bench.part<QLineEdit>("dialog.limit.rpm")->text(), QStringLiteral("50"));
        QVERIFY(bodies.isEmpty());
        press(bench, "dialog.limit.verb");
        QTRY_VERIFY(bench.part("dialog.limitReview.verb"));
        QVERIFY(!bench.part("dialog.limitReview.verb")->isEnabled());
        bench.part<QLineEdit>("dialog.limitReview.reason")->setText(QStringLiteral("runaway script"));
        auto* name = bench.part<QLineEdit>("dialog.limitReview.name");
        QTest::keyClicks(name, QStringLiteral("ops@example.com"));
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_COMPARE(bodies.size(), 1);
        QCOMPARE(bodies.first()[QStringLiteral("rpm")].toInt(), 50);
        QCOMPARE(bodies.first()[QStringLiteral("reason")].toString(), QStringLiteral("runaway script"));
        QTRY_VERIFY(!bench.part("dialog.limit.rpm"));
    }

    void limitsOfManyAreReviewedEverywhere() {
        PageBench bench("admin", "development");
        openPage(bench);
        chooseRow(bench, 0);
        int sent = 0;
        bench.peer.on("PUT /api/v1/admin/limits/global/%2A", [&sent](const PeerRequest&) { return ++sent, PeerReply{200, globalRow(), false, false, false}; });
        press(bench, "page.limits.edit");
        QTRY_VERIFY(bench.part("dialog.limit.rpm"));
        bench.part<QLineEdit>("dialog.limit.rpm")->setText(QStringLiteral("500"));
        press(bench, "dialog.limit.verb");
        QTRY_VERIFY(bench.part("dialog.limitReview.verb"));
        QCOMPARE(bench.part<QLabel>("dialog.limitReview.before.1")->text(), QStringLiteral("100 (inherited)"));
        // Wider than before: nothing to ask the last day.
        QVERIFY(bench.part<QLabel>("dialog.limitReview.evidence")->text().contains(QStringLiteral("Nothing")));
        QTest::keyClicks(bench.part<QLineEdit>("dialog.limitReview.name"), QStringLiteral("Each key without its own"));
        press(bench, "dialog.limitReview.verb");
        QTRY_COMPARE(sent, 1);
    }

    void aRemovalInProductionIsReviewedAndCanBeUndone() {
        PageBench bench;
        openPage(bench);
        chooseRow(bench, 1);
        std::function<void()> undo;
        connect(bench.page.get(), &ui::pages::Page::toast, this, [&undo](const QString&, const QString& label, const std::function<void()>& run) {
            if (!label.isEmpty()) undo = run;
        });
        int removed = 0, restored = 0;
        bench.peer.on("DELETE /api/v1/admin/limits/user/u1", [&removed](const PeerRequest&) { return ++removed, PeerReply{200, "{}", false, false, false}; });
        bench.peer.on("PUT /api/v1/admin/limits/user/u1", [&restored](const PeerRequest&) { return ++restored, PeerReply{200, kUserRow, false, false, false}; });
        press(bench, "page.limits.remove");
        QTRY_VERIFY(bench.part("dialog.limitReview.verb"));
        QVERIFY(!bench.part("dialog.limitReview.verb")->isEnabled());
        QCOMPARE(bench.part<QLabel>("dialog.limitReview.after.1")->text(), QStringLiteral("no limit"));
        QTest::keyClicks(bench.part<QLineEdit>("dialog.limitReview.name"), QStringLiteral("ops@example.com"));
        press(bench, "dialog.limitReview.verb");
        QTRY_COMPARE(removed, 1);
        QTRY_VERIFY(undo);
        undo();
        QTRY_COMPARE(restored, 1);
    }

    void opensItsViewsByName() {
        PageBench bench("admin", "development");
        openPage(bench);
        auto* tabs = bench.part<QTabWidget>("page.limits.tabs");
        bench.page->open(QStringLiteral("what-if"));
        QCOMPARE(tabs->currentIndex(), 1);
        bench.page->open(QStringLiteral("holds"));
        QCOMPARE(tabs->currentIndex(), 0);
    }

    void theKeyboardReachesEverything() {
        PageBench bench("admin", "development");
        openPage(bench);
        chooseRow(bench, 1);
        const QStringList missed = unreachedByTab(*bench.page);
        QVERIFY2(missed.isEmpty(), qPrintable(missed.join(u' ')));
    }

    void thePresetAndTheAddressCountToo() {
        PageBench bench("admin", "development");
        openPage(bench);
        auto* preset = bench.part<QComboBox>("page.limits.preset");
        QTRY_COMPARE(preset->count(), 2);
        preset->setFocus();
        QTest::keyClick(preset, Qt::Key_Down);
        QTRY_VERIFY(bench.peer.paths().contains("/api/v1/admin/api-keys/k1/limits?preset=p1"));
        auto* address = bench.part<QLineEdit>("page.limits.address");
        address->setFocus();
        QTest::keyClicks(address, QStringLiteral("203.0.113"));
        QVERIFY(address->property("invalid").toBool());
        QVERIFY(address->toolTip().contains(QStringLiteral("one address")));
        QTest::keyClicks(address, QStringLiteral(".7"));
        QVERIFY(!address->property("invalid").toBool());
        QTRY_VERIFY(bench.peer.paths().contains("/api/v1/admin/api-keys/k1/limits?preset=p1&ip=203.0.113.7"));
        for (const QByteArray& path : bench.peer.paths()) QVERIFY2(!path.endsWith("ip=203.0.113"), path.constData());
    }

    void showsWhatIsInheritedAndThePeak() {
        PageBench bench("admin", "development");
        openPage(bench);
        const auto cell = [&](int row, const char* column) {
            auto* model = table(bench)->model();
            for (int at = 0; at < model->columnCount(); ++at)
                if (model->headerData(at, Qt::Horizontal, ui::models::kColumnIdRole).toString() == QLatin1StringView(column)) return model->index(row, at).data().toString();
            return QStringLiteral("no such column");
        };
        QCOMPARE(cell(1, "tpd"), QStringLiteral("(9,000)"));
        QCOMPARE(cell(1, "origin"), QStringLiteral("Partly inherited"));
        QCOMPARE(cell(0, "origin"), QStringLiteral("Configuration"));
        QCOMPARE(cell(1, "peak"), QStringLiteral("58"));
        QCOMPARE(cell(1, "refused"), QStringLiteral("7"));
    }

    void clearingAScopeAsksForItsName() {
        PageBench bench("admin", "development");
        openPage(bench);
        int cleared = 0;
        bench.peer.on("POST /api/v1/admin/limits/user/%2A/reset", [&cleared](const PeerRequest&) { return ++cleared, PeerReply{200, "{}", false, false, false}; });
        QVERIFY(!bench.part("page.limits.clear")->isEnabled());
        QVERIFY(!bench.part("page.limits.clear")->toolTip().isEmpty());
        auto* scope = bench.part<QComboBox>("page.limits.scope");
        scope->setCurrentIndex(scope->findData(QStringLiteral("user")));
        press(bench, "page.limits.clear");
        QTRY_VERIFY(bench.part("dialog.clearCounters.verb"));
        QVERIFY(!bench.part("dialog.clearCounters.verb")->isEnabled());
        auto* name = bench.part("dialog.clearCounters")->findChild<QLineEdit*>();
        QTest::keyClicks(name, QStringLiteral("User"));
        press(bench, "dialog.clearCounters.verb");
        QTRY_COMPARE(cleared, 1);
    }

    void exportsTheRowsThatAreShown() {
        PageBench bench("admin", "development");
        openPage(bench);
        auto* scope = bench.part<QComboBox>("page.limits.scope");
        scope->setCurrentIndex(scope->findData(QStringLiteral("user")));
        press(bench, "page.limits.export");
        auto* dialog = bench.part<QFileDialog>("dialog.limitsExport");
        QVERIFY(dialog);
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("limits.csv"));
        dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(file);
        QTest::keyClick(dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit")), Qt::Key_Return);
        QTRY_VERIFY(QFile::exists(file));
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QByteArrayList lines = written.readAll().trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY2(lines[1].startsWith("user,u1,ops@example.com,60,200000,,,,2.5,"), lines[1].constData());
        QVERIFY2(lines[1].contains(",9000,"), lines[1].constData());
    }

    void showsASkeletonUntilTheGatewayAnswers() {
        PageBench bench("admin", "development");
        for (const QByteArray& path : {kLimits, QByteArray("GET /api/v1/admin/api-keys"), QByteArray("GET /api/v1/admin/presets")})
            bench.peer.on(path, [](const PeerRequest&) { return PeerReply{200, "{}", true, false, false}; });
        bench.openPage("limits");
        QTRY_VERIFY(bench.part("page.skeleton") && bench.part("page.skeleton")->isVisible());
        QVERIFY(!bench.page->hasData());
        QVERIFY(!table(bench)->isVisible());
    }

    void saysWhatMayNotBeRead() {
        PageBench bench("admin", "development");
        bench.peer.on(kLimits, 403, R"({"error":{"code":"FORBIDDEN","message":"Your role does not allow this."}})");
        bench.openPage("limits");
        auto* problem = bench.part<InlineMessage>("page.problem");
        QTRY_VERIFY(problem->isVisible());
        const auto says = [](const QLabel* label) { return label->text().contains(QStringLiteral("role")); };
        const auto saysWhy = [&] { return std::ranges::any_of(problem->findChildren<QLabel*>(), says); };  // another source may fail first
        QTRY_VERIFY(saysWhy());
    }

    void oldDataIsMarkedAsStale() {
        PageBench bench("admin", "development");
        openPage(bench);
        QVERIFY(!bench.page->isStale());
        for (const QByteArray& path : {kLimits, QByteArray("GET /api/v1/admin/api-keys/k1/limits")})
            bench.peer.on(path, [](const PeerRequest&) { return PeerReply{200, "{}", true, false, false}; });
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->isStale(), 20'000);
        QCOMPARE(table(bench)->model()->rowCount(), 2);
        QVERIFY(table(bench)->isEnabled());
    }

    void keepsWhatItHadWhenTheConnectionIsLost() {
        PageBench bench("admin", "development");
        openPage(bench);
        chooseRow(bench, 1);
        QTRY_VERIFY(bench.part("page.limits.edit")->isEnabled());
        bench.peer.die();
        bench.page->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->isOffline(), 15'000);
        QCOMPARE(table(bench)->model()->rowCount(), 2);
        QVERIFY(!table(bench)->isEnabled());
        for (const char* name : {"page.limits.new", "page.limits.edit", "page.limits.afresh", "page.limits.remove", "page.limits.clear"})
            QVERIFY2(!bench.part(name)->isEnabled() && !bench.part(name)->toolTip().isEmpty(), name);
    }
};

QTEST_MAIN(LimitsPageTest)
#include "limits_page_test.moc"
