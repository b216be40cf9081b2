#include "gateway/metrics/label_text.hpp"

#include <QByteArray>
#include <QString>
#include <QStringDecoder>
#include <QTest>

using namespace gw::metrics;

class LabelTextTest : public QObject {
    Q_OBJECT

    static QByteArray valueOf(const std::string& value) {
        std::string out;
        appendLabel(out, "n", value);
        return QByteArray::fromStdString(out).mid(3).chopped(1);
    }

   private Q_SLOTS:
    void putsACommaBetweenPairs() {
        std::string out;
        appendLabel(out, "a", "1");
        appendLabel(out, "b", "");
        QCOMPARE(QByteArray::fromStdString(out), QByteArray(R"(a="1",b="")"));
    }
    void escapesAndReplaces_data() {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char* name, const QByteArray& value, const QByteArray& text) { QTest::newRow(name) << value << text; };
        row("plain", "gpt-4.1", "gpt-4.1");
        row("quote", "a\"b", "a\\\"b");
        row("backslash", "a\\b", "a\\\\b");
        row("newline", "a\nb", "a\\nb");
        row("controls", "a\r\t\x1b\x7f", "a????");
        row("nul", QByteArray("a\0b", 3), "a?b");
        row("utf-8", "模型é😀", "模型é😀");
        row("stray continuation", "a\x80z", "a?z");
        row("overlong", "\xC0\xAF", "??");
        row("overlong of three", "\xE0\x80\xAF", "???");
        row("overlong of four", "\xF0\x80\x80\xAF", "????");
        row("surrogate", "\xED\xA0\x80", "???");
        row("beyond Unicode", "\xF4\x90\x80\x80", "????");
        row("no lead", "\xF8z", "?z");
        row("cut sequence", "\xE6\xA8", "??");
        row("broken sequence", "\xE6z\x80", "?z?");
    }
    void escapesAndReplaces() {
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, text);
        QCOMPARE(valueOf(value.toStdString()), text);
    }
    void cutsLongValuesBetweenCharacters() {
        QCOMPARE(valueOf(std::string(128, 'x')).size(), qsizetype{128});
        QCOMPARE(valueOf(std::string(1000, 'x')).size(), qsizetype{128});
        QCOMPARE(valueOf(std::string(127, 'x') + "é").size(), qsizetype{127});
        QCOMPARE(valueOf(std::string(126, 'x') + "éé").size(), qsizetype{128});
        QCOMPARE(valueOf(std::string(200, '\xFF')), QByteArray(128, '?'));
    }
    void staysOneValidLineForAnyBytes() {
        for (int first = 0; first < 256; ++first) {
            for (int second = 0; second < 256; ++second) {
                const auto text = valueOf({static_cast<char>(first), static_cast<char>(second), 'z'});
                QStringDecoder decode(QStringDecoder::Utf8);
                const QString decoded = decode(text);
                QVERIFY(!decoded.isEmpty() && !decode.hasError());
                QVERIFY(!text.contains('\n') && text.endsWith('z'));
            }
        }
    }
};

QTEST_GUILESS_MAIN(LabelTextTest)
#include "label_text_test.moc"
