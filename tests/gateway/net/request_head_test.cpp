// The strict request-head parser: every branch, and a hostile corpus by category (reliability.md A1, A4).
#include "gateway/net/request_head.hpp"

#include <QTest>
#include <string>

using namespace gw;
using namespace gw::net;
using State = RequestHeadParser::State;

namespace {

int verdict(const std::string& text, RequestHead& head, HeadLimits limits = {}) {
    RequestHeadParser parser(limits);
    switch (parser.parse(text, head)) {
        case State::complete: return 200;
        case State::unfinished: return 0;
        case State::refused: return parser.fault().status;
    }
    return -1;
}

std::string get(const std::string& fields) { return "GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n"; }

void row(const char* category, const std::string& text, int status) {
    static int number = 0;
    QTest::addRow("%s %d", category, ++number) << QByteArray::fromStdString(text) << status;
}

}  // namespace

class RequestHeadTest : public QObject {
    Q_OBJECT

   private Q_SLOTS:
    void readsAHead() {
        const std::string text =
            "POST /v1/x%20y?a=b&c=[d] HTTP/1.1\r\nHost: api.example:8000\r\nX-One:  two \t\r\nContent-Length: 12\r\nEmpty:\r\n\r\nbody";
        RequestHead head;
        RequestHeadParser parser;
        QCOMPARE(parser.parse(text, head), State::complete);
        QCOMPARE(parser.headSize(), text.size() - 4);
        QCOMPARE(head.method, Method::post);
        QCOMPARE(head.target, std::string_view("/v1/x%20y?a=b&c=[d]"));
        QCOMPARE(head.path, std::string_view("/v1/x%20y"));
        QCOMPARE(head.query, std::string_view("a=b&c=[d]"));
        QCOMPARE(head.fields.size(), std::size_t{4});
        QCOMPARE(head.value("x-one"), std::string_view("two"));
        QCOMPARE(head.value("empty"), std::string_view());
        QCOMPARE(*head.contentLength, std::uint64_t{12});
        QVERIFY(head.keepAlive && !head.chunked && !head.http10 && !head.expectContinue);
    }

    void knowsMethods_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("method");
        const std::pair<const char*, Method> all[] = {{"GET", Method::get},     {"HEAD", Method::head}, {"POST", Method::post},
                                                      {"PUT", Method::put},     {"PATCH", Method::patch}, {"DELETE", Method::del},
                                                      {"OPTIONS", Method::options}, {"TRACE", Method::other}, {"get", Method::other},
                                                      {"M-SEARCH", Method::other}};
        for (const auto& [text, method] : all) QTest::newRow(text) << QByteArray(text) << static_cast<int>(method);
    }
    void knowsMethods() {
        QFETCH(QByteArray, text);
        QFETCH(int, method);
        RequestHead head;
        QCOMPARE(verdict(text.toStdString() + " / HTTP/1.1\r\nHost: a\r\n\r\n", head), 200);
        QCOMPARE(static_cast<int>(head.method), method);
    }

    void decidesKeepAlive_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("keep");
        QTest::newRow("1.1") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r\n") << true;
        QTest::newRow("1.1 close") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nConnection: x , CLOSE\r\n\r\n") << false;
        QTest::newRow("1.1 both") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\nConnection: close\r\n\r\n") << false;
        QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << false;
        QTest::newRow("1.0 keep-alive") << QByteArray("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n") << true;
        QTest::newRow("1.0 both") << QByteArray("GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n") << false;
        QTest::newRow("close inside a word") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nConnection: closed\r\n\r\n") << true;
    }
    void decidesKeepAlive() {
        QFETCH(QByteArray, text);
        QFETCH(bool, keep);
        RequestHead head;
        QCOMPARE(verdict(text.toStdString(), head), 200);
        QCOMPARE(head.keepAlive, keep);
    }

    void readsExpectations() {
        RequestHead head;
        QCOMPARE(verdict("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\n\r\n", head), 200);
        QVERIFY(head.expectContinue);
        QCOMPARE(verdict("POST / HTTP/1.0\r\nHost: a\r\nExpect: 100-continue\r\n\r\n", head), 200);
        QVERIFY(!head.expectContinue);
    }

    void judgesHeads_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("status");
        lineEnds();
        requestLines();
        hosts();
        names();
        framing();
    }
    void judgesHeads() {
        QFETCH(QByteArray, text);
        QFETCH(int, status);
        RequestHead head;
        QCOMPARE(verdict(text.toStdString(), head), status);
    }

    void judgesAlikeWhereverTheBytesAreSplit_data() { judgesHeads_data(); }
    void judgesAlikeWhereverTheBytesAreSplit() {
        QFETCH(QByteArray, text);
        QFETCH(int, status);
        const std::string whole = text.toStdString();
        RequestHead head;
        // Byte by byte, in a buffer that moves each time.
        RequestHeadParser parser;
        State state = State::unfinished;
        std::size_t size = 0;
        while (state == State::unfinished && size < whole.size()) {
            const std::string part = whole.substr(0, ++size);
            state = parser.parse(part, head);
        }
        const int got = state == State::complete ? 200 : state == State::refused ? parser.fault().status : 0;
        QCOMPARE(got, status);
        if (state != State::complete) return;
        QCOMPARE(parser.headSize(), size);
        // In two pieces: the fields are those of the whole.
        RequestHead expected;
        verdict(whole, expected);
        for (std::size_t at = 1; at < whole.size(); ++at) {
            RequestHead split;
            RequestHeadParser again;
            again.parse(std::string_view(whole).substr(0, at), split);
            const std::string copy = whole;
            QCOMPARE(again.parse(copy, split), State::complete);
            QCOMPARE(split.fields.size(), expected.fields.size());
            QCOMPARE(split.target, expected.target);
            QCOMPARE(split.contentLength, expected.contentLength);
            QCOMPARE(split.keepAlive, expected.keepAlive);
        }
    }

    void holdsTheLimits_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("status");
        const std::string host = "Host: a\r\n";
        row("line", "GET /" + std::string(86, 'a') + " HTTP/1.1\r\n" + host + "\r\n", 200);
        row("line", "GET /" + std::string(87, 'a') + " HTTP/1.1\r\n" + host + "\r\n", 414);
        row("line", "GET /" + std::string(400, 'a') + " HTTP/1.1\r\n" + host + "\r\n", 414);
        row("line", std::string(101, 'G'), 414);
        row("line", std::string(100, 'G'), 0);
        row("head", get("x: " + std::string(195, 'a') + "\r\n").substr(0, 220), 0);
        row("head", "GET / HTTP/1.1\r\n" + host + "x: " + std::string(215, 'a') + "\r\n\r\n", 200);
        row("head", "GET / HTTP/1.1\r\n" + host + "x: " + std::string(300, 'a') + "\r\n\r\n", 431);
        row("head", "GET / HTTP/1.1\r\n" + host + "x: " + std::string(300, 'a'), 431);
        row("fields", "GET / HTTP/1.1\r\n" + host + "a:\r\nb:\r\nc:\r\n\r\n", 200);
        row("fields", "GET / HTTP/1.1\r\n" + host + "a:\r\nb:\r\nc:\r\nd:\r\n\r\n", 431);
    }
    void holdsTheLimits() {
        QFETCH(QByteArray, text);
        QFETCH(int, status);
        RequestHead head;
        QCOMPARE(verdict(text.toStdString(), head, HeadLimits{100, 250, 4}), status);
    }

   private:
    static void lineEnds() {
        row("unfinished", "", 0);
        row("unfinished", "\r", 0);
        row("unfinished", "\r\n", 0);
        row("unfinished", "GET / HTTP/1.1\r\nHost: a\r\n", 0);
        row("unfinished", "GET / HTTP/1.1\r\nHost: a\r\n\r", 0);
        row("line end", "GET / HTTP/1.1\nHost: a\n\n", 400);
        row("line end", "GET / HTTP/1.1\r\nHost: a\n\r\n", 400);
        row("line end", "GET / HTTP/1.1\r\nHost: a\r\n\n", 400);
        row("line end", "GET / HTTP/1.1\r\nHost: a\rx: y\r\n\r\n", 400);
        row("line end", "GET / HTTP/1.1\r\rHost: a\r\n\r\n", 400);
        row("line end", "GET / HTTP/1.1\r\r\nHost: a\r\n\r\n", 400);
        row("line end", "\n\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("empty line", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 200);
        row("empty line", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("fold", get("x: a\r\n b\r\n"), 400);
        row("fold", get("x: a\r\n\tb\r\n"), 400);
        row("fold", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400);
        row("control", get(std::string("x: a\0b\r\n", 8)), 400);
        row("control", get("x: a\x01\r\n"), 400);
        row("control", get("x: a\x7f\r\n"), 400);
        row("control", get("x: a\x1b[0m\r\n"), 400);
        row("control", std::string("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", 28), 400);
        row("control", std::string("\x16\x03\x01", 3), 400);
        row("control", std::string("\0", 1), 400);
        row("text", get("x: \xc3\xa9 tab\there\r\n"), 200);
    }

    static void requestLines() {
        for (const char* target : {"/", "/a/../b", "//x", "/a?b?c", "/a;b=c:d@e", "/%41?%2f", "/v1beta/models/m:generateContent"}) {
            row("target", "GET " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n\r\n", 200);
        }
        for (const char* target : {"a", "http://a", "http:///", "http://b/", "http://a?b", "http://u@a/", "ftp://a/", "http://a/ b", "a:80", "*", "", "/a b", "/%", "/%4", "/%zz", "/a#b", "/<a>", "/\"", "/a\\b", "/{x}",
                                   "/a|b", "/\xc3\xa9", "/a\tb"}) {
            row("target", "GET " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        }
        for (const char* target : {"http://a/", "HTTP://A/x?y", "https://a//"})
            row("target", "GET " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n\r\n", 200);
        row("target", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 200);
        row("target", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        for (const char* line : {"GET /", "GET", " GET / HTTP/1.1", "GET  / HTTP/1.1", "GET /  HTTP/1.1", "GET / HTTP/1.1 ", "GET\t/ HTTP/1.1",
                                 "G(T / HTTP/1.1", "GET / HTTP/1", "GET / HTTP/11", "GET / http/1.1", "GET / HTTP/1.1x", "GET / XTTP/1.1",
                                 "GET / HTTP/a.b", "/ HTTP/1.1", "GET / "}) {
            row("line", std::string(line) + "\r\nHost: a\r\n\r\n", 400);
        }
        row("line", std::string(33, 'A') + " / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        for (const char* version : {"HTTP/2.0", "HTTP/1.2", "HTTP/0.9", "HTTP/3.0", "HTTP/9.9"}) {
            row("version", "GET / " + std::string(version) + "\r\nHost: a\r\n\r\n", 505);
        }
    }

    static void hosts() {
        for (const char* host : {"a", "A.b-c_d", "127.0.0.1", "127.0.0.1:80", "[::1]", "[::1]:8000", "a:", "a:65535", "%41"}) {
            row("host", "GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n", 200);
        }
        for (const char* host : {"", "a b", "a, b", "a/b", "a@b", "user:pw@a", "a:b", "a:65536", "a:123456", "a:-1", "[::1", "[1.2.3.4]", "[]",
                                 "::1", "[::1]x", "[::1]:x", "a%", "a%4", "a?b", "a#b", ":80", "\xc3\xa9", "[fe80::1%25eth0]"}) {
            row("host", "GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n", 400);
        }
        row("host", "GET / HTTP/1.1\r\n\r\n", 400);
        row("host", get("Host: a\r\n"), 400);
        row("host", get("HOST: b\r\n"), 400);
        row("host", "GET / HTTP/1.0\r\n\r\n", 200);
        row("host", "GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n", 400);
    }

    static void names() {
        for (const char* field : {"x : y", " x: y", "x\t: y", ": y", "x", "x y: z", "x(y): z", "x\x80y: z", "x/y: z", "\"x\": z", "x=y"}) {
            row("name", get(std::string(field) + "\r\n"), 400);
        }
        row("name", get("!#$%&'*+-.^_`|~09azAZ: y\r\n"), 200);
    }

    static void framing() {
        for (const char* length : {"0", "5", "00000005", "18446744073709551615"}) {
            row("length", get("Content-Length: " + std::string(length) + "\r\n"), 200);
        }
        for (const char* length : {"", "+5", "-5", "5 5", "5,5", "5, 5", "0x5", "5a", "5.0", "1e3", "\"5\"", "5;", "\xd9\xa3"}) {
            row("length", get("Content-Length: " + std::string(length) + "\r\n"), 400);
        }
        row("length", get("Content-Length: 18446744073709551616\r\n"), 413);
        row("length", get("Content-Length: 99999999999999999999999999\r\n"), 413);
        row("length", get("Content-Length: 5\r\nContent-Length: 5\r\n"), 400);
        row("length", get("Content-Length: 5\r\ncontent-length: 6\r\n"), 400);
        row("coding", get("Transfer-Encoding: chunked\r\n"), 200);
        row("coding", get("transfer-encoding: CHUNKED\r\n"), 200);
        for (const char* coding : {"", "gzip", "identity", "chunked, chunked", "gzip, chunked", "chunked;q=1", "xchunked", "\"chunked\"", ",chunked",
                                   "chunked,", "chun ked", "x"}) {
            row("coding", get("Transfer-Encoding: " + std::string(coding) + "\r\n"), 400);
        }
        row("coding", get("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400);
        row("coding", get("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n"), 400);
        row("coding", get("Transfer-Encoding: \x0b" "chunked\r\n"), 400);
        row("both", get("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), 400);
        row("both", get("Transfer-Encoding: chunked\r\nContent-Length: 0\r\n"), 400);
        row("1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
        row("1.0", "POST / HTTP/1.0\r\nContent-Length: 3\r\n\r\n", 200);
        row("expect", get("Expect: 200-ok\r\n"), 417);
    }
};

QTEST_GUILESS_MAIN(RequestHeadTest)
#include "request_head_test.moc"
