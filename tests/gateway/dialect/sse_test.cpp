#include "gateway/dialect/sse.hpp"

#include <QTest>

#include <string>
#include <vector>

using namespace gw::dialect;

namespace {

struct Seen {
    std::string raw;                ///< all events' bytes together
    std::vector<std::string> data;  ///< of events that have data
    std::size_t oversize = 0;
};

Seen split(const std::string& stream, const std::vector<std::size_t>& cuts) {
    Seen seen;
    SseSplitter splitter;
    SseEvent event;
    const auto take = [&] {
        seen.raw += event.raw;
        if (event.hasData) seen.data.emplace_back(event.data);
        if (event.oversize) ++seen.oversize;
    };
    std::size_t at = 0;
    for (std::size_t i = 0; i <= cuts.size(); ++i) {
        const std::size_t stop = i < cuts.size() ? cuts[i] : stream.size();
        const std::string read = stream.substr(at, stop - at);
        splitter.feed(read);
        while (splitter.next(event)) take();
        at = stop;
    }
    while (splitter.rest(event)) take();
    return seen;
}

}  // namespace

class SseTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void findsTheSameEventsAtEverySplit_data() {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QByteArrayList>("data");
        QTest::newRow("lf") << QByteArray("data: a\n\ndata: b\n\n") << QByteArrayList{"a", "b"};
        QTest::newRow("crlf") << QByteArray("data: a\r\n\r\ndata: b\r\n\r\n") << QByteArrayList{"a", "b"};
        QTest::newRow("cr") << QByteArray("data: a\r\rdata: b\r\r") << QByteArrayList{"a", "b"};
        QTest::newRow("mixed") << QByteArray("data: a\n\r\ndata: b\r\n\ndata: c\r\n\rdata: d\n\n") << QByteArrayList{"a", "b", "c", "d"};
        QTest::newRow("lines join") << QByteArray("data: a\ndata: b\ndata\ndata:c\n\n") << QByteArrayList{"a\nb\n\nc"};
        QTest::newRow("one space only") << QByteArray("data:  a\n\n") << QByteArrayList{" a"};
        QTest::newRow("no space") << QByteArray("data:a\n\n") << QByteArrayList{"a"};
        QTest::newRow("comments and names") << QByteArray(": c\n\nevent: x\nid: 1\ndata: a\n: d\n\n") << QByteArrayList{"a"};
        QTest::newRow("other fields") << QByteArray("database: x\ndatax\n\ndata: a\n\n") << QByteArrayList{"a"};
        QTest::newRow("blank lines") << QByteArray("\n\n\r\n\r\rdata: a\n\n\n\n") << QByteArrayList{"a"};
        QTest::newRow("unterminated") << QByteArray("data: a\n\ndata: b") << QByteArrayList{"a", "b"};
        QTest::newRow("empty data") << QByteArray("data:\n\n") << QByteArrayList{""};
        QTest::newRow("nothing") << QByteArray("") << QByteArrayList{};
    }
    void findsTheSameEventsAtEverySplit() {
        QFETCH(QByteArray, stream);
        QFETCH(QByteArrayList, data);
        const std::string text = stream.toStdString();
        const auto check = [&](const std::vector<std::size_t>& cuts) {
            const Seen seen = split(text, cuts);
            QByteArrayList found;
            for (const auto& d : seen.data) found << QByteArray::fromStdString(d);
            QCOMPARE(found, data);
            QCOMPARE(QByteArray::fromStdString(seen.raw), stream);
        };
        for (std::size_t a = 0; a <= text.size(); ++a)
            for (std::size_t b = a; b <= text.size(); ++b) check({a, b});
        std::vector<std::size_t> each;
        for (std::size_t i = 1; i < text.size(); ++i) each.push_back(i);
        check(each);
    }

    void handsOutAnEventAsSoonAsItsBlankLineIsThere() {
        for (const char* text : {"data: a\n\n", "data: a\r\n\r\n", "data: a\r\r"}) {
            SseSplitter splitter;
            SseEvent event;
            splitter.feed(text);
            QVERIFY(splitter.next(event));
            QCOMPARE(event.raw, std::string_view(text));
            QVERIFY(!splitter.next(event));
        }
    }

    void doesNotCopyCompleteEvents() {
        const std::string text = "data: a\n\ndata: b\n\n";
        SseSplitter splitter;
        SseEvent event;
        splitter.feed(text);
        QVERIFY(splitter.next(event));
        QCOMPARE(event.raw.data(), text.data());
        QVERIFY(splitter.next(event));
        QCOMPARE(event.raw.data(), text.data() + 9);
    }

    void passesLargeEventsInPieces() {
        const std::string large = "data: " + std::string(3 * kSseEventMax, 'x') + "\n\n";
        const std::string text = "data: a\n\n" + large + "data: b\n\n";
        std::vector<std::size_t> cuts;
        for (std::size_t at = 16 * 1024; at < text.size(); at += 16 * 1024) cuts.push_back(at);
        const Seen seen = split(text, cuts);
        QVERIFY(seen.raw == text);
        QCOMPARE(seen.data.size(), std::size_t(2));
        QVERIFY(seen.oversize > 1);
    }
};

QTEST_GUILESS_MAIN(SseTest)
#include "sse_test.moc"
