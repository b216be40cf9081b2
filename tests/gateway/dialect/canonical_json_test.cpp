// Two bodies that say the same have one canonical text; two that differ in anything have two.
#include "gateway/dialect/canonical_json.hpp"

#include <QTest>

#include <array>

using namespace gw::dialect;

namespace {

constexpr std::array<std::string_view, 2> kBeside{"stream", "user"};
constexpr std::array<std::string_view, 1> kEffects{"store"};

std::string textOf(const QByteArray& json) {
    JsonReader reader;
    std::string out;
    CanonicalWriter writer;
    const auto outcome = writer.append(reader, {json.constData(), static_cast<std::size_t>(json.size())}, {kBeside, kEffects}, out);
    return outcome == CanonicalOutcome::ok ? out : outcome == CanonicalOutcome::hasEffect ? "effect" : "not JSON";
}

}  // namespace

class CanonicalJsonTest : public QObject {
    Q_OBJECT
 private Q_SLOTS:
    void sameWords_data() {
        QTest::addColumn<QByteArray>("a");
        QTest::addColumn<QByteArray>("b");
        QTest::newRow("order") << QByteArray("{\"a\":1,\"b\":2}") << QByteArray("{\"b\":2,\"a\":1}");
        QTest::newRow("deep order") << QByteArray("{\"m\":[{\"role\":\"u\",\"content\":{\"x\":1,\"y\":[{\"p\":1,\"q\":2}]}}],\"a\":0}")
                                    << QByteArray("{\"a\":0,\"m\":[{\"content\":{\"y\":[{\"q\":2,\"p\":1}],\"x\":1},\"role\":\"u\"}]}");
        QTest::newRow("space") << QByteArray("{ \"a\" :\t[ 1 ,\n2 ] }") << QByteArray("{\"a\":[1,2]}");
        QTest::newRow("escapes") << QByteArray("{\"a\":\"\\u0041\\/b\"}") << QByteArray("{\"a\":\"A/b\"}");
        QTest::newRow("escaped name") << QByteArray("{\"\\u0061\":1}") << QByteArray("{\"a\":1}");
        QTest::newRow("number") << QByteArray("{\"t\":0.0,\"p\":1e0}") << QByteArray("{\"p\":1,\"t\":0}");
        QTest::newRow("beside") << QByteArray("{\"a\":1,\"user\":\"x\",\"stream\":true}") << QByteArray("{\"stream\":false,\"a\":1}");
        QTest::newRow("beside holds much") << QByteArray("{\"user\":{\"z\":[1,{\"b\":1,\"a\":2}]},\"a\":1}") << QByteArray("{\"a\":1}");
        QTest::newRow("no effect") << QByteArray("{\"store\":false}") << QByteArray("{ \"store\" : false }");
    }
    void sameWords() {
        QFETCH(QByteArray, a);
        QFETCH(QByteArray, b);
        QCOMPARE(textOf(a), textOf(b));
    }

    void otherWords_data() {
        QTest::addColumn<QByteArray>("a");
        QTest::addColumn<QByteArray>("b");
        QTest::newRow("value") << QByteArray("{\"a\":1}") << QByteArray("{\"a\":2}");
        QTest::newRow("list order") << QByteArray("{\"a\":[1,2]}") << QByteArray("{\"a\":[2,1]}");
        QTest::newRow("string or number") << QByteArray("{\"a\":\"1\"}") << QByteArray("{\"a\":1}");
        QTest::newRow("null or absent") << QByteArray("{\"a\":null}") << QByteArray("{}");
        QTest::newRow("space in a string") << QByteArray("{\"a\":\"x y\"}") << QByteArray("{\"a\":\"xy\"}");
        QTest::newRow("quote in a string") << QByteArray("{\"a\":\"x\\\",\\\"b\\\":\\\"y\"}") << QByteArray("{\"a\":\"x\",\"b\":\"y\"}");
        QTest::newRow("backslash") << QByteArray("{\"a\":\"\\\\n\"}") << QByteArray("{\"a\":\"\\n\"}");
        QTest::newRow("backslash and quote") << QByteArray("{\"a\":\"\\\\\",\"b\":\"c\"}") << QByteArray("{\"a\":\"\\\\\\\",\\\"b\\\":\\\"c\"}");
        QTest::newRow("beside below") << QByteArray("{\"m\":{\"user\":\"x\"}}") << QByteArray("{\"m\":{}}");
        QTest::newRow("large whole") << QByteArray("{\"seed\":9007199254740993}") << QByteArray("{\"seed\":9007199254740992}");
        QTest::newRow("flat or deep") << QByteArray("{\"a\":{\"b\":1}}") << QByteArray("{\"a\":{},\"b\":1}");
        QTest::newRow("list or two") << QByteArray("[[1],2]") << QByteArray("[[1,2]]");
        QTest::newRow("doubled name") << QByteArray("{\"a\":1,\"a\":2}") << QByteArray("{\"a\":2,\"a\":1}");
    }
    void otherWords() {
        QFETCH(QByteArray, a);
        QFETCH(QByteArray, b);
        QVERIFY(textOf(a) != textOf(b));
    }

    void aReaderThatHasReadItBeforeMakesNoDifference() {
        const std::string first = "{\"b\":[1,\"x\\n\"],\"a\":{}}", second = "{\"b\":[2,\"x\\n\"],\"a\":{}}", cut = "{\"b\":[2,\"x\\n\"],\"a\":{]";
        JsonReader reader;
        CanonicalWriter writer;
        const auto written = [&](const std::string& text) {
            std::string out;
            return writer.append(reader, text, {kBeside, kEffects}, out) == CanonicalOutcome::ok ? out : "not JSON";
        };
        for (const std::string* text : {&first, &second, &first, &cut, &second}) {
            reader.open(*text);
            JsonToken token;
            while (reader.next(token)) {}
            for (const std::string* other : {text, &first, text, text}) QCOMPARE(written(*other), textOf(QByteArray::fromStdString(*other)));
        }
    }

    void manyMembersAreSortedAsFewAre() {
        QByteArray up, down;
        for (int i = 0; i < 300; ++i) {
            const QByteArray member = "\"m" + QByteArray::number(i * 7919 % 300) + "\":" + QByteArray::number(i * 7919 % 300);
            up += (i ? "," : "") + member;
            down.prepend(member + (i ? "," : ""));
        }
        QCOMPARE(textOf("{" + up + "}"), textOf("{" + down + "}"));
        // Of one name the order stays, however many there are.
        QVERIFY(textOf("{" + up + ",\"m5\":0}") != textOf("{\"m5\":0," + up + "}"));
    }

    void tellsACallThatDoesMoreThanAnswer() {
        QCOMPARE(textOf("{\"a\":1,\"store\":true}"), std::string("effect"));
        QVERIFY(textOf("{\"a\":{\"store\":true}}") != "effect");
        QCOMPARE(textOf("{"), std::string("not JSON"));
    }
};

QTEST_APPLESS_MAIN(CanonicalJsonTest)
#include "canonical_json_test.moc"
