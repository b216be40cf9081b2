#include "gateway/dialect/openai_payload.hpp"

#include <QTest>

using namespace gw;
using namespace gw::dialect;
using State = UsageReading::State;

class UsageReadingTest : public QObject {
    Q_OBJECT
    JsonReader reader_;

   private Q_SLOTS:
    void readsOrRefusesCounts_data() {
        QTest::addColumn<QByteArray>("usage");
        QTest::addColumn<int>("state");
        QTest::addColumn<QByteArray>("counts");  // input/output/cached/reasoning, and /written where something was
        const auto row = [](const char* name, const char* usage, State state, const char* counts = "") {
            QTest::newRow(name) << QByteArray(usage) << int(state) << QByteArray(counts);
        };
        row("plain", R"({"prompt_tokens":9,"completion_tokens":12,"total_tokens":21})", State::valid, "9/12/0/0");
        row("details", R"({"prompt_tokens":9,"completion_tokens":12,"total_tokens":21,"prompt_tokens_details":{"cached_tokens":4,"audio_tokens":0},
            "completion_tokens_details":{"reasoning_tokens":5,"accepted":{"x":1}}})", State::valid, "9/12/4/5");
        row("details null", R"({"prompt_tokens":9,"completion_tokens":12,"prompt_tokens_details":null})", State::valid, "9/12/0/0");
        row("zero", R"({"prompt_tokens":0,"completion_tokens":0,"total_tokens":0})", State::valid, "0/0/0/0");
        row("embedding", R"({"prompt_tokens":7,"total_tokens":7})", State::valid, "7/0/0/0");
        row("cache hit", R"({"prompt_tokens":9,"completion_tokens":1,"prompt_cache_hit_tokens":3})", State::valid, "9/1/3/0");
        row("cache hit of its own", R"({"prompt_tokens":9,"completion_tokens":1,"cached_tokens":3})", State::valid, "9/1/3/0");
        row("cache hit in the details first", R"({"prompt_tokens":9,"completion_tokens":1,"cached_tokens":0,"prompt_tokens_details":{"cached_tokens":3}})", State::valid, "9/1/3/0");
        row("written", R"({"prompt_tokens":9,"completion_tokens":1,"prompt_tokens_details":{"cached_tokens":3,"cache_write_tokens":5}})", State::valid, "9/1/3/0/5");
        row("written, input", R"({"input_tokens":9,"output_tokens":1,"input_tokens_details":{"cache_write_tokens":9,"cached_tokens":0}})", State::valid, "9/1/0/0/9");
        row("written, as proxies say", R"({"prompt_tokens":9,"completion_tokens":1,"prompt_tokens_details":{"cache_creation_tokens":5}})", State::valid, "9/1/0/0/5");
        // Anthropic counts them beside the input (dialects.md A6), who puts its counts into OpenAI's words has them in it.
        row("Anthropic", R"({"input_tokens":9,"cache_creation_input_tokens":20,"cache_read_input_tokens":30,"output_tokens":4})", State::valid, "59/4/30/0/20");
        row("Anthropic, none", R"({"input_tokens":9,"cache_creation_input_tokens":0,"cache_read_input_tokens":null,"cache_creation":{"ephemeral_5m_input_tokens":0},"output_tokens":4})",
            State::valid, "9/4/0/0");
        row("Anthropic's in OpenAI's", R"({"prompt_tokens":59,"completion_tokens":4,"total_tokens":63,"cache_creation_input_tokens":20,"cache_read_input_tokens":30})",
            State::valid, "59/4/30/0/20");
        row("said twice", R"({"prompt_tokens":59,"completion_tokens":4,"prompt_tokens_details":{"cached_tokens":30,"cache_creation_tokens":20},"cache_creation_input_tokens":20,
            "cache_read_input_tokens":30})", State::valid, "59/4/30/0/20");
        row("whole with a fraction", R"({"prompt_tokens":9.0,"completion_tokens":2.00,"total_tokens":11.0})", State::valid, "9/2/0/0");
        row("reasoning beside", R"({"prompt_tokens":10,"completion_tokens":5,"total_tokens":35,"completion_tokens_details":{"reasoning_tokens":20}})",
            State::valid, "10/25/0/20");
        row("input and output", R"({"input_tokens":9,"output_tokens":12,"total_tokens":21,"input_tokens_details":{"cached_tokens":4},
            "output_tokens_details":{"reasoning_tokens":5}})", State::valid, "9/12/4/5");
        row("both spellings", R"({"prompt_tokens":9,"completion_tokens":12,"input_tokens":1,"output_tokens":2})", State::valid, "9/12/0/0");
        row("bad input", R"({"input_tokens":-1,"output_tokens":12})", State::invalid);
        row("null", "null", State::absent);
        row("negative", R"({"prompt_tokens":-1,"completion_tokens":2})", State::invalid);
        row("huge", R"({"prompt_tokens":9223372036854775808,"completion_tokens":2})", State::invalid);
        row("too many", R"({"prompt_tokens":1000000001,"completion_tokens":2})", State::invalid);
        row("fraction", R"({"prompt_tokens":1.5,"completion_tokens":2})", State::invalid);
        row("fraction far behind", R"({"prompt_tokens":1.0000005,"completion_tokens":2})", State::invalid);
        row("power", R"({"prompt_tokens":1.0e5,"completion_tokens":2})", State::invalid);
        row("text", R"({"prompt_tokens":"9","completion_tokens":2})", State::invalid);
        row("object", R"({"prompt_tokens":{},"completion_tokens":2})", State::invalid);
        row("array", R"({"prompt_tokens":[9],"completion_tokens":2})", State::invalid);
        row("twice", R"({"prompt_tokens":9,"completion_tokens":2,"prompt_tokens":9})", State::invalid);
        row("cached above input", R"({"prompt_tokens":9,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":10}})", State::invalid);
        row("cached and written above input", R"({"prompt_tokens":9,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":5,"cache_write_tokens":5}})",
            State::invalid);
        row("negative written", R"({"prompt_tokens":9,"completion_tokens":2,"prompt_tokens_details":{"cache_write_tokens":-4}})", State::invalid);
        row("reasoning above output", R"({"prompt_tokens":9,"completion_tokens":2,"completion_tokens_details":{"reasoning_tokens":3}})", State::invalid);
        row("negative detail", R"({"prompt_tokens":9,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":-4}})", State::invalid);
        row("no counts", R"({})", State::invalid);
        row("no completion", R"({"prompt_tokens":9})", State::invalid);
        row("list", R"([1,2])", State::invalid);
        row("number", "12", State::invalid);
    }
    void readsOrRefusesCounts() {
        QFETCH(QByteArray, usage);
        QFETCH(int, state);
        QFETCH(QByteArray, counts);
        const std::string text = R"({"choices":[],"usage":)" + usage.toStdString() + R"(,"z":1})";
        const Payload payload = readChatPayload(reader_, text);
        QVERIFY(payload.isObject);
        QCOMPARE(int(payload.usage.state), state);
        const auto& u = payload.usage.usage;
        QByteArrayList read;
        for (const Tokens count : {u.input, u.output, u.cached, u.reasoning}) read << QByteArray::number(qint64(count));
        if (u.cacheWrite != 0) read << QByteArray::number(qint64(u.cacheWrite));
        if (!counts.isEmpty()) QCOMPARE(read.join('/'), counts);
    }

    void refusesTwoUsageMembers() {
        const auto payload = readChatPayload(reader_, R"({"usage":{"prompt_tokens":1,"completion_tokens":1},"usage":{"prompt_tokens":1,"completion_tokens":1}})");
        QCOMPARE(int(payload.usage.state), int(State::invalid));
    }
};

QTEST_GUILESS_MAIN(UsageReadingTest)
#include "usage_reading_test.moc"
