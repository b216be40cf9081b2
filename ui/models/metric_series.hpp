// The numbers behind the charts: equally spaced points of several named series, loaded from metrics/series and
// continued by the event stream's one-second samples. Thread: main. Owner: the overview page. A gap is NaN.
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <chrono>
#include <vector>

namespace ui::models {

class MetricSeries {
public:
    /// Points a chart is asked to draw at most; from this the step of a window follows.
    static constexpr int kPointsMax = 300;
    /// 5 min → 1 s, 15 min → 5 s, 1 h → 15 s, 6 h → 120 s, 24 h → 300 s.
    static std::chrono::seconds stepFor(std::chrono::seconds window);

    void setWindow(std::chrono::seconds window);
    /// Body of GET metrics/series. Series that are absent stay empty.
    void load(const QJsonObject& body);
    /// One event of topic metrics. A step's value is the mean of its samples; missing steps are gaps.
    void append(const QJsonObject& sample);
    void clear();

    const std::vector<double>& points(const QString& name) const;
    qint64 startEpochS() const { return start_; }
    int stepS() const { return step_; }
    bool isEmpty() const { return length_ == 0; }
    /// Last point that is a number; NaN when there is none.
    double latest(const QString& name) const;
    /// True when some series of these names has a value other than 0.
    bool hasTraffic(const QStringList& names) const;

private:
    void trim();

    std::chrono::seconds window_{900};
    qint64 start_ = 0;
    int step_ = 5;
    int length_ = 0;
    int samplesInLast_ = 0;
    QHash<QString, std::vector<double>> series_;
};

}  // namespace ui::models
