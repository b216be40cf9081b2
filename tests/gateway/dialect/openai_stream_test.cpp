#include "gateway/dialect/openai_stream.hpp"

#include <QTest>

#include <string>

using namespace gw;
using namespace gw::dialect;

namespace {

std::string chunk(std::string_view text, std::string_view finish = "null") {
    return R"(data: {"id":"c1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":")" + std::string(text) +
           R"("},"finish_reason":)" + std::string(finish) + "}]}\n\n";
}
const std::string kUsage = "data: {\"id\":\"c1\",\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}\n\n";
const std::string kDone = "data: [DONE]\n\n";

struct Run {
    std::string relayed;
    StreamFacts facts;
};

}  // namespace

class OpenAiStreamTest : public QObject {
    Q_OBJECT
    JsonReader reader_;

    /// Feeds the stream cut at the given places.
    Run run(const std::string& stream, bool hide, const std::vector<std::size_t>& cuts = {}) {
        Run result;
        const auto scan = openChatStream(reader_, hide);
        std::vector<std::string_view> pieces;
        std::size_t at = 0;
        for (std::size_t i = 0; i <= cuts.size(); ++i) {
            const std::size_t stop = i < cuts.size() ? cuts[i] : stream.size();
            std::string read = stream.substr(at, stop - at);  // as the network's buffer: gone after the call
            pieces.clear();
            scan->feed(read, pieces);
            for (const auto piece : pieces) result.relayed += piece;
            at = stop;
        }
        pieces.clear();
        scan->end(pieces);
        for (const auto piece : pieces) result.relayed += piece;
        result.facts = scan->facts();
        return result;
    }

   private Q_SLOTS:
    void hidesExactlyTheUsageChunkAtEverySplit_data() {
        QTest::addColumn<QByteArray>("lineEnd");
        QTest::newRow("lf") << QByteArray("\n");
        QTest::newRow("crlf") << QByteArray("\r\n");
        QTest::newRow("cr") << QByteArray("\r");
    }
    void hidesExactlyTheUsageChunkAtEverySplit() {
        QFETCH(QByteArray, lineEnd);
        const auto with = [&](std::string text) {
            std::string out;
            for (const char c : text) out += c == '\n' ? lineEnd.toStdString() : std::string(1, c);
            return out;
        };
        const std::string before = with(": comment\n\n" + chunk("Hel") + chunk("lo") + chunk("", "\"stop\""));
        const std::string usage = with(kUsage);
        const std::string stream = before + usage + with(kDone);
        for (std::size_t cut = 0; cut <= stream.size(); ++cut) {
            const Run hidden = run(stream, true, {cut});
            QCOMPARE(QByteArray::fromStdString(hidden.relayed), QByteArray::fromStdString(before));
            QCOMPARE(QByteArray::fromStdString(hidden.facts.tail).trimmed(), QByteArray("data: [DONE]"));
            QVERIFY(hidden.facts.done && hidden.facts.finished && hidden.facts.usageFinal && !hidden.facts.fault);
            QCOMPARE(hidden.facts.usage.usage.output, Tokens(3));
            const Run shown = run(stream, false, {cut});
            QCOMPARE(QByteArray::fromStdString(shown.relayed), QByteArray::fromStdString(before + usage));
        }
    }

    void holdsBackWhatOnlyOpensAnAnswer_data() {
        QTest::addColumn<QByteArray>("delta");
        QTest::addColumn<bool>("held");
        const auto row = [](const char* delta, bool held) { QTest::newRow(delta) << QByteArray(delta) << held; };
        row(R"({"role":"assistant"})", true);
        row(R"({"role":"assistant","content":""})", true);
        row(R"({"role":"assistant","content":null,"refusal":null,"tool_calls":[],"audio":{}})", true);
        row(R"({})", true);
        row(R"({"role":"assistant","content":"H"})", false);
        row(R"({"tool_calls":[{"index":0,"id":"c","function":{"name":"f","arguments":""}}]})", false);
        row(R"({"reasoning_content":"hm"})", false);
        row(R"({"refusal":"no"})", false);
        row(R"({"of_next_year":7})", false);
    }
    void holdsBackWhatOnlyOpensAnAnswer() {
        QFETCH(QByteArray, delta);
        QFETCH(bool, held);
        const std::string opening = "data: {\"choices\":[{\"index\":0,\"delta\":" + delta.toStdString() + ",\"logprobs\":null,\"finish_reason\":null}]}\n\n";
        const auto scan = openChatStream(reader_, false);
        std::vector<std::string_view> pieces;
        scan->feed(opening, pieces);
        QCOMPARE(pieces.empty(), held);
        QCOMPARE(scan->facts().content, !held);
        const std::string said = chunk("word");
        std::string relayed;
        for (const auto piece : pieces) relayed += piece;
        pieces.clear();
        scan->feed(said, pieces);
        for (const auto piece : pieces) relayed += piece;
        QCOMPARE(relayed, opening + said);
        QVERIFY(scan->facts().content);
    }

    void anErrorBehindTheOpeningIsUnseen() {
        const Run broken = run(chunk("") + R"(data: {"error":{"message":"overloaded"}})" + "\n\n", false);
        QVERIFY(broken.facts.fault && !broken.facts.content);
        QCOMPARE(broken.relayed, std::string());
        const Run cut = run(chunk(""), false);
        QVERIFY(!cut.facts.content && cut.relayed.empty());
    }

    void holdsNoMoreThanSomeEventsOrBytes() {
        std::string many;
        for (std::size_t i = 0; i < kHeldEventsMax; ++i) many += chunk("");
        QCOMPARE(run(many, false).relayed, std::string());
        QCOMPARE(run(many + chunk(""), false).relayed, many + chunk(""));
        const std::string large = "data: {\"choices\":[],\"padding\":\"" + std::string(kHeldBytesMax, 'x') + "\"}\n\n";
        QCOMPARE(run(chunk("") + large, false).relayed, chunk("") + large);
    }

    void aCommentDoesNotWaitForTheAnswer() {
        const Run kept = run(chunk("") + ": alive\n\n", false);
        QCOMPARE(kept.relayed, std::string(": alive\n\n"));
        QVERIFY(!kept.facts.content);
    }

    void anAnswerWithoutAWordIsWhole() {
        const Run empty = run(chunk("") + kDone, false);
        QCOMPARE(empty.relayed, chunk(""));
        QVERIFY(empty.facts.done && empty.facts.content);
    }

    void knowsWhatWasDoneAtLeisure() {
        const std::string flex = R"(data: {"service_tier":"flex","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3}})" + std::string("\n\n");
        QVERIFY(run(chunk("a", "\"stop\"") + flex + kDone, true).facts.usage.batch);
        QVERIFY(!run(chunk("a", "\"stop\"") + kUsage + kDone, true).facts.usage.batch);
    }

    void relaysByteByByteTheSame() {
        const std::string stream = chunk("a") + chunk("b", "\"stop\"") + kUsage + kDone;
        std::vector<std::size_t> cuts;
        for (std::size_t i = 1; i < stream.size(); ++i) cuts.push_back(i);
        QCOMPARE(run(stream, true, cuts).relayed, chunk("a") + chunk("b", "\"stop\""));
        QCOMPARE(run(stream, false, cuts).relayed, chunk("a") + chunk("b", "\"stop\"") + kUsage);
    }

    void makesOnePieceOfOneRead() {
        const auto scan = openChatStream(reader_, true);
        std::vector<std::string_view> pieces;
        const std::string read = chunk("a") + chunk("b") + chunk("c");
        scan->feed(read, pieces);
        QCOMPARE(pieces.size(), std::size_t(1));
        QCOMPARE(pieces.front().data(), read.data());
        QCOMPARE(pieces.front().size(), read.size());
    }

    void keepsAUsageThatComesWithChoices() {
        const std::string last = R"(data: {"choices":[{"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":7,"completion_tokens":3}})"
                                 "\n\n";
        const Run r = run(chunk("a") + last + kDone, true);
        QCOMPARE(r.relayed, chunk("a") + last);
        QVERIFY(r.facts.usageFinal);
        QCOMPARE(r.facts.usage.usage.input, Tokens(7));
    }

    void doesNotTakeAnEarlyUsageForFinal() {
        const std::string early = R"(data: {"choices":[{"delta":{"content":"x"}}],"usage":{"prompt_tokens":7,"completion_tokens":1}})"
                                  "\n\n";
        const Run r = run(early, true);
        QCOMPARE(r.relayed, early);
        QVERIFY(!r.facts.usageFinal);
        QCOMPARE(int(r.facts.usage.state), int(UsageReading::State::valid));
    }

    void aUsageThatMoreIsSaidBehindIsNotFinal() {
        const Run early = run(kUsage + chunk("a") + chunk("b", "\"stop\"") + kDone, true);
        QVERIFY(early.facts.done);
        QVERIFY(!early.facts.usageFinal);
        QCOMPARE(int(early.facts.usage.state), int(UsageReading::State::valid));
        QVERIFY(!run(kUsage + chunk("a", "\"stop\"") + kDone, true).facts.usageFinal);
        const Run both = run(kUsage + chunk("a", "\"stop\"") + kUsage + kDone, true);
        QVERIFY(both.facts.usageFinal);
    }

    void hidesTheUsageChunkWithNullChoices() {
        const std::string usage = "data: {\"choices\":null,\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}\n\n";
        QCOMPARE(run(chunk("a") + usage + kDone, true).relayed, chunk("a"));
        const std::string nulls = "data: {\"choices\":[],\"usage\":null,\"prompt_filter_results\":[]}\n\n";
        QCOMPARE(run(nulls + chunk("a") + kDone, true).relayed, nulls + chunk("a"));
    }

    void countsWhatWasSaid() {
        const Run r = run(chunk("Hello") + chunk(" you") + chunk("!") + chunk("", "\"length\""), true);
        QCOMPARE(r.facts.tally.chunks, std::uint64_t(3));
        QCOMPARE(r.facts.tally.bytes, std::uint64_t(10));
        QCOMPARE(r.facts.tally.tokens(), Tokens(3));
        QVERIFY(r.facts.finished && !r.facts.done);
    }

    void stopsAtWhatIsNotJson() {
        const Run r = run(chunk("a") + "data: {\"choices\":[\n\n" + chunk("b"), false);
        QCOMPARE(r.relayed, chunk("a"));
        QVERIFY(r.facts.fault && r.facts.content);
        QCOMPARE(int(r.facts.fault->code), int(ErrorCode::upstreamProtocol));
    }

    void stopsAtTheUpstreamsError() {
        const std::string error = "data: {\"error\":{\"message\":\"boom\"}}\n\n";
        const Run r = run(chunk("a") + error + chunk("b"), false);
        QCOMPARE(r.relayed, chunk("a"));
        QCOMPARE(int(r.facts.fault->code), int(ErrorCode::upstreamError));
        QCOMPARE(r.facts.tail, error);
        const Run first = run(error, false);
        QVERIFY(first.facts.fault && !first.facts.content);
    }

    void passesCommentsAndOtherEvents() {
        const std::string stream = ": keep-alive\n\nevent: ping\n\nretry: 100\nid: 7\n\n" + chunk("a");
        const Run r = run(stream, true);
        QCOMPARE(r.relayed, stream);
        const Run comments = run(": a\n\n: b\n\n", true);
        QVERIFY(!comments.facts.content);
    }

    void takesAnUnterminatedEndMarker() {
        const Run r = run(chunk("a", "\"stop\"") + "data: [DONE]", true);
        QVERIFY(r.facts.done);
        QCOMPARE(r.facts.tail, std::string("data: [DONE]"));
        QVERIFY(run("data:[DONE]\n\n", true).facts.done);
    }

    void relaysAnEventTooLargeToRead() {
        const std::string large = chunk(std::string(kLarge, 'x'));
        const Run r = run(chunk("a") + large + chunk("b", "\"stop\"") + kDone, true, {1000, 600'000, 1'200'000, 1'500'000});
        QCOMPARE(QByteArray::fromStdString(r.relayed) == QByteArray::fromStdString(chunk("a") + large + chunk("b", "\"stop\"")), true);
        QVERIFY(r.facts.finished && r.facts.done && !r.facts.fault);
        QCOMPARE(r.facts.tally.bytes, std::uint64_t(2));
    }

   private:
    static constexpr std::size_t kLarge = 1'700'000;
};

QTEST_GUILESS_MAIN(OpenAiStreamTest)
#include "openai_stream_test.moc"
