#include "ui/shell/console.hpp"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace ui::shell {

namespace {

constexpr QLatin1StringView kTranslatorName{"gatehouse.translator"};

void install(QApplication& application, const QString& file) {
    auto* translator = new QTranslator(&application);
    translator->setObjectName(kTranslatorName);
    if (translator->load(file)) {
        application.installTranslator(translator);
    } else {
        delete translator;  // English needs no file but for its plurals
    }
}

}  // namespace

void installTranslations(QApplication& application, const QString& locale) {
    const QList<QTranslator*> earlier = application.findChildren<QTranslator*>(kTranslatorName, Qt::FindDirectChildrenOnly);
    for (QTranslator* translator : earlier) {
        application.removeTranslator(translator);
        delete translator;
    }
    QLocale::setDefault(QLocale(locale));
    install(application, QLibraryInfo::path(QLibraryInfo::TranslationsPath) + QStringLiteral("/qtbase_%1.qm").arg(locale));
    install(application, QStringLiteral(":/i18n/gatehouse_%1.qm").arg(locale));
}

}  // namespace ui::shell
