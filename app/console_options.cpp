#include "app/console_options.hpp"

#include "ui/pages/page_registry.hpp"

#include <CLI/CLI.hpp>

#include <QUrl>

#include <cstdio>
#include <iostream>

namespace app {

namespace {

constexpr int kWrongUsage = 2;

std::string checkSize(const std::string& text) {
    unsigned width = 0;
    unsigned height = 0;
    char rest = 0;
    const bool shape = std::sscanf(text.c_str(), "%4ux%4u%c", &width, &height, &rest) == 2;
    if (shape && width >= 640 && width <= 7680 && height >= 480 && height <= 4320) return {};
    return "--size: expected WIDTHxHEIGHT between 640x480 and 7680x4320, such as 1440x900";
}

/// Never an argument, so that it shows in no process list.
std::string lineFromStdin() {
    std::string line;
    std::getline(std::cin, line);
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return line;
}

QString text(const std::string& value) { return QString::fromStdString(value); }

}  // namespace

std::optional<int> parseConsoleOptions(int argc, char** argv, ConsoleOptions& options) {
    CLI::App program{"Gatehouse: an AI-API gateway and its console.", "gatehouse"};
    std::string size;
    program.add_option("--attach", options.attachUrl, "Use a running gateway (https://host:8000) instead of an own engine");
    bool passwordStdin = false;
    program.add_option("--email", options.email, "Sign in at the attached gateway with this address")->needs("--attach");
    program.add_flag("--password-stdin", passwordStdin, "Read that account's password from stdin")->needs("--email");
    program.add_flag("--demo", options.demo, "Add a demo provider and gentle traffic");
    program.add_option("--page", options.page, "Open this page, or one of its views (limits/what-if); --page ? names them");
    program.add_option("--screenshot", options.screenshot, "Write a picture of the page to this file and exit")->needs("--page");
    program.add_option("--after", options.screenshotAfterSeconds, "Seconds of data before the picture is taken")
        ->needs("--screenshot")
        ->check(CLI::Range(0, 3600));
    program.add_option("--within", options.screenshotWithinSeconds, "Seconds to wait for the page's data, 180 by default")
        ->needs("--screenshot")
        ->check(CLI::Range(1, 3600));
    program.add_option("--size", size, "Window size, 1440x900 by default")->check(checkSize);
    program.add_option("--theme", options.theme, "light or dark")->check(CLI::IsMember({"light", "dark"}));
    program.add_option("--locale", options.locale, "en or zh_CN")->check(CLI::IsMember({"en", "zh_CN"}));
    program.add_option("--data-dir", options.dataDir, "Keep this trial's data apart from the user's own");
    try {
        program.parse(argc, argv);
    } catch (const CLI::Success& success) {
        return program.exit(success);
    } catch (const CLI::ParseError& error) {
        std::fprintf(stderr, "gatehouse: %s; see gatehouse --help\n", error.what());
        return kWrongUsage;
    }
    if (passwordStdin) options.password = lineFromStdin();
    if (!size.empty()) std::sscanf(size.c_str(), "%4dx%4d", &options.width, &options.height);
    return std::nullopt;
}

std::optional<std::string> pageRefusal(const ConsoleOptions& options) {
    const auto [page, view] = ui::pages::pageAddress(text(options.page));
    const auto refuse = [&options](const std::string& fact, const QString& known, const QStringList& names) {
        return "--page: " + options.page + " " + fact + "; " + known.toStdString() + " are " + names.join(QStringLiteral(", ")).toStdString();
    };
    if (options.page.empty()) return std::nullopt;
    if (!ui::pages::findPage(page)) {
        return refuse(ui::pages::isContractPage(page) ? "is not part of this version" : "is not a page", QStringLiteral("pages"), ui::pages::pageAddresses());
    }
    const QStringList views = ui::pages::pageViews(page);
    const bool bare = options.page.find('/') == std::string::npos;
    if (bare || views.contains(view)) return std::nullopt;
    if (views.isEmpty()) return "--page: " + options.page + " is not a view: " + page.toStdString() + " has only one, --page " + page.toStdString();
    return refuse("is not a view", QStringLiteral("views of %1").arg(page), views);
}

ui::shell::Console::Options shellOptions(const ConsoleOptions& options) {
    ui::shell::Console::Options shown;
    const auto [page, view] = ui::pages::pageAddress(text(options.page));
    shown.page = page;
    shown.view = view;
    shown.screenshotFile = text(options.screenshot);
    shown.screenshotAfter = std::chrono::seconds(options.screenshotAfterSeconds);
    shown.screenshotTimeout = std::chrono::seconds(options.screenshotWithinSeconds);
    shown.size = QSize(options.width, options.height);
    if (!options.theme.empty())
        shown.theme = options.theme == "dark" ? ui::style::ThemeKind::dark : ui::style::ThemeKind::light;
    shown.locale = text(options.locale);
    // Who names a page or wants the demo knows where to go.
    shown.firstSteps = !options.demo && options.page.empty() && options.screenshot.empty();
    shown.dataDir = QString::fromStdString(options.dataDir.string());
    if (!options.attachUrl.empty()) shown.endpoint = {QUrl(text(options.attachUrl)), {}, false};
    shown.email = text(options.email);
    shown.password = text(options.password);
    return shown;
}

ui::bridge::Endpoint endpointOf(const gw::engine::PrivateDoor& door) {
    QUrl base(QStringLiteral("http://127.0.0.1"));
    base.setPort(door.port);
    return {base, QByteArray::fromStdString(door.secret), true};
}

}  // namespace app
