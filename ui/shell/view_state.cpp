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
    return settings_.value(kTheme).toString() == QStringLiteral("dark") ? style::ThemeKind::dark
                                                                        : style::ThemeKind::light;
}

void ViewState::setTheme(style::ThemeKind theme) {
    write(kTheme, theme == style::ThemeKind::dark ? QStringLiteral("dark") : QStringLiteral("light"));
}

QString ViewState::locale() const {
    const QString chosen = settings_.value(kLocale).toString();
    if (!chosen.isEmpty()) return chosen;
    return QLocale::system().language() == QLocale::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
}

void ViewState::setLocale(const QString& locale) { write(kLocale, locale); }

bool ViewState::trayExplained() const { return settings_.value(kTrayExplained, false).toBool(); }

void ViewState::setTrayExplained() { write(kTrayExplained, true); }

}  // namespace ui::shell
