// The cache tab of the providers page against a scripted peer: its figures, its states, and emptying it.
#include "tests/ui/pages/routing_bench.hpp"

#include "ui/pages/kpi_tile.hpp"

#include <QTabWidget>

using namespace routing;
using ui::pages::KpiTile;

namespace {

const QByteArray kCache = "GET /api/v1/admin/cache";
const QByteArray kUsed = R"({"bytes":1048576,"bytes_max":67108864,"entries":120,"entries_max":65536,"hits":300,"misses":100,"bypasses":7,"flushes":0,"hit_ratio":0.75,
  "saved_nanousd":1234500000,"saved_unpriced":0,"saved_by_preset":[{"preset":"default","saved_nanousd":1234500000,"unpriced":0}]})";
const QByteArray kFresh = R"({"bytes":0,"bytes_max":67108864,"entries":0,"entries_max":65536,"hits":0,"misses":0,"bypasses":0,"flushes":0,"hit_ratio":null})";

}  // namespace

class CachePageTest : public QObject {
    Q_OBJECT

    static void openTab(PageBench& bench, const QByteArray& cache) {
        openPage(bench);
        QCOMPARE(bench.peer.count(kCache), 0);
        bench.peer.on(kCache, 200, cache);
        bench.page->open(QStringLiteral("cache"));
        QTRY_VERIFY(bench.peer.count(kCache) > 0);
    }
    static QString value(const PageBench& bench, const char* name) { return bench.part<KpiTile>(name)->value(); }

private Q_SLOTS:
    void showsHowOftenItAnswersAndWhatItHolds() {
        PageBench bench;
        openTab(bench, kUsed);
        QTRY_COMPARE(value(bench, "page.providers.cache.ratio"), QStringLiteral("75.0 %"));
        QCOMPARE(value(bench, "page.providers.cache.answers"), QStringLiteral("300"));
        QCOMPARE(value(bench, "page.providers.cache.entries"), QStringLiteral("120"));
        QCOMPARE(value(bench, "page.providers.cache.bytes"), QStringLiteral("1.00 MiB"));
        QVERIFY(bench.part<QLabel>("page.providers.cache.presets")->text().contains(QStringLiteral("default: temperature 0, one key")));
    }

    void saysWhatItSavedSinceTheStart() {
        PageBench bench;
        openTab(bench, kUsed);
        QTRY_COMPARE(value(bench, "page.providers.cache.saved"), QStringLiteral("$1.23"));
        QVERIFY(bench.part<KpiTile>("page.providers.cache.saved")->accessibleName().contains(QStringLiteral("Saved")));
        QTRY_VERIFY(bench.part<QLabel>("page.providers.cache.presets")->text().contains(QStringLiteral("default: temperature 0, one key; saved $1.23 since the start")));
    }
    void answersWithoutAPriceAreCountedApart() {
        PageBench bench;
        QByteArray some = kUsed;
        openTab(bench, some.replace("\"saved_unpriced\":0", "\"saved_unpriced\":12"));
        QTRY_VERIFY(bench.part<KpiTile>("page.providers.cache.saved")->accessibleDescription().contains(QStringLiteral("12 answer")));
    }
    void whatAnEngineDoesNotSayIsUnknownAndNotZero() {
        PageBench bench;
        openTab(bench, R"({"bytes":1,"bytes_max":67108864,"entries":1,"entries_max":65536,"hits":3,"misses":1,"bypasses":0,"flushes":0,"hit_ratio":0.75})");
        QTRY_COMPARE(value(bench, "page.providers.cache.answers"), QStringLiteral("3"));
        QCOMPARE(value(bench, "page.providers.cache.saved"), QStringLiteral("—"));
    }

    void emptyingAsksFirst() {
        PageBench bench;
        openTab(bench, kUsed);
        int flushed = 0;
        bench.peer.on("POST /api/v1/admin/cache/flush", [&](const PeerRequest&) {
            ++flushed;
            bench.peer.on(kCache, 200, kFresh);
            return PeerReply{200, R"({"dropped":120})", false, false, false};
        });
        QString said;
        connect(bench.page.get(), &ui::pages::Page::toast, this, [&said](const QString& text, const QString&, const std::function<void()>&) { said = text; });
        QTRY_VERIFY(bench.part("page.providers.cache.empty")->isEnabled());
        press(bench, "page.providers.cache.empty");
        QTRY_VERIFY(bench.part("dialog.emptyCache.verb"));
        QCOMPARE(flushed, 0);
        press(bench, "dialog.emptyCache.verb");
        QTRY_COMPARE(flushed, 1);
        QTRY_VERIFY2(said.startsWith(QStringLiteral("The cache is empty: 120 answer")), qPrintable(said));
        QTRY_COMPARE(value(bench, "page.providers.cache.ratio"), QStringLiteral("—"));
        QTRY_VERIFY(!bench.part("page.providers.cache.empty")->isEnabled());
    }

    void aFailureIsSaid() {
        PageBench bench;
        openTab(bench, kUsed);
        bench.peer.on("POST /api/v1/admin/cache/flush", 503, R"({"error":{"code":"X_BUSY","message":"Not now."}})");
        QTRY_VERIFY(bench.part("page.providers.cache.empty")->isEnabled());
        press(bench, "page.providers.cache.empty");
        press(bench, "dialog.emptyCache.verb");
        QTRY_VERIFY(bench.part<InlineMessage>("page.notice")->text().contains(QStringLiteral("Not now.")));
    }

    void aViewerLooksOnly() {
        PageBench bench("viewer");
        openTab(bench, kUsed);
        QTRY_COMPARE(value(bench, "page.providers.cache.answers"), QStringLiteral("300"));
        QVERIFY(!bench.part("page.providers.cache.empty")->isEnabled());
        QVERIFY(!bench.part("page.providers.cache.empty")->toolTip().isEmpty());
    }

    void saysThatItIsSwitchedOff() {
        PageBench bench;
        openTab(bench, R"({"bytes":0,"bytes_max":0,"entries":0,"entries_max":0,"hits":0,"misses":0,"bypasses":0,"flushes":0,"hit_ratio":null})");
        QTRY_VERIFY(bench.part<QLabel>("page.providers.cache.state")->text().contains(QStringLiteral("switched off")));
    }
};

QTEST_MAIN(CachePageTest)
#include "cache_page_test.moc"
