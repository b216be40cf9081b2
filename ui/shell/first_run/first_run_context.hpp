// What the first steps share: the client, the choices, and what they have made so far.
// Main thread; values owned by Console (facts) and MainWindow (the rest); they outlive the steps.
#pragma once

#include "ui/pages/task_reporter.hpp"
#include "ui/shell/view_state.hpp"

#include <QString>

#include <functional>
#include <memory>

namespace ui::bridge {
class AdminClient;
}
namespace ui::pages {
class Preferences;
}

namespace ui::shell {

/// Outlives a window that is made anew for another language. The secret stays in memory and is written nowhere.
struct FirstRunFacts {
    QString providerId, provider, model;
    QString keyId, keyName, keySecret;
};

struct FirstRunOptions {
    /// false: only the first administrator is asked for, and nothing is offered (screenshots, the demo).
    bool offered = false;
    /// Starts a demo upstream on this computer. @param port the wanted one, 0: any. @return the real one, 0: it failed.
    std::function<int(int port)> startDemo;
    std::shared_ptr<FirstRunFacts> facts;
};

struct FirstRunContext {
    bridge::AdminClient& client;
    pages::TaskReporter& tasks;
    pages::Preferences& preferences;
    ViewState state;
    FirstRunOptions options;

    FirstRunFacts& facts() const { return *options.facts; }
};

}  // namespace ui::shell
