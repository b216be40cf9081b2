#include "gateway/metrics/shard.hpp"

#include "records.hpp"

#include <QTest>

#include <numeric>

using namespace gw;
using namespace gw::metrics;
using gw::test::attemptOf;
using gw::test::bytes;
using gw::test::failedRecord;
using gw::test::kNow;
using gw::test::labelsOf;
using gw::test::okRecord;
using gw::test::recordWith;
using gw::test::serve;

class ShardTest : public QObject {
    Q_OBJECT
    std::unique_ptr<Shard> shard_;

    /// The labels of the only kind of request seen.
    QByteArray requestLabels() const { return bytes(labelsOf(shard_->requests()).at(0)); }
    const ProviderSlot& provider(const std::string& name) const {
        const ProviderSlot* found = nullptr;
        shard_->providers().forEach([&](const ProviderSlot& slot) {
            if (slot.provider == name) found = &slot;
        });
        if (!found) throw std::runtime_error("no provider " + name);
        return *found;
    }

   private Q_SLOTS:
    void init() {
        shard_ = std::make_unique<Shard>();
        shard_->setSnapshot(test::snapshotOfMain());
    }

    void countsWhatRuns() {
        shard_->requestStarted();
        shard_->requestStarted();
        shard_->requestStarted();
        shard_->streamStarted();
        QCOMPARE(shard_->inflight(), std::int64_t{3});
        QCOMPARE(shard_->streams(), std::int64_t{1});
        shard_->streamEnded();
        shard_->requestFinished(okRecord());
        shard_->requestAbandoned();
        shard_->rateLimited();
        QCOMPARE(shard_->inflight(), std::int64_t{1});
        QCOMPARE(shard_->streams(), std::int64_t{0});
        QCOMPARE(shard_->rateLimitedTotal(), std::uint64_t{1});
        QCOMPARE(shard_->series().requests.load(), std::uint64_t{1});
    }
    void countsEachKindOfRequestAlone() {
        std::vector<ledger::RequestRecord> kinds(7, okRecord());
        kinds[1].route = "/v1/completions";
        kinds[2].model = "niam";
        kinds[3].provider = "omega";
        kinds[4].status = 208;  // of 200 in the same place of what is remembered
        kinds[5].error = ErrorCode::upstreamCut;
        kinds[6].keyId.clear();
        for (int turn = 0; turn < 3; ++turn) {
            for (const auto& kind : kinds) {
                shard_->requestFinished(kind);
                shard_->requestFinished(kind);
            }
        }
        QCOMPARE(shard_->requests().size(), kinds.size());
        shard_->requests().forEach([](const RequestSlot& slot) { QCOMPARE(slot.count.load(), std::uint64_t{6}); });
    }

    void labelsAModelAnewWithASnapshot() {
        shard_->requestFinished(okRecord());
        shard_->setSnapshot(std::make_shared<config::Snapshot>());
        shard_->requestFinished(okRecord());
        QCOMPARE(shard_->requests().size(), std::size_t{2});
        QVERIFY(bytes(labelsOf(shard_->requests()).at(0)) != bytes(labelsOf(shard_->requests()).at(1)));
    }

    void sortsRequestsByWhatBecameOfThem_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("error");
        QTest::addColumn<QByteArray>("kind");
        const auto row = [](const char* name, int status, int error, const char* kind) { QTest::newRow(name) << status << error << QByteArray(kind); };
        row("good", 200, -1, "success");
        row("redirect", 304, -1, "success");
        row("client error", 404, -1, "4xx");
        row("limit", 429, -1, "429");
        row("server error", 503, -1, "5xx");
        row("client gone", 499, static_cast<int>(ErrorCode::clientGone), "4xx");
        row("stream cut behind its 200", 200, static_cast<int>(ErrorCode::upstreamCut), "5xx");
        row("stream left behind its 200", 200, static_cast<int>(ErrorCode::clientGone), "4xx");
        row("the reply's status wins", 429, static_cast<int>(ErrorCode::internal), "429");
    }
    void sortsRequestsByWhatBecameOfThem() {
        QFETCH(int, status);
        QFETCH(int, error);
        QFETCH(QByteArray, kind);
        serve(*shard_, failedRecord(status, error < 0 ? std::nullopt : std::optional(static_cast<ErrorCode>(error))));
        const auto& series = shard_->series();
        QCOMPARE(series.success.load(), std::uint64_t{kind == "success"});
        QCOMPARE(series.errors4xx.load(), std::uint64_t{kind == "4xx"});
        QCOMPARE(series.errors429.load(), std::uint64_t{kind == "429"});
        QCOMPARE(series.errors5xx.load(), std::uint64_t{kind == "5xx"});
    }
    void keepsTheConsolesOwnTrafficOutOfTheSeries() {
        auto record = okRecord();
        record.console = true;
        record.cost = NanoUsd{7};
        serve(*shard_, record);
        QCOMPARE(shard_->series().requests.load(), std::uint64_t{0});
        QCOMPARE(shard_->series().costNanoUsd.load(), std::uint64_t{0});
        QCOMPARE(shard_->costNanoUsd(), std::uint64_t{7});
        QCOMPARE(shard_->requests().size(), std::size_t{1});
    }
    void keepsHealthProbesOutOfTheSeriesAndInTheMoney() {
        auto record = okRecord();
        record.keyId = "probe";
        record.cost = NanoUsd{7};
        serve(*shard_, record);
        QCOMPARE(shard_->series().requests.load(), std::uint64_t{0});
        QCOMPARE(shard_->costNanoUsd(), std::uint64_t{7});
    }
    void addsTokensMoneyAndTimes() {
        auto record = okRecord();
        record.cost = NanoUsd{1500};
        record.ttftMs = 12;
        serve(*shard_, record);
        record.cost.reset();
        record.ttftMs.reset();
        record.billed = {{.attempt = 1, .source = ledger::UsageSource::reported, .provider = "alpha", .model = "m-1", .usage = {}, .cost = {}, .priceVersion = ""}};
        serve(*shard_, record);
        const auto& series = shard_->series();
        QCOMPARE(series.tokensIn.load(), std::uint64_t{20});
        QCOMPARE(series.tokensOut.load(), std::uint64_t{40});
        QCOMPARE(series.costNanoUsd.load(), std::uint64_t{1500});
        QCOMPARE(series.unpriced.load(), std::uint64_t{1});
        QCOMPARE(shard_->ttft().read().sumMicros, std::uint64_t{12'000});
        QCOMPARE(shard_->latency().read().sumMicros, std::uint64_t{80'000});
        QCOMPARE(shard_->overhead().read().sumMicros, std::uint64_t{240});
    }
    void countsWhatARequestWaitedForUnlessItWasRefused() {
        auto record = okRecord();
        record.queuedUs = 1'500;
        serve(*shard_, record);
        record.queuedUs = 0;
        serve(*shard_, record);
        record.queuedUs.reset();
        serve(*shard_, record);
        const auto reading = shard_->queue().read();
        QCOMPARE(reading.sumMicros, std::uint64_t{1'500});
        QCOMPARE(std::accumulate(reading.counts.begin(), reading.counts.end(), std::uint64_t{0}), std::uint64_t{2});
    }
    void takesNegativeNumbersForNothing() {
        auto record = okRecord();
        record.latencyMs = -5;
        record.overheadUs = -5;
        record.usage.input = -1;
        record.cost = NanoUsd{-1};
        serve(*shard_, record);
        QCOMPARE(shard_->latency().read().sumMicros, std::uint64_t{0});
        QCOMPARE(shard_->overhead().read().sumMicros, std::uint64_t{0});
        QCOMPARE(shard_->series().tokensIn.load(), std::uint64_t{0});
        QCOMPARE(shard_->costNanoUsd(), std::uint64_t{0});
    }

    void labelsOnlyModelsItKnows_data() {
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<QByteArray>("label");
        const auto row = [](const char* model, const char* label) { QTest::newRow(*model ? model : "empty") << QByteArray(model) << QByteArray(label); };
        row("main", "main");
        row("m-1", "m-1");
        row("alpha/m-1", "alpha/m-1");
        row("alpha/m-9", "unknown");
        row("beta/m-1", "unknown");
        row("made up by a client", "unknown");
        row("", "none");
    }
    void labelsOnlyModelsItKnows() {
        QFETCH(QByteArray, model);
        QFETCH(QByteArray, label);
        auto record = okRecord();
        record.model = model.toStdString();
        serve(*shard_, record);
        QVERIFY2(requestLabels().contains("model=\"" + label + "\""), requestLabels().constData());
    }
    void labelsNoModelBeforeAuthentication() {
        auto record = failedRecord(401, ErrorCode::invalidApiKey);
        record.keyId.clear();
        record.provider.clear();
        record.route.clear();
        serve(*shard_, record);
        QCOMPARE(requestLabels(), QByteArray(R"(route="none",model="none",provider="none",status="401",code="INVALID_API_KEY")"));
    }
    void knowsNoModelWithoutASnapshot() {
        shard_->setSnapshot(nullptr);
        serve(*shard_, okRecord());
        QCOMPARE(requestLabels(), QByteArray(R"(route="/v1/chat/completions",model="unknown",provider="alpha",status="200",code="")"));
    }
    void boundsTheRoutesAClientCanInvent() {
        auto record = okRecord();
        for (int i = 0; i < 200; ++i) {
            record.route = "/v1/x" + std::to_string(i);
            serve(*shard_, record);
        }
        QCOMPARE(shard_->requests().size(), std::size_t{65});
        QVERIFY(bytes(labelsOf(shard_->requests()).back()).startsWith(R"(route="other",model="main")"));
    }
    void boundsLabelSets() {
        auto record = okRecord();
        for (int i = 0; i < 1200; ++i) {
            record.provider = "p" + std::to_string(i);
            serve(*shard_, record);
        }
        const auto labels = labelsOf(shard_->requests());
        QCOMPARE(labels.size(), kLabelSetsMax + 1);
        QCOMPARE(bytes(labels.back()), QByteArray(R"(route="other",model="other",provider="other",status="other",code="other")"));
    }

    void countsAttemptsByProvider() {
        auto good = recordWith({attemptOf("alpha", 503, ErrorCode::upstreamError), attemptOf("beta", 200), attemptOf("", 0)});
        serve(*shard_, good);
        serve(*shard_, recordWith({attemptOf("beta", 429, ErrorCode::upstreamRateLimit)}));
        const auto& alpha = provider("alpha");
        QCOMPARE(alpha.failures.load(), std::uint64_t{1});
        QCOMPARE(static_cast<ErrorCode>(alpha.lastError.load()), ErrorCode::upstreamError);
        QCOMPARE(alpha.lastFailureMs.load(), toMillis(kNow) + 40);
        QCOMPARE(alpha.lastSuccessMs.load(), std::int64_t{0});
        const auto& beta = provider("beta");
        QCOMPARE(beta.attempts.load(), std::uint64_t{2});
        QCOMPARE(beta.failures.load(), std::uint64_t{0});
        QCOMPARE(beta.limited.load(), std::uint64_t{1});
        QCOMPARE(beta.millis.load(), std::uint64_t{60});
        QCOMPARE(beta.lastSuccessMs.load(), toMillis(kNow) + 40);
        QCOMPARE(shard_->providers().size(), std::size_t{2});
    }
    void knowsWhoseFaultAnAttemptWas_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("error");
        QTest::addColumn<bool>("provider");
        const auto row = [](const char* name, int status, std::optional<ErrorCode> error, bool provider) {
            QTest::newRow(name) << status << (error ? static_cast<int>(*error) : -1) << provider;
        };
        row("good", 200, {}, false);
        row("500", 500, {}, true);
        row("unreachable", 0, ErrorCode::upstreamUnreachable, true);
        row("dns", 0, ErrorCode::upstreamDns, true);
        row("tls", 0, ErrorCode::upstreamTls, true);
        row("reset", 0, ErrorCode::upstreamReset, true);
        row("protocol", 0, ErrorCode::upstreamProtocol, true);
        row("timeout", 0, ErrorCode::upstreamTimeout, true);
        row("credential", 401, ErrorCode::upstreamAuth, true);
        row("cut", 200, ErrorCode::upstreamCut, true);
        row("error in a stream", 200, ErrorCode::upstreamError, true);
        row("client's 4xx", 422, ErrorCode::upstreamError, false);
        row("limit", 429, ErrorCode::upstreamRateLimit, false);
        row("client gone", 200, ErrorCode::clientGone, false);
    }
    void knowsWhoseFaultAnAttemptWas() {
        QFETCH(int, status);
        QFETCH(int, error);
        QFETCH(bool, provider);
        const auto code = error < 0 ? std::nullopt : std::optional(static_cast<ErrorCode>(error));
        QCOMPARE(isProviderFailure(attemptOf("alpha", status, code)), provider);
    }
    void sumsBilledTokensAndUpstreamTimesByModel() {
        auto record = recordWith({attemptOf("alpha", 200)});
        record.billed = {{.attempt = 1, .source = ledger::UsageSource::reported, .provider = "alpha", .model = "m-1",
                          .usage = {.input = 1, .output = 2, .cached = 3, .cacheWrite = 9, .reasoning = 4}, .cost = {}, .priceVersion = ""}};
        serve(*shard_, record);
        record.billed[0].model = "of a dropped preset";
        record.attemptList.clear();
        serve(*shard_, record);
        QCOMPARE(labelsOf(shard_->models()), (std::vector<std::string>{R"(provider="alpha",model="m-1")", R"(provider="alpha",model="unknown")"}));
        shard_->models().forEach([](const ModelSlot& slot) {
            for (std::size_t i = 0; i < 4; ++i) QCOMPARE(slot.tokens[i].load(), std::uint64_t{i + 1});
            const bool known = slot.labels.find("m-1") != std::string::npos;
            QCOMPARE(slot.called.load(), known);
            QCOMPARE(slot.upstream.read().sumMicros, std::uint64_t{known ? 30'000U : 0U});
        });
    }
    void countsWhatTheCacheDid() {
        auto record = okRecord();
        serve(*shard_, record);
        for (const char* result : {"hit", "miss", "hit"}) {
            record.cache = result;
            serve(*shard_, record);
        }
        QCOMPARE(labelsOf(shard_->caches()), (std::vector<std::string>{R"(result="hit")", R"(result="miss")"}));
    }
};

QTEST_GUILESS_MAIN(ShardTest)
#include "shard_test.moc"
