#include "gateway/engine/provider_probe.hpp"

#include <QTest>

using namespace gw;
using namespace gw::engine;

namespace {

/// The upstream port of a worker that answers as the test says.
class ScriptedUpstream final : public pipeline::UpstreamPort {
   public:
    struct Call final : pipeline::UpstreamCall {
        void pause() override {}
        void resume() override {}
        pipeline::AttemptTimes timesSoFar() const override { return {}; }
    };
    std::unique_ptr<pipeline::UpstreamCall> start(pipeline::UpstreamRequest request, pipeline::UpstreamObserver& watcher) override {
        head = request.head;
        observer = &watcher;
        return std::make_unique<Call>();
    }
    std::string head;
    pipeline::UpstreamObserver* observer = nullptr;
};

}  // namespace

class ProviderProbeTest : public QObject {
    Q_OBJECT

    struct Bench {
        ScriptedUpstream upstream;
        std::vector<std::function<void()>> later;
        std::optional<admin::ProbeResult> result;
        std::shared_ptr<config::Provider> provider = std::make_shared<config::Provider>();
        Bench() {
            provider->credential = "canary";
            provider->endpoint.hostHeader = "api.example";
            provider->endpoint.prefix = "/x";
        }
        void start() {
            const ProbeLane lane{&upstream, [this](std::function<void()> task) { later.push_back(std::move(task)); }};
            probeProvider(lane, provider, [](const std::function<void()>& task) { task(); },
                          [this](admin::ProbeResult answer) { result = std::move(answer); });
            runLater();
        }
        void runLater() {
            for (auto& task : std::exchange(later, {})) task();
        }
        void answer(int status, const std::string& body) {
            UpstreamHead head;
            head.status = status;
            upstream.observer->onUpstreamHead(head);
            upstream.observer->onUpstreamData(body);
            upstream.observer->onUpstreamEnd({});
            runLater();
        }
    };

   private Q_SLOTS:
    void asksForTheModelListAndReadsIt() {
        Bench bench;
        bench.start();
        QVERIFY(bench.upstream.head.starts_with("GET /x/v1/models HTTP/1.1\r\nhost: api.example\r\nauthorization: Bearer canary\r\n"));
        bench.answer(200, R"({"data":[{"id":"b"},{"id":"a"},{"no":1}]})");
        QVERIFY(bench.result && bench.result->ok);
        QCOMPARE(bench.result->models, (std::vector<std::string>{"a", "b"}));
    }

    void saysWhatAStatusMeans_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("says");
        QTest::newRow("401") << 401 << "credential";
        QTest::newRow("404") << 404 << "base URL";
        QTest::newRow("429") << 429 << "rate limit";
        QTest::newRow("302") << 302 << "redirect";
        QTest::newRow("500") << 500 << "500";
    }
    void saysWhatAStatusMeans() {
        QFETCH(int, status);
        QFETCH(QString, says);
        Bench bench;
        bench.start();
        bench.answer(status, "secret text of the provider");
        QVERIFY(bench.result && !bench.result->ok);
        QVERIFY(QString::fromStdString(*bench.result->error).contains(says));
        QVERIFY(!QString::fromStdString(*bench.result->error).contains(QLatin1String("secret text")));
    }

    void reportsAFailedCall() {
        Bench bench;
        bench.start();
        bench.upstream.observer->onUpstreamFailed(Error{ErrorCode::upstreamTls, ErrorSource::upstream, Retry::nextCandidate, "unknown CA", {}}, {});
        bench.runLater();
        QVERIFY(bench.result && !bench.result->ok && !bench.result->status);
        QVERIFY(bench.result->error->find("unknown CA") != std::string::npos);
    }

    void sendsTheKeyAsEachApiWantsIt_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("field");
        QTest::newRow("openai") << int(config::ProviderKind::openai) << QByteArray("GET /x/v1/models ") << QByteArray("authorization: Bearer canary\r\n");
        QTest::newRow("anthropic") << int(config::ProviderKind::anthropic) << QByteArray("GET /x/v1/models ")
                                   << QByteArray("x-api-key: canary\r\nanthropic-version: 2023-06-01\r\n");
        QTest::newRow("gemini") << int(config::ProviderKind::gemini) << QByteArray("GET /x/v1beta/models ") << QByteArray("x-goog-api-key: canary\r\n");
        QTest::newRow("azure") << int(config::ProviderKind::azure) << QByteArray("GET /x/v1/models ") << QByteArray("\r\napi-key: canary\r\n");
    }
    void sendsTheKeyAsEachApiWantsIt() {
        QFETCH(int, kind);
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, field);
        Bench bench;
        bench.provider->kind = static_cast<config::ProviderKind>(kind);
        bench.start();
        const auto head = QByteArray::fromStdString(bench.upstream.head);
        QVERIFY2(head.startsWith(line) && head.contains(field) && head.count("canary") == 1, head.constData());
        bench.answer(200, kind == int(config::ProviderKind::gemini) ? R"({"models":[{"name":"models/flash"},{"name":7}]})" : R"({"data":[{"id":"flash"}]})");
        QVERIFY(bench.result && bench.result->ok);
        QCOMPARE(bench.result->models, std::vector<std::string>{"flash"});
    }

    void sendsNoFieldWithoutACredential() {
        Bench bench;
        bench.provider->credential.clear();
        bench.start();
        QVERIFY(bench.upstream.head.find("authorization") == std::string::npos);
        // A probe keeps itself until it has been answered.
        bench.answer(200, R"({"data":[]})");
        QVERIFY(bench.result && bench.result->ok);
    }

    void readsOnlyModelLists() {
        for (const char* body : {"", "[]", "{}", R"({"data":{}})", R"({"data":[1,null]})", "{\"data\":["}) QVERIFY2(modelNames(body).empty(), body);
    }
};

QTEST_GUILESS_MAIN(ProviderProbeTest)
#include "provider_probe_test.moc"
