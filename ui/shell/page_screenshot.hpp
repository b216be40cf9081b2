// Waits until the window's page has data and has been painted, then writes the window into a PNG.
// Main thread; looks by timer, never blocks; `done` is called exactly once.
#pragma once

#include <QString>

#include <chrono>
#include <functional>

namespace ui::bridge {
class AdminClient;
}

namespace ui::shell {

class MainWindow;

void renderPageScreenshot(MainWindow& window, bridge::AdminClient& client, const QString& file,
                          std::chrono::milliseconds timeout, std::function<void(bool ok, const QString& why)> done);

}  // namespace ui::shell
