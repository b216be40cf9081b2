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

/// @param settle between the page's first data and the picture, for charts that want some history; 1.5 s at least.
void renderPageScreenshot(MainWindow& window, bridge::AdminClient& client, const QString& file,
                          std::chrono::milliseconds timeout, std::chrono::milliseconds settle, std::function<void(bool ok, const QString& why)> done);

}  // namespace ui::shell
