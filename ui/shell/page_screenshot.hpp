// Waits until the window's page has data and has been painted, then writes the window into a PNG.
// Main thread; looks by timer, never blocks; `done` is called exactly once.
#pragma once

#include "ui/shell/preparation.hpp"

#include <QString>

#include <chrono>
#include <functional>

namespace ui::bridge {
class AdminClient;
}

namespace ui::shell {

class MainWindow;

struct ScreenshotWait {
    /// From the start until the page has data; a start beside others on a slow machine is part of it.
    std::chrono::milliseconds timeout{};
    /// Between the page's first data and the picture, for charts that want some history; 1.5 s at least.
    std::chrono::milliseconds settle{};
    /// What the program itself still prepares (the demo's data); empty: nothing.
    std::function<Preparation()> preparation;
};

void renderPageScreenshot(MainWindow& window, bridge::AdminClient& client, const QString& file, ScreenshotWait wait,
                          std::function<void(bool ok, const QString& why)> done);

}  // namespace ui::shell
