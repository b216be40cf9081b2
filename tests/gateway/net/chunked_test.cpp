// The chunked decoder's grammar and the encoder's size line (RFC 9112 §7.1).
#include "gateway/net/chunked.hpp"

#include <QTest>
#include <string>

using namespace gw::net;
using State = ChunkedDecoder::State;

namespace {

struct Outcome {
    State state = State::more;
    std::string payload;
    std::size_t used = 0;
};

/// Feeds `text` in pieces of `step` bytes.
Outcome decode(const std::string& text, std::size_t step) {
    ChunkedDecoder decoder;
    Outcome outcome;
    while (outcome.used < text.size()) {
        const auto part = std::string_view(text).substr(outcome.used, step);
        std::size_t at = 0;
        while (at < part.size()) {
            const auto got = decoder.feed(part.substr(at));
            at += got.consumed;
            outcome.used += got.consumed;
            outcome.payload += got.payload;
            outcome.state = got.state;
            if (got.state == State::complete || got.state == State::malformed) return outcome;
        }
    }
    if (outcome.state == State::payload) outcome.state = State::more;
    return outcome;
}

void good(const char* name, const std::string& text, const std::string& payload) {
    QTest::newRow(name) << QByteArray::fromStdString(text) << static_cast<int>(State::complete) << QByteArray::fromStdString(payload);
}
void bad(const char* name, const std::string& text) {
    QTest::newRow(name) << QByteArray::fromStdString(text) << static_cast<int>(State::malformed) << QByteArray();
}
void more(const char* name, const std::string& text) {
    QTest::newRow(name) << QByteArray::fromStdString(text) << static_cast<int>(State::more) << QByteArray();
}

}  // namespace

class ChunkedTest : public QObject {
    Q_OBJECT

   private Q_SLOTS:
    void decodes_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("state");
        QTest::addColumn<QByteArray>("payload");
        good("two chunks", "4\r\nwiki\r\n5\r\npedia\r\n0\r\n\r\n", "wikipedia");
        good("empty", "0\r\n\r\n", "");
        good("hex in both cases", "A\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n", "01234567890123456789");
        good("leading zeros", "0004\r\nwiki\r\n000\r\n\r\n", "wiki");
        good("payload with line ends", "4\r\n\r\n\r\n\r\n0\r\n\r\n", "\r\n\r\n");
        good("extension", "4;a\r\nwiki\r\n0;b=c\r\n\r\n", "wiki");
        good("extension with blanks", "4 ; a = b ;c\r\nwiki\r\n0\r\n\r\n", "wiki");
        good("quoted extension", "4;a=\"b;\\\"c\" ;d\r\nwiki\r\n0\r\n\r\n", "wiki");
        good("trailers", "0\r\nA: b\r\nC:\r\n\r\n", "");
        more("nothing", "");
        more("half a size", "4");
        more("half a payload", "4\r\nwi");
        more("no last chunk", "4\r\nwiki\r\n");
        more("half an end", "0\r\n\r");
        bad("no size", "\r\nwiki");
        bad("negative", "-4\r\nwiki\r\n");
        bad("plus", "+4\r\nwiki\r\n");
        bad("0x", "0x4\r\nwiki\r\n");
        bad("not hex", "g\r\n");
        bad("blank before", " 4\r\nwiki\r\n");
        bad("blank behind", "4 \r\nwiki\r\n");
        bad("underscore", "1_0\r\n");
        bad("huge", "fffffffffffffffff\r\n");
        bad("too many digits", std::string(16, '0') + "\r\n");
        bad("LF after size", "4\nwiki\r\n0\r\n\r\n");
        bad("CR alone after size", "4\rwiki\r\n");
        bad("CR CR LF", "4\r\r\nwiki\r\n");
        bad("no CRLF after data", "4\r\nwikiXX0\r\n\r\n");
        bad("LF after data", "4\r\nwiki\n0\r\n\r\n");
        bad("CR only after data", "4\r\nwiki\rX");
        bad("NUL in size", std::string("4\0\r\nwiki\r\n", 10));
        bad("empty extension name", "4;\r\nwiki\r\n");
        bad("extension without name", "4;=b\r\nwiki\r\n");
        bad("extension without value", "4;a=\r\nwiki\r\n");
        bad("blank behind a name", "4;a \r\nwiki\r\n");
        bad("junk behind a name", "4;a(\r\nwiki\r\n");
        bad("junk in a value", "4;a=b(\r\nwiki\r\n");
        bad("junk behind a value", "4;a=b c\r\nwiki\r\n");
        bad("junk behind quotes", "4;a=\"b\"c\r\nwiki\r\n");
        bad("line end in quotes", "4;a=\"b\r\nwiki\r\n");
        bad("control in an escape", "4;a=\"\\\n\"\r\nwiki\r\n");
        bad("LF in an extension", "4;a\nwiki\r\n");
        bad("long extension", "4;" + std::string(300, 'a') + "\r\nwiki\r\n");
        bad("many extensions", [] {
            std::string text;
            for (int i = 0; i < 100; ++i) text += "1;" + std::string(200, 'a') + "\r\nx\r\n";
            return text;
        }());
        bad("trailer without colon", "0\r\nA\r\n\r\n");
        bad("trailer fold", "0\r\nA: b\r\n c\r\n\r\n");
        bad("trailer name with blank", "0\r\nA : b\r\n\r\n");
        bad("trailer with control", "0\r\nA: \x01\r\n\r\n");
        bad("trailer with LF", "0\r\nA: b\n\r\n");
        bad("LF at the end", "0\r\n\n");
        bad("CR CR at the end", "0\r\n\r\r");
        bad("long trailers", "0\r\nA: " + std::string(9000, 'b') + "\r\n\r\n");
        bad("many trailers", [] {
            std::string text = "0\r\n";
            for (int i = 0; i < 40; ++i) text += "a:\r\n";
            return text + "\r\n";
        }());
    }
    void decodes() {
        QFETCH(QByteArray, text);
        QFETCH(int, state);
        QFETCH(QByteArray, payload);
        const std::string whole = text.toStdString();
        for (const std::size_t step : {whole.size() + 1, std::size_t{1}, std::size_t{2}, std::size_t{3}}) {
            const Outcome outcome = decode(whole, step);
            QCOMPARE(static_cast<int>(outcome.state), state);
            if (state != static_cast<int>(State::complete)) continue;
            QCOMPARE(outcome.payload, payload.toStdString());
            QCOMPARE(outcome.used, whole.size());
        }
    }

    void leavesWhatLiesBehindTheBody() {
        const std::string text = "1\r\nx\r\n0\r\n\r\nGET / HTTP/1.1";
        QCOMPARE(decode(text, text.size()).used, std::size_t{11});
        ChunkedDecoder decoder;
        decoder.feed("0\r\n\r\n");
        QVERIFY(decoder.done());
        QCOMPARE(decoder.feed("more").consumed, std::size_t{0});
    }

    void staysMalformed() {
        ChunkedDecoder decoder;
        QCOMPARE(decoder.feed("x").state, State::malformed);
        QCOMPARE(decoder.feed("0\r\n\r\n").state, State::malformed);
    }

    void encodesWhatItDecodes() {
        std::array<char, 24> buffer;
        QCOMPARE(chunkSizeLine(1, buffer), std::string_view("1\r\n"));
        QCOMPARE(chunkSizeLine(0x1a2b, buffer), std::string_view("1a2b\r\n"));
        std::string text;
        for (const std::size_t size : {std::size_t{1}, std::size_t{255}, std::size_t{70000}}) {
            text += chunkSizeLine(size, buffer);
            text += std::string(size, 'z') + "\r\n";
        }
        text += kLastChunk;
        QCOMPARE(decode(text, 1000).payload.size(), std::size_t{70256});
    }
};

QTEST_GUILESS_MAIN(ChunkedTest)
#include "chunked_test.moc"
