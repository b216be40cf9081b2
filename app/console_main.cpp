// gatehouse: the desktop console with its embedded engine (or attached to a running one).
#include "app/console_options.hpp"
#include "app/embedded_engine.hpp"
#include "gateway/secrets/private_process.hpp"
#include "ui/pages/page_registry.hpp"
#include "ui/shell/console.hpp"

#include <QApplication>
#include <QProcess>
#include <QTimer>

#include <cstdio>
#include <memory>

namespace {

constexpr int kWrongUsage = 2;

/// Screenshots end the program by themselves; a window ends it through quitRequested.
void connectEnd(QApplication& application, ui::shell::Console& console, app::EmbeddedEngine* engine) {
    QObject::connect(&console, &ui::shell::Console::screenshotDone, &application, [](bool ok, const QString& why) {
        if (!ok) std::fprintf(stderr, "gatehouse: no screenshot: %s\n", qPrintable(why));
        QApplication::exit(ok ? 0 : 1);
    });
    QObject::connect(&console, &ui::shell::Console::quitRequested, &application, [engine, &console] {
        if (!engine) return QApplication::quit();
        engine->drain([&console] {
            console.engineStopped();
            QApplication::quit();
        });
    });
}

/// The console of another gateway, once this process has let go of its data.
void startAttached(const QUrl& gateway, const app::ConsoleOptions& options) {
    QStringList arguments{QStringLiteral("--attach"), gateway.toString()};
    if (!options.dataDir.empty()) arguments << QStringLiteral("--data-dir") << QString::fromStdString(options.dataDir.string());
    if (!QProcess::startDetached(QApplication::applicationFilePath(), arguments)) {
        std::fprintf(stderr, "gatehouse: could not start again; run: gatehouse --attach %s\n", qPrintable(gateway.toString()));
    }
}

}  // namespace

int main(int argc, char** argv) {
    gw::secrets::keepProcessPrivate();
    app::ConsoleOptions options;
    if (const auto code = app::parseConsoleOptions(argc, argv, options)) return *code;
    if (const auto refusal = app::pageRefusal(options)) {
        std::fprintf(stderr, "gatehouse: %s\n", refusal->c_str());
        return kWrongUsage;
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("gatehouse"));
    QApplication::setApplicationVersion(QStringLiteral(GATEHOUSE_VERSION));
    QApplication::setQuitOnLastWindowClosed(false);

    std::unique_ptr<app::EmbeddedEngine> engine;
    auto shown = app::shellOptions(options);
    if (options.attachUrl.empty()) {
        engine = std::make_unique<app::EmbeddedEngine>(options);
        const auto door = engine->start();
        if (!door) {
            std::fprintf(stderr, "gatehouse: %s\n", gw::describe(door.error()).c_str());
            return 1;
        }
        shown.endpoint = app::endpointOf(*door);
        shown.preparation = [&engine] { return engine->preparation(); };
        shown.startDemo = [&engine](int port) { return engine->startDemoUpstream(port); };
    }
    int code = 0;
    QUrl attachTo;
    {
        ui::shell::Console console(application, shown);
        connectEnd(application, console, engine.get());
        QObject::connect(&console, &ui::shell::Console::attachRequested, &application,
                         [&attachTo](const QUrl& gateway) { attachTo = gateway; });
        console.show();
        code = QApplication::exec();
    }
    if (engine) engine->stop();
    if (!attachTo.isEmpty()) startAttached(attachTo, options);
    return code;
}
