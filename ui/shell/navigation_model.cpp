#include "ui/shell/navigation_model.hpp"

#include <array>
#include <optional>

namespace ui::shell {

namespace {

using style::Glyph;

struct NamedGlyph {
    const char* page;
    Glyph glyph;
};

constexpr std::array kGlyphs{
    NamedGlyph{"overview", Glyph::overview},     NamedGlyph{"traffic", Glyph::traffic},
    NamedGlyph{"errors", Glyph::errors},         NamedGlyph{"latency", Glyph::gauge},
    NamedGlyph{"usage", Glyph::usage},           NamedGlyph{"queues", Glyph::queue},
    NamedGlyph{"keys", Glyph::keys},             NamedGlyph{"users", Glyph::users},
    NamedGlyph{"providers", Glyph::providers},   NamedGlyph{"limits", Glyph::limits},
    NamedGlyph{"security", Glyph::block},        NamedGlyph{"redis", Glyph::snowflake},
    NamedGlyph{"database", Glyph::database},     NamedGlyph{"backups", Glyph::download},
    NamedGlyph{"migrations", Glyph::migrations}, NamedGlyph{"instances", Glyph::instances},
    NamedGlyph{"config", Glyph::edit},           NamedGlyph{"alerts", Glyph::bell},
    NamedGlyph{"runbook", Glyph::runbook},       NamedGlyph{"inspection", Glyph::clipboard},
    NamedGlyph{"audit", Glyph::audit},           NamedGlyph{"playground", Glyph::playground},
    NamedGlyph{"settings", Glyph::settings},
};

Glyph glyphOf(const QString& page) {
    for (const NamedGlyph& named : kGlyphs) {
        if (page == QLatin1StringView(named.page)) return named.glyph;
    }
    return Glyph::info;
}

}  // namespace

NavigationModel::NavigationModel(const std::vector<pages::PageEntry>& entries, QObject* parent)
    : QAbstractListModel(parent) {
    std::optional<pages::NavGroup> group;
    for (const pages::PageEntry& entry : entries) {
        if (group != entry.group) {
            group = entry.group;
            rows_.push_back({pages::groupTitle(entry.group), {}, Glyph::info, 0});
        }
        const QString name = QLatin1StringView(entry.name);
        rows_.push_back({entry.title(), name, glyphOf(name), 0});
    }
}

void NavigationModel::setBadge(const QString& pageName, int count) {
    const QModelIndex where = indexOf(pageName);
    if (!where.isValid()) return;
    rows_[static_cast<std::size_t>(where.row())].badge = count;
    Q_EMIT dataChanged(where, where, {badgeRole});
}

QModelIndex NavigationModel::indexOf(const QString& pageName) const {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (!pageName.isEmpty() && rows_[i].pageName == pageName) return index(static_cast<int>(i));
    }
    return {};
}

QStringList NavigationModel::pageNames() const {
    QStringList names;
    for (const Row& row : rows_) {
        if (!row.pageName.isEmpty()) names << row.pageName;
    }
    return names;
}

int NavigationModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant NavigationModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const Row& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole: return row.title;
        case Qt::AccessibleTextRole:
            return row.badge > 0 ? tr("%1, %n item(s) need attention", "navigation", row.badge).arg(row.title) : row.title;
        case pageNameRole: return row.pageName;
        case isGroupRole: return row.pageName.isEmpty();
        case glyphRole: return static_cast<int>(row.glyph);
        case badgeRole: return row.badge;
        default: return {};
    }
}

Qt::ItemFlags NavigationModel::flags(const QModelIndex& index) const {
    if (!index.isValid() || index.data(isGroupRole).toBool()) return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

}  // namespace ui::shell
