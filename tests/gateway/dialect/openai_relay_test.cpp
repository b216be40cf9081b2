// What relaying takes of a call it does not understand: the path's label, the model, the cuts, the usage.
#include "gateway/dialect/openai_relay.hpp"

#include <QTest>

using namespace gw;
using namespace gw::dialect;
using State = UsageReading::State;

class OpenAiRelayTest : public QObject {
    Q_OBJECT
    JsonReader reader_;

    std::string changed(const std::string& body, std::string_view upstreamModel) {
        const auto request = parseRelayRequest(reader_, body);
        if (!request) return "refused";
        auto splices = request->model.empty() ? request->cuts : request->splicesFor(upstreamModel);
        sortSplices(splices);
        std::string out;
        for (const std::string_view piece : splicedPieces(body, splices)) out += piece;
        return out;
    }

 private Q_SLOTS:
    void labelsPathsBoundedly_data() {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("route");
        QTest::newRow("images") << QByteArray("/v1/images/generations") << QByteArray("/v1/images");
        QTest::newRow("files") << QByteArray("/v1/files") << QByteArray("/v1/files");
        QTest::newRow("a file") << QByteArray("/v1/files/file-1/content") << QByteArray("/v1/files");
        QTest::newRow("rerank") << QByteArray("/v1/rerank") << QByteArray("/v1/rerank");
        QTest::newRow("longer word") << QByteArray("/v1/filesystem") << QByteArray("/v1/other");
        QTest::newRow("unknown") << QByteArray("/v1/vector_stores/x") << QByteArray("/v1/other");
    }
    void labelsPathsBoundedly() {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, route);
        QCOMPARE(QByteArray::fromStdString(std::string(relayRoute(path.toStdString()))), route);
    }

    void knowsWhatMayBeRelayed_data() {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<bool>("relayed");
        const auto row = [](const char* path, bool relayed) { QTest::newRow(path) << QByteArray(path) << relayed; };
        row("/v1/files", true);
        row("/v1/files/file-1%20a", true);
        row("/v1/chat/completions/id", true);
        row("/v1/a..b", true);
        row("/v1/", false);
        row("/v1", false);
        row("/v2/files", false);
        row("/v1/../admin", false);
        row("/v1/files/..", false);
        row("/v1/%2e%2E/admin", false);
        row("/v1/files%2f..%2f..%2fadmin", false);
        row("/v1/files%5c..%5cadmin", false);
        row("/v1/./files", false);
        row("/v1/%63hat/completions", false);
        row("/v1/chat//completions", false);
        row("/v1/chat/completions/", false);
        row("/v1/Chat/Completions", false);
        row("/v1/models/", false);
        row("/v1//models/x", false);
        row("/v1/modelsx", true);
    }
    void knowsWhatMayBeRelayed() {
        QFETCH(QByteArray, path);
        QFETCH(bool, relayed);
        QCOMPARE(isRelayPath(path.toStdString()), relayed);
    }

    void renamesTheModelAndCutsOverrides_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("out");
        const auto row = [](const char* name, const char* body, const char* out) {
            QTest::newRow(name) << QByteArray(body) << QByteArray(out);
        };
        row("model", R"({"model":"a","n":"odd","n":2})", R"({"model":"m-1","n":"odd","n":2})");
        row("nested model", R"({"x":{"model":"a"}})", R"({"x":{"model":"a"}})");
        row("override", R"({"api_base":"evil.test","model":"a"})", R"({"model":"m-1"})");
        row("override without a model", R"({"input_file_id":"f","webhook_url":"evil.test"})", R"({"input_file_id":"f"})");
        row("empty", "{}", "{}");
        row("two models", R"({"model":"a","model":"b"})", "refused");
        row("model is no string", R"({"model":1})", "refused");
        row("no object", "[]", "refused");
        row("broken", "{", "refused");
    }
    void renamesTheModelAndCutsOverrides() {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, out);
        QCOMPARE(QByteArray::fromStdString(changed(body.toStdString(), "m-1")), out);
    }

    void asksForNoUsageOfStreams() {
        const auto request = parseRelayRequest(reader_, R"({"model":"a","stream":true,"max_tokens":-1})");
        QVERIFY(request && !request->hidesUsage() && request->inputEstimate == 0);
    }

    void readsEitherSpellingOfUsage_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("input");  // -1: no valid usage
        QTest::addColumn<int>("output");
        const auto row = [](const char* name, const char* text, int input, int output) {
            QTest::newRow(name) << QByteArray(text) << input << output;
        };
        row("images", R"({"data":[],"usage":{"input_tokens":50,"output_tokens":7,"total_tokens":57,"input_tokens_details":{"image_tokens":40}}})", 50, 7);
        row("prompt", R"({"usage":{"prompt_tokens":5,"total_tokens":5}})", 5, 0);
        row("both", R"({"usage":{"prompt_tokens":5,"completion_tokens":6,"input_tokens":1,"output_tokens":2}})", 5, 6);
        row("response", R"({"type":"response.completed","response":{"id":"r","usage":{"input_tokens":3,"output_tokens":4}}})", 3, 4);
        row("duration", R"({"text":"a","usage":{"type":"duration","seconds":3}})", -1, 0);
        row("elsewhere", R"({"data":{"usage":{"input_tokens":3,"output_tokens":4}}})", -1, 0);
        row("none", R"({"object":"list"})", -1, 0);
        row("broken", R"({"usage":{"input_tokens":3,"output_tokens":4},)", -1, 0);
        row("list", R"([{"usage":{"input_tokens":3,"output_tokens":4}}])", -1, 0);
    }
    void readsEitherSpellingOfUsage() {
        QFETCH(QByteArray, text);
        QFETCH(int, input);
        QFETCH(int, output);
        const auto reading = readRelayUsage(reader_, text.toStdString());
        QCOMPARE(reading.state == State::valid, input >= 0);
        if (input < 0) return;
        QCOMPARE(reading.usage.input, Tokens{input});
        QCOMPARE(reading.usage.output, Tokens{output});
    }

    void passesEveryByteOfAStreamWhereverItIsSplit() {
        const std::string text = "event: image_generation.partial_image\r\ndata: {\"b64\":\"xx\"}\r\n\r\n: comment\n\n"
                                 "data: not JSON, usage\n\ndata: {\"error\":{\"message\":\"x\"}}\n\n"
                                 "data: {\"type\":\"done\",\"usage\":{\"input_tokens\":3,\"output_tokens\":4}}\n\ndata: [DONE]\n\ndata: rest";
        for (std::size_t at = 0; at <= text.size(); ++at) {
            const auto stream = openRelayStream(reader_);
            std::string out;
            const auto take = [&out](std::vector<std::string_view>& pieces) {
                for (const std::string_view piece : pieces) out += piece;
                pieces.clear();
            };
            std::vector<std::string_view> pieces;
            for (const auto& part : {text.substr(0, at), text.substr(at)}) {
                stream->feed(part, pieces);
                take(pieces);
            }
            stream->end(pieces);
            take(pieces);
            QCOMPARE(out, text);
            QVERIFY(!stream->facts().fault);
            QCOMPARE(stream->facts().usage.usage.output, Tokens{4});
        }
    }

    void countsWhatMessagesSay() {
        const auto stream = openRelayStream(reader_);
        std::vector<std::string_view> pieces;
        stream->feed("data: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"four\"}}\n\n"
                     "data: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{}\"}}\n\n"
                     "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":9}}\n\n", pieces);
        QCOMPARE(stream->facts().tally.bytes, std::uint64_t{6});
        QCOMPARE(stream->facts().tally.chunks, std::uint64_t{2});
    }

    void countsWhatResponsesSay() {
        const auto stream = openRelayStream(reader_);
        std::vector<std::string_view> pieces;
        stream->feed("data: {\"type\":\"response.output_text.delta\",\"delta\":\"four\"}\n\ndata: {\"type\":\"response.function_call_arguments.delta\",\"delta\":\"{}\"}\n\n"
                     "data: {\"type\":\"response.output_text.done\",\"text\":\"four\"}\n\ndata: {\"part\":{\"delta\":\"no\"}}\n\ndata: {\"delta\":broken\n\n", pieces);
        QCOMPARE(stream->facts().tally.bytes, std::uint64_t{6});
        QCOMPARE(stream->facts().tally.chunks, std::uint64_t{2});
    }

    void handsAnEventOnAtOnce() {
        const auto stream = openRelayStream(reader_);
        std::vector<std::string_view> pieces;
        stream->feed("data: 1\n\ndata: 2\n\ndata: ", pieces);
        QCOMPARE(pieces.size(), std::size_t{1});
        QCOMPARE(pieces[0], std::string_view("data: 1\n\ndata: 2\n\n"));
    }
};

QTEST_GUILESS_MAIN(OpenAiRelayTest)
#include "openai_relay_test.moc"
