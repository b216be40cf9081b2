// How a page tells the shell about an action of the person: what was begun, and how it ended. The shell keeps the list.
// Main thread; implemented by shell/task_log, which outlives every page.
#pragma once

#include <QString>

#include <functional>

namespace ui::pages {

struct Task {
    QString action;   // "Revoke key", in the interface language
    QString target;   // "billing-prod"
    QString command;  // the equivalent call: "POST https://…/revoke"
};

/// To be called once, with an empty text when all went well. Destroyed uncalled (its page died): the result is unknown.
using TaskEnd = std::function<void(const QString& error)>;

/// What the beginner of a long task tells on the way. `end` and `cancelled`: one of them, once.
struct LongTask {
    std::function<void(const QString& text)> progress;
    TaskEnd end;
    std::function<void()> cancelled;
};

class TaskReporter {
public:
    virtual ~TaskReporter() = default;
    virtual TaskEnd begin(const Task& task) = 0;
    /// A task with progress, which the person may cancel: `cancel` is called from the list as long as it runs.
    virtual LongTask beginLong(const Task& task, std::function<void()> cancel) = 0;
};

}  // namespace ui::pages
