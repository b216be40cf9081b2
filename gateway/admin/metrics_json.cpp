#include "gateway/admin/metrics_json.hpp"

#include "gateway/admin/row_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <cmath>

namespace gw::admin {
namespace {

namespace json = boost::json;

/// JSON knows neither infinity nor NaN.
json::value figure(const std::optional<double>& number) {
    return number && std::isfinite(*number) ? json::value(*number) : json::value(nullptr);
}

json::object quantiles(const metrics::Quantiles& q) {
    return {{"p50", figure(q.p50)}, {"p95", figure(q.p95)}, {"p99", figure(q.p99)}};
}

json::value previousJson(const std::optional<metrics::Summary::Previous>& previous) {
    if (!previous) return nullptr;
    json::object out;
    out["rps"] = figure(previous->rps);
    out["error_rate"] = figure(previous->errorRate);
    out["latency_p95_ms"] = figure(previous->latencyP95);
    return out;
}

}  // namespace

json::object summaryJson(const metrics::Summary& summary, std::pair<std::size_t, std::size_t> circuits) {
    json::object out;
    out["window_seconds"] = summary.windowSeconds;
    out["sampled_at"] = timeText(summary.sampledAt);
    out["requests"] = summary.requests;
    out["rps"] = figure(summary.rps);
    out["success"] = summary.success;
    out["error_rate"] = figure(summary.errorRate);
    out["status_4xx"] = summary.errors4xx;
    out["status_429"] = summary.errors429;
    out["status_5xx"] = summary.errors5xx;
    out["latency_ms"] = quantiles(summary.latency);
    out["overhead_ms"] = quantiles(summary.overhead);
    out["ttft_ms"] = quantiles(summary.ttft);
    out["inflight"] = summary.inflight;
    out["streams"] = summary.streams;
    out["tokens_in"] = summary.tokensIn;
    out["tokens_out"] = summary.tokensOut;
    out["cost_nanousd"] = summary.costNanoUsd;
    out["unpriced_requests"] = summary.unpricedRequests;
    out["circuits"] = json::object{{"open", circuits.first}, {"total", circuits.second}};
    out["spool_pending"] = summary.spoolPending;
    out["previous"] = previousJson(summary.previous);
    return out;
}

json::object seriesJson(const metrics::SeriesAnswer& answer) {
    json::array list;
    for (const auto& series : answer.series) {
        json::array points;
        points.reserve(series.points.size());
        for (const auto& point : series.points) points.push_back(figure(point));
        list.push_back(json::object{{"name", series.name}, {"points", std::move(points)}});
    }
    return {{"start", answer.start}, {"step", answer.step}, {"series", std::move(list)}};
}

json::object sampleJson(const metrics::Figures& figures) {
    json::object out;
    out["time"] = figures.at;
    out["requests"] = figures.requests;
    out["success"] = figures.success;
    out["errors_5xx"] = figures.errors5xx;
    out["errors_429"] = figures.errors429;
    out["errors_4xx"] = figures.errors4xx;
    out["latency_p50"] = figure(figures.latency.p50);
    out["latency_p95"] = figure(figures.latency.p95);
    out["latency_p99"] = figure(figures.latency.p99);
    out["inflight"] = figures.inflight;
    out["streams"] = figures.streams;
    out["tokens_in"] = figures.tokensIn;
    out["tokens_out"] = figures.tokensOut;
    out["cost_nanousd"] = figures.costNanoUsd;
    out["spool_pending"] = figures.spoolPending;
    return out;
}

}  // namespace gw::admin
