// The live traffic list: at most 100,000 requests, oldest first, with an own index of those that pass the filter, so that
// a filter change costs milliseconds and a batch of new rows one insert signal. Thread: main. Owner: the traffic page.
// Overflow: the oldest rows go; while held (somebody reads) only beyond twice the capacity.
#pragma once

#include "ui/models/traffic_filter.hpp"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>

#include <deque>

namespace ui::models {

inline constexpr int kEmphasisRole = Qt::UserRole + 20;  // int of Emphasis
inline constexpr int kKindRole = Qt::UserRole + 21;      // int of TrafficRow::Kind

class TrafficRing : public QAbstractTableModel {
    Q_OBJECT

public:
    static constexpr size_t kRowsMax = 100'000;

    explicit TrafficRing(QObject* parent, size_t rowsMax = kRowsMax);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    /// Markers and gaps cannot be selected.
    Qt::ItemFlags flags(const QModelIndex& index) const override;

    /// Adds rows at the end, in their order; requests that are here already are left out.
    /// @return how many of them are shown.
    /// @param words shared: the texts that many rows have in common are one copy already (TrafficJson).
    enum class Words { own, shared };
    int append(std::vector<TrafficRow> rows, Words words = Words::own);
    /// Adds older rows before all others, oldest first; never removes any: what does not fit is dropped from its old end.
    int prepend(std::vector<TrafficRow> rows);
    void setFilter(TrafficFilter filter);
    const TrafficFilter& filter() const { return filter_; }
    /// Somebody reads: nothing is removed at the head until twice the capacity is reached.
    void setHeld(bool held);
    void setSlowMs(qint64 slowMs);

    /// The row shown at `row`.
    const TrafficRow& at(int row) const;
    /// The row shown for this trace id; -1 when it is not here or filtered out.
    int rowOf(const QString& traceId) const;
    const TrafficRow* find(const QString& traceId) const;
    bool contains(const QString& traceId) const { return seqOf_.contains(traceId); }
    /// Requests, without markers and gaps.
    int requestCount() const { return static_cast<int>(seqOf_.size()); }
    int shownRequestCount() const { return shownRequests_; }
    size_t rowsMax() const { return rowsMax_; }
    bool isFull() const { return rows_.size() >= rowsMax_; }
    /// The newest request's time, UTC milliseconds; 0 when there is none.
    qint64 newestAtMs() const;
    /// Copies of the requests shown, oldest first; they share their texts with the ring.
    std::vector<TrafficRow> shownRequests() const;
    /// Distinct values of a text field among the newest rows, sorted.
    QStringList valuesOf(const QString& field, int valuesMax) const;
    int columnOf(const char* id) const;

private:
    const TrafficRow& rowAt(qint64 seq) const { return rows_[static_cast<size_t>(seq - firstSeq_)]; }
    void share(TrafficRow& row);
    void share(QString& text);
    void trim();
    void forgetFirst(size_t count);
    QVariant cell(const TrafficRow& row, const TrafficColumn& column, int role) const;
    QString tip(const TrafficRow& row, const TrafficColumn& column) const;

    size_t rowsMax_;
    std::deque<TrafficRow> rows_;
    qint64 firstSeq_ = 0;         // of rows_.front(); falls when older rows are put before
    std::deque<qint64> shown_;    // sequence numbers that pass the filter
    QHash<QString, qint64> seqOf_;
    QSet<QString> words_;         // texts that many rows have in common, kept once
    TrafficFilter filter_;
    qint64 slowMs_ = 5000;
    int shownRequests_ = 0;
    bool held_ = false;
};

}  // namespace ui::models
