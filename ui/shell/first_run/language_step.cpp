#include "ui/shell/first_run/language_step.hpp"

#include "ui/pages/preferences.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"

#include <QButtonGroup>
#include <QLabel>
#include <QRadioButton>
#include <QVBoxLayout>

namespace ui::shell {

LanguageStep::LanguageStep(const FirstRunContext& context, QWidget* parent) : FirstRunStep(parent), context_(context) {
    setObjectName(QStringLiteral("firstRun.language"));
    setHeading(tr("Welcome to Gatehouse"),
               tr("A few steps bring you to the first request: an administrator, a provider of models, a key. "
                  "Choose how the console speaks and looks; both can be changed at any time."));
    addLanguages();
    form()->addSpacing(style::kGapCard);
    addThemes();
}

void LanguageStep::addLanguages() {
    auto* caption = new QLabel(tr("Language"), this);
    caption->setFont(style::bodyStrongFont());
    form()->addWidget(caption);
    auto* group = new QButtonGroup(this);
    const auto add = [&](const char* name, const QString& text, const QString& locale) {
        QRadioButton* choice = addChoice(name, text);
        choice->setChecked(context_.preferences.locale() == locale);
        group->addButton(choice);
        form()->addWidget(choice);
        // Not from within the click: the window that holds this button is made anew.
        connect(choice, &QRadioButton::clicked, this, [this, locale] {
            if (context_.preferences.locale() != locale) context_.preferences.setLocale(locale);
        }, Qt::QueuedConnection);
        return choice;
    };
    first_ = add("firstRun.language.en", QStringLiteral("English"), QStringLiteral("en"));
    add("firstRun.language.zh_CN", QString::fromUtf8("简体中文"), QStringLiteral("zh_CN"));
}

void LanguageStep::addThemes() {
    auto* caption = new QLabel(tr("Theme"), this);
    caption->setFont(style::bodyStrongFont());
    form()->addWidget(caption);
    auto* group = new QButtonGroup(this);
    const auto add = [&](const char* name, const QString& text, const QString& theme) {
        QRadioButton* choice = addChoice(name, text);
        choice->setChecked(context_.preferences.theme() == theme);
        group->addButton(choice);
        form()->addWidget(choice);
        connect(choice, &QRadioButton::clicked, this, [this, theme] { context_.preferences.setTheme(theme); });
    };
    add("firstRun.theme.system", tr("As the desktop", "theme"), QStringLiteral("system"));
    add("firstRun.theme.light", tr("Light", "theme"), QStringLiteral("light"));
    add("firstRun.theme.dark", tr("Dark", "theme"), QStringLiteral("dark"));
}

void LanguageStep::enter() {
    QRadioButton* checked = first_->isChecked() ? first_ : findChild<QRadioButton*>(QStringLiteral("firstRun.language.zh_CN"));
    checked->setFocus();
}

}  // namespace ui::shell
