// Base of every page: header (title, subtitle, page actions), one inline message, the body, live polling, data age.
// Thread: main. Owner: the shell's page stack, which creates pages lazily. A page draws its own header: the shell shows
// no title of its own. Timers run only while the page is visible, online and not paused. Texts are set once: the shell
// builds its window anew when the language changes.
#pragma once

#include "ui/pages/task_reporter.hpp"

#include <QDateTime>
#include <QElapsedTimer>
#include <QMap>
#include <QString>
#include <QTimer>
#include <QWidget>

#include <chrono>
#include <functional>

class QAbstractButton;
class QHBoxLayout;
class QLabel;
class QStackedLayout;
class QVBoxLayout;

namespace ui::bridge {
class AdminClient;
struct ApiError;
struct ApiReply;
}  // namespace ui::bridge
namespace ui::widgets {
class InlineMessage;
}

namespace ui::pages {

class Preferences;

/// What a page may use. Outlives every page.
struct PageContext {
    bridge::AdminClient& client;
    TaskReporter* tasks = nullptr;       // nobody keeps a list of actions: a page's own test
    Preferences* preferences = nullptr;  // nothing is kept: a page's own test
};

class Page : public QWidget {
    Q_OBJECT

public:
    /// @param interval how often poll() runs while the page is visible; data older than three intervals is stale.
    Page(PageContext& context, std::chrono::milliseconds interval, QWidget* parent);

    virtual QString title() const = 0;
    /// The time range of the shell's range selector. Pages without a time axis ignore it.
    virtual void setRange(std::chrono::seconds window);
    /// The longest range this page can show; a longer one is taken as this.
    virtual std::chrono::seconds rangeMax() const;
    void setPaused(bool paused);
    /// Reads come this many times slower than the page's interval.
    void setPace(int pace);
    /// How often it reads at present.
    std::chrono::milliseconds readsEvery() const { return interval_ * pace_ * spanPace_; }
    /// Ctrl+F and "/": puts the cursor into the page's filter. Pages without one ignore it.
    virtual void focusFilter();
    /// F4: shows or hides the details panel. Pages without one ignore it.
    virtual void toggleDetails();
    /// Loads everything again now (F5, Retry, a resync).
    virtual void refresh() = 0;
    /// Opens an object of the page: goTo's argument, e.g. a key id. Empty: nothing in particular.
    virtual void open(const QString& argument);
    /// True once real data has been put into the widgets.
    bool hasData() const { return hasData_; }
    bool isPaused() const { return paused_; }
    bool isStale() const { return stale_; }
    bool isOffline() const { return offline_; }

Q_SIGNALS:
    /// First real data is in the widgets; a screenshot waits for this.
    void dataReady();
    /// @param undoLabel empty: a plain toast without a button.
    void toast(const QString& text, const QString& undoLabel, const std::function<void()>& undo);
    void goTo(const QString& pageName, const QString& argument);
    /// The reader asks the page to go on: the shell ends its pause.
    void resumeWanted();

protected:
    /// Called every interval while visible, online and not paused.
    virtual void poll() = 0;
    /// The page begins (true) or stops (false) to follow live events: shown, online, not paused.
    virtual void setLive(bool live);
    /// Greys what is shown: the data is stale or the connection is gone. Actions are re-judged here too.
    virtual void showFreshness(bool stale, bool offline);

    bridge::AdminClient& client() const { return context_.client; }
    std::chrono::seconds range() const { return range_; }
    /// The longer the span that is shown, the less a new look at it tells and the more it costs: reads come slower by this.
    void setSpanPace(int pace);
    /// Where the page puts its widgets, under the header and the messages.
    QVBoxLayout* body() const { return body_; }
    /// Right end of the header line, for page actions.
    QHBoxLayout* actions() const { return actions_; }
    /// A message of the page's own (the outcome of an action), under the header.
    widgets::InlineMessage* notice() const { return notice_; }
    void setSubtitle(const QString& text);

    /// Good data of this source arrived now. Ends staleness once no source is failing.
    void markFresh(const QString& source);
    /// Real data stands in the widgets: shows them in place of the skeleton, emits dataReady the first time.
    void markReady();
    /// A read failed: names the source in the page's message with Retry. Data already shown stays.
    void markFailed(const QString& source, const bridge::ApiError& error);
    bool isOnline() const;
    /// Notes an action in the task drawer. Call what it returns with the action's reply.
    std::function<void(const bridge::ApiReply&)> beginTask(const Task& task) const;
    /// Likewise one with progress, which may be cancelled there.
    LongTask beginLongTask(const Task& task, std::function<void()> cancel) const;
    Preferences* preferences() const { return context_.preferences; }
    /// Switches a button on when connected, permitted and possible; otherwise off with the reason in its tool tip.
    /// @param whyNot empty: possible.
    void permit(QAbstractButton* button, const QString& requiredRole, const QString& whyNot) const;

    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void build();
    void updateRunning();
    void updateFreshness();
    void updateSubtitle();
    void showProblem();
    void showContent();

    PageContext& context_;
    std::chrono::milliseconds interval_;
    int pace_ = 1;
    int spanPace_ = 1;
    std::chrono::seconds range_{900};
    QTimer pollTimer_;
    QTimer ageTimer_;
    QTimer skeletonTimer_;
    QElapsedTimer sinceFresh_;
    QElapsedTimer sinceRunning_;
    QLabel* title_ = nullptr;
    QLabel* subtitle_ = nullptr;
    QHBoxLayout* actions_ = nullptr;
    widgets::InlineMessage* problem_ = nullptr;
    widgets::InlineMessage* notice_ = nullptr;
    QStackedLayout* stack_ = nullptr;  // nothing yet | skeleton | content
    QVBoxLayout* body_ = nullptr;
    QString subtitleText_;
    QMap<QString, QString> failures_;  // source → sentence
    QDateTime freshAt_;
    bool running_ = false;
    bool paused_ = false;
    bool hasData_ = false;
    bool stale_ = false;
    bool offline_ = false;
};

}  // namespace ui::pages
