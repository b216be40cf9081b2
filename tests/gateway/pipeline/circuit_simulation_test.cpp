// A million seeded steps of requests, upstreams that fall ill and recover, and a clock that moves only here (reliability.md F18,
// P25): what a circuit promises holds after each of them.
#include "gateway/base/log.hpp"
#include "gateway/pipeline/attempt.hpp"
#include "gateway/pipeline/candidate_pick.hpp"
#include "gateway/pipeline/circuit_board.hpp"
#include "gateway/pipeline/upstream_rules.hpp"
#include "tests/gateway/pipeline/pipeline_rig.hpp"

#include <QtTest>

#include <algorithm>
#include <random>
#include <stdexcept>

using namespace gw;
using namespace gw::pipeline;
using namespace std::chrono_literals;
using routing::Circuit;
using routing::CircuitState;

namespace {

struct NoOwner final : AttemptOwner {
    void onHead(const UpstreamHead&) override {}
    void onData(std::string_view) override {}
    void onEnd(const AttemptTimes&) override {}
    void onFailed(const Error&, const AttemptTimes&) override {}
};

void hold(bool promise, const char* what) {
    if (!promise) throw std::runtime_error(what);
}

class Simulation {
 public:
    Simulation(std::uint64_t seed, std::size_t upstreams) : random_(seed) {
        for (std::size_t i = 0; i < upstreams; ++i) {
            providers_.push_back(test::rigProvider("up" + std::to_string(i)));
            route_.candidates.push_back({providers_.back().get(), "m"});
            models_.emplace_back();
        }
    }

    void step() {
        const auto dice = draw(100);
        if (dice < 25) advance();
        else if (dice < 30) models_[draw(models_.size())].failPercent = draw(2) == 0 ? 0 : static_cast<std::uint32_t>(draw(2) + 1) * 50;
        else if (dice < 68 || flying_.empty()) request();
        else land();
    }

    std::uint64_t calls = 0, trials = 0, openings = 0, refusals = 0, restsAsked = 0;

 private:
    /// What must be true of one circuit, by the promises alone.
    struct Model {
        std::uint32_t failPercent = 0, inARow = 0;
        std::chrono::milliseconds rest = Circuit::kRestMin;
        std::optional<SteadyTime> trialSince;
        std::uint64_t trial = 0;  ///< the attempt that makes it
    };
    struct Flight {
        std::uint64_t id;
        std::size_t upstream;
        std::unique_ptr<Attempt> attempt;
    };

    std::uint64_t draw(std::uint64_t below) { return random_() % below; }
    SteadyTime now() const { return clock_.steady(); }
    CircuitBoard::Row row(std::size_t upstream) {
        const auto& name = providers_[upstream]->name;
        for (auto& one : board_.rows(now()))
            if (one.provider == name) return one;
        return {};
    }
    bool trialOut(const Model& model) const { return model.trialSince && now() - *model.trialSince < Circuit::kTrialMax; }

    void advance() {
        const auto dice = draw(1000);
        clock_.advance(std::chrono::milliseconds(dice < 2 ? 30'000 + draw(60'000) : dice < 200 ? draw(5'000) : draw(100)));
    }

    void request() {
        if (flying_.size() >= 40) return land();
        CandidatePick pick(board_);
        // As a caller who goes on to the next upstream would: any of them first.
        std::rotate(route_.candidates.begin(), route_.candidates.begin() + static_cast<std::ptrdiff_t>(draw(route_.candidates.size())), route_.candidates.end());
        auto picked = pick.next(route_, now());
        if (!picked) return refused();
        ++calls;
        const std::size_t upstream = indexOf(*picked->candidate);
        auto attempt = std::make_unique<Attempt>(owner_, 1, *picked->candidate);
        attempt->circuit = picked->circuit;
        attempt->takenAt = picked->takenAt;
        Model& model = models_[upstream];
        hold(picked->circuit != CircuitState::open, "no call goes out under an open circuit");
        if (picked->circuit == CircuitState::halfOpen) {
            hold(!trialOut(model), "one trial at a time");
            model.trialSince = now();
            model.trial = nextId_;
            ++trials;
        }
        flying_.push_back({nextId_++, upstream, std::move(attempt)});
    }

    /// None may be called: each is open with time left, or its trial is out; and whoever asks is told when to come again.
    void refused() {
        ++refusals;
        const auto resting = board_.resting(route_, now());
        auto first = std::chrono::milliseconds::max();
        for (std::size_t i = 0; i < models_.size(); ++i) {
            const auto one = row(i);
            hold(one.state == CircuitState::open ? one.left.count() > 0 : trialOut(models_[i]), "nobody is refused whom a circuit would let through");
            first = std::min(first, one.state == CircuitState::open ? one.left : 1000ms);
        }
        hold(resting.error.code == ErrorCode::noUpstream && httpStatus(resting.error.code) == 503, "a refusal is a 503");
        hold(resting.wait >= 1s && resting.wait <= 72s, "a refusal names a time");
        hold(resting.wait >= std::chrono::ceil<std::chrono::seconds>(first) && resting.wait - 1s < std::max(1000ms, first), "the nearest time");
    }

    std::size_t indexOf(const routing::Candidate& candidate) const {
        for (std::size_t i = 0; i < providers_.size(); ++i)
            if (providers_[i].get() == candidate.provider) return i;
        return 0;
    }

    /// One call comes back: well, ill, with a 429, or its client has left.
    void land() {
        if (flying_.empty()) return;
        const std::size_t which = draw(flying_.size());
        Flight flight = std::move(flying_[which]);
        flying_.erase(flying_.begin() + static_cast<std::ptrdiff_t>(which));
        Model& model = models_[flight.upstream];
        const auto before = row(flight.upstream);
        const bool isTrial = model.trialSince && model.trial == flight.id;
        std::optional<Error> error;
        const auto dice = draw(100);
        if (dice < 4) error = Error{ErrorCode::clientGone, ErrorSource::downstream, Retry::never, {}, {}};
        else if (dice < 8) error = Error{ErrorCode::upstreamRateLimit, ErrorSource::upstream, Retry::nextCandidate, {}, {}};
        else if (dice < 12) error = Error{ErrorCode::upstreamRefused, ErrorSource::upstream, Retry::never, {}, {}};
        else if (draw(100) < model.failPercent) error = Error{ErrorCode::upstreamTimeout, ErrorSource::upstream, Retry::nextCandidate, {}, {}};
        const bool mayAsk = error && (error->code == ErrorCode::upstreamRateLimit || (error->code == ErrorCode::upstreamTimeout && draw(4) == 0));
        if (mayAsk && draw(2) == 0) flight.attempt->retryAfter = std::chrono::milliseconds(draw(100'000));
        board_.report(*flight.attempt, error, now());
        if (isTrial) model.trialSince.reset();
        judge(flight, before, error, isTrial);
    }

    void judge(const Flight& flight, const CircuitBoard::Row& before, const std::optional<Error>& error, bool isTrial) {
        Model& model = models_[flight.upstream];
        const auto after = row(flight.upstream);
        const Verdict verdict = verdictOf(error);
        const bool opened = after.openings > before.openings || (before.state != CircuitState::open && after.state == CircuitState::open);
        if (before.state == CircuitState::closed) {
            if (verdict == Verdict::works) model.inARow = 0;
            if (verdict == Verdict::fails) ++model.inARow;
        }
        const auto asked = std::min<std::chrono::milliseconds>(flight.attempt->retryAfter.value_or(0ms), Circuit::kRestMax);
        hold(after.openings <= before.openings + 1, "one turn at a time");
        if (trialOut(model) && !isTrial) hold(after.state == CircuitState::halfOpen && !opened, "while a trial is out nothing else turns it");
        if (verdict == Verdict::fails && opened) {
            hold(after.reason == ErrorCode::upstreamTimeout, "an opening has its reason");
            // One that was asked for may come before the failures in a row do; it is exactly as long.
            const bool byCount = after.openings > before.openings && (isTrial || after.failuresInARow == 0);
            if (byCount) hold(after.left >= std::max(model.rest, asked) && after.left <= std::max(model.rest + model.rest / 5, asked), "a rest keeps within its jitter");
            else hold(asked > 0ms && after.left == asked, "a failure that asks for a rest gets it");
            if (byCount) model.rest = std::min<std::chrono::milliseconds>(model.rest * 2, Circuit::kRestMax);
            ++openings;
        }
        if (verdict == Verdict::rests && (isTrial || before.state == CircuitState::closed) && asked > 0ms) {
            hold(opened && after.left == asked && after.reason == ErrorCode::upstreamRateLimit, "a 429 of a trial, too, rests as long as it asks");
            ++restsAsked;
        }
        if (verdict == Verdict::rests && isTrial && !flight.attempt->retryAfter) hold(opened && after.left >= 1000ms && after.left <= 1200ms, "a trial told to come later does not come at once");
        if (asked > 0ms && before.state == CircuitState::open && verdict != Verdict::works) hold(after.left == std::max(before.left, asked), "a rest is only made longer");
        if (verdict == Verdict::fails && before.state == CircuitState::closed) hold(model.inARow < 5 || after.state == CircuitState::open, "five failures in a row open it");
        if (verdict == Verdict::rests && flight.attempt->retryAfter > 0ms) hold(after.left <= Circuit::kRestMax || after.left <= before.left, "a rest that was asked for is capped");
        if (verdict == Verdict::unknown || (verdict == Verdict::rests && !isTrial && !flight.attempt->retryAfter)) hold(!opened, "what says nothing of the upstream opens nothing");
        if (isTrial && verdict == Verdict::works) hold(after.state == CircuitState::closed || before.state == CircuitState::open, "a trial that succeeds closes it");
        if (after.state != CircuitState::closed) model.inARow = 0;
        if (before.state != CircuitState::closed && after.state == CircuitState::closed) {
            hold(isTrial, "only its trial closes a circuit");
            model.rest = Circuit::kRestMin;
            model.inARow = 0;
        }
    }

    std::mt19937_64 random_;
    FakeClock clock_;
    NoOwner owner_;
    CircuitBoard board_;
    std::vector<std::shared_ptr<config::Provider>> providers_;
    routing::Route route_;
    std::vector<Model> models_;
    std::vector<Flight> flying_;
    std::uint64_t nextId_ = 1;
};

}  // namespace

class CircuitSimulationTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void holdsItsPromises_data() {
        QTest::addColumn<quint64>("seed");
        QTest::addColumn<int>("upstreams");
        for (quint64 seed = 1; seed <= 10; ++seed) QTest::addRow("seed %d", static_cast<int>(seed)) << seed << static_cast<int>(seed % 3 + 1);
    }
    void holdsItsPromises() {
        QFETCH(quint64, seed);
        QFETCH(int, upstreams);
        log::setLevel(spdlog::level::off);
        Simulation simulation(seed, static_cast<std::size_t>(upstreams));
        constexpr int kSteps = 100'000;
        int step = 0;
        try {
            for (; step < kSteps; ++step) simulation.step();
        } catch (const std::runtime_error& broken) {
            QFAIL(qPrintable(QStringLiteral("seed %1, step %2: %3").arg(seed).arg(step).arg(QString::fromUtf8(broken.what()))));
        }
        qInfo("%llu calls, %llu openings, %llu trials, %llu refusals", static_cast<unsigned long long>(simulation.calls), static_cast<unsigned long long>(simulation.openings),
              static_cast<unsigned long long>(simulation.trials), static_cast<unsigned long long>(simulation.refusals));
        QVERIFY(simulation.calls > 3'000 && simulation.openings > 50 && simulation.trials > 50 && simulation.refusals > 50 && simulation.restsAsked > 50);
    }
};

QTEST_GUILESS_MAIN(CircuitSimulationTest)
#include "circuit_simulation_test.moc"
