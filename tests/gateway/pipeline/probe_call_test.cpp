#include "gateway/pipeline/probe_call.hpp"
#include "gateway/ledger/probe_account.hpp"
#include "tests/gateway/pipeline/pipeline_rig.hpp"

#include <QTest>

using namespace gw;
using namespace gw::test;
using namespace gw::pipeline;
using namespace std::chrono_literals;

namespace {

/// A rig with one probe that may be out.
struct ProbeRig : PipelineRig {
    using PipelineRig::PipelineRig;
    void probe(const std::string& provider = "alpha", AnswerLimit limit = AnswerLimit::maxTokens) {
        outcome.reset();
        factory->probes().start({provider, "model-" + provider, limit}, [this](ProbeOutcome told) { outcome = std::move(told); });
        turn();
    }
    void answer(int status, const std::string& body) {
        upstream.last().json(status);
        upstream.last().data(body);
        upstream.last().end();
        turn();
    }
    std::optional<ProbeOutcome> outcome;
};

/// Failures open the circuit of alpha.
void trip(ProbeRig& rig) {
    for (unsigned i = 0; i < routing::Circuit::kFailuresInARow; ++i) {
        rig.probe();
        rig.answer(500, R"({"error":{"message":"no"}})");
    }
}

}  // namespace

class ProbeCallTest : public QObject {
    Q_OBJECT

   private Q_SLOTS:
    void asksForOneTokenAndStandsInTheBillAsNobodysCall() {
        ProbeRig rig;
        rig.probe();
        QCOMPARE(rig.upstream.last().body, std::string(R"({"model":"model-alpha","messages":[{"role":"user","content":"ping"}],"max_tokens":1})"));
        QVERIFY(rig.upstream.last().head.starts_with("POST /v1/chat/completions HTTP/1.1\r\n"));
        QCOMPARE(rig.ledger.reservations.at(0).keyId, std::string("probe"));
        rig.answer(200, kPlainReply);
        QVERIFY(rig.outcome && !rig.outcome->unsent && !rig.outcome->record.error);
        const auto& record = rig.record();
        QVERIFY(ledger::isProbe(record));
        QCOMPARE(record.userId, std::string("probe"));
        QCOMPARE(record.route, std::string("probe"));
        QCOMPARE(record.model, std::string("alpha/model-alpha"));
        QVERIFY(record.ip.empty());
        QCOMPARE(record.billed.size(), std::size_t{1});
        QVERIFY(record.billed[0].source == ledger::UsageSource::reported && record.billed[0].attempt == 1);
        // 9 tokens in at 1 USD a million, 4 out at 10: 9,000 and 40,000 nano-dollars.
        QCOMPARE(record.billed[0].cost->value, std::int64_t{49'000});
        QCOMPARE(rig.log.records.size(), std::size_t{1});
        QVERIFY(rig.metrics.started == 1 && rig.metrics.finished == 1);
    }

    void reservesBeforeItCallsAndSettlesBeforeItTells() {
        ProbeRig rig;
        rig.probe();
        rig.answer(200, kPlainReply);
        QVERIFY(rig.at("reserve 1") < rig.at("call alpha") && rig.at("call alpha") < rig.at("settle"));
    }

    void failuresOfProbesOpenTheCircuitOfTheirModelOnly() {
        ProbeRig rig;
        trip(rig);
        QVERIFY(rig.circuits.left("alpha", "model-alpha", rig.clock.steady()) > 0ms);
        QCOMPARE(rig.circuits.left("beta", "model-beta", rig.clock.steady()), 0ms);
        QCOMPARE(rig.record().released.size(), std::size_t{1});
    }

    void aRestingCircuitIsLeftAloneAndTheTrialIsOne() {
        ProbeRig rig;
        trip(rig);
        const auto calls = rig.upstream.calls.size();
        const auto records = rig.ledger.records.size();
        rig.probe();
        QVERIFY(rig.outcome && rig.outcome->unsent && rig.outcome->unsent->code == ErrorCode::noUpstream);
        QCOMPARE(rig.upstream.calls.size(), calls);
        QCOMPARE(rig.ledger.records.size(), records);
        rig.clock.advance(routing::Circuit::kRestMax * 2);
        rig.probe();
        QCOMPARE(rig.upstream.calls.size(), calls + 1);
        // While the probe is the trial, nobody else is let through.
        QVERIFY(!rig.circuits.take("alpha", "model-alpha", rig.clock.steady()));
        rig.answer(200, kPlainReply);
        QVERIFY(rig.circuits.take("alpha", "model-alpha", rig.clock.steady()) == routing::CircuitState::closed);
        QVERIFY(rig.circuits.lastSuccess("alpha", "model-alpha") == rig.clock.steady());
    }

    void a429IsNoFailureButARestForItsTime() {
        ProbeRig rig;
        rig.probe();
        rig.upstream.last().answer(429, {{"content-type", "application/json"}, {"retry-after", "7"}});
        rig.upstream.last().data("{}");
        rig.upstream.last().end();
        rig.turn();
        QVERIFY(rig.outcome && rig.outcome->record.error == ErrorCode::upstreamRateLimit);
        const auto left = rig.circuits.left("alpha", "model-alpha", rig.clock.steady());
        QVERIFY(left > 6s && left <= 7s);
        QVERIFY(rig.record().billed.empty());
    }

    void hasTheTimeOfARealFirstByteAndNoMore() {
        ProbeRig rig([](config::Settings& settings) {
            settings.upstreamConnectTimeout = 2s;
            settings.upstreamFirstByteTimeout = 9s;
        });
        rig.probe();
        QVERIFY(rig.upstream.last().timeouts.total <= 11s);
        rig.upstream.last().breakOff(ErrorCode::upstreamTimeout);
        rig.turn();
        QVERIFY(rig.outcome && rig.outcome->record.error == ErrorCode::upstreamTimeout);
    }

    void isNotTriedElsewhere() {
        ProbeRig rig;
        rig.probe();
        rig.answer(503, "{}");
        QCOMPARE(rig.upstream.calls.size(), std::size_t{1});
        QVERIFY(rig.outcome.has_value());
    }

    void aDrainEndsItAndBooksWhatItMayHaveCost() {
        ProbeRig rig;
        rig.probe();
        rig.context.draining = true;
        rig.factory->probes().endAll();
        rig.turn();
        QVERIFY(rig.outcome && rig.outcome->record.error == ErrorCode::draining);
        QVERIFY(!rig.upstream.last().open);
        QVERIFY(rig.record().billed.at(0).source == ledger::UsageSource::estimated);
        rig.probe();
        QVERIFY(rig.outcome && rig.outcome->unsent && rig.outcome->unsent->code == ErrorCode::draining);
        QCOMPARE(rig.upstream.calls.size(), std::size_t{1});
    }

    void makesNoCallThatCannotBeBooked() {
        ProbeRig rig;
        rig.ledger.accepts = false;
        rig.probe();
        QVERIFY(rig.outcome && rig.outcome->unsent && rig.outcome->unsent->code == ErrorCode::storageFull);
        rig.ledger.accepts = true;
        rig.settings.unpriced = config::UnpricedPolicy::refuse;
        rig.probe("gamma");
        QVERIFY(rig.outcome && rig.outcome->unsent && rig.outcome->unsent->code == ErrorCode::unpricedModel);
        rig.probe("nobody");
        QVERIFY(rig.outcome && rig.outcome->unsent && rig.outcome->unsent->code == ErrorCode::notFound);
        QVERIFY(rig.upstream.calls.empty());
    }

    void learnsWhichLimitAModelWants() {
        ProbeRig rig;
        rig.probe();
        rig.answer(400, R"({"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."}})");
        QVERIFY(rig.outcome && rig.outcome->wantsOtherLimit);
        rig.probe("alpha", AnswerLimit::maxCompletionTokens);
        QVERIFY(rig.upstream.last().body.ends_with(R"("max_completion_tokens":16})"));
        rig.answer(200, kPlainReply);
        QVERIFY(rig.outcome && !rig.outcome->wantsOtherLimit);
    }

    void knowsReasoningModelsByName() {
        for (const char* name : {"o1", "o3-mini", "gpt-5", "gpt-5-nano", "openai/gpt-5.1"}) QVERIFY2(answerLimitOf(name) == AnswerLimit::maxCompletionTokens, name);
        for (const char* name : {"gpt-4o", "omni", "llama-3", "o", "vendor/gpt-4"}) QVERIFY2(answerLimitOf(name) == AnswerLimit::maxTokens, name);
        QVERIFY(!asksForOtherLimit("max_tokens is too large", AnswerLimit::maxTokens));
        QVERIFY(asksForOtherLimit("Unrecognized request argument supplied: max_completion_tokens", AnswerLimit::maxCompletionTokens));
        QVERIFY(!asksForOtherLimit("max_completion_tokens is too small", AnswerLimit::maxCompletionTokens));
    }

    void survivesTheEndOfItsWorkerWhileItIsOut() {
        ProbeRig rig;
        rig.probe();
        rig.factory.reset();
        rig.turn();
        QVERIFY(!rig.outcome && !rig.upstream.last().open);
    }
};

QTEST_GUILESS_MAIN(ProbeCallTest)
#include "probe_call_test.moc"
