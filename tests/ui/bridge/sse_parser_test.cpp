#include "ui/bridge/sse_parser.hpp"

#include <QTest>

using ui::bridge::SseEvent;
using ui::bridge::SseParser;

namespace {

QStringList parse(const QByteArray& stream, qsizetype chunk) {
    SseParser parser;
    std::vector<SseEvent> events;
    for (qsizetype at = 0; at < stream.size(); at += chunk) parser.feed(QByteArrayView(stream).sliced(at).first(qMin(chunk, stream.size() - at)), events);
    QStringList shown;
    for (const SseEvent& event : events) shown << QString::fromUtf8(event.name + '=' + event.data);
    return shown;
}

}  // namespace

class SseParserTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsStreams_data() {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QStringList>("events");
        const auto row = [](const char* name, const char* stream, const QStringList& events) {
            QTest::newRow(name) << QByteArray(stream) << events;
        };
        row("one event", "event: metrics\ndata: {\"a\":1}\n\n", {QStringLiteral("metrics={\"a\":1}")});
        row("unnamed", "data: x\n\n", {QStringLiteral("message=x")});
        row("two data lines", "data: a\ndata: b\n\n", {QStringLiteral("message=a\nb")});
        row("empty data line", "data\n\n", {QStringLiteral("message=")});
        row("no space after the colon", "event:e\ndata:x\n\n", {QStringLiteral("e=x")});
        row("only one space is taken", "data:  x\n\n", {QStringLiteral("message= x")});
        row("comments keep alive", ": keep-alive\n\n: more\ndata: x\n\n", {QStringLiteral("message=x")});
        row("an event without data is none", "event: e\n\ndata: x\n\n", {QStringLiteral("message=x")});
        row("carriage return and line feed", "event: e\r\ndata: x\r\n\r\n", {QStringLiteral("e=x")});
        row("lone carriage returns", "event: e\rdata: x\r\r", {QStringLiteral("e=x")});
        row("byte order mark", "\xEF\xBB\xBF" "data: x\n\n", {QStringLiteral("message=x")});
        row("unknown fields", "id: 7\nretry: 10\nfoo: bar\ndata: x\n\n", {QStringLiteral("message=x")});
        row("an unfinished event is not given", "data: x\n\ndata: y\n", {QStringLiteral("message=x")});
        row("text beyond ASCII", "data: \xE7\xBD\x91\xE5\x85\xB3\n\n", {QStringLiteral("message=\u7F51\u5173")});
        row("colon in the value", "data: a: b\n\n", {QStringLiteral("message=a: b")});
    }

    void readsStreams() {
        QFETCH(QByteArray, stream);
        QFETCH(QStringList, events);
        for (const qsizetype chunk : {stream.size(), qsizetype(1), qsizetype(2), qsizetype(3), qsizetype(7)}) {
            QCOMPARE(parse(stream, chunk), events);
        }
    }

    void breaksOnAnEventWithoutEnd() {
        SseParser parser;
        std::vector<SseEvent> events;
        const QByteArray line = "data: " + QByteArray(1024 * 1024, 'x') + '\n';
        for (int i = 0; i < 9; ++i) parser.feed(line, events);
        QVERIFY(parser.isBroken());
        parser.feed("\n\ndata: x\n\n", events);
        QVERIFY(events.empty());
        parser.reset();
        parser.feed("data: x\n\n", events);
        QCOMPARE(events.size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(SseParserTest)
#include "sse_parser_test.moc"
