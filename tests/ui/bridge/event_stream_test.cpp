#include "http_peer.hpp"

#include "ui/bridge/admin_client.hpp"

#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;
using ui::bridge::AdminClient;
using ui::bridge::BridgeTiming;
using ui::bridge::EventStream;
using ui::bridge::Link;

namespace {

constexpr const char* kEvents = "GET /api/v1/admin/events";

BridgeTiming quick() {
    BridgeTiming timing;
    timing.pollStarting = 20ms;
    timing.streamBackoffMin = 20ms;
    timing.streamBackoffMax = 40ms;
    timing.streamFlush = 20ms;
    return timing;
}

void streamFrom(HttpPeer& peer) {
    answerAsReadyEngine(peer);
    peer.on(kEvents, [](const PeerRequest&) { return PeerReply{200, ": hello\n\n", false, false, true}; });
}

}  // namespace

class EventStreamTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opensOneStreamForAllSubscribers() {
        HttpPeer peer;
        streamFrom(peer);
        AdminClient client({peer.url(), "s", true}, nullptr, quick());
        client.events().subscribe(QStringLiteral("metrics"));
        client.events().subscribe(QStringLiteral("metrics"));
        client.events().subscribe(QStringLiteral("changes"));
        QTRY_COMPARE(peer.streamCount(), 1);
        QCOMPARE(peer.lastOf(kEvents).path, QByteArray("/api/v1/admin/events?topics=changes,metrics"));
        QCOMPARE(peer.lastOf(kEvents).headers.value("authorization"), QByteArray("Bearer token-1"));
        client.events().unsubscribe(QStringLiteral("metrics"));
        QCOMPARE(client.events().topics(), QStringList({QStringLiteral("changes"), QStringLiteral("metrics")}));
        client.events().unsubscribe(QStringLiteral("metrics"));
        client.events().unsubscribe(QStringLiteral("metrics"));
        QTRY_COMPARE(peer.lastOf(kEvents).path, QByteArray("/api/v1/admin/events?topics=changes"));
        client.events().unsubscribe(QStringLiteral("changes"));
        QTRY_COMPARE(peer.streamCount(), 0);
    }

    void deliversEventsInBatches() {
        HttpPeer peer;
        streamFrom(peer);
        AdminClient client({peer.url(), "s", true}, nullptr, quick());
        QSignalSpy samples(&client.events(), &EventStream::metricSample);
        QSignalSpy requests(&client.events(), &EventStream::requests);
        QSignalSpy changes(&client.events(), &EventStream::changes);
        QSignalSpy resync(&client.events(), &EventStream::resync);
        client.events().subscribe(QStringLiteral("metrics"));
        client.events().subscribe(QStringLiteral("requests"));
        QTRY_COMPARE(peer.streamCount(), 1);
        peer.push("event: metrics\ndata: {\"time\":1}\n\nevent: requests\ndata: {\"items\":[{\"id\":1}]}\n\n"
                  "event: requests\ndata: {\"items\":[{\"id\":2},{\"id\":3}]}\n\nevent: changes\ndata: {\"items\":[{\"seq\":1}]}\n\n"
                  "event: metrics\ndata: not json\n\nevent: resync\ndata: {\"topic\":\"requests\"}\n\n");
        QTRY_COMPARE(requests.size(), 1);
        QCOMPARE(requests.first().first().toJsonArray().size(), 3);
        QCOMPARE(samples.size(), 1);
        QCOMPARE(samples.first().first().toJsonObject().value(QStringLiteral("time")).toInt(), 1);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(resync.size(), 1);
    }

    void reconnectsAndAsksForAReloadWhenTheStreamBreaks() {
        HttpPeer peer;
        streamFrom(peer);
        AdminClient client({peer.url(), "s", true}, nullptr, quick());
        QSignalSpy resync(&client.events(), &EventStream::resync);
        client.events().subscribe(QStringLiteral("metrics"));
        QTRY_COMPARE(peer.streamCount(), 1);
        QVERIFY(resync.isEmpty());
        peer.dropStreams();
        QTRY_COMPARE(peer.streamCount(), 1);
        QTRY_COMPARE(resync.size(), 1);
        QCOMPARE(resync.first().first().toString(), QStringLiteral("metrics"));
    }

    void leavesAStreamThatFellSilent() {
        HttpPeer peer;
        streamFrom(peer);
        BridgeTiming timing = quick();
        timing.streamIdle = 100ms;
        AdminClient client({peer.url(), "s", true}, nullptr, timing);
        client.events().subscribe(QStringLiteral("metrics"));
        QTRY_VERIFY(peer.count(kEvents) >= 3);
    }

    void keepsTryingWhileTheStreamIsRefused() {
        HttpPeer peer;
        answerAsReadyEngine(peer);
        peer.on(kEvents, 503, R"({"error":{"code":"OVERLOADED","message":"m"}})");
        AdminClient client({peer.url(), "s", true}, nullptr, quick());
        client.events().subscribe(QStringLiteral("metrics"));
        QTRY_VERIFY(peer.count(kEvents) >= 2);
        streamFrom(peer);
        QTRY_COMPARE(peer.streamCount(), 1);
    }

    void renewsTheTokenWhenTheStreamSaysItExpired() {
        HttpPeer peer;
        streamFrom(peer);
        peer.on("POST /api/v1/auth/refresh", 200, R"({"access_token":"token-2","refresh_token":"refresh-2","expires_in":900})");
        AdminClient client({peer.url(), "s", true}, nullptr, quick());
        client.events().subscribe(QStringLiteral("metrics"));
        QTRY_COMPARE(peer.streamCount(), 1);
        peer.push("event: expired\ndata: {}\n\n");
        QTRY_COMPARE(peer.count("POST /api/v1/auth/refresh"), 1);
        peer.dropStreams();
        QTRY_COMPARE(peer.lastOf(kEvents).headers.value("authorization"), QByteArray("Bearer token-2"));
    }

    void dropsTheOldestRowsOfAFloodAndSaysSo() {
        HttpPeer peer;
        streamFrom(peer);
        AdminClient client({peer.url(), "s", true}, nullptr, quick());
        QSignalSpy requests(&client.events(), &EventStream::requests);
        QSignalSpy resync(&client.events(), &EventStream::resync);
        client.events().subscribe(QStringLiteral("requests"));
        QTRY_COMPARE(peer.streamCount(), 1);
        QByteArray rows;
        for (int i = 0; i < 2100; ++i) rows += (i ? ",{\"id\":" : "{\"id\":") + QByteArray::number(i) + '}';
        peer.push("event: requests\ndata: {\"items\":[" + rows + "]}\n\n");
        QTRY_COMPARE(requests.size(), 1);
        const QJsonArray kept = requests.first().first().toJsonArray();
        QCOMPARE(kept.size(), 2000);
        QCOMPARE(kept.last().toObject().value(QStringLiteral("id")).toInt(), 2099);
        QCOMPARE(resync.size(), 1);
    }
};

QTEST_GUILESS_MAIN(EventStreamTest)
#include "event_stream_test.moc"
