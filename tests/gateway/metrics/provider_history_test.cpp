#include "gateway/metrics/provider_history.hpp"

#include "records.hpp"

#include <QTest>

using namespace gw;
using namespace gw::metrics;
using gw::test::attemptOf;
using gw::test::kNow;
using gw::test::recordWith;
using gw::test::serve;

class ProviderHistoryTest : public QObject {
    Q_OBJECT
    static constexpr std::int64_t kSecond = toMillis(kNow) / 1000;
    std::unique_ptr<Shard> one_, two_;
    std::unique_ptr<ProviderHistory> history_;

    std::vector<const Shard*> both() const { return {one_.get(), two_.get()}; }

   private Q_SLOTS:
    void init() {
        one_ = std::make_unique<Shard>();
        two_ = std::make_unique<Shard>();
        history_ = std::make_unique<ProviderHistory>();
    }

    void sumsTheWorkers() {
        serve(*one_, recordWith({attemptOf("alpha", 200)}));
        serve(*two_, recordWith({attemptOf("alpha", 0, ErrorCode::upstreamTimeout), attemptOf("beta", 429, ErrorCode::upstreamRateLimit)}));
        history_->tick(both(), kSecond);
        const auto status = history_->status(kSecond, 300);
        QCOMPARE(status.size(), std::size_t{2});
        QCOMPARE(status[0].provider, std::string("alpha"));
        QCOMPARE(status[0].attempts, std::uint64_t{2});
        QCOMPARE(status[0].failures, std::uint64_t{1});
        QCOMPARE(*status[0].meanMillis, 30.0);
        QVERIFY(status[0].lastSuccess == kNow + std::chrono::milliseconds{40});
        QVERIFY(status[0].lastError == ErrorCode::upstreamTimeout);
        QCOMPARE(status[1].limited, std::uint64_t{1});
        QVERIFY(!status[1].lastSuccess && !status[1].lastFailure && !status[1].lastError);
    }
    void countsEachAttemptInItsOwnSecond() {
        serve(*one_, recordWith({attemptOf("alpha", 200)}));
        history_->tick(both(), kSecond);
        history_->tick(both(), kSecond + 1);
        serve(*one_, recordWith({attemptOf("alpha", 200)}));
        history_->tick(both(), kSecond + 2);
        QCOMPARE(history_->status(kSecond + 2, 300).at(0).attempts, std::uint64_t{2});
        QCOMPARE(history_->status(kSecond + 2, 2).at(0).attempts, std::uint64_t{1});
        // Two ticks in one second add up.
        serve(*one_, recordWith({attemptOf("alpha", 200)}));
        history_->tick(both(), kSecond + 2);
        QCOMPARE(history_->status(kSecond + 2, 1).at(0).attempts, std::uint64_t{2});
    }
    void forgetsAfterFiveMinutesButKnowsTheLastFailure() {
        serve(*one_, recordWith({attemptOf("alpha", 500)}));
        history_->tick(both(), kSecond);
        QCOMPARE(history_->status(kSecond + 299, 10'000).size(), std::size_t{1});
        QVERIFY(history_->status(kSecond + 300, 10'000).empty());
        QVERIFY(history_->status(kSecond - 1, 300).empty());
        for (std::int64_t second = 1; second <= 600; ++second) history_->tick(both(), kSecond + second);
        QVERIFY(history_->status(kSecond + 600, 300).empty());
        serve(*one_, recordWith({attemptOf("alpha", 200)}));
        history_->tick(both(), kSecond + 601);
        const auto status = history_->status(kSecond + 601, 300);
        QCOMPARE(status.at(0).attempts, std::uint64_t{1});
        QCOMPARE(status.at(0).failures, std::uint64_t{0});
        QVERIFY(status.at(0).lastFailure && status.at(0).lastError == ErrorCode::upstreamError);
    }
    void tellsTheNewestFailureOfAllWorkers() {
        auto early = recordWith({attemptOf("alpha", 0, ErrorCode::upstreamDns)});
        auto late = recordWith({attemptOf("alpha", 0, ErrorCode::upstreamTls)});
        late.createdAt = kNow + std::chrono::seconds{5};
        serve(*one_, late);
        serve(*two_, early);
        history_->tick(both(), kSecond);
        QVERIFY(history_->status(kSecond, 300).at(0).lastError == ErrorCode::upstreamTls);
    }
};

QTEST_GUILESS_MAIN(ProviderHistoryTest)
#include "provider_history_test.moc"
