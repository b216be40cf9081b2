// Response heads and the framing of upstream replies (reliability.md A11), wherever the bytes are split.
#include "gateway/net/upstream_reply.hpp"

#include <QTest>
#include <string>

using namespace gw;
using namespace gw::net;
using State = UpstreamReply::State;

namespace {

class Collector final : public UpstreamReply::Sink {
   public:
    bool onHead(const UpstreamHead& head) override {
        ++heads;
        status = head.status;
        for (const HeaderView& field : head.fields) fields += std::string(field.name) + "=" + std::string(field.value) + ";";
        return !stopAtHead;
    }
    bool onData(std::string_view bytes) override {
        body += bytes;
        return !stopAtData;
    }
    int heads = 0, status = 0;
    std::string fields, body;
    bool stopAtHead = false, stopAtData = false;
};

enum class Want { complete, more, malformed, untilClose };

QByteArray numbered(const char* name) {
    static int number = 0;
    return QByteArray(name) + ' ' + QByteArray::number(++number);
}

void row(const QByteArray& name, const std::string& text, Want want, const char* body = "", bool reusable = false) {
    QTest::newRow(name.constData()) << QByteArray::fromStdString(text) << static_cast<int>(want) << QByteArray(body) << reusable;
}

const std::string kOk = "HTTP/1.1 200 OK\r\n";

}  // namespace

class UpstreamReplyTest : public QObject {
    Q_OBJECT

   private Q_SLOTS:
    void reads_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("want");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("reusable");
        row("length", kOk + "Content-Length: 5\r\n\r\nhello", Want::complete, "hello", true);
        row("no body", kOk + "Content-Length: 0\r\n\r\n", Want::complete, "", true);
        row("chunked", kOk + "Transfer-Encoding: Chunked\r\n\r\n5;x\r\nhello\r\n0\r\nt: u\r\n\r\n", Want::complete, "hello", true);
        row("no reason", "HTTP/1.1 200\r\nContent-Length: 1\r\n\r\nx", Want::complete, "x", true);
        row("empty reason", "HTTP/1.1 200 \r\nContent-Length: 1\r\n\r\nx", Want::complete, "x", true);
        row("reason in UTF-8", "HTTP/1.1 200 \xc3\xa9\r\nContent-Length: 1\r\n\r\nx", Want::complete, "x", true);
        row("close", kOk + "Connection: x, Close\r\nContent-Length: 1\r\n\r\nx", Want::complete, "x", false);
        row("1.0", "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx", Want::complete, "x", false);
        row("1xx", "HTTP/1.1 102 P\r\n\r\nHTTP/1.1 103 E\r\na: b\r\n\r\n" + kOk + "Content-Length: 1\r\n\r\nx", Want::complete, "x", true);
        row("304", "HTTP/1.1 304 N\r\nContent-Length: 9\r\n\r\n", Want::complete, "", true);
        row("204", "HTTP/1.1 204 N\r\n\r\n", Want::complete, "", true);
        row("204 and zero", "HTTP/1.1 204 N\r\nContent-Length: 0\r\n\r\n", Want::complete, "", true);
        row("until close", kOk + "\r\nall", Want::untilClose, "all");
        row("half a head", kOk + "Content-Le", Want::more);
        row("half a body", kOk + "Content-Length: 9\r\n\r\nhalf", Want::more, "half");
        row("half a chunk", kOk + "Transfer-Encoding: chunked\r\n\r\n9\r\nhalf", Want::more, "half");
        row("204 with chunks", "HTTP/1.1 204 N\r\nTransfer-Encoding: chunked\r\n\r\n", Want::malformed);
        row("101", "HTTP/1.1 101 S\r\n\r\n", Want::malformed);
        row("endless 1xx", [] {
            std::string text;
            for (int i = 0; i < 20; ++i) text += "HTTP/1.1 100 C\r\n\r\n";
            return text;
        }(), Want::malformed);
        for (const char* line : {"HTTP/1.1", "HTTP/1.1 20", "HTTP/1.1 2000 OK", "HTTP/1.1  200 OK", "HTTP/2.0 200 OK", "HTTP/1.2 200 OK",
                                 "http/1.1 200 OK", "HTTP/1.1 099 No", "HTTP/1.1 600 No", "HTTP/1.1 2x0 OK", "HTTP/1.1 200OK", "ICY 200 OK", "",
                                 "HTTP/1.1\t200 OK"}) {
            row(numbered("line"), std::string(line) + "\r\n\r\n", Want::malformed);
        }
        for (const char* field : {"a", " a: b", "a : b", "a: b\r\n c", "a: \x01", ": b", "a b: c", "Content-Length: x", "Content-Length: -1",
                                  "Content-Length: 5, 5", "Content-Length: 1\r\nContent-Length: 1", "Content-Length: 1\r\nContent-Length: 2",
                                  "Content-Length: 99999999999999999999", "Transfer-Encoding: gzip", "Transfer-Encoding: chunked, chunked",
                                  "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "Content-Length: 1\r\nTransfer-Encoding: chunked"}) {
            row(numbered("field"), kOk + field + "\r\n\r\n", Want::malformed);
        }
        row("LF only", "HTTP/1.1 200 OK\nContent-Length: 0\n\n", Want::malformed);
        row("NUL", std::string("HTTP/1.1 200 O\0K\r\n\r\n", 20), Want::malformed);
        row("control without end", kOk + "a: \x02", Want::malformed);
        row("1.0 with chunks", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", Want::malformed);
        row("bad chunk", kOk + "Transfer-Encoding: chunked\r\n\r\nx", Want::malformed);
        row("large head", kOk + "a: " + std::string(70000, 'b') + "\r\n\r\n", Want::malformed);
        row("large head without end", kOk + "a: " + std::string(70000, 'b'), Want::malformed);
        row("many fields", [] {
            std::string text = kOk;
            for (int i = 0; i < 201; ++i) text += "a: b\r\n";
            return text + "\r\n";
        }(), Want::malformed);
    }
    void reads() {
        QFETCH(QByteArray, text);
        QFETCH(int, want);
        QFETCH(QByteArray, body);
        QFETCH(bool, reusable);
        const std::string whole = text.toStdString();
        std::vector<std::size_t> steps{whole.size(), 1, 7};
        if (whole.size() > 2000) steps = {whole.size(), 997};
        for (const std::size_t step : steps) {
            UpstreamReply reply;
            reply.begin(false, 65536, 200);
            Collector got;
            State state = State::more;
            for (std::size_t at = 0; at < whole.size() && state == State::more; at += step) {
                state = reply.feed(std::string_view(whole).substr(at, step), got);
            }
            const bool malformed = want == static_cast<int>(Want::malformed);
            QCOMPARE(state == State::malformed, malformed);
            QCOMPARE(reply.why().empty(), !malformed);
            QCOMPARE(state == State::complete, want == static_cast<int>(Want::complete));
            if (malformed) continue;
            QCOMPARE(got.body, body.toStdString());
            QCOMPARE(reply.reusable(), reusable);
            QCOMPARE(reply.ended(false) == State::complete, want == static_cast<int>(Want::complete));
            QCOMPARE(reply.ended(true) == State::complete, want != static_cast<int>(Want::more));
        }
    }

    void readsAlikeWhereverTheBytesAreSplit() {
        const std::string whole = "HTTP/1.1 100 C\r\n\r\n" + kOk + "A: b\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n";
        for (std::size_t at = 1; at < whole.size(); ++at) {
            UpstreamReply reply;
            reply.begin(false, 65536, 200);
            Collector got;
            QCOMPARE(reply.feed(whole.substr(0, at), got), State::more);
            QCOMPARE(reply.feed(whole.substr(at), got), State::complete);
            QCOMPARE(got.body, std::string("hello!"));
            QCOMPARE(got.fields, std::string("A=b;Transfer-Encoding=chunked;"));
            QCOMPARE(got.heads, 1);
        }
    }

    void expectsNoBodyBehindHead() {
        UpstreamReply reply;
        reply.begin(true, 65536, 200);
        Collector got;
        QCOMPARE(reply.feed(kOk + "Content-Length: 9\r\n\r\n", got), State::complete);
        QVERIFY(reply.reusable());
    }

    void notesBytesBehindTheReply() {
        UpstreamReply reply;
        reply.begin(false, 65536, 200);
        Collector got;
        QCOMPARE(reply.feed(kOk + "Content-Length: 1\r\n\r\nxyz", got), State::complete);
        QCOMPARE(got.body, std::string("x"));
        QVERIFY(!reply.reusable());
    }

    void stopsWhenTheCallIsGone() {
        const std::string whole = kOk + "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n1\r\ny\r\n0\r\n\r\n";
        UpstreamReply reply;
        reply.begin(false, 65536, 200);
        Collector atHead;
        atHead.stopAtHead = true;
        QCOMPARE(reply.feed(whole, atHead), State::stopped);
        QCOMPARE(atHead.body, std::string());
        reply.begin(false, 65536, 200);
        Collector atData;
        atData.stopAtData = true;
        QCOMPARE(reply.feed(whole, atData), State::stopped);
        QCOMPARE(atData.body, std::string("x"));
        reply.begin(false, 65536, 200);
        QCOMPARE(reply.feed(kOk + "Content-Length: 2\r\n\r\nx", atData), State::stopped);
    }

    void remembersThatItWasMalformed() {
        UpstreamReply reply;
        reply.begin(false, 65536, 200);
        Collector got;
        QCOMPARE(reply.feed("x\r\n", got), State::malformed);
        QCOMPARE(reply.feed(kOk, got), State::malformed);
        QVERIFY(reply.anyByte());
    }
};

QTEST_GUILESS_MAIN(UpstreamReplyTest)
#include "upstream_reply_test.moc"
