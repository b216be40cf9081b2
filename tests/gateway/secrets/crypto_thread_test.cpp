#include "gateway/secrets/crypto_thread.hpp"

#include "gateway/secrets/password.hpp"
#include "tests/gateway/secrets/secrets_rig.hpp"

#include <atomic>
#include <future>
#include <thread>

using namespace gw;
using namespace gw::secrets;
using namespace gw::test;

namespace {

/// A poster that keeps answers until the test runs them, and can hold the crypto thread at its first answer.
class Answers {
   public:
    explicit Answers(bool held = false) : held_(held) {}
    CryptoThread::Poster poster() {
        return [this](std::function<void()> answer) {
            const bool fromThread = std::this_thread::get_id() != testThread_;
            queue_.tryPush(answer);
            if (!fromThread || !held_.exchange(false)) return;
            entered_.set_value();
            opened_.get_future().wait();
        };
    }
    void waitHeld() { entered_.get_future().wait(); }
    void open() { opened_.set_value(); }
    bool turn() {
        auto answer = queue_.pop(std::chrono::seconds(60));
        if (answer) (*answer)();
        return answer.has_value();
    }
    std::size_t size() const { return queue_.size(); }

   private:
    const std::thread::id testThread_ = std::this_thread::get_id();
    BoundedQueue<std::function<void()>> queue_{100};
    std::atomic<bool> held_;
    std::promise<void> entered_, opened_;
};

}  // namespace

class CryptoThreadTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void hashesAndVerifiesOnItsThread() {
        Answers answers;
        CryptoThread crypto(answers.poster());
        Result<std::string> hashed = fail(ErrorCode::internal);
        std::thread::id where;
        crypto.hash(Secret("correct horse"), [&](Result<std::string> result) {
            hashed = std::move(result);
            where = std::this_thread::get_id();
        });
        QVERIFY(answers.turn());
        QCOMPARE(outcome(hashed), kDone);
        QVERIFY(where == std::this_thread::get_id());
        std::vector<bool> results;
        const auto keep = [&](const Result<bool>& result) { results.push_back(result.value()); };
        crypto.verify(*hashed, Secret("correct horse"), keep);
        crypto.verify(*hashed, Secret("wrong horse"), keep);
        crypto.verify("", Secret("correct horse"), keep);
        for (int i = 0; i < 3; ++i) QVERIFY(answers.turn());
        QVERIFY(results == (std::vector<bool>{true, false, false}));
    }

    void answersTooBusyAtOnceWhenFull() {
        Answers answers(true);
        QStringList outcomes;
        const auto keepHash = [&](const Result<std::string>& result) { outcomes << QString(outcome(result)); };
        const auto keepVerify = [&](const Result<bool>& result) { outcomes << QString(outcome(result)); };
        {
            CryptoThread crypto(answers.poster());
            crypto.verify("", Secret("first"), keepVerify);
            answers.waitHeld();
            QVERIFY(answers.turn());
            for (std::size_t i = 0; i < CryptoThread::kQueueMax; ++i) crypto.verify("", Secret("waits"), keepVerify);
            QCOMPARE(answers.size(), std::size_t{0});
            crypto.hash(Secret("one too many"), keepHash);
            crypto.verify("", Secret("one too many"), keepVerify);
            QVERIFY(answers.turn() && answers.turn());
            QCOMPARE(outcomes, (QStringList{kDone, QStringLiteral("TOO_BUSY"), QStringLiteral("TOO_BUSY")}));
            answers.open();
        }
        // What waited is answered exactly once: with its result, or cancelled because the thread was stopped.
        QCOMPARE(answers.size(), CryptoThread::kQueueMax);
        for (std::size_t i = 0; i < CryptoThread::kQueueMax; ++i) QVERIFY(answers.turn());
        QVERIFY(!outcomes.mid(3).contains(QStringLiteral("TOO_BUSY")));
    }

    void cancelsWhatWaitsWhenItStops() {
        Answers answers(true);
        QStringList outcomes;
        const auto keep = [&](const Result<std::string>& result) { outcomes << QString(outcome(result)); };
        auto crypto = std::make_unique<CryptoThread>(answers.poster());
        crypto->hash(Secret("first"), keep);
        answers.waitHeld();
        for (std::size_t i = 0; i < CryptoThread::kQueueMax; ++i) crypto->hash(Secret("waits"), keep);
        // Hashing all that waits takes a second; the thread is told to stop at once.
        answers.open();
        crypto.reset();
        QCOMPARE(answers.size(), CryptoThread::kQueueMax + 1);
        while (answers.size() > 0) QVERIFY(answers.turn());
        QCOMPARE(outcomes.front(), QString(kDone));
        QCOMPARE(outcomes.back(), QStringLiteral("CANCELLED"));
        QCOMPARE(outcomes.count(QString(kDone)) + outcomes.count(QStringLiteral("CANCELLED")), outcomes.size());
    }

    void stopsWithoutWork() {
        Answers answers;
        { const CryptoThread crypto(answers.poster()); }
        QCOMPARE(answers.size(), std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(CryptoThreadTest)
#include "crypto_thread_test.moc"
