#include "ui/models/traffic_ring.hpp"

#include "ui/models/roles.hpp"
#include "ui/models/time_text.hpp"

#include <algorithm>
#include <utility>

namespace ui::models {

namespace {

constexpr qsizetype kWordsMax = 50'000;
constexpr size_t kValuesLookedAt = 5000;

}  // namespace

TrafficRing::TrafficRing(QObject* parent, size_t rowsMax) : QAbstractTableModel(parent), rowsMax_(rowsMax) {}

int TrafficRing::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(shown_.size()); }

int TrafficRing::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(trafficColumns().size());
}

const TrafficRow& TrafficRing::at(int row) const { return rowAt(shown_[static_cast<size_t>(row)]); }

int TrafficRing::columnOf(const char* id) const {
    const auto& columns = trafficColumns();
    for (size_t i = 0; i < columns.size(); ++i) {
        if (qstrcmp(columns[i].id, id) == 0) return static_cast<int>(i);
    }
    return -1;
}

QVariant TrafficRing::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) return {};
    const TrafficRow& row = at(index.row());
    if (role == kKindRole) return static_cast<int>(row.kind);
    if (row.isRequest()) return cell(row, trafficColumns()[static_cast<size_t>(index.column())], role);
    // A line between requests has its words in the first column; the table draws them across the row.
    const bool words = index.column() == 0 && (role == Qt::DisplayRole || role == Qt::AccessibleTextRole);
    return words ? QVariant(row.traceId) : QVariant();
}

QVariant TrafficRing::cell(const TrafficRow& row, const TrafficColumn& column, int role) const {
    switch (role) {
        case Qt::DisplayRole: return column.text(row);
        case Qt::TextAlignmentRole: return QVariant::fromValue(Qt::AlignVCenter | (column.number ? Qt::AlignRight : Qt::AlignLeft));
        case Qt::ToolTipRole: return tip(row, column);
        case kKeyRole: return row.traceId;
        case kSortRole: return column.value(row);
        case kEmphasisRole: return static_cast<int>(emphasisOf(row, slowMs_));
        case kStatusRole:
            return qstrcmp(column.id, "status") == 0 ? QVariant(static_cast<int>(httpStatus(row.status))) : QVariant();
        default: return {};
    }
}

QString TrafficRing::tip(const TrafficRow& row, const TrafficColumn& column) const {
    if (qstrcmp(column.id, "time") == 0) return exactText(QDateTime::fromMSecsSinceEpoch(row.atMs));
    if (qstrcmp(column.id, "model") == 0 && row.upstreamModel != row.model) {
        return tr("%1, answered by %2", "model asked for, model of the provider").arg(row.model, row.upstreamModel);
    }
    const QString why = emphasisWord(emphasisOf(row, slowMs_));
    return why.isEmpty() ? column.text(row) : tr("%1 · %2", "value, why the request stands out").arg(column.text(row), why);
}

QVariant TrafficRing::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
    const TrafficColumn& column = trafficColumns()[static_cast<size_t>(section)];
    if (role == Qt::DisplayRole) return column.header();
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::AlignVCenter | (column.number ? Qt::AlignRight : Qt::AlignLeft));
    if (role == kColumnIdRole) return QString::fromLatin1(column.id);
    return {};
}

Qt::ItemFlags TrafficRing::flags(const QModelIndex& index) const {
    if (!index.isValid()) return Qt::NoItemFlags;
    const Qt::ItemFlags plain = Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    return at(index.row()).isRequest() ? plain | Qt::ItemIsSelectable : plain;
}

int TrafficRing::append(std::vector<TrafficRow> rows, Words words) {
    std::vector<qint64> passing;
    qint64 seq = firstSeq_ + static_cast<qint64>(rows_.size());
    // Rows beyond shown_ are invisible to views, so only the index needs the insert signal.
    for (TrafficRow& row : rows) {
        if (row.isRequest()) {
            const auto known = seqOf_.size();
            qint64& place = seqOf_[row.traceId];
            if (seqOf_.size() == known) continue;
            place = seq;
            if (words == Words::own) share(row);
        }
        if (filter_.accepts(row)) {
            passing.push_back(seq);
            shownRequests_ += row.isRequest() ? 1 : 0;
        }
        rows_.push_back(std::move(row));
        ++seq;
    }
    if (!passing.empty()) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(passing.size()) - 1);
        shown_.insert(shown_.end(), passing.begin(), passing.end());
        endInsertRows();
    }
    trim();
    return static_cast<int>(passing.size());
}

int TrafficRing::prepend(std::vector<TrafficRow> rows) {
    std::erase_if(rows, [this](const TrafficRow& row) { return row.isRequest() && seqOf_.contains(row.traceId); });
    const size_t room = rowsMax_ > rows_.size() ? rowsMax_ - rows_.size() : 0;
    std::vector<qint64> passing;  // newest first
    for (size_t n = 0; n < std::min(room, rows.size()); ++n) {
        TrafficRow& row = rows[rows.size() - 1 - n];
        --firstSeq_;
        if (row.isRequest()) {
            seqOf_.insert(row.traceId, firstSeq_);
            share(row);
        }
        if (filter_.accepts(row)) {
            passing.push_back(firstSeq_);
            shownRequests_ += row.isRequest() ? 1 : 0;
        }
        rows_.push_front(std::move(row));
    }
    if (!passing.empty()) {
        beginInsertRows({}, 0, static_cast<int>(passing.size()) - 1);
        shown_.insert(shown_.begin(), passing.rbegin(), passing.rend());
        endInsertRows();
    }
    return static_cast<int>(passing.size());
}

void TrafficRing::trim() {
    const size_t most = held_ ? 2 * rowsMax_ : rowsMax_;
    if (rows_.size() > most) forgetFirst(rows_.size() - most);
}

void TrafficRing::forgetFirst(size_t count) {
    const qint64 keepFrom = firstSeq_ + static_cast<qint64>(count);
    const auto kept = std::lower_bound(shown_.begin(), shown_.end(), keepFrom);
    const auto gone = static_cast<int>(kept - shown_.begin());
    if (gone > 0) {
        beginRemoveRows({}, 0, gone - 1);
        for (auto it = shown_.begin(); it != kept; ++it) shownRequests_ -= rowAt(*it).isRequest() ? 1 : 0;
        shown_.erase(shown_.begin(), kept);
        endRemoveRows();
    }
    for (size_t i = 0; i < count; ++i) {
        if (rows_[i].isRequest()) seqOf_.remove(rows_[i].traceId);
    }
    rows_.erase(rows_.begin(), rows_.begin() + static_cast<std::ptrdiff_t>(count));
    firstSeq_ = keepFrom;
}

void TrafficRing::setFilter(TrafficFilter filter) {
    beginResetModel();
    filter_ = std::move(filter);
    shown_.clear();
    shownRequests_ = 0;
    qint64 seq = firstSeq_;
    for (const TrafficRow& row : rows_) {
        if (filter_.accepts(row)) {
            shown_.push_back(seq);
            shownRequests_ += row.isRequest() ? 1 : 0;
        }
        ++seq;
    }
    endResetModel();
}

void TrafficRing::setHeld(bool held) {
    held_ = held;
    trim();
}

void TrafficRing::setSlowMs(qint64 slowMs) {
    if (slowMs == slowMs_) return;
    slowMs_ = slowMs;
    if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {kEmphasisRole, Qt::ToolTipRole});
}

int TrafficRing::rowOf(const QString& traceId) const {
    const auto seq = seqOf_.constFind(traceId);
    if (seq == seqOf_.cend()) return -1;
    const auto found = std::lower_bound(shown_.begin(), shown_.end(), *seq);
    return found != shown_.end() && *found == *seq ? static_cast<int>(found - shown_.begin()) : -1;
}

const TrafficRow* TrafficRing::find(const QString& traceId) const {
    const auto seq = seqOf_.constFind(traceId);
    return seq == seqOf_.cend() ? nullptr : &rowAt(*seq);
}

qint64 TrafficRing::newestAtMs() const {
    const auto newest = std::find_if(rows_.rbegin(), rows_.rend(), [](const TrafficRow& row) { return row.isRequest(); });
    return newest == rows_.rend() ? 0 : newest->atMs;
}

std::vector<TrafficRow> TrafficRing::shownRequests() const {
    std::vector<TrafficRow> rows;
    rows.reserve(static_cast<size_t>(shownRequests_));
    for (const qint64 seq : shown_) {
        if (rowAt(seq).isRequest()) rows.push_back(rowAt(seq));
    }
    return rows;
}

QStringList TrafficRing::valuesOf(const QString& field, int valuesMax) const {
    QSet<QString> values;
    size_t looked = 0;
    for (const TrafficColumn& column : trafficColumns()) {
        if (!column.field || field != QLatin1StringView(column.field) || column.number) continue;
        for (auto row = rows_.rbegin(); row != rows_.rend() && looked++ < kValuesLookedAt && values.size() < valuesMax; ++row) {
            const QString value = row->isRequest() ? column.value(*row) : QString();
            if (!value.isEmpty()) values.insert(value);
        }
    }
    QStringList sorted(values.begin(), values.end());
    sorted.sort(Qt::CaseInsensitive);
    return sorted;
}

void TrafficRing::share(TrafficRow& row) {
    if (words_.size() > kWordsMax) words_.clear();
    for (QString* text : {&row.keyId, &row.keyPrefix, &row.keyName, &row.presetId, &row.ip, &row.route, &row.dialect, &row.model,
                          &row.provider, &row.upstreamModel, &row.errorCode, &row.node}) {
        share(*text);
    }
}

void TrafficRing::share(QString& text) {
    if (!text.isEmpty()) text = *words_.insert(text);
}

}  // namespace ui::models
