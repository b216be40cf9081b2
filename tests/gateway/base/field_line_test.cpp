// Names of header fields compared eight letters at a time: against the plain way, at every length and for every byte.
#include "gateway/base/field_line.hpp"
#include "gateway/base/http.hpp"

#include <QtTest>

#include <string>

using namespace gw;

class FieldLineTest : public QObject {
    Q_OBJECT

 private Q_SLOTS:
    void everyByteInEveryPlace() {
        const std::string plain = "x-az{`@[09_~name-of-a-field";
        for (std::size_t size = 1; size <= plain.size(); ++size) {
            const std::string known = plain.substr(0, size);
            for (std::size_t at = 0; at < size; ++at) {
                for (int byte = 0; byte < 256; ++byte) {
                    std::string text = known;
                    text[at] = static_cast<char>(byte);
                    // Only a capital is the same as another byte: its small letter.
                    const bool same = byte == static_cast<unsigned char>(known[at]) || (byte >= 'A' && byte <= 'Z' && byte + 32 == known[at]);
                    QVERIFY2(isNamed(text, known) == same, qPrintable(QStringLiteral("byte %1 at %2 of %3").arg(byte).arg(at).arg(size)));
                }
            }
        }
    }

    void allCapitals() {
        QVERIFY(isNamed("AUTHORIZATION", "authorization"));
        QVERIFY(isNamed("X-Request-Id", "x-request-id"));
        QVERIFY(isNamed("TE", "te"));
        QVERIFY(isNamed("", ""));
    }

    void lengthsAreCompared() {
        QVERIFY(!isNamed("content-length", "content-lengt"));
        QVERIFY(!isNamed("content-lengt", "content-length"));
        QVERIFY(!isNamed("", "te"));
    }

    void agreesWithTheGeneralWay() {
        for (const char* text : {"Transfer-Encoding", "transfer-encodinG", "transfer_encoding", "Transfer-Encoding ", "Keep-Alive"})
            QCOMPARE(isNamed(text, "transfer-encoding"), equalIgnoringCase(text, "transfer-encoding"));
    }

    void aLineEndsWithItsBreak() {
        std::string head = "GET / HTTP/1.1\r\n";
        appendFieldLine(head, "host", "a.example");
        appendFieldLine(head, "empty", "");
        QCOMPARE(head, std::string("GET / HTTP/1.1\r\nhost: a.example\r\nempty: \r\n"));
    }
};

QTEST_GUILESS_MAIN(FieldLineTest)
#include "field_line_test.moc"
