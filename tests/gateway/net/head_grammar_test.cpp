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
