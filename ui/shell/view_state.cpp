#include "ui/shell/view_state.hpp"

#include <QLocale>
#include <QSettings>

namespace ui::shell {

namespace {

constexpr QLatin1StringView kGeometry{"window/geometry"};
constexpr QLatin1StringView kPage{"window/page"};
constexpr QLatin1StringView kRange{"view/rangeSeconds"};
constexpr QLatin1StringView kTheme{"view/theme"};
constexpr QLatin1StringView kLocale{"view/locale"};
constexpr QLatin1StringView kTrayExplained{"tray/explained"};
constexpr QLatin1StringView kReduceMotion{"view/reduceMotion"};
constexpr QLatin1StringView kDoublePress{"view/doublePress"};
constexpr QLatin1StringView kPace{"view/pace"};
constexpr QLatin1StringView kFirstRunStep{"firstRun/step"};
constexpr QLatin1StringView kFirstRunDone{"firstRun/done"};
constexpr QLatin1StringView kDemoPort{"demo/port"};
constexpr int kRangeDefault = 900;

}  // namespace

void ViewState::write(QLatin1StringView key, const QVariant& value) {
    if (remember_) settings_.setValue(key, value);
}

QByteArray ViewState::geometry() const { return settings_.value(kGeometry).toByteArray(); }

void ViewState::setGeometry(const QByteArray& geometry) { write(kGeometry, geometry); }

QString ViewState::page() const { return settings_.value(kPage).toString(); }

void ViewState::setPage(const QString& page) { write(kPage, page); }

std::chrono::seconds ViewState::range() const {
    return std::chrono::seconds(settings_.value(kRange, kRangeDefault).toInt());
}

void ViewState::setRange(std::chrono::seconds range) { write(kRange, static_cast<int>(range.count())); }

style::ThemeKind ViewState::theme() const {
    const QString choice = themeChoice();
    if (choice == QStringLiteral("system")) return style::systemTheme();
    return choice == QStringLiteral("dark") ? style::ThemeKind::dark : style::ThemeKind::light;
}

void ViewState::setTheme(style::ThemeKind theme) {
    setThemeChoice(theme == style::ThemeKind::dark ? QStringLiteral("dark") : QStringLiteral("light"));
}

QString ViewState::themeChoice() const {
    const QString choice = settings_.value(kTheme).toString();
    const bool known = choice == QStringLiteral("light") || choice == QStringLiteral("dark");
    return known ? choice : QStringLiteral("system");
}

void ViewState::setThemeChoice(const QString& choice) { write(kTheme, choice); }

QString ViewState::locale() const {
    const QString chosen = settings_.value(kLocale).toString();
    if (!chosen.isEmpty()) return chosen;
    return QLocale::system().language() == QLocale::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
}

void ViewState::setLocale(const QString& locale) { write(kLocale, locale); }

bool ViewState::trayExplained() const { return settings_.value(kTrayExplained, false).toBool(); }

void ViewState::setTrayExplained() { write(kTrayExplained, true); }

style::Comfort ViewState::comfort() const {
    return {settings_.value(kReduceMotion, false).toBool(), settings_.value(kDoublePress, false).toBool()};
}

void ViewState::setComfort(const style::Comfort& comfort) {
    write(kReduceMotion, comfort.reduceMotion);
    write(kDoublePress, comfort.doublePress);
}

int ViewState::pace() const {
    const int pace = settings_.value(kPace, 1).toInt();
    return pace == 2 || pace == 5 ? pace : 1;
}

void ViewState::setPace(int pace) { write(kPace, pace); }

QString ViewState::firstRunStep() const { return settings_.value(kFirstRunStep).toString(); }

void ViewState::setFirstRunStep(const QString& step) { write(kFirstRunStep, step); }

bool ViewState::firstRunDone() const { return settings_.value(kFirstRunDone, false).toBool(); }

void ViewState::setFirstRunDone(bool done) { write(kFirstRunDone, done); }

QString ViewState::firstRunFact(const QString& name) const {
    return settings_.value(QStringLiteral("firstRun/") + name).toString();
}

void ViewState::setFirstRunFact(const QString& name, const QString& value) {
    if (remember_) settings_.setValue(QStringLiteral("firstRun/") + name, value);
}

int ViewState::demoPort() const { return settings_.value(kDemoPort, 0).toInt(); }

void ViewState::setDemoPort(int port) { write(kDemoPort, port); }

QVariant ViewState::kept(const QString& name) const { return settings_.value(QStringLiteral("pages/") + name); }

void ViewState::keep(const QString& name, const QVariant& value) {
    if (!remember_) return;
    const QString key = QStringLiteral("pages/") + name;
    value.isValid() ? settings_.setValue(key, value) : settings_.remove(key);
}

QString ViewState::file() const { return settings_.fileName(); }

}  // namespace ui::shell
