// The loop's order of work, turned by itself as on a worker and by an io_context as on control's thread.
#include "gateway/net/loop.hpp"

#include "loop_runner.hpp"

#include <QTest>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

using namespace gw;
using namespace gw::net;
using std::chrono::milliseconds;

namespace {

class Probe final : public Source {
   public:
    Probe(Loop& loop, std::string& log) : loop_(loop), log_(log) {}
    void onReady(Readiness) override { log_ += 'r'; }
    void onDeferred() override { log_ += 'd'; }
    void onAgain() override {
        log_ += 'a';
        if (again-- > 0) loop_.again(*this);
    }
    void onTimer() override { log_ += 't'; }
    int again = 0;

   private:
    Loop& loop_;
    std::string& log_;
};

}  // namespace

class LoopTest : public QObject {
    Q_OBJECT

    /// Runs `script` inside a turn of either kind of loop until it has called its second argument.
    template <class Script>
    static std::string logOf(bool byItself, Script script) {
        std::string log;
        if (byItself) {
            Loop loop;
            loop.post([&] { script(loop, log, [&loop] { loop.stop(); }); });
            loop.run();
            return log;
        }
        test::LoopRunner runner;
        bool over = false;
        runner.loop.post([&] { script(runner.loop, log, [&over] { over = true; }); });
        if (!runner.until([&over] { return over; })) log += " never ended";
        return log;
    }

    static void bothKinds() {
        QTest::addColumn<bool>("byItself");
        QTest::newRow("by itself") << true;
        QTest::newRow("by an io_context") << false;
    }

   private Q_SLOTS:
    void runsWhatIsPutOffInItsOrder_data() { bothKinds(); }
    void runsWhatIsPutOffInItsOrder() {
        QFETCH(bool, byItself);
        std::unique_ptr<Probe> probe;
        const std::string log = logOf(byItself, [&probe](Loop& loop, std::string& notes, const std::function<void()>& end) {
            probe = std::make_unique<Probe>(loop, notes);
            loop.post([&loop, &notes, &probe, end] {
                notes += '2';
                loop.post([&notes, end] {
                    notes += '3';
                    end();
                });
                probe->again = 1;
                loop.again(*probe);
            });
            loop.defer(*probe);
            notes += '1';
        });
        // The deferred step comes behind the task that asked for it; what tasks post, and `again`, in later turns.
        QCOMPARE(log.substr(0, 3), std::string("1d2"));
        QVERIFY(log.find('3') != std::string::npos && log.find('a') != std::string::npos);
    }

    void wakesForTimersAndNeverEarly_data() { bothKinds(); }
    void wakesForTimersAndNeverEarly() {
        QFETCH(bool, byItself);
        SteadyTime asked{}, came{};
        logOf(byItself, [&](Loop& loop, std::string&, const std::function<void()>& end) {
            asked = std::chrono::steady_clock::now();
            loop.after(milliseconds(30), [&came, end] {
                came = std::chrono::steady_clock::now();
                end();
            });
        });
        QVERIFY(came - asked >= milliseconds(30));
    }

    void hearsOtherThreads_data() { bothKinds(); }
    void hearsOtherThreads() {
        QFETCH(bool, byItself);
        std::thread other;
        int heard = 0;
        logOf(byItself, [&](Loop& loop, std::string&, const std::function<void()>& end) {
            other = std::thread([&heard, end, box = loop.mailbox()] {
                for (int i = 0; i < 1000; ++i)
                    box->post([&heard, end] {
                        if (++heard == 1000) end();
                    });
            });
        });
        other.join();
        QCOMPARE(heard, 1000);
    }

    void goesOnBehindAnExceptionWithWhatIsLeft() {
        Loop loop;
        int ran = 0;
        loop.post([] { throw std::runtime_error("planned"); });
        loop.post([&ran, &loop] {
            ++ran;
            loop.stop();
        });
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, loop.run());
        QCOMPARE(ran, 0);
        loop.run();
        QCOMPARE(ran, 1);
    }

    void dropsWhatComesBehindTheStop() {
        const auto held = std::make_shared<int>(1);
        auto loop = std::make_unique<Loop>();
        const auto box = loop->mailbox();
        bool ran = false;
        loop->post([&] {
            loop->post([held, &ran] { ran = true; });
            loop->stop();
        });
        loop->post([held, &ran] { ran = true; });
        loop->run();
        loop->post([held] {});
        loop.reset();
        QVERIFY(!ran);
        QCOMPARE(held.use_count(), 1L);
        QVERIFY(!box->post([] {}));
    }
};

QTEST_GUILESS_MAIN(LoopTest)
#include "loop_test.moc"
