#include "gateway/dialect/openai_request.hpp"

// moc of Qt 6.4 loses its way in raw strings that hold \": it does not see the tables.
#ifndef Q_MOC_RUN
#include "tests/gateway/dialect/openai_request_cases.hpp"
#endif

#include <QTest>

#include <string>

using namespace gw;
using namespace gw::dialect;

class OpenAiRequestTest : public QObject {
    Q_OBJECT
    JsonReader reader_;

    static Result<Request> parseChat(JsonReader& reader, std::string_view body) {
        return parseOpenAiRequest(reader, body, RequestForm::chat);
    }
    static std::string joined(std::string_view body, const Request& request, std::string_view upstreamModel) {
        const auto splices = request.splicesFor(upstreamModel);
        std::string text;
        for (const auto piece : splicedPieces(body, splices)) text += piece;
        return text;
    }

   private Q_SLOTS:
    void findsWhatItHasToKnow() {
        const std::string body = R"({"messages":[{"role":"user","content":"hello there"}],"model":"gpt-4o","stream":true,"n":2,
            "max_tokens":10,"max_completion_tokens":20,"temperature":0.5,"tools":[],"x":{"model":"no"}})";
        const auto request = parseChat(reader_, body);
        QVERIFY(request);
        QCOMPARE(request->model, std::string("gpt-4o"));
        QCOMPARE(body.substr(request->modelBegin, request->modelEnd - request->modelBegin), std::string("\"gpt-4o\""));
        QVERIFY(request->stream);
        QVERIFY(!request->usageAsked);
        QVERIFY(request->hidesUsage());
        QCOMPARE(request->choices, Tokens(2));
        QCOMPARE(request->outputMax, std::optional<Tokens>(20));
        QCOMPARE(request->temperature, std::optional<double>(0.5));
        QCOMPARE(request->inputEstimate, Tokens(4 + 3));
    }

    void countsThePromptOfACompletion_data() {
        QTest::addColumn<QByteArray>("prompt");
        QTest::addColumn<int>("tokens");
        QTest::newRow("one text") << QByteArray("\"eight by\"") << 2;
        QTest::newRow("several texts") << QByteArray("[\"eight by\",\"four\"]") << 3;
        QTest::newRow("tokens") << QByteArray("[1,2,3,4,5]") << 5;
        QTest::newRow("several lists of tokens") << QByteArray("[[1,2],[3]]") << 3;
    }
    void countsThePromptOfACompletion() {
        QFETCH(QByteArray, prompt);
        QFETCH(int, tokens);
        const auto completion = R"({"model":"m","stream":true,"max_tokens":9,"messages":"not read","prompt":)" + prompt.toStdString() + "}";
        const auto asked = parseOpenAiRequest(reader_, completion, RequestForm::completion);
        QVERIFY(asked);
        QCOMPARE(asked->inputEstimate, Tokens(tokens));
        QCOMPARE(asked->outputMax, std::optional<Tokens>(9));
        QVERIFY(asked->hidesUsage());
        const auto embedding = R"({"input":)" + prompt.toStdString() + R"(,"model":"m"})";
        const auto read = parseOpenAiRequest(reader_, embedding, RequestForm::embedding);
        QVERIFY(read);
        QCOMPARE(read->inputEstimate, Tokens(tokens));
    }

    void knowsTheMostThatAnInputCanComeTo_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("known");
        const auto row = [](const char* name, const char* body, bool known) { QTest::newRow(name) << QByteArray(body).replace('\'', '"') << known; };
        row("text", "{'model':'m','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function'}]}", true);
        row("a picture", "{'model':'m','messages':[{'content':[{'type':'image_url','image_url':{'url':'https://x'}}]}]}", false);
        row("a sound, spelled otherwise", "{'model':'m','messages':[{'content':[{'input\\u005faudio':{}}]}]}", false);
        row("search", "{'model':'m','messages':[],'web_search_options':{}}", false);
        row("prediction", "{'model':'m','prediction':{'content':'x'},'messages':[]}", false);
    }
    void knowsTheMostThatAnInputCanComeTo() {
        QFETCH(QByteArray, body);
        QFETCH(bool, known);
        const auto request = parseOpenAiRequest(reader_, body.toStdString(), RequestForm::chat);
        QVERIFY(request);
        QCOMPARE(request->inputMost, known ? std::optional(Tokens{body.size()} + 1024) : std::nullopt);
        // Lists of prompts and best_of make more of a completion than its body shows.
        QVERIFY(!parseOpenAiRequest(reader_, body.toStdString(), RequestForm::completion)->inputMost);
        QCOMPARE(parseOpenAiRequest(reader_, body.toStdString(), RequestForm::relay)->inputMost, std::optional<Tokens>());
    }

    void anEmbeddingNeitherStreamsNorSays() {
        const std::string body = R"({"model":"m","input":"x","stream":true,"n":"any","stream_options":7,"api_base":"http://x"})";
        const auto request = parseOpenAiRequest(reader_, body, RequestForm::embedding);
        QVERIFY(request);
        QVERIFY(!request->stream);
        QCOMPARE(request->outputMax, std::optional<Tokens>(0));
        QCOMPARE(joined(body, *request, "big"), std::string(R"({"model":"big","input":"x","stream":true,"n":"any","stream_options":7})"));
    }

    void refusesInputThatStandsTwice() {
        for (const auto& [form, name] : {std::pair(RequestForm::chat, "messages"), std::pair(RequestForm::completion, "prompt"),
                                         std::pair(RequestForm::embedding, "input")}) {
            const std::string member = std::string("\"") + name + "\":\"x\"";
            const auto request = parseOpenAiRequest(reader_, "{\"model\":\"m\"," + member + "," + member + "}", form);
            QVERIFY(!request);
            QCOMPARE(request.error().field, std::string(name));
        }
    }

    void countsPicturesFlat() {
        const std::string picture = "data:image/png;base64," + std::string(400'000, 'A');
        const auto request = parseChat(
            reader_, R"({"model":"m","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":")" + picture + R"("}}]}]})");
        QVERIFY(request);
        QVERIFY(request->inputEstimate > 700 && request->inputEstimate < 900);
    }

    void changesOnlyTheModelAndTheUsageWish_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("sent");
        for (const auto& row : cases::kChanges) QTest::newRow(row.name) << QByteArray(row.body) << QByteArray(row.sent);
    }
    void changesOnlyTheModelAndTheUsageWish() {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, sent);
        const std::string text = body.toStdString();
        const auto request = parseChat(reader_, text);
        QVERIFY2(request, request ? "" : request.error().detail.c_str());
        const std::string out = joined(text, *request, "up\"x");
        QCOMPARE(QByteArray::fromStdString(out), sent);
        const auto again = parseChat(reader_, out);
        QVERIFY(again);
        QCOMPARE(again->model, std::string("up\"x"));
        if (again->stream) QVERIFY(again->usageAsked);
    }

    void leavesTheBodyAsItIsWhenNothingChanges() {
        const std::string body = R"({"model":"m","stream":true,"stream_options":{"include_usage":true}})";
        const auto request = parseChat(reader_, body);
        QVERIFY(request);
        const auto splices = request->splicesFor("m");
        const auto pieces = splicedPieces(body, splices);
        QCOMPARE(pieces.size(), std::size_t(1));
        QCOMPARE(pieces.front().data(), body.data());
        QCOMPARE(pieces.front().size(), body.size());
    }

    void refusesClearly_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("field");
        const auto row = [](const char* name, const char* body, ErrorCode code, const char* field) {
            QTest::newRow(name) << QByteArray(body) << int(code) << QByteArray(field);
        };
        row("empty", "", ErrorCode::badJson, "");
        row("cut", R"({"model":"m")", ErrorCode::badJson, "");
        row("array", R"([{"model":"m"}])", ErrorCode::badJson, "");
        row("string", R"("model")", ErrorCode::badJson, "");
        row("trailing", R"({"model":"m"} x)", ErrorCode::badJson, "");
        row("broken inside messages", R"({"model":"m","messages":[{"a":tru}]})", ErrorCode::badJson, "");
        row("no model", R"({"messages":[]})", ErrorCode::missingField, "model");
        row("model number", R"({"model":1})", ErrorCode::invalidRequest, "model");
        row("model empty", R"({"model":""})", ErrorCode::invalidRequest, "model");
        row("model null", R"({"model":null})", ErrorCode::invalidRequest, "model");
        row("model object", R"({"model":{"model":"m"}})", ErrorCode::invalidRequest, "model");
        row("model twice", R"({"model":"a","model":"b"})", ErrorCode::invalidRequest, "model");
        row("model twice, escaped", R"({"model":"a","\u006dodel":"b"})", ErrorCode::invalidRequest, "model");
        row("stream string", R"({"model":"m","stream":"true"})", ErrorCode::invalidRequest, "stream");
        row("stream twice", R"({"model":"m","stream":true,"stream":false})", ErrorCode::invalidRequest, "stream");
        row("options array", R"({"model":"m","stream_options":[]})", ErrorCode::invalidRequest, "stream_options");
        row("usage string", R"({"model":"m","stream_options":{"include_usage":"yes"}})", ErrorCode::invalidRequest, "stream_options.include_usage");
        row("usage twice", R"({"model":"m","stream_options":{"include_usage":true,"include_usage":false}})", ErrorCode::invalidRequest,
            "stream_options.include_usage");
        row("n zero", R"({"model":"m","n":0})", ErrorCode::invalidRequest, "n");
        row("n huge", R"({"model":"m","n":1000})", ErrorCode::invalidRequest, "n");
        row("n text", R"({"model":"m","n":"2"})", ErrorCode::invalidRequest, "n");
        row("max negative", R"({"model":"m","max_tokens":-1})", ErrorCode::invalidRequest, "max_tokens");
        row("max fraction", R"({"model":"m","max_completion_tokens":1.5})", ErrorCode::invalidRequest, "max_completion_tokens");
        row("temperature text", R"({"model":"m","temperature":"hot"})", ErrorCode::invalidRequest, "temperature");
    }
    void refusesClearly() {
        QFETCH(QByteArray, body);
        QFETCH(int, code);
        QFETCH(QByteArray, field);
        const std::string text = body.toStdString();
        const auto request = parseChat(reader_, text);
        QVERIFY(!request);
        QCOMPARE(int(request.error().code), code);
        QCOMPARE(QByteArray::fromStdString(request.error().field), field);
        QVERIFY(request.error().source == ErrorSource::downstream);
        if (request.error().code == ErrorCode::badJson && text != "\"model\"" && !text.starts_with('['))
            QVERIFY(request.error().detail.starts_with("At byte "));
    }

    void refusesAModelNameThatIsTooLong() {
        const auto request = parseChat(reader_, R"({"model":")" + std::string(300, 'm') + R"("})");
        QVERIFY(!request);
        QCOMPARE(int(request.error().code), int(ErrorCode::invalidRequest));
    }

    void namesTheByteOfAFault() {
        const auto request = parseChat(reader_, R"({"model":"m",})");
        QVERIFY(!request);
        QVERIFY(request.error().detail.starts_with("At byte 13"));
    }

    void takesNullForUnset() {
        const auto request = parseChat(reader_, R"({"model":"m","n":null,"max_tokens":null,"temperature":null})");
        QVERIFY(request);
        QVERIFY(!request->outputMax && !request->temperature);
        QCOMPARE(request->choices, Tokens(1));
    }
};

QTEST_GUILESS_MAIN(OpenAiRequestTest)
#include "openai_request_test.moc"
