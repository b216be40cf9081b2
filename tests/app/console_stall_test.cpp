// The console beside a stall (reliability F30, F31), with real engines: its own window's thread stands still under traffic
// and catches up afterwards without a gap; the attached engine's process stands still, the window keeps answering, says
// how old its numbers are, and recovers. STALL_SECONDS (3): how long.
#include "app/console_options.hpp"
#include "app/embedded_engine.hpp"
#include "ui/models/traffic_ring.hpp"
#include "ui/pages/page.hpp"
#include "ui/shell/console.hpp"
#include "ui/shell/main_window.hpp"

#include <QApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QLabel>
#include <QProcess>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <csignal>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using ui::models::TrafficRing;
using ui::models::TrafficRow;
using ui::shell::Console;

namespace {

const QString kEmail = u"owner@example.test"_s;
const QString kPassword = u"correct horse battery"_s;
constexpr int kPatienceMs = 60'000;

std::chrono::seconds stall() {
    const int seconds = qEnvironmentVariableIntValue("STALL_SECONDS");
    return std::chrono::seconds(seconds > 0 ? seconds : 3);
}

/// A gatehoused of its own process, with an administrator.
class Engine {
public:
    Engine() {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"GATEWAY_PORT"_s, u"0"_s);
        environment.insert(u"GATEWAY_DATA_DIR"_s, folder_.path());
        environment.insert(u"GATEWAY_ADMIN_EMAIL"_s, kEmail);
        environment.insert(u"GATEWAY_ADMIN_PASSWORD"_s, kPassword);
        process_.setProcessEnvironment(environment);
        process_.setWorkingDirectory(folder_.path());
        process_.start(qEnvironmentVariable("GATEHOUSED"), {u"serve"_s});
    }
    ~Engine() {
        signal(SIGCONT);
        process_.kill();
        process_.waitForFinished();
    }

    QUrl url() {
        while (process_.canReadLine() || process_.waitForReadyRead(kPatienceMs)) {
            const QString line = QString::fromUtf8(process_.readLine()).trimmed();
            if (line.startsWith(u"ready "_s)) return QUrl(line.mid(6));
        }
        return {};
    }
    void signal(int number) {
        if (process_.processId() > 0) ::kill(static_cast<pid_t>(process_.processId()), number);
    }

private:
    QTemporaryDir folder_;
    QProcess process_;
};

/// Beats in the window's event loop; the longest silence says whether it kept answering.
class Heartbeat : public QObject {
public:
    Heartbeat() {
        timer_.setTimerType(Qt::PreciseTimer);
        connect(&timer_, &QTimer::timeout, this, [this] {
            longestMs = std::max(longestMs, since_.restart());
            ++beats;
        });
        since_.start();
        timer_.start(10ms);
    }
    qint64 longestMs = 0;
    int beats = 0;

private:
    QTimer timer_;
    QElapsedTimer since_;
};

QString subtitle(Console& console) {
    const auto* label = console.window().currentPage()->findChild<QLabel*>(u"page.subtitle"_s);
    return label ? label->text() : QString();
}

}  // namespace

class ConsoleStallTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aStalledWindowCatchesUpWithoutAGap() {
        QTemporaryDir folder;
        app::ConsoleOptions options;
        options.demo = true;
        options.page = "traffic";
        options.dataDir = folder.path().toStdString();
        app::EmbeddedEngine engine(options);
        const auto door = engine.start();
        QVERIFY(door);
        auto shown = app::shellOptions(options);
        shown.endpoint = app::endpointOf(*door);
        {
            Console console(*qobject_cast<QApplication*>(QCoreApplication::instance()), shown);
            console.show();
            auto* ring = console.window().findChild<TrafficRing*>();
            QTRY_VERIFY_WITH_TIMEOUT((ring = console.window().findChild<TrafficRing*>()) && ring->requestCount() > 10, kPatienceMs);

            const qint64 from = QDateTime::currentMSecsSinceEpoch();
            QSemaphore().tryAcquire(1, static_cast<int>(std::chrono::milliseconds(stall()).count()));  // the window's own thread stands still
            const qint64 to = QDateTime::currentMSecsSinceEpoch();
            QElapsedTimer since;
            since.start();
            qint64 caughtUpMs = 0;  // when the last request that had ended before the stall did came in
            connect(ring, &TrafficRing::rowsInserted, this, [&](const QModelIndex&, int first, int last) {
                for (int row = first; row <= last; ++row)
                    if (ring->at(row).atMs + ring->at(row).latencyMs < to) caughtUpMs = since.elapsed();
            });
            QTRY_VERIFY_WITH_TIMEOUT(ring->newestAtMs() > to + 1000, kPatienceMs);
            qInfo("caught up %lld ms after a stall of %lld ms", caughtUpMs, to - from);
            ring->disconnect(this);
            QTRY_VERIFY_WITH_TIMEOUT(!console.window().currentPage()->isStale(), kPatienceMs);
            int within = 0;
            int lines = 0;
            for (int row = 0; row < ring->rowCount(); ++row) {
                const TrafficRow& at = ring->at(row);
                lines += at.isRequest() ? 0 : 1;
                within += at.isRequest() && at.atMs > from && at.atMs < to ? 1 : 0;
            }
            QVERIFY2(within > 0, "what happened meanwhile is in the list");
            QCOMPARE(lines, 0);
        }
        engine.stop();
    }

    void aStalledEngineLeavesTheWindowAnsweringAndItsNumbersMarkedOld() {
        Engine engine;
        const QUrl url = engine.url();
        QVERIFY2(url.isValid(), "GATEHOUSED must name the built gatehoused");
        QTemporaryDir folder;
        Console::Options options;
        options.endpoint = {url, {}, false};
        options.email = kEmail;
        options.password = kPassword;
        options.page = u"overview"_s;
        options.locale = u"en"_s;
        options.dataDir = folder.path();
        Console console(*qobject_cast<QApplication*>(QCoreApplication::instance()), options);
        console.show();
        const auto page = [&] { return console.window().currentPage(); };
        QTRY_VERIFY_WITH_TIMEOUT(page() && page()->hasData() && !page()->isStale(), kPatienceMs);

        engine.signal(SIGSTOP);
        QElapsedTimer stalled;
        stalled.start();
        Heartbeat heart;
        QTRY_VERIFY_WITH_TIMEOUT(page()->isStale(), kPatienceMs);
        QVERIFY2(subtitle(console).contains(u"data is "_s) || subtitle(console).contains(u"connection was lost"_s), qPrintable(subtitle(console)));
        const QString told = subtitle(console);
        QTRY_VERIFY_WITH_TIMEOUT(stalled.elapsed() >= std::chrono::milliseconds(stall()).count(), kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(subtitle(console) != told, kPatienceMs);  // it counts on
        QVERIFY(page()->isStale());
        qInfo("engine stalled %lld ms: %d beats, longest silence of the window %lld ms, \"%s\"", stalled.elapsed(), heart.beats,
              heart.longestMs, qPrintable(subtitle(console)));
        QVERIFY2(heart.beats > stalled.elapsed() / 100, "the window's event loop went on");

        engine.signal(SIGCONT);
        QTRY_VERIFY_WITH_TIMEOUT(!page()->isStale() && !page()->isOffline(), kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(subtitle(console).contains(u"updated "_s), kPatienceMs);
    }
};

QTEST_MAIN(ConsoleStallTest)
#include "console_stall_test.moc"
