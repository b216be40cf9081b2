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

class TaskReporter {
public:
    virtual ~TaskReporter() = default;
    virtual TaskEnd begin(const Task& task) = 0;
};

}  // namespace ui::pages
