// A reply streamed into a file: whole, private, counted; and nothing at all of one that broke, was refused or cancelled.
#include "tests/ui/bridge/http_peer.hpp"
#include "ui/bridge/admin_client.hpp"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace ui::bridge;

namespace {

const QByteArray kRoute = "GET /api/v1/admin/requests/export";
const QByteArray kCsv = "text/csv";

PeerReply csv(const QByteArray& body) { return {200, body, false, false, false, "text/csv; charset=utf-8; header=present", true}; }

}  // namespace

class DownloadTest : public QObject {
    Q_OBJECT

    struct Bench {
        explicit Bench(std::chrono::milliseconds idle = std::chrono::seconds(20)) {
            answerAsReadyEngine(peer);
            BridgeTiming timing;
            timing.pollStarting = std::chrono::milliseconds{20};
            timing.downloadIdle = idle;
            client = std::make_unique<AdminClient>(Endpoint{peer.url(), QByteArray(64, 'a'), true}, nullptr, timing);
        }
        bool online() { return QTest::qWaitFor([this] { return client->link() == Link::online; }); }
        QString file() const { return folder.filePath(QStringLiteral("out.csv")); }
        Download* start(const QByteArray& type = kCsv) {
            return client->download({QStringLiteral("/api/v1/admin/requests/export?format=csv"), file(), type}, client.get());
        }
        DownloadEnd wait(Download* download) {
            QSignalSpy spy(download, &Download::ended);
            if (!spy.wait(10000)) return {DownloadEnd::State::failed, {}, QStringLiteral("no end"), 0, 0};
            return spy.first().first().value<DownloadEnd>();
        }
        QStringList left() const { return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden); }

        HttpPeer peer;
        QTemporaryDir folder;
        std::unique_ptr<AdminClient> client;
    };

private Q_SLOTS:
    void writesAWholePrivateFileOverAnOldOne() {
        Bench bench;
        QVERIFY(bench.online());
        QFile old(bench.file());
        QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
        old.close();
        const QByteArray body = "id,note\r\n1,plain\r\n2,\"two\r\nlines \"\"here\"\"\"\r\n";
        bench.peer.on(kRoute, [body](const PeerRequest&) { return csv(body); });
        const DownloadEnd end = bench.wait(bench.start());
        QCOMPARE(end.state, DownloadEnd::State::done);
        QCOMPARE(end.rows, 2);
        QCOMPARE(end.bytes, body.size());
        QCOMPARE(bench.left(), QStringList{QStringLiteral("out.csv")});
        QVERIFY(old.open(QIODevice::ReadOnly));
        QCOMPARE(old.readAll(), body);
        QCOMPARE(old.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        QCOMPARE(bench.peer.lastOf(kRoute).headers.value("authorization"), QByteArray("Bearer token-1"));
    }

    void writesAnEmptyFileWhenNothingMatches() {
        Bench bench;
        QVERIFY(bench.online());
        bench.peer.on(kRoute, [](const PeerRequest&) { return PeerReply{200, {}, false, false, false, "application/x-ndjson", true}; });
        const DownloadEnd end = bench.wait(bench.start("application/x-ndjson"));
        QCOMPARE(end.state, DownloadEnd::State::done);
        QCOMPARE(end.rows, 0);
        QCOMPARE(QFileInfo(bench.file()).size(), 0);
    }

    void takesALargeReplyPieceByPiece() {
        Bench bench;
        QVERIFY(bench.online());
        const QByteArray line = QByteArray(98, 'x') + "\r\n";
        bench.peer.on(kRoute, [line](const PeerRequest&) { return csv("id\r\n" + line.repeated(200'000)); });
        const DownloadEnd end = bench.wait(bench.start());
        QCOMPARE(end.rows, 200'000);
        QCOMPARE(QFileInfo(bench.file()).size(), 20'000'004);
    }

    void leavesNothingOfAReplyThatBreaks_data() {
        QTest::addColumn<bool>("chunked");
        QTest::addColumn<bool>("cutOff");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("chunks without an end") << true << true << QByteArray("id\r\n1\r\n");
        QTest::newRow("no chunk at all") << true << true << QByteArray();
        QTest::newRow("shorter than announced") << false << true << QByteArray("id\r\n1\r\n");
        // What Qt makes of the first two when the connection closes while it looks elsewhere.
        QTest::newRow("ended without its mark") << true << false << QByteArray("id\r\n1\r\n");
        QTest::newRow("ended within its mark") << true << false << QByteArray("id\r\n1\r\nreq-pe");
        QTest::newRow("ended at once") << true << false << QByteArray();
    }
    void leavesNothingOfAReplyThatBreaks() {
        QFETCH(bool, chunked);
        QFETCH(bool, cutOff);
        QFETCH(QByteArray, body);
        Bench bench;
        QVERIFY(bench.online());
        bench.peer.on(kRoute, [=](const PeerRequest&) { return PeerReply{200, body, false, cutOff, false, "text/csv", chunked, false}; });
        const DownloadEnd end = bench.wait(bench.start());
        QCOMPARE(end.state, DownloadEnd::State::failed);
        QVERIFY(!end.error.code.isEmpty());
        QCOMPARE(bench.left(), QStringList());
    }

    void leavesNothingWhenTheGatewayDiesOrFallsSilent() {
        Bench bench(std::chrono::milliseconds{500});
        QVERIFY(bench.online());
        bench.peer.on(kRoute, [](const PeerRequest&) { return PeerReply{200, "id\r\n1\r\n", false, false, true, "text/csv", true}; });
        DownloadEnd end = bench.wait(bench.start());
        QCOMPARE(end.error.code, QStringLiteral("TIMEOUT"));
        QCOMPARE(bench.left(), QStringList());
    }

    void leavesNothingWhenCancelledOrForgotten() {
        Bench bench;
        QVERIFY(bench.online());
        bench.peer.on(kRoute, [](const PeerRequest&) { return PeerReply{200, "id\r\n1\r\n", false, false, true, "text/csv", true}; });
        Download* download = bench.start();
        QTRY_COMPARE(bench.left().size(), 1);
        QVERIFY(bench.left().first().endsWith(QStringLiteral(".part")));
        QCOMPARE(QFileInfo(bench.file() + QStringLiteral(".part")).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        QSignalSpy progress(download, &Download::progressed);
        QTRY_VERIFY(!progress.isEmpty());
        QCOMPARE(progress.last(), (QVariantList{qint64(7), qint64(1)}));
        QSignalSpy ended(download, &Download::ended);
        download->cancel();
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(ended.first().first().value<DownloadEnd>().state, DownloadEnd::State::cancelled);
        QCOMPARE(bench.left(), QStringList());
        Download* forgotten = bench.start();
        QTRY_COMPARE(bench.left().size(), 1);
        delete forgotten;
        QTRY_COMPARE(bench.left(), QStringList());
        // The console quits in the middle.
        bench.start();
        QTRY_COMPARE(bench.left().size(), 1);
        bench.client.reset();
        QCOMPARE(bench.left(), QStringList());
    }

    void saysWhatTheGatewayRefused() {
        Bench bench;
        QVERIFY(bench.online());
        bench.peer.on(kRoute, 503, R"({"error":{"code":"TOO_BUSY","message":"Other exports are under way."}})");
        const DownloadEnd end = bench.wait(bench.start());
        QCOMPARE(end.state, DownloadEnd::State::failed);
        QCOMPARE(end.error.code, QStringLiteral("TOO_BUSY"));
        QCOMPARE(bench.left(), QStringList());
    }

    void refusesAReplyOfAnotherKind() {
        Bench bench;
        QVERIFY(bench.online());
        bench.peer.on(kRoute, [](const PeerRequest&) { return PeerReply{200, "<html>", false, false, false, "text/html", true}; });
        const DownloadEnd end = bench.wait(bench.start());
        QCOMPARE(end.error.code, QStringLiteral("BAD_REPLY"));
        QCOMPARE(bench.left(), QStringList());
    }

    void renewsATokenThatHasRunOut() {
        Bench bench;
        QVERIFY(bench.online());
        bench.peer.on("POST /api/v1/auth/refresh", 200, R"({"access_token":"token-2","refresh_token":"r2","expires_in":900})");
        bench.peer.on(kRoute, [](const PeerRequest& asked) {
            if (asked.headers.value("authorization") == "Bearer token-2") return csv("id\r\n1\r\n");
            return PeerReply{401, R"({"error":{"code":"TOKEN_EXPIRED","message":"old"}})", false, false, false};
        });
        const DownloadEnd end = bench.wait(bench.start());
        QCOMPARE(end.state, DownloadEnd::State::done);
        QCOMPARE(end.rows, 1);
    }

    void saysWhyTheFileCannotBeWritten() {
        Bench bench;
        QVERIFY(bench.online());
        bench.peer.on(kRoute, [](const PeerRequest&) { return csv("id\r\n1\r\n"); });
        auto* download = bench.client->download({QStringLiteral("/api/v1/admin/requests/export?format=csv"),
                                                 bench.folder.filePath(QStringLiteral("nowhere/out.csv")), kCsv}, bench.client.get());
        QVERIFY(!bench.wait(download).fileProblem.isEmpty());
        // A folder of that name: the finished file cannot take its place.
        QVERIFY(QDir(bench.folder.path()).mkdir(QStringLiteral("out.csv")));
        QVERIFY(!bench.wait(bench.start()).fileProblem.isEmpty());
        QCOMPARE(bench.left(), QStringList());
    }
};

QTEST_GUILESS_MAIN(DownloadTest)
#include "download_test.moc"
