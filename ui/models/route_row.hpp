// A route as the routing table shows it: what the gateway has, what the draft plans, and the share of both.
// Rows are plain values; the model lives on main, owned by the routing panel. Editing a cell only announces the wish.
#pragma once

#include "ui/models/circuit_row.hpp"
#include "ui/models/provider_row.hpp"
#include "ui/models/route_facts.hpp"
#include "ui/models/route_share.hpp"
#include "ui/models/routing_draft.hpp"

#include <optional>

namespace ui::models {

inline constexpr int kChangedRole = Qt::UserRole + 10;       // bool: the draft changes this cell
inline constexpr int kShareNowRole = Qt::UserRole + 11;      // double 0…1
inline constexpr int kSharePlannedRole = Qt::UserRole + 12;  // double 0…1; invalid: the draft does not change it

struct RouteRow {
    PresetItem now, planned;
    RouteShare shareNow, sharePlanned;
    style::Status health = style::Status::unknown;
    QString healthWord, healthDetail;
    RouteFacts facts;

    QString key() const { return now.id; }
    bool operator==(const RouteRow&) const = default;
    bool isChanged(RouteField field) const { return valueOf(now, field) != valueOf(planned, field); }
};

std::vector<RouteRow> routeRows(const PresetRow& now, const RoutingDraft& draft, const std::vector<ProviderRow>& providers,
                                const std::vector<CircuitRow>& circuits = {}, const RouteFactsTable& facts = {});

class RoutingModel : public RowTableModel<RouteRow> {
    Q_OBJECT

public:
    explicit RoutingModel(QObject* parent);

    /// Cells can be changed: the person may do it.
    void setEditable(bool editable) { editable_ = editable; }
    /// The field of a column; nothing when the column is not one to change.
    std::optional<RouteField> fieldOf(int column) const;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

Q_SIGNALS:
    void edited(const QString& itemId, ui::models::RouteField field, qint64 value);

private:
    bool editable_ = false;
};

}  // namespace ui::models
