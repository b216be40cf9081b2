#include "ui/pages/settings_page.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/models/number_text.hpp"
#include "ui/pages/master_key_text.hpp"
#include "ui/pages/preferences.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/widgets/card.hpp"
#include "ui/widgets/key_list.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QJsonObject>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace ui::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds kInterval{5};

QString classWord(const QString& environmentClass) {
    if (environmentClass == "production"_L1) return SettingsPage::tr("production", "class of an environment");
    if (environmentClass == "staging"_L1) return SettingsPage::tr("staging", "class of an environment");
    if (environmentClass == "development"_L1) return SettingsPage::tr("development", "class of an environment");
    return models::unknownText();
}

QString userRoleWord(const QString& role) {
    if (role == "admin"_L1) return SettingsPage::tr("administrator", "role");
    if (role == "operator"_L1) return SettingsPage::tr("operator", "role");
    if (role == "viewer"_L1) return SettingsPage::tr("viewer", "role");
    return models::unknownText();
}

}  // namespace

SettingsPage::SettingsPage(PageContext& context, QWidget* parent) : Page(context, kInterval, parent) {
    setObjectName(u"page.settings"_s);
    build();
    showChoices();
    showConnection();
    connectChoices();
    connect(&client(), &bridge::AdminClient::userChanged, this, &SettingsPage::showConnection);
}

QString SettingsPage::title() const { return tr("Settings"); }

void SettingsPage::refresh() {
    showConnection();
    markReady();
}

void SettingsPage::poll() { showConnection(); }

void SettingsPage::build() {
    setSubtitle(tr("Applied at once; kept on this computer"));
    auto* area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget(area);
    content->setObjectName(u"scrolled"_s);
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::kGapCard);
    auto* left = new QVBoxLayout;
    auto* right = new QVBoxLayout;
    for (QVBoxLayout* column : {left, right}) {
        column->setSpacing(style::kGapCard);
        row->addLayout(column, 1);
    }
    buildAppearance(left);
    buildConnection(left);
    buildRefresh(left);
    buildData(left);
    buildKeys(right);
    buildAbout(right);
    left->addStretch(1);
    right->addStretch(1);
    area->setWidget(content);
    body()->addWidget(area, 1);
}

widgets::Card* SettingsPage::addCard(QVBoxLayout* column, const QString& title) {
    auto* card = new widgets::Card(title, this);
    column->addWidget(card);
    return card;
}

QFormLayout* SettingsPage::addForm(widgets::Card* card) {
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(style::kGapLarge);
    form->setVerticalSpacing(style::kGap);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    card->content()->addLayout(form);
    return form;
}

QComboBox* SettingsPage::addChoice(QFormLayout* form, const QString& name, const QString& label) {
    auto* choice = new QComboBox(this);
    choice->setObjectName(name);
    choice->setAccessibleName(label);
    form->addRow(label, choice);
    return choice;
}

QCheckBox* SettingsPage::addSwitch(QFormLayout* form, const QString& name, const QString& text) {
    auto* box = new QCheckBox(text, this);
    box->setObjectName(name);
    box->setAccessibleName(text);
    form->addRow(box);
    return box;
}

QLabel* SettingsPage::addFact(QFormLayout* form, const QString& name, const QString& label) {
    auto* fact = new QLabel(this);
    fact->setObjectName(name);
    fact->setWordWrap(true);
    fact->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* caption = new QLabel(label, this);
    caption->setProperty("role", u"secondary"_s);
    form->addRow(caption, fact);
    return fact;
}

QPushButton* SettingsPage::makeButton(const QString& name, const QString& text) {
    auto* button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setAccessibleName(text);
    button->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    return button;
}

void SettingsPage::buildAppearance(QVBoxLayout* column) {
    QFormLayout* form = addForm(addCard(column, tr("Appearance")));
    theme_ = addChoice(form, u"page.settings.theme"_s, tr("Theme"));
    theme_->addItem(tr("As the desktop", "theme"), u"system"_s);
    theme_->addItem(tr("Light", "theme"), u"light"_s);
    theme_->addItem(tr("Dark", "theme"), u"dark"_s);
    language_ = addChoice(form, u"page.settings.language"_s, tr("Language"));
    language_->addItem(u"English"_s, u"en"_s);
    language_->addItem(QString::fromUtf8("简体中文"), u"zh_CN"_s);
    reduceMotion_ = addSwitch(form, u"page.settings.reduceMotion"_s, tr("Less motion"));
    doublePress_ = addSwitch(form, u"page.settings.doublePress"_s, tr("Press twice instead of holding a button"));
    doublePress_->setToolTip(tr("For actions such as revoking a key: two presses, at least a second apart."));
}

void SettingsPage::buildConnection(QVBoxLayout* column) {
    QFormLayout* form = addForm(addCard(column, tr("Connection")));
    url_ = addFact(form, u"page.settings.url"_s, tr("Gateway"));
    environment_ = addFact(form, u"page.settings.environment"_s, tr("Environment"));
    user_ = addFact(form, u"page.settings.user"_s, tr("Signed in as"));
    auto* steps = makeButton(u"page.settings.firstSteps"_s, tr("Take the first steps again…"));
    form->addRow(steps);
    connect(steps, &QPushButton::clicked, this, [this] {
        if (preferences()) preferences()->runFirstSteps();
    });
}

void SettingsPage::buildRefresh(QVBoxLayout* column) {
    QFormLayout* form = addForm(addCard(column, tr("Refresh")));
    pace_ = addChoice(form, u"page.settings.pace"_s, tr("Pages read the gateway"));
    pace_->addItem(tr("At their own pace", "how often pages are read"), 1);
    pace_->addItem(tr("Half as often", "how often pages are read"), 2);
    pace_->addItem(tr("A fifth as often", "how often pages are read"), 5);
    pace_->setToolTip(tr("For slow lines. Live events keep their speed; Space pauses everything."));
}

void SettingsPage::buildKeys(QVBoxLayout* column) {
    QList<std::pair<QString, QString>> lines;
    if (preferences()) {
        for (const KeyLine& line : preferences()->keys()) lines.append({line.keys, line.does});
    }
    widgets::Card* card = addCard(column, tr("Keys", "keyboard shortcuts"));
    auto* list = new widgets::KeyList(lines, card);
    list->setObjectName(u"page.settings.keys"_s);
    card->content()->addWidget(list);
}

void SettingsPage::buildData(QVBoxLayout* column) {
    widgets::Card* card = addCard(column, tr("Data"));
    QFormLayout* form = addForm(card);
    dataFolder_ = addFact(form, u"page.settings.dataFolder"_s, tr("Data of the gateway"));
    masterKey_ = addFact(form, u"page.settings.masterKey"_s, tr("Master key"));
    auto* file = addFact(form, u"page.settings.file"_s, tr("Settings of the console"));
    file->setText(preferences() ? preferences()->file() : models::unknownText());
    auto* defaults = makeButton(u"page.settings.defaults"_s, tr("Put this page back to its defaults"));
    form->addRow(defaults);
    connect(defaults, &QPushButton::clicked, this, &SettingsPage::restoreDefaults);
}

void SettingsPage::buildAbout(QVBoxLayout* column) {
    QFormLayout* form = addForm(addCard(column, tr("About")));
    addFact(form, u"page.settings.console"_s, tr("Console"))->setText(tr("Gatehouse %1").arg(QLatin1StringView(GATEHOUSE_VERSION)));
    version_ = addFact(form, u"page.settings.gateway"_s, tr("Gateway"));
    addFact(form, u"page.settings.qt"_s, tr("Qt"))->setText(QLatin1StringView(qVersion()));
    addFact(form, u"page.settings.licence"_s, tr("Licence"))
        ->setText(tr("GPL-3.0-or-later: free software, without any warranty."));
}

void SettingsPage::connectChoices() {
    Preferences* choices = preferences();
    for (QWidget* widget : {static_cast<QWidget*>(theme_), static_cast<QWidget*>(language_),
                            static_cast<QWidget*>(reduceMotion_), static_cast<QWidget*>(doublePress_),
                            static_cast<QWidget*>(pace_)}) {
        widget->setEnabled(choices != nullptr);
    }
    if (!choices) return;
    connect(choices, &Preferences::changed, this, &SettingsPage::showChoices);
    connect(theme_, &QComboBox::currentIndexChanged, choices, [this, choices] { choices->setTheme(theme_->currentData().toString()); });
    // Queued: the window that holds this very box is made anew.
    connect(language_, &QComboBox::currentIndexChanged, choices,
            [this, choices] { choices->setLocale(language_->currentData().toString()); }, Qt::QueuedConnection);
    connect(reduceMotion_, &QCheckBox::toggled, choices, &Preferences::setReduceMotion);
    connect(doublePress_, &QCheckBox::toggled, choices, &Preferences::setDoublePress);
    connect(pace_, &QComboBox::currentIndexChanged, choices, [this, choices] { choices->setPace(pace_->currentData().toInt()); });
}

void SettingsPage::showChoices() {
    const Preferences* choices = preferences();
    if (!choices) return;
    const QSignalBlocker still[] = {QSignalBlocker(theme_), QSignalBlocker(language_), QSignalBlocker(reduceMotion_),
                                    QSignalBlocker(doublePress_), QSignalBlocker(pace_)};
    theme_->setCurrentIndex(theme_->findData(choices->theme()));
    language_->setCurrentIndex(language_->findData(choices->locale()));
    reduceMotion_->setChecked(choices->reduceMotion());
    doublePress_->setChecked(choices->doublePress());
    pace_->setCurrentIndex(pace_->findData(choices->pace()));
}

void SettingsPage::showConnection() {
    const auto known = [](const QString& text) { return text.isEmpty() ? models::unknownText() : text; };
    url_->setText(client().isEmbedded() ? tr("%1 (inside this program)").arg(client().gatewayUrl()) : known(client().gatewayUrl()));
    environment_->setText(tr("%1 (%2)", "environment and its class")
                              .arg(known(client().environmentName()), classWord(client().environmentClass())));
    user_->setText(tr("%1 (%2)", "user and role").arg(known(client().userEmail()), userRoleWord(client().role())));
    const QJsonObject& engine = client().engine();
    version_->setText(known(engine["version"_L1].toString()));
    dataFolder_->setText(known(engine["data_dir"_L1].toString()));
    masterKey_->setText(known(masterKeyText(engine)));
    masterKey_->setToolTip(masterKeyHint(engine));
}

void SettingsPage::restoreDefaults() {
    Preferences* choices = preferences();
    if (!choices) return;
    const auto put = [choices](const QString& theme, bool motion, bool press, int pace) {
        choices->setTheme(theme);
        choices->setReduceMotion(motion);
        choices->setDoublePress(press);
        choices->setPace(pace);
    };
    const auto back = [put, theme = choices->theme(), motion = choices->reduceMotion(), press = choices->doublePress(),
                       pace = choices->pace()] { put(theme, motion, press, pace); };
    put(u"system"_s, false, false, 1);
    Q_EMIT toast(tr("The settings have their defaults again; the language stays."), tr("Undo"), back);
}

Page* createSettingsPage(PageContext& context, QWidget* parent) { return new SettingsPage(context, parent); }

}  // namespace ui::pages
