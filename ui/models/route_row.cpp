#include "ui/models/route_row.hpp"

#include "ui/models/number_text.hpp"

#include <QCoreApplication>

#include <algorithm>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

struct RouteWords {
    Q_DECLARE_TR_FUNCTIONS(ui::models::RouteTable)
};

QString onOff(bool on) { return on ? RouteWords::tr("On", "route") : RouteWords::tr("Off", "route"); }

QString valueText(const PresetItem& item, RouteField field) {
    const qint64 value = valueOf(item, field);
    if (field == RouteField::active) return onOff(item.isActive);
    const bool cap = field == RouteField::parallel || field == RouteField::rpm;
    if (cap) return value == 0 ? unknownText() : countText(value);
    return QString::number(value);
}

template <RouteField field>
QString fieldText(const RouteRow& row) {
    const QString planned = valueText(row.planned, field);
    if (!row.isChanged(field)) return planned;
    return RouteWords::tr("%1 → %2", "value now → planned").arg(valueText(row.now, field), planned);
}

template <RouteField field>
QVariant fieldSort(const RouteRow& row) {
    return QVariant(valueOf(row.planned, field));
}

template <RouteField field>
QString fieldTip(const RouteRow& row) {
    if (!row.isChanged(field)) return {};
    return RouteWords::tr("The gateway has %1. Not applied: %2.").arg(valueText(row.now, field), valueText(row.planned, field));
}

/// What a cap does, then what the draft changes of it.
template <RouteField field>
QString capTip(const RouteRow& row) {
    const QString what = field == RouteField::parallel
                             ? RouteWords::tr("The most calls this route has under way at once; the next route takes what is beyond. A dash: no cap.")
                             : RouteWords::tr("The most calls this route gets in any minute from one gateway process; the next route takes what is beyond. A dash: no cap.");
    const QString change = fieldTip<field>(row);
    return change.isEmpty() ? what : what + u'\n' + change;
}

QString shareChangeText(const RouteRow& row) {
    const QString now = shareText(row.shareNow);
    const QString planned = shareText(row.sharePlanned);
    return now == planned ? now : RouteWords::tr("%1 → %2", "value now → planned").arg(now, planned);
}

QString shareTip(const RouteRow& row) {
    if (row.shareNow == row.sharePlanned) {
        return RouteWords::tr("Share of the requests that are tried here first.");
    }
    return RouteWords::tr("Share of the requests that are tried here first: %1 now, %2 after applying.")
        .arg(shareText(row.shareNow), shareText(row.sharePlanned));
}

std::vector<Column<RouteRow>> routeColumns() {
    using Row = RouteRow;
    using Status = std::optional<style::Status>;
    const Qt::Alignment left = Qt::AlignLeft | Qt::AlignVCenter;
    return {
        {"provider", [] { return RouteWords::tr("Provider", "column"); }, [](const Row& row) { return row.now.provider; },
         [](const Row& row) { return QVariant(row.now.provider); }, left, nullptr, [](const Row& row) { return row.now.provider; }},
        {"model", [] { return RouteWords::tr("Model", "column"); }, [](const Row& row) { return row.now.model; },
         [](const Row& row) { return QVariant(row.now.model); }, left, nullptr, [](const Row& row) { return row.now.model; }},
        {"active", [] { return RouteWords::tr("On", "column: the route is switched on"); }, &fieldText<RouteField::active>,
         &fieldSort<RouteField::active>, left, nullptr, &fieldTip<RouteField::active>},
        {"priority", [] { return RouteWords::tr("Priority", "column"); }, &fieldText<RouteField::priority>,
         &fieldSort<RouteField::priority>, kAlignNumber, nullptr, &fieldTip<RouteField::priority>},
        {"weight", [] { return RouteWords::tr("Weight", "column"); }, &fieldText<RouteField::weight>,
         &fieldSort<RouteField::weight>, kAlignNumber, nullptr, &fieldTip<RouteField::weight>},
        {"share", [] { return RouteWords::tr("Effective share", "column"); }, &shareChangeText,
         [](const Row& row) { return QVariant(row.sharePlanned.share); }, left, nullptr, &shareTip},
        {"parallel", [] { return RouteWords::tr("At once", "column: cap of a route"); }, &fieldText<RouteField::parallel>,
         &fieldSort<RouteField::parallel>, kAlignNumber, nullptr, &capTip<RouteField::parallel>},
        {"rpm", [] { return RouteWords::tr("Per minute", "column: cap of a route"); }, &fieldText<RouteField::rpm>,
         &fieldSort<RouteField::rpm>, kAlignNumber, nullptr, &capTip<RouteField::rpm>},
        {"status", [] { return RouteWords::tr("State", "column: of the provider"); },
         [](const Row& row) { return row.healthWord; }, [](const Row& row) { return QVariant(static_cast<int>(row.health)); },
         left, [](const Row& row) { return Status(row.health); }, [](const Row& row) { return row.healthDetail; }},
        {"p95", [] { return u"P95"_s; }, [](const Row& row) { return row.facts.latencyText(); },
         [](const Row& row) { return row.facts.latency && row.facts.latency->p95Ms ? QVariant(*row.facts.latency->p95Ms) : QVariant(); },
         kAlignNumber, nullptr, [](const Row& row) { return row.facts.latencyTip(); }},
        {"price", [] { return RouteWords::tr("Price / M", "column: of a million tokens"); }, [](const Row& row) { return row.facts.priceText(); },
         [](const Row& row) { return row.facts.price ? QVariant(row.facts.price->input.toDouble()) : QVariant(); }, kAlignNumber, nullptr,
         [](const Row& row) { return row.facts.priceTip(); }},
    };
}

/// A circuit that is not closed says more of a route than its provider's health does.
void showCircuit(RouteRow& row, const std::vector<CircuitRow>& circuits) {
    const auto found = std::find_if(circuits.begin(), circuits.end(), [&](const CircuitRow& one) {
        return one.provider == row.now.provider && one.model == row.now.model;
    });
    if (found == circuits.end() || found->state == "closed"_L1) return;
    row.health = found->isOpen() ? style::Status::critical : style::Status::degraded;
    row.healthWord = circuitStateWord(found->state);
    row.healthDetail = RouteWords::tr("%1\nReason: %2\nNext trial: %3", "state of a circuit")
                           .arg(row.healthWord, found->isOrdered() ? circuitByText(*found) : found->reason, nextTrialText(*found));
}

}  // namespace

std::vector<RouteRow> routeRows(const PresetRow& now, const RoutingDraft& draft, const std::vector<ProviderRow>& providers,
                                const std::vector<CircuitRow>& circuits, const RouteFactsTable& facts) {
    const QSet<QString> off = providersOff(providers);
    const QSet<QString> open = openRoutes(circuits);
    const PresetRow planned = draft.planned(now);
    const auto sharesNow = routeShares(now, off, open);
    const auto sharesPlanned = routeShares(planned, off, open);
    std::vector<RouteRow> rows(now.items.size());
    for (size_t i = 0; i < rows.size(); ++i) {
        RouteRow& row = rows[i];
        row.now = now.items[i];
        row.planned = planned.items[i];
        row.shareNow = sharesNow[i];
        row.sharePlanned = sharesPlanned[i];
        row.facts = facts.of(row.now.provider, row.now.model);
        const auto provider = std::find_if(providers.begin(), providers.end(),
                                           [&](const ProviderRow& one) { return one.name == row.now.provider; });
        row.healthWord = unknownText();
        if (provider == providers.end()) continue;
        row.health = provider->shownHealth();
        row.healthWord = provider->healthWord();
        row.healthDetail = provider->healthDetail;
        showCircuit(row, circuits);
    }
    return rows;
}

RoutingModel::RoutingModel(QObject* parent) : RowTableModel<RouteRow>(routeColumns(), parent) {}

std::optional<RouteField> RoutingModel::fieldOf(int column) const {
    if (column == columnOf("active")) return RouteField::active;
    if (column == columnOf("priority")) return RouteField::priority;
    if (column == columnOf("weight")) return RouteField::weight;
    if (column == columnOf("parallel")) return RouteField::parallel;
    if (column == columnOf("rpm")) return RouteField::rpm;
    return std::nullopt;
}

QVariant RoutingModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const RouteRow& row = rows()[static_cast<size_t>(index.row())];
    const auto field = fieldOf(index.column());
    const bool isShare = index.column() == columnOf("share");
    if (role == kChangedRole) return field ? row.isChanged(*field) : isShare && row.shareNow != row.sharePlanned;
    if (role == Qt::EditRole && field) return valueOf(row.planned, *field);
    if (role == Qt::CheckStateRole && field == RouteField::active) {
        return static_cast<int>(row.planned.isActive ? Qt::Checked : Qt::Unchecked);
    }
    if (role == kShareNowRole && isShare) return row.shareNow.share;
    if (role == kSharePlannedRole && isShare && row.shareNow != row.sharePlanned) return row.sharePlanned.share;
    return RowTableModel<RouteRow>::data(index, role);
}

bool RoutingModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    const auto field = fieldOf(index.column());
    if (!editable_ || !field || !index.isValid() || index.row() >= rowCount()) return false;
    if (role != Qt::EditRole && role != Qt::CheckStateRole) return false;
    bool isNumber = false;
    const qint64 wanted = value.toLongLong(&isNumber);
    if (!isNumber) return false;
    const QString itemId = rows()[static_cast<size_t>(index.row())].key();
    Q_EMIT edited(itemId, *field, role == Qt::CheckStateRole ? (wanted == Qt::Checked ? 1 : 0) : wanted);
    return true;
}

Qt::ItemFlags RoutingModel::flags(const QModelIndex& index) const {
    Qt::ItemFlags flags = RowTableModel<RouteRow>::flags(index);
    const auto field = fieldOf(index.column());
    if (!editable_ || !field) return flags;
    return flags | (*field == RouteField::active ? Qt::ItemIsUserCheckable : Qt::ItemIsEditable);
}

}  // namespace ui::models
