#include "ui/shell/page_screenshot.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/pages/page.hpp"
#include "ui/shell/main_window.hpp"
#include "ui/shell/stage_view.hpp"
#include "ui/shell/status_strip.hpp"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QPixmap>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace ui::shell {

namespace {

constexpr std::chrono::milliseconds kLook{50};
// A page's other sources (charts, tables) come a little after its first; the live ones tick once a second.
constexpr std::chrono::milliseconds kSettleMin{1500};

// An administrator or a sign-in is under way right after the start: its absence counts only when it lasts.
constexpr std::chrono::milliseconds kObstacleLasts{10'000};

QString translated(const char* text) { return QCoreApplication::translate("Screenshot", text); }

class Waiter : public QObject {
public:
    using Done = std::function<void(bool, const QString&)>;

    Waiter(MainWindow& window, bridge::AdminClient& client, QString file, ScreenshotWait wait, Done done)
        : QObject(&window), window_(window), client_(client), file_(std::move(file)), wait_(std::move(wait)), done_(std::move(done)) {
        wait_.settle = std::max(wait_.settle, kSettleMin);
        since_.start();
        connect(&look_, &QTimer::timeout, this, [this] { look(); });
        look_.start(kLook);
    }

private:
    void look() {
        const Preparation preparation = wait_.preparation ? wait_.preparation() : Preparation();
        if (preparation.missing.isEmpty() && preparation.failure.isEmpty() && pageIsFull()) {
            if (sinceData_.elapsed() >= wait_.settle.count()) grab();
            return;
        }
        if (!preparation.failure.isEmpty()) return finish(false, preparation.failure);
        const QString obstacle = obstacleNow(preparation);
        if (obstacle.isEmpty()) {
            sinceObstacle_.invalidate();
        } else if (!sinceObstacle_.isValid()) {
            sinceObstacle_.start();
        } else if (sinceObstacle_.elapsed() > kObstacleLasts.count()) {
            return finish(false, obstacle);
        }
        if (since_.elapsed() > wait_.timeout.count()) finish(false, whatIsMissing(preparation));
    }

    /// Its first data may be older than what was prepared last: then it reads once more before its time counts.
    bool pageIsFull() {
        pages::Page* page = window_.currentPage();
        if (!window_.isShowingPages() || !page || !page->hasData()) return false;
        if (!sinceData_.isValid()) {
            if (wait_.preparation) page->refresh();
            sinceData_.start();
        }
        return true;
    }

    QString whatIsMissing(const Preparation& preparation) const {
        const auto seconds = wait_.timeout.count() / 1000;
        if (!preparation.missing.isEmpty()) {
            return translated(QT_TRANSLATE_NOOP("Screenshot", "After %1 s this was still missing: %2 (%3).")).arg(seconds).arg(preparation.missing, linkWord(client_.link()));
        }
        return translated(QT_TRANSLATE_NOOP("Screenshot", "The page had no data within %1 s (%2).")).arg(seconds).arg(linkWord(client_.link()));
    }

    /// What waiting will hardly change; empty while there is hope.
    QString obstacleNow(const Preparation& preparation) const {
        const bool preparing = !preparation.missing.isEmpty();
        if (client_.link() == bridge::Link::needsAdmin && !preparing) {
            return translated(QT_TRANSLATE_NOOP("Screenshot", "The gateway has no administrator yet: make one first."));
        }
        if (client_.link() == bridge::Link::needsLogin && !preparing) {
            return translated(QT_TRANSLATE_NOOP("Screenshot", "This gateway wants a sign-in first."));
        }
        const QJsonObject engine = client_.engine();
        if (engine.value(QStringLiteral("stage")).toString() != QStringLiteral("failed")) return {};
        return startFailureText(engine.value(QStringLiteral("error")).toObject());
    }

    void grab() {
        const bool written = window_.grab().save(file_, "PNG");
        finish(written, written ? QString()
                                : translated(QT_TRANSLATE_NOOP("Screenshot", "The file %1 cannot be written.")).arg(file_));
    }

    void finish(bool ok, const QString& why) {
        look_.stop();
        deleteLater();
        if (const Done done = std::exchange(done_, {})) done(ok, why);
    }

    MainWindow& window_;
    bridge::AdminClient& client_;
    QString file_;
    ScreenshotWait wait_;
    Done done_;
    QTimer look_;
    QElapsedTimer since_;
    QElapsedTimer sinceData_;
    QElapsedTimer sinceObstacle_;
};

}  // namespace

void renderPageScreenshot(MainWindow& window, bridge::AdminClient& client, const QString& file, ScreenshotWait wait,
                          std::function<void(bool, const QString&)> done) {
    new Waiter(window, client, file, std::move(wait), std::move(done));  // owned by the window; deletes itself when done
}

}  // namespace ui::shell
