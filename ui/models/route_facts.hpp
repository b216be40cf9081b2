// What is known of a route beside its preset: how fast it answered lately, and what its calls are billed by.
// Plain values of the admin API; any thread.
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace ui::models {

/// Of the last 15 minutes.
struct RouteLatency {
    qint64 calls = 0;
    std::optional<double> p50Ms, p95Ms;
    bool operator==(const RouteLatency&) const = default;
};

/// Decimal strings in USD a million tokens, as the gateway has them: money never passes through floating point.
struct RoutePrice {
    bool known = false;  // false with an answer of the gateway: unpriced
    QString input, output, cachedInput, version;
    bool isOwn = false;  // an operator's, not of the built-in list
    bool operator==(const RoutePrice&) const = default;
};

struct RouteFacts {
    std::optional<RouteLatency> latency;  // none: not read yet
    std::optional<RoutePrice> price;      // none: not read yet
    bool operator==(const RouteFacts&) const = default;

    /// "few" under the calls a P95 needs; a dash while nothing is known.
    QString latencyText() const;
    QString latencyTip() const;
    /// "$0.15 / 0.60": in and out.
    QString priceText() const;
    QString priceTip() const;
};

/// By CircuitRow::routeKey(provider, model).
class RouteFactsTable {
public:
    /// GET reports/latency.
    void takeLatency(const QJsonObject& body);
    /// GET prices/routes.
    void takePrices(const QJsonObject& body);
    RouteFacts of(const QString& provider, const QString& model) const;

private:
    bool latencyRead_ = false;
    QHash<QString, RouteLatency> latency_;
    QHash<QString, RoutePrice> prices_;
};

}  // namespace ui::models
