#include "ui/pages/page_registry.hpp"

#include "ui/pages/page.hpp"

#include <QCoreApplication>

#include <array>

namespace ui::pages {

#define GW_PAGE(name, Suffix, group) Page* create##Suffix##Page(PageContext&, QWidget*);
#include "ui/pages/pages.def"
#undef GW_PAGE

namespace {

constexpr const char* kContext = "pages";

struct NamedPage {
    const char* name;
    const char* title;
};

constexpr std::array kContractPages{
    NamedPage{"overview", QT_TRANSLATE_NOOP("pages", "Overview")},
    NamedPage{"traffic", QT_TRANSLATE_NOOP("pages", "Live traffic")},
    NamedPage{"errors", QT_TRANSLATE_NOOP("pages", "Errors")},
    NamedPage{"latency", QT_TRANSLATE_NOOP("pages", "Latency")},
    NamedPage{"usage", QT_TRANSLATE_NOOP("pages", "Usage & cost")},
    NamedPage{"queues", QT_TRANSLATE_NOOP("pages", "Queues & workers")},
    NamedPage{"keys", QT_TRANSLATE_NOOP("pages", "API keys")},
    NamedPage{"users", QT_TRANSLATE_NOOP("pages", "Users")},
    NamedPage{"providers", QT_TRANSLATE_NOOP("pages", "Providers & routing")},
    NamedPage{"limits", QT_TRANSLATE_NOOP("pages", "Rate limits")},
    NamedPage{"security", QT_TRANSLATE_NOOP("pages", "Security & blocklist")},
    NamedPage{"redis", QT_TRANSLATE_NOOP("pages", "Redis")},
    NamedPage{"database", QT_TRANSLATE_NOOP("pages", "Database")},
    NamedPage{"backups", QT_TRANSLATE_NOOP("pages", "Backups")},
    NamedPage{"migrations", QT_TRANSLATE_NOOP("pages", "Migrations")},
    NamedPage{"instances", QT_TRANSLATE_NOOP("pages", "Instances")},
    NamedPage{"config", QT_TRANSLATE_NOOP("pages", "Configuration")},
    NamedPage{"alerts", QT_TRANSLATE_NOOP("pages", "Alerts")},
    NamedPage{"runbook", QT_TRANSLATE_NOOP("pages", "Runbook")},
    NamedPage{"inspection", QT_TRANSLATE_NOOP("pages", "Daily inspection")},
    NamedPage{"audit", QT_TRANSLATE_NOOP("pages", "Audit")},
    NamedPage{"playground", QT_TRANSLATE_NOOP("pages", "Playground")},
    NamedPage{"settings", QT_TRANSLATE_NOOP("pages", "Settings")},
};

struct PageViews {
    const char* page;
    const char* views;  // separated by blanks, the first is the one the page begins with
};

constexpr std::array kPageViews{
    PageViews{"traffic", "attempts why"},
    PageViews{"errors", "code provider model key node"},
    PageViews{"usage", "key user provider model day"},
    PageViews{"providers", "routing list circuits cache"},
    PageViews{"limits", "holds what-if"},
    PageViews{"security", "blocks events jwt"},
};

}  // namespace

const std::vector<PageEntry>& allPages() {
#define GW_PAGE(name, Suffix, group) \
    PageEntry{#name, [] { return pageTitle(QStringLiteral(#name)); }, NavGroup::group, &create##Suffix##Page},
    static const std::vector<PageEntry> pages{
#include "ui/pages/pages.def"
    };
#undef GW_PAGE
    return pages;
}

const PageEntry* findPage(const QString& name) {
    for (const PageEntry& entry : allPages()) {
        if (name == QLatin1StringView(entry.name)) return &entry;
    }
    return nullptr;
}

QStringList contractPageNames() {
    QStringList names;
    for (const NamedPage& page : kContractPages) names << QLatin1StringView(page.name);
    return names;
}

bool isContractPage(const QString& name) { return contractPageNames().contains(name); }

QString pageTitle(const QString& name) {
    for (const NamedPage& page : kContractPages) {
        if (name == QLatin1StringView(page.name)) return QCoreApplication::translate(kContext, page.title);
    }
    return {};
}

QStringList pageViews(const QString& name) {
    if (!findPage(name)) return {};
    for (const PageViews& page : kPageViews) {
        if (name == QLatin1StringView(page.page)) return QString::fromLatin1(page.views).split(u' ');
    }
    return {};
}

PageAddress pageAddress(const QString& text) {
    const qsizetype slash = text.indexOf(u'/');
    return slash < 0 ? PageAddress{text, {}} : PageAddress{text.first(slash), text.sliced(slash + 1)};
}

QStringList pageAddresses() {
    QStringList addresses;
    for (const PageEntry& entry : allPages()) {
        const QString name = QString::fromLatin1(entry.name);
        addresses << name;
        const QStringList views = pageViews(name);
        for (qsizetype i = 1; i < views.size(); ++i) addresses << name + u'/' + views[i];
    }
    return addresses;
}

QString groupTitle(NavGroup group) {
    switch (group) {
        case NavGroup::monitor: return QCoreApplication::translate("pages", "Monitor", "navigation group");
        case NavGroup::resources: return QCoreApplication::translate("pages", "Resources", "navigation group");
        case NavGroup::infrastructure: return QCoreApplication::translate("pages", "Infrastructure", "navigation group");
        case NavGroup::operations: return QCoreApplication::translate("pages", "Operations", "navigation group");
        case NavGroup::settings: return QCoreApplication::translate("pages", "Settings", "navigation group");
    }
    return {};
}

}  // namespace ui::pages
