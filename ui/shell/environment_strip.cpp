#include "ui/shell/environment_strip.hpp"

#include "ui/shell/environment_chip.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"

#include <QActionGroup>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

namespace ui::shell {

namespace {

constexpr int kDay = 24 * 3600;
constexpr int kRanges[] = {300, 900, 3600, 6 * 3600, kDay, 7 * kDay, 30 * kDay};

}  // namespace

EnvironmentStrip::EnvironmentStrip(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("environmentStrip"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(style::kStripHeight);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, style::kPagePadding, 0);
    row->setSpacing(style::kGap);
    chip_ = new EnvironmentChip(this);
    row->addWidget(chip_);
    row->addSpacing(style::kGap);
    buildAddress(row);
    row->addStretch();
    buildPageControls(row);
    buildMenu(row);
    setStatus(style::Status::unknown, style::statusWord(style::Status::unknown));
    connect(&style::themeNotifier(), &style::ThemeNotifier::themeChanged, this, &EnvironmentStrip::redrawStatus);
}

void EnvironmentStrip::buildAddress(QHBoxLayout* row) {
    statusGlyph_ = new QLabel(this);
    statusWord_ = new QLabel(this);
    statusWord_->setObjectName(QStringLiteral("strip.status"));
    statusWord_->setFont(style::bodyStrongFont());
    url_ = new QLabel(this);
    url_->setObjectName(QStringLiteral("strip.url"));
    url_->setFont(style::monoFont());
    url_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    copyUrl_ = new QToolButton(this);
    copyUrl_->setObjectName(QStringLiteral("strip.copyUrl"));
    copyUrl_->setAccessibleName(tr("Copy the gateway's address"));
    copyUrl_->setToolTip(copyUrl_->accessibleName());
    copyUrl_->setIcon(style::icon(style::Glyph::copy, &style::Tokens::textSecondary));
    connect(copyUrl_, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(url_->text()); });
    row->addWidget(statusGlyph_);
    row->addWidget(statusWord_);
    row->addSpacing(style::kGap);
    row->addWidget(url_);
    row->addWidget(copyUrl_);
    setGatewayUrl({});
}

void EnvironmentStrip::buildPageControls(QHBoxLayout* row) {
    range_ = new QComboBox(this);
    range_->setObjectName(QStringLiteral("strip.range"));
    range_->setAccessibleName(tr("Time range"));
    range_->setToolTip(tr("Time range of charts and figures"));
    for (const int seconds : kRanges) {
        const QString label = seconds < 3600   ? tr("Last %n minute(s)", "time range", seconds / 60)
                              : seconds <= kDay ? tr("Last %n hour(s)", "time range", seconds / 3600)
                                                : tr("Last %n day(s)", "time range", seconds / kDay);
        range_->addItem(label, seconds);
    }
    range_->setMinimumWidth(140);
    connect(range_, &QComboBox::activated, this, [this](int index) {
        Q_EMIT rangeChosen(std::chrono::seconds(range_->itemData(index).toInt()));
    });
    pause_ = new QPushButton(this);
    pause_->setObjectName(QStringLiteral("strip.pause"));
    pause_->setCheckable(true);
    pause_->setMinimumWidth(104);
    connect(pause_, &QPushButton::clicked, this, [this](bool checked) {
        setPaused(checked);
        Q_EMIT pauseToggled(checked);
    });
    setPaused(false);
    row->addWidget(range_);
    row->addWidget(pause_);
}

void EnvironmentStrip::buildMenu(QHBoxLayout* row) {
    menuButton_ = new QToolButton(this);
    menuButton_->setObjectName(QStringLiteral("strip.menu"));
    menuButton_->setAccessibleName(tr("Theme, language and more"));
    menuButton_->setToolTip(menuButton_->accessibleName());
    menuButton_->setIcon(style::icon(style::Glyph::menu));
    menuButton_->setIconSize({18, 18});
    menuButton_->setPopupMode(QToolButton::InstantPopup);
    menu_ = new QMenu(menuButton_);
    menu_->setObjectName(QStringLiteral("strip.menuList"));
    auto* themes = new QActionGroup(menu_);
    const auto addTheme = [this, themes](const char* name, style::Glyph glyph, const QString& label, style::ThemeKind kind) {
        QAction* action = menu_->addAction(style::icon(glyph), label, this, [this, kind] { Q_EMIT themeChosen(kind); });
        action->setObjectName(QLatin1StringView(name));
        action->setCheckable(true);
        action->setChecked(style::currentTheme() == kind);
        connect(&style::themeNotifier(), &style::ThemeNotifier::themeChanged, action,
                [action, kind] { action->setChecked(style::currentTheme() == kind); });
        themes->addAction(action);
    };
    addTheme("strip.theme.light", style::Glyph::sun, tr("Light theme"), style::ThemeKind::light);
    addTheme("strip.theme.dark", style::Glyph::moon, tr("Dark theme"), style::ThemeKind::dark);
    menu_->addSeparator();
    auto* languages = new QActionGroup(menu_);
    const auto addLanguage = [this, languages](const QString& locale, const QString& label) {
        QAction* action = menu_->addAction(label, this, [this, locale] { Q_EMIT languageChosen(locale); });
        action->setObjectName(QStringLiteral("strip.language.") + locale);
        action->setData(locale);
        action->setCheckable(true);
        languages->addAction(action);
    };
    addLanguage(QStringLiteral("en"), QStringLiteral("English"));
    addLanguage(QStringLiteral("zh_CN"), QString::fromUtf8("简体中文"));
    menu_->addSeparator();
    signOut_ = menu_->addAction(style::icon(style::Glyph::quit), tr("Sign out"), this, &EnvironmentStrip::signOutChosen);
    signOut_->setObjectName(QStringLiteral("strip.signOut"));
    signOut_->setVisible(false);
    QAction* quit = menu_->addAction(style::icon(style::Glyph::power), tr("Quit Gatehouse…"), this,
                                     &EnvironmentStrip::quitChosen);
    quit->setObjectName(QStringLiteral("strip.quit"));
    menuButton_->setMenu(menu_);
    row->addWidget(menuButton_);
}

void EnvironmentStrip::setEnvironment(const QString& name, const QString& environmentClass) {
    chip_->setEnvironment(name, environmentClass);
}

void EnvironmentStrip::setGatewayUrl(const QString& url) {
    url_->setText(url);
    url_->setAccessibleName(tr("Gateway address: %1").arg(url));
    url_->setVisible(!url.isEmpty());
    copyUrl_->setVisible(!url.isEmpty());
}

void EnvironmentStrip::setStatus(style::Status status, const QString& word) {
    status_ = status;
    statusWord_->setText(word);
    statusWord_->setAccessibleName(tr("Gateway state: %1").arg(word));
    redrawStatus();
}

void EnvironmentStrip::redrawStatus() { statusGlyph_->setPixmap(style::statusGlyph(status_, 16)); }

void EnvironmentStrip::setRange(std::chrono::seconds range) {
    const int index = range_->findData(static_cast<int>(range.count()));
    if (index >= 0) range_->setCurrentIndex(index);
}

void EnvironmentStrip::setPaused(bool paused) {
    pause_->setChecked(paused);
    pause_->setText(paused ? tr("Resume", "live updates") : tr("Pause", "live updates"));
    pause_->setIcon(style::icon(paused ? style::Glyph::play : style::Glyph::pause));
    pause_->setAccessibleName(paused ? tr("Resume live updates") : tr("Pause live updates"));
    pause_->setToolTip(tr("%1 (Space)").arg(pause_->accessibleName()));
}

void EnvironmentStrip::setPageControlsVisible(bool visible) {
    range_->setVisible(visible);
    pause_->setVisible(visible);
}

void EnvironmentStrip::setSignOutVisible(bool visible) { signOut_->setVisible(visible); }

void EnvironmentStrip::setLocale(const QString& locale) {
    for (QAction* action : menu_->actions()) {
        if (action->data().toString() == locale) action->setChecked(true);
    }
}

}  // namespace ui::shell
