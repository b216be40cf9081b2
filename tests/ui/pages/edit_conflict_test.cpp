// Two people change one preset, or one provider: the page against a peer that keeps tags as the gateway does.
#include "tests/ui/pages/routing_bench.hpp"

using namespace routing;

namespace {

constexpr const char* kConflict = "dialog.conflict";

/// What the gateway says when somebody was faster.
PeerReply stale(const char* by) {
    const QJsonObject detail{{QStringLiteral("changed_by"), QString::fromLatin1(by)},
                             {QStringLiteral("changed_at"), QStringLiteral("2026-01-06T12:00:00.000Z")}};
    const QJsonObject error{{QStringLiteral("code"), QStringLiteral("CONFLICT")},
                            {QStringLiteral("field"), QStringLiteral("if-match")},
                            {QStringLiteral("detail"), detail}};
    return PeerReply{409, QJsonDocument(QJsonObject{{QStringLiteral("error"), error}}).toJson(), false, false, false};
}

QByteArray azure(const char* tag, const char* url) {
    const QJsonObject row{{QStringLiteral("id"), QStringLiteral("azure-id")},  {QStringLiteral("name"), QStringLiteral("azure")},
                          {QStringLiteral("kind"), QStringLiteral("openai")},  {QStringLiteral("is_active"), true},
                          {QStringLiteral("etag"), QString::fromLatin1(tag)}, {QStringLiteral("base_url"), QString::fromLatin1(url)}};
    return QJsonDocument(row).toJson();
}

/// The gateway's preset with its tag; a PATCH of route i1 is made only with the tag of this state.
struct SharedPreset {
    PageBench& bench;
    int first = 60, second = 41;
    int version = 1;

    QByteArray tag() const { return "v" + QByteArray::number(version); }
    QByteArray json() const {
        QByteArray text = preset(first, second);
        return text.insert(1, "\"etag\":\"" + tag() + "\",");
    }
    void publish() { gatewayHas(bench, json()); }
    void changeBehind(int weight) {
        second = weight;
        ++version;
        publish();
    }
    /// Opens the page and waits until it has this preset, tag and all.
    void open() {
        openPage(bench);
        serve();
        bench.page->refresh();
        QTRY_COMPARE(cell(bench, 1, kWeight), QString::number(second));
    }
    void serve() {
        publish();
        bench.peer.on(kPatchItem, [this](const PeerRequest& request) {
            if (request.headers.value("if-match") != '"' + tag() + '"') {
                return stale("otto@example.com");
            }
            first = request.body[QStringLiteral("weight")].toInt();
            ++version;
            publish();
            return PeerReply{200, "{}", false, false, false};
        });
    }
};

void draftAndMeetConflict(PageBench& bench, SharedPreset& shared) {
    shared.open();
    typeNumber(bench, 0, kWeight, "10");
    press(bench, "page.providers.apply");
    shared.changeBehind(80);
    press(bench, "dialog.applyRouting.verb");
    QTRY_VERIFY(bench.part<QDialog>(kConflict));
}

bool tells(const QWidget& widget, const char* words) {
    for (const auto* label : widget.findChildren<QLabel*>()) {
        if (label->text().contains(QString::fromUtf8(words))) return true;
    }
    return false;
}

}  // namespace

class EditConflictTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhoChangedWhatAndKeepsTheDraft() {
        PageBench bench;
        SharedPreset shared{bench};
        draftAndMeetConflict(bench, shared);
        QCOMPARE(bench.peer.lastOf(kPatchItem).headers.value("if-match"), QByteArray("\"v1\""));
        const auto* dialog = bench.part<QDialog>(kConflict);
        QVERIFY(tells(*dialog, "otto@example.com"));
        QVERIFY(tells(*dialog, "weight 41 → 80"));
        const auto* rows = bench.part<QTableView>("dialog.conflict.table")->model();
        QCOMPARE(rows->index(0, 1).data().toString(), QStringLiteral("weight 60 → 10"));
        auto* notice = bench.part<InlineMessage>("page.notice");
        QVERIFY2(notice->text().contains(QStringLiteral("draft is kept")), qPrintable(notice->text()));
        press(bench, "dialog.conflict.cancel");
        QTRY_VERIFY(!bench.part(kConflict));
        QTRY_COMPARE(cell(bench, 1, kWeight), QStringLiteral("80"));
        QCOMPARE(cell(bench, 0, kWeight), QStringLiteral("60 → 10"));
        // Applying once more starts from what is there by then.
        press(bench, "page.providers.apply");
        press(bench, "dialog.applyRouting.verb");
        QTRY_COMPARE(cell(bench, 0, kWeight), QStringLiteral("10"));
        QCOMPARE(shared.first, 10);
        QCOMPARE(shared.second, 80);
    }

    void appliesToTheNewState() {
        PageBench bench;
        SharedPreset shared{bench};
        draftAndMeetConflict(bench, shared);
        press(bench, "dialog.conflict.verb");
        QTRY_COMPARE(shared.first, 10);
        QCOMPARE(bench.peer.lastOf(kPatchItem).headers.value("if-match"), QByteArray("\"v2\""));
        QCOMPARE(bench.peer.lastOf(kPatchItem).body, (QJsonObject{{QStringLiteral("weight"), 10}}));
        QTRY_COMPARE(cell(bench, 0, kWeight), QStringLiteral("10"));
        QCOMPARE(cell(bench, 1, kWeight), QStringLiteral("80"));
        QVERIFY(!bench.part("page.providers.apply")->isEnabled());
    }

    void discardsTheDraftAndBringsItBack() {
        PageBench bench;
        std::function<void()> undo;
        SharedPreset shared{bench};
        draftAndMeetConflict(bench, shared);
        connect(bench.page.get(), &ui::pages::Page::toast, this, [&undo](const QString&, const QString&, const std::function<void()>& run) { undo = run; });
        press(bench, "dialog.conflict.alternative");
        QTRY_COMPARE(cell(bench, 1, kWeight), QStringLiteral("80"));
        QTRY_COMPARE(cell(bench, 0, kWeight), QStringLiteral("60"));
        QVERIFY(!bench.part<InlineMessage>("page.notice")->isVisible());
        QCOMPARE(shared.first, 60);
        QVERIFY(undo);
        undo();
        QTRY_VERIFY(bench.part(kConflict));
        press(bench, "dialog.conflict.verb");
        QTRY_COMPARE(shared.first, 10);
    }

    void aSecondConflictIsToldAgain() {
        PageBench bench;
        SharedPreset shared{bench};
        draftAndMeetConflict(bench, shared);
        shared.changeBehind(90);
        press(bench, "dialog.conflict.verb");
        QTRY_COMPARE(bench.peer.count(kPatchItem), 2);
        QTRY_VERIFY(bench.part<QDialog>(kConflict) && tells(*bench.part<QDialog>(kConflict), "weight 80"));
        QCOMPARE(shared.first, 60);
        QCOMPARE(cell(bench, 0, kWeight), QStringLiteral("60 → 10"));
    }

    void theEditDialogKeepsWhatWasTypedAndLeavesTheRoutesAlone() {
        PageBench bench;
        SharedPreset shared{bench};
        shared.open();
        press(bench, "page.providers.editPreset");
        auto* name = bench.part<QLineEdit>("dialog.editPreset.name");
        QVERIFY(name);
        name->setFocus();
        name->selectAll();
        QTest::keyClicks(name, QStringLiteral("renamed"));
        shared.changeBehind(80);
        bench.peer.on(kPatch, [&shared](const PeerRequest& request) {
            const bool fits = request.headers.value("if-match") == '"' + shared.tag() + '"';
            return fits ? PeerReply{200, shared.json(), false, false, false} : stale("otto@example.com");
        });
        press(bench, "dialog.editPreset.verb");
        QTRY_VERIFY(bench.part(kConflict));
        QVERIFY(bench.part("dialog.editPreset") && name->text() == QStringLiteral("renamed"));
        press(bench, "dialog.conflict.verb");
        QTRY_COMPARE(bench.peer.count(kPatch), 2);
        QCOMPARE(bench.peer.lastOf(kPatch).body, (QJsonObject{{QStringLiteral("name"), QStringLiteral("renamed")}}));
        QTRY_VERIFY(!bench.part("dialog.editPreset"));
    }

    void theProvidersDialogGoesOnFromTheNewState() {
        PageBench bench;
        openPage(bench);
        const auto have = [&](const QByteArray& one) {
            bench.peer.on("GET /api/v1/admin/providers", 200, list({one, provider("openai")}));
            bench.peer.on("GET /api/v1/admin/providers/azure-id", 200, one);
        };
        have(azure("v1", "https://old.example"));
        bench.page->refresh();
        constexpr int kAddress = 2;
        const auto* providers = bench.part<QTableView>("page.providers.table")->model();
        QTRY_COMPARE(providers->index(0, kAddress).data().toString(), QStringLiteral("https://old.example"));
        bench.page->open(QStringLiteral("azure"));
        press(bench, "page.providers.edit");
        auto* idle = bench.part<QLineEdit>("dialog.editProvider.idle_timeout_ms");
        QVERIFY(idle);
        QTest::keyClicks(idle, QStringLiteral("7000"));
        have(azure("v2", "https://b.example"));
        const QByteArray patch = "PATCH /api/v1/admin/providers/azure-id";
        bench.peer.on(patch, [](const PeerRequest& request) {
            const bool fits = request.headers.value("if-match") == "\"v2\"";
            return fits ? PeerReply{200, "{}", false, false, false} : stale("");
        });
        press(bench, "dialog.editProvider.verb");
        QTRY_VERIFY(bench.part<QDialog>("dialog.providerConflict"));
        QVERIFY(tells(*bench.part<QDialog>("dialog.providerConflict"), "https://b.example"));
        QCOMPARE(idle->text(), QStringLiteral("7000"));
        press(bench, "dialog.providerConflict.verb");
        QTRY_COMPARE(bench.peer.count(patch), 2);
        QCOMPARE(bench.peer.lastOf(patch).body, (QJsonObject{{QStringLiteral("idle_timeout_ms"), 7000}}));
        QTRY_VERIFY(!bench.part("dialog.editProvider"));
    }

    /// A credential is shown to nobody: that it was replaced is a conflict with nothing to see.
    void aChangeThatCannotBeSeenIsToldAsSuch() {
        PageBench bench;
        openPage(bench);
        const auto have = [&](const QByteArray& one) {
            bench.peer.on("GET /api/v1/admin/providers", 200, list({one, provider("openai")}));
            bench.peer.on("GET /api/v1/admin/providers/azure-id", 200, one);
        };
        have(azure("v1", "https://a.example"));
        bench.page->refresh();
        QTRY_COMPARE(bench.part<QTableView>("page.providers.table")->model()->index(0, 2).data().toString(), QStringLiteral("https://a.example"));
        bench.page->open(QStringLiteral("azure"));
        press(bench, "page.providers.edit");
        QTest::keyClicks(bench.part<QLineEdit>("dialog.editProvider.idle_timeout_ms"), QStringLiteral("7000"));
        have(azure("v2", "https://a.example"));
        bench.peer.on("PATCH /api/v1/admin/providers/azure-id", [](const PeerRequest&) { return stale("otto@example.com"); });
        press(bench, "dialog.editProvider.verb");
        QTRY_VERIFY(bench.part<QDialog>("dialog.providerConflict"));
        QVERIFY(tells(*bench.part<QDialog>("dialog.providerConflict"), "a credential may be"));
        QVERIFY(!tells(*bench.part<QDialog>("dialog.providerConflict"), "Changed meanwhile"));
    }
};

QTEST_MAIN(EditConflictTest)
#include "edit_conflict_test.moc"
