#include "gateway/net/head_grammar.hpp"

#include <QTest>

#include <string>

using namespace gw::net;

class HeadGrammarTest : public QObject {
    Q_OBJECT

   private Q_SLOTS:
    /// Each byte at each place of a field longer than two machine words (RFC 9110 §5.5: tab, space, visible and obs-text).
    void fieldTextIsJudgedByteByByte() {
        for (std::size_t length = 1; length <= 20; ++length) {
            for (std::size_t at = 0; at < length; ++at) {
                for (int byte = 0; byte < 256; ++byte) {
                    std::string text(length, 'a');
                    text[at] = static_cast<char>(byte);
                    const bool sound = byte == '\t' || (byte >= 0x20 && byte != 0x7f);
                    if (isFieldText(text) != sound) QFAIL(qPrintable(QStringLiteral("byte %1 at %2 of %3").arg(byte).arg(at).arg(length)));
                }
            }
        }
        QVERIFY(isFieldText(""));
    }

    /// The quick way takes nothing that the long way does not, and nothing differently; of untroubled lines it takes all.
    void thePlainWayReadsWhatTheLongWayReads() {
        const std::string base = "Content-Type:  text/plain; q=1 \r\nNext: 1\r\n\r\n";
        int taken = 0;
        const auto holdAgainst = [&taken](const std::string& text, std::size_t from) {
            const auto plain = plainFieldLine(text, from);
            if (!plain) return true;
            ++taken;
            const Line line = nextLine(text, from);
            const auto field = line.end == LineEnd::complete ? parseFieldLine(line.text) : std::nullopt;
            return field && plain->next == line.next && plain->field.name == field->name && plain->field.value == field->value;
        };
        QVERIFY(holdAgainst(base, 0) && taken == 1);
        QVERIFY(plainFieldLine("a:\r\n", 0) && plainFieldLine("x\r\na: b\r\n", 3));
        for (std::size_t at = 0; at < base.size(); ++at) {
            QVERIFY(holdAgainst(base.substr(0, at), 0));
            for (int byte = 0; byte < 256; ++byte) {
                std::string text = base;
                text[at] = static_cast<char>(byte);
                if (!holdAgainst(text, 0)) QFAIL(qPrintable(QStringLiteral("byte %1 at %2").arg(byte).arg(at)));
                text.insert(at, 1, base[at]);
                if (!holdAgainst(text, 0)) QFAIL(qPrintable(QStringLiteral("byte %1 put in at %2").arg(byte).arg(at)));
            }
        }
        QVERIFY(taken > 5000);
        for (const char* odd : {"", "a", "a:", "a: b", "a: b\r", "a: b\n", ": b\r\n", "a : b\r\n", " a: b\r\n", "a: b\rc\r\n", "a: \x7f\r\n", "\r\n"})
            QVERIFY(!plainFieldLine(odd, 0));
    }

    /// A byte beside another one: borrows between neighbours change nothing.
    void neighboursDoNotHideEachOther() {
        for (int first = 0; first < 256; ++first) {
            for (int second = 0; second < 256; ++second) {
                const auto sound = [](int byte) { return byte == '\t' || (byte >= 0x20 && byte != 0x7f); };
                std::string text(8, 'a');
                text[3] = static_cast<char>(first);
                text[4] = static_cast<char>(second);
                if (isFieldText(text) != (sound(first) && sound(second))) QFAIL(qPrintable(QStringLiteral("%1 %2").arg(first).arg(second)));
            }
        }
    }
};

QTEST_GUILESS_MAIN(HeadGrammarTest)
#include "head_grammar_test.moc"
