#include "ui/models/metric_series.hpp"

#include <QJsonArray>

#include <array>
#include <cmath>
#include <limits>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {
constexpr double kGap = std::numeric_limits<double>::quiet_NaN();
}

std::chrono::seconds MetricSeries::stepFor(std::chrono::seconds window) {
    constexpr std::array<int, 9> kSteps{1, 5, 15, 30, 60, 120, 300, 600, 1800};
    for (const int step : kSteps) {
        if (window.count() <= qint64{step} * kPointsMax) return std::chrono::seconds{step};
    }
    return std::chrono::seconds{3600};
}

void MetricSeries::setWindow(std::chrono::seconds window) {
    window_ = window;
    clear();
}

void MetricSeries::clear() {
    series_.clear();
    length_ = 0;
    samplesInLast_ = 0;
    step_ = static_cast<int>(stepFor(window_).count());
}

void MetricSeries::load(const QJsonObject& body) {
    clear();
    start_ = body["start"_L1].toInteger();
    step_ = std::max(1, body["step"_L1].toInt(step_));
    const QJsonArray all = body["series"_L1].toArray();
    for (const QJsonValue& one : all) {
        const QJsonArray points = one["points"_L1].toArray();
        std::vector<double> values;
        values.reserve(static_cast<size_t>(points.size()));
        for (const QJsonValue& point : points) values.push_back(point.isDouble() ? point.toDouble() : kGap);
        length_ = std::max(length_, static_cast<int>(values.size()));
        series_.insert(one["name"_L1].toString(), std::move(values));
    }
    for (auto& values : series_) values.resize(static_cast<size_t>(length_), kGap);
    // The engine's last point may cover a step that is still running; samples average into it.
    samplesInLast_ = 1;
}

void MetricSeries::append(const QJsonObject& sample) {
    const qint64 time = sample["time"_L1].toInteger();
    if (length_ == 0 || time < start_) return;
    const qint64 slot = (time - start_) / step_;
    if (slot < length_ - 1) return;
    const qint64 slotsMax = window_.count() / step_ + 1;
    if (slot - length_ > slotsMax) return clear();  // away longer than the window: a new load tells the truth
    const bool fresh = slot >= length_;
    if (fresh) {
        length_ = static_cast<int>(slot) + 1;
        samplesInLast_ = 0;
        for (auto& values : series_) values.resize(static_cast<size_t>(length_), kGap);
    }
    for (auto it = series_.begin(); it != series_.end(); ++it) {
        const QJsonValue value = sample[it.key()];
        if (!value.isDouble()) continue;
        double& last = it->back();
        last = std::isnan(last) ? value.toDouble() : (last * samplesInLast_ + value.toDouble()) / (samplesInLast_ + 1);
    }
    ++samplesInLast_;
    trim();
}

void MetricSeries::trim() {
    const int keep = static_cast<int>(window_.count() / step_);
    const int extra = length_ - keep;
    if (extra <= 0) return;
    for (auto& values : series_) values.erase(values.begin(), values.begin() + extra);
    length_ -= extra;
    start_ += qint64{extra} * step_;
}

const std::vector<double>& MetricSeries::points(const QString& name) const {
    static const std::vector<double> none;
    const auto found = series_.constFind(name);
    return found == series_.constEnd() ? none : *found;
}

double MetricSeries::latest(const QString& name) const {
    const std::vector<double>& values = points(name);
    for (auto it = values.rbegin(); it != values.rend(); ++it) {
        if (!std::isnan(*it)) return *it;
    }
    return kGap;
}

bool MetricSeries::hasTraffic(const QStringList& names) const {
    for (const QString& name : names) {
        for (const double value : points(name)) {
            if (value > 0) return true;
        }
    }
    return false;
}

}  // namespace ui::models
