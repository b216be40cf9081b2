// The rows of the navigation: group headings and the pages below them.
// Main thread; owned by MainWindow. Pages do not come and go, so the rows are laid once; only badges change.
#pragma once

#include "ui/pages/page_registry.hpp"
#include "ui/style/icons.hpp"

#include <QAbstractListModel>

#include <vector>

namespace ui::shell {

class NavigationModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { pageNameRole = Qt::UserRole + 1, isGroupRole, glyphRole, badgeRole };

    explicit NavigationModel(const std::vector<pages::PageEntry>& entries, QObject* parent = nullptr);

    /// @param count 0 removes the badge. Only for states that need a person.
    void setBadge(const QString& pageName, int count);
    QModelIndex indexOf(const QString& pageName) const;
    /// Page names in order, without headings: Ctrl+1 … Ctrl+9.
    QStringList pageNames() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Row {
        QString title;
        QString pageName;  // empty: a heading
        style::Glyph glyph = style::Glyph::info;
        int badge = 0;
    };
    std::vector<Row> rows_;
};

}  // namespace ui::shell
