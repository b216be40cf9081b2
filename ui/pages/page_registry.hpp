// The list of pages: what pages.def builds, and every name the contract knows.
// Thread: any (const data). Owner: nobody; the tables are static.
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

class QWidget;

namespace ui::pages {

class Page;
struct PageContext;

enum class NavGroup { monitor, resources, infrastructure, operations, settings };

struct PageEntry {
    const char* name;      // "overview": the contract's page name
    QString (*title)();    // in the interface language, at the time of the call
    NavGroup group;
    Page* (*create)(PageContext&, QWidget* parent);
};

/// Pages that are built, in navigation order.
const std::vector<PageEntry>& allPages();
/// @return nullptr when the page is not built; isContractPage tells an unknown name from one that is not built.
const PageEntry* findPage(const QString& name);
/// Every page name of the contract, in its order.
QStringList contractPageNames();
bool isContractPage(const QString& name);
/// Title of any contract page, built or not; empty for an unknown name.
QString pageTitle(const QString& name);
QString groupTitle(NavGroup group);

/// The views inside a page that it can be opened with (a tab, a grouping), the one it begins with first. Each is an argument
/// of Page::open(). Empty: the page has but one view, or is not built.
QStringList pageViews(const QString& name);

/// "limits/what-if": a page and one of its views, as `--page` takes them.
struct PageAddress {
    QString page;
    QString view;  // empty: as the page begins
};
PageAddress pageAddress(const QString& text);
/// Every page that is built, each followed by the views it does not begin with.
QStringList pageAddresses();

}  // namespace ui::pages
