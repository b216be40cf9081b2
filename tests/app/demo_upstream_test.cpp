// The demo upstream and the demo traffic, driven over real loopback sockets.
#include "app/demo/demo_upstream.hpp"

#include "app/demo/demo_chat.hpp"
#include "app/demo/demo_traffic.hpp"

#include <QtTest/QtTest>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/json.hpp>

#include <bit>
#include <string>
#include <vector>

namespace asio = boost::asio;
namespace http = boost::beast::http;
namespace json = boost::json;
using namespace gw::demo;

namespace {

constexpr DemoUpstreamOptions kFast{0, std::chrono::milliseconds(0), std::chrono::milliseconds(0), 0.0, 1};

struct Answer {
    unsigned status = 0;  ///< 0 when the connection broke.
    std::string body;
    std::string retryAfter;
};

asio::ip::tcp::socket connectTo(asio::io_context& io, std::uint16_t port) {
    asio::ip::tcp::socket socket(io);
    socket.connect({asio::ip::address_v4::loopback(), port});
    return socket;
}

http::request<http::string_body> makeRequest(http::verb verb, const std::string& target, const std::string& body) {
    http::request<http::string_body> request{verb, target, 11};
    request.set(http::field::host, "127.0.0.1");
    request.body() = body;
    request.prepare_payload();
    return request;
}

Answer ask(std::uint16_t port, http::verb verb, const std::string& target, const std::string& body = {}) {
    asio::io_context io;
    asio::ip::tcp::socket socket = connectTo(io, port);
    http::write(socket, makeRequest(verb, target, body));
    boost::beast::flat_buffer buffer;
    http::response<http::string_body> response;
    boost::system::error_code ec;
    http::read(socket, buffer, response, ec);
    if (ec) return {};
    return {response.result_int(), response.body(), std::string(response[http::field::retry_after])};
}

Answer post(std::uint16_t port, const std::string& target, const std::string& body) {
    return ask(port, http::verb::post, target, body);
}

std::string chatBody(const std::string& text, const std::string& rest = {}) {
    return R"({"model":"demo-small","messages":[{"role":"user","content":")" + text + "\"}]" + rest + "}";
}

const std::string kTools =
    R"(,"tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}}}}}])";

/// The data of each event, [DONE] included.
std::vector<std::string> eventsOf(const std::string& stream) {
    std::vector<std::string> out;
    std::size_t at = 0;
    for (std::size_t end = stream.find("\n\n"); end != std::string::npos; end = stream.find("\n\n", at)) {
        out.push_back(stream.substr(at + 6, end - at - 6));
        at = end + 2;
    }
    return out;
}

}  // namespace

class DemoUpstreamTest : public QObject {
    Q_OBJECT

 private Q_SLOTS:
    void init() {
        upstream_ = std::make_unique<DemoUpstream>(kFast);
        const auto port = upstream_->start();
        QVERIFY(port.has_value());
        port_ = *port;
        QVERIFY(port_ != 0);
    }
    void cleanup() { upstream_.reset(); }

    void answersChatWithUsageFromItsTokenRule() {
        const Answer answer = post(port_, "/v1/chat/completions", chatBody("three little words"));
        QCOMPARE(answer.status, 200U);
        const json::object root = json::parse(answer.body).as_object();
        QVERIFY(root.at("object").as_string() == "chat.completion");
        const json::object& usage = root.at("usage").as_object();
        QCOMPARE(usage.at("prompt_tokens").as_int64(), std::int64_t{7});
        const json::object& choice = root.at("choices").as_array().at(0).as_object();
        const auto content = std::string(choice.at("message").as_object().at("content").as_string());
        QCOMPARE(usage.at("completion_tokens").as_int64(), countTokens(content));
        QVERIFY(choice.at("finish_reason").as_string() == "stop");
    }

    void streamsOneTokenAChunkAndUsageOnlyWhenAsked_data() {
        QTest::addColumn<QByteArray>("options");
        QTest::addColumn<bool>("usage");
        QTest::newRow("not asked") << QByteArray(",\"stream\":true") << false;
        QTest::newRow("asked") << QByteArray(R"(,"stream":true,"stream_options":{"include_usage":true})") << true;
        QTest::newRow("declined") << QByteArray(R"(,"stream":true,"stream_options":{"include_usage":false})") << false;
    }
    void streamsOneTokenAChunkAndUsageOnlyWhenAsked() {
        QFETCH(QByteArray, options);
        QFETCH(bool, usage);
        const std::string plain = post(port_, "/v1/chat/completions", chatBody("count me")).body;
        const auto expected = json::parse(plain).at("usage").at("completion_tokens").as_int64();
        const Answer answer = post(port_, "/v1/chat/completions", chatBody("count me", options.toStdString()));
        const std::vector<std::string> events = eventsOf(answer.body);
        QVERIFY(events.size() > 3);
        QVERIFY(events.back() == "[DONE]");
        std::int64_t tokens = 0;
        bool sawUsage = false;
        for (std::size_t i = 0; i + 1 < events.size(); ++i) {
            const json::object chunk = json::parse(events[i]).as_object();
            const json::value* figures = chunk.if_contains("usage");
            if (figures && figures->is_object()) {
                sawUsage = true;
                QVERIFY(chunk.at("choices").as_array().empty());
                QCOMPARE(figures->at("completion_tokens").as_int64(), expected);
                continue;
            }
            const json::object& delta = chunk.at("choices").as_array().at(0).at("delta").as_object();
            if (delta.contains("content") && !delta.at("content").as_string().empty()) ++tokens;
        }
        QCOMPARE(tokens, expected);
        QCOMPARE(sawUsage, usage);
    }

    void callsTheFirstToolWhenTheLastMessageAsksForIt() {
        const std::string plain = post(port_, "/v1/chat/completions", chatBody("Please use the tool", kTools)).body;
        const json::value choice = json::parse(plain).at("choices").at(0);
        QVERIFY(choice.at("finish_reason").as_string() == "tool_calls");
        const json::value function = choice.at("message").at("tool_calls").at(0).at("function");
        QVERIFY(function.at("name").as_string() == "weather");
        const json::value arguments = json::parse(std::string(function.at("arguments").as_string()));
        QVERIFY(arguments.at("city").as_string() == "demo");
        QCOMPARE(arguments.at("days").as_int64(), std::int64_t{1});

        std::string collected;
        const std::string stream =
            post(port_, "/v1/chat/completions", chatBody("Please use the tool", kTools + ",\"stream\":true")).body;
        for (const std::string& event : eventsOf(stream)) {
            if (event == "[DONE]") continue;
            const json::object delta = json::parse(event).at("choices").at(0).at("delta").as_object();
            if (!delta.contains("tool_calls")) continue;
            collected += delta.at("tool_calls").at(0).at("function").at("arguments").as_string();
        }
        QCOMPARE(collected, std::string(function.at("arguments").as_string()));
    }

    void leavesTheToolAloneWhenNotAskedForIt() {
        const std::string body = post(port_, "/v1/chat/completions", chatBody("hello", kTools)).body;
        QVERIFY(json::parse(body).at("choices").at(0).at("finish_reason").as_string() == "stop");
    }

    void stopsAtTheMaximumOfTokens() {
        const std::string body = post(port_, "/v1/chat/completions", chatBody("hello", ",\"max_tokens\":5")).body;
        const json::value root = json::parse(body);
        QCOMPARE(root.at("usage").at("completion_tokens").as_int64(), std::int64_t{5});
        QVERIFY(root.at("choices").at(0).at("finish_reason").as_string() == "length");
    }

    void refusesWhatItCannotAnswer_data() {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<unsigned>("status");
        const QByteArray chat = "/v1/chat/completions";
        const QByteArray embeddings = "/v1/embeddings";
        QTest::newRow("broken JSON") << chat << QByteArray("{\"model\":") << 400U;
        QTest::newRow("not an object") << chat << QByteArray("[1]") << 400U;
        QTest::newRow("no model") << chat << QByteArray(R"({"messages":[{"role":"user","content":"x"}]})") << 400U;
        QTest::newRow("no messages") << chat << QByteArray(R"({"model":"demo-small","messages":[]})") << 400U;
        QTest::newRow("unknown model") << chat
                                       << QByteArray(R"({"model":"gpt-9","messages":[{"role":"user","content":"x"}]})")
                                       << 404U;
        QTest::newRow("broken embeddings") << embeddings << QByteArray("{") << 400U;
        QTest::newRow("embeddings without model") << embeddings << QByteArray(R"({"input":"x"})") << 400U;
        QTest::newRow("embeddings of a chat model")
            << embeddings << QByteArray(R"({"model":"demo-small","input":"x"})") << 404U;
        QTest::newRow("embeddings of numbers")
            << embeddings << QByteArray(R"({"model":"demo-embed","input":[1]})") << 400U;
        QTest::newRow("unknown path") << QByteArray("/v1/images/generations") << QByteArray("{}") << 404U;
    }
    void refusesWhatItCannotAnswer() {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, body);
        QFETCH(unsigned, status);
        const Answer answer = post(port_, target.toStdString(), body.toStdString());
        QCOMPARE(answer.status, status);
        QVERIFY(!json::parse(answer.body).at("error").at("message").as_string().empty());
    }

    void givesTheSameEmbeddingAsFloatsAndAsBase64() {
        const std::string floats = post(port_, "/v1/embeddings", R"({"model":"demo-embed","input":["a b","c"]})").body;
        const std::string packed =
            post(port_, "/v1/embeddings", R"({"model":"demo-embed","input":["a b","c"],"encoding_format":"base64"})")
                .body;
        const json::value root = json::parse(floats);
        QCOMPARE(root.at("usage").at("total_tokens").as_int64(), std::int64_t{3});
        for (std::size_t row = 0; row < 2; ++row) {
            const json::array& vector = root.at("data").at(row).at("embedding").as_array();
            const auto text = std::string(json::parse(packed).at("data").at(row).at("embedding").as_string());
            const QByteArray bytes =
                QByteArray::fromBase64(QByteArray::fromStdString(text), QByteArray::AbortOnBase64DecodingErrors);
            QCOMPARE(static_cast<std::size_t>(bytes.size()), vector.size() * 4);
            for (std::size_t i = 0; i < vector.size(); ++i) {
                std::uint32_t bits = 0;
                for (std::size_t b = 0; b < 4; ++b) {
                    bits |=
                        static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[static_cast<qsizetype>(i * 4 + b)]))
                        << (8 * b);
                }
                QCOMPARE(std::bit_cast<float>(bits), static_cast<float>(vector[i].as_double()));
            }
        }
    }

    void listsItsModels() {
        const Answer answer = ask(port_, http::verb::get, "/v1/models");
        QCOMPARE(answer.status, 200U);
        QCOMPARE(json::parse(answer.body).at("data").as_array().size(), std::size_t{3});
    }

    void failsInThreeWaysWhenToldTo() {
        DemoUpstreamOptions options = kFast;
        options.failRate = 1.0;
        DemoUpstream failing(options);
        const auto port = failing.start();
        QVERIFY(port.has_value());
        int errors = 0;
        int limits = 0;
        int resets = 0;
        for (int i = 0; i < 60; ++i) {
            const Answer answer = post(*port, "/v1/chat/completions", chatBody("x"));
            if (answer.status == 500) ++errors;
            if (answer.status == 429 && answer.retryAfter == "1") ++limits;
            if (answer.status == 0) ++resets;
        }
        QCOMPARE(errors + limits + resets, 60);
        QVERIFY(errors > 0 && limits > 0 && resets > 0);
    }

    void namesTheTakenPort() {
        DemoUpstreamOptions options = kFast;
        options.port = port_;
        DemoUpstream second(options);
        const auto port = second.start();
        QVERIFY(!port.has_value());
        QCOMPARE(port.error().code, gw::ErrorCode::portTaken);
        QVERIFY(port.error().detail.find(std::to_string(port_)) != std::string::npos);
    }

    void stopsWhileAStreamIsOpen() {
        DemoUpstreamOptions options = kFast;
        options.chunkInterval = std::chrono::hours(1);
        DemoUpstream slow(options);
        const auto port = slow.start();
        QVERIFY(port.has_value());
        asio::io_context io;
        asio::ip::tcp::socket socket = connectTo(io, *port);
        http::write(socket, makeRequest(http::verb::post, "/v1/chat/completions", chatBody("x", ",\"stream\":true")));
        asio::streambuf buffer;
        asio::read_until(socket, buffer, "data: ");
        slow.stop();
        slow.stop();
        boost::system::error_code ec;
        asio::read_until(socket, buffer, "[DONE]", ec);
        QVERIFY(ec);
    }

    void trafficFlowsAndStopsCleanly() {
        DemoTrafficOptions options;
        options.gatewayUrl = "http://127.0.0.1:" + std::to_string(port_);
        options.keys = {"gw-one", "gw-two"};
        options.requestsPerSecond = 400;
        options.failureShare = 0.2;
        DemoTraffic traffic(options);
        QVERIFY(traffic.start().has_value());
        QTRY_VERIFY(traffic.counts().succeeded > 20 && traffic.counts().refused > 2);
        traffic.stop();
        traffic.stop();
        const DemoTrafficCounts counts = traffic.counts();
        QCOMPARE(counts.broken, std::uint64_t{0});
        QVERIFY(counts.sent <= counts.succeeded + counts.refused + 4);
    }

    void trafficCountsWhatIsBroken() {
        DemoTrafficOptions options;
        options.gatewayUrl = "http://127.0.0.1:" + std::to_string(port_);
        options.keys = {"gw-one"};
        options.requestsPerSecond = 400;
        upstream_->stop();
        DemoTraffic traffic(options);
        QVERIFY(traffic.start().has_value());
        QTRY_VERIFY(traffic.counts().broken > 2);
    }

    void trafficRefusesAnythingButLoopback_data() {
        QTest::addColumn<QByteArray>("url");
        QTest::newRow("https") << QByteArray("https://127.0.0.1:8000");
        QTest::newRow("a name") << QByteArray("http://example.com:80");
        QTest::newRow("another machine") << QByteArray("http://192.0.2.1:8000");
        QTest::newRow("no port") << QByteArray("http://127.0.0.1");
        QTest::newRow("port too large") << QByteArray("http://127.0.0.1:70000");
        QTest::newRow("nothing") << QByteArray();
    }
    void trafficRefusesAnythingButLoopback() {
        QFETCH(QByteArray, url);
        DemoTrafficOptions options;
        options.gatewayUrl = url.toStdString();
        options.keys = {"gw-one"};
        DemoTraffic traffic(options);
        const auto started = traffic.start();
        QVERIFY(!started.has_value());
        QCOMPARE(started.error().code, gw::ErrorCode::invalidValue);
    }

    void trafficNeedsAKeyAndARate() {
        DemoTrafficOptions options;
        options.gatewayUrl = "http://127.0.0.1:" + std::to_string(port_);
        QVERIFY(!DemoTraffic(options).start().has_value());
        options.keys = {"gw-one"};
        options.requestsPerSecond = 0;
        QVERIFY(!DemoTraffic(options).start().has_value());
    }

 private:
    std::unique_ptr<DemoUpstream> upstream_;
    std::uint16_t port_ = 0;
};

QTEST_GUILESS_MAIN(DemoUpstreamTest)
#include "demo_upstream_test.moc"
