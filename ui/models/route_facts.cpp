#include "ui/models/route_facts.hpp"

#include "ui/models/circuit_row.hpp"
#include "ui/models/json_values.hpp"
#include "ui/models/latency_route_row.hpp"
#include "ui/models/number_text.hpp"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>
#include <QStringList>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ui::models::RouteFacts)
};

constexpr qsizetype kDecimalsMin = 2;

/// "0.6" as "0.60", "15" as "15.00"; what is more exact stays so.
QString rateOf(const QString& decimal) {
    const qsizetype point = decimal.indexOf(u'.');
    const QString whole = point < 0 ? decimal : decimal.left(point);
    const QString part = point < 0 ? QString() : decimal.mid(point + 1);
    return whole + QLocale().decimalPoint() + part.leftJustified(kDecimalsMin, u'0');
}

RouteLatency latencyOf(const QJsonObject& json) {
    return {json["requests"_L1].toInteger(), numberOf(json["p50"_L1]), numberOf(json["p95"_L1])};
}

RoutePrice priceOf(const QJsonValue& json) {
    if (!json.isObject()) return {};
    return {true, json["input"_L1].toString(), json["output"_L1].toString(), json["cached_input"_L1].toString(),
            json["version"_L1].toString(), json["source"_L1].toString() == "own"_L1};
}

QString keyOf(const QJsonObject& json) { return CircuitRow::routeKey(json["provider"_L1].toString(), json["model"_L1].toString()); }

}  // namespace

QString RouteFacts::latencyText() const {
    if (!latency || latency->calls == 0) return unknownText();
    if (latency->calls < kSamplesForP99) return Words::tr("few", "too few calls for a P95");
    return durationText(latency->p95Ms);
}

QString RouteFacts::latencyTip() const {
    if (!latency) return Words::tr("Not read yet.");
    if (latency->calls == 0) return Words::tr("Not called in the last 15 minutes.");
    const QString calls = Words::tr("%n call(s) in the last 15 minutes, half of them within %1.", "route", static_cast<int>(latency->calls))
                              .arg(durationText(latency->p50Ms));
    if (latency->calls >= kSamplesForP99) return calls;
    return calls + u'\n' + Words::tr("Fewer than %1 calls: a P95 would be one call's accident.").arg(kSamplesForP99);
}

QString RouteFacts::priceText() const {
    if (!price) return unknownText();
    if (!price->known) return Words::tr("unpriced", "route");
    return Words::tr("$%1 / %2", "price of input, of output").arg(rateOf(price->input), rateOf(price->output));
}

QString RouteFacts::priceTip() const {
    if (!price) return {};
    if (!price->known) return Words::tr("No price is known of this model: its calls stand in the records without a cost.");
    QStringList lines{Words::tr("USD a million tokens: %1 in, %2 out").arg(rateOf(price->input), rateOf(price->output))};
    if (!price->cachedInput.isEmpty()) lines << Words::tr("Input read from the provider's cache: %1").arg(rateOf(price->cachedInput));
    lines << (price->isOwn ? Words::tr("Price set by an operator, version %1").arg(price->version)
                           : Words::tr("Price of the built-in list, version %1").arg(price->version));
    return lines.join(u'\n');
}

void RouteFactsTable::takeLatency(const QJsonObject& body) {
    latencyRead_ = true;
    latency_.clear();
    for (const QJsonValue& item : body["items"_L1].toArray()) latency_.insert(keyOf(item.toObject()), latencyOf(item.toObject()));
}

void RouteFactsTable::takePrices(const QJsonObject& body) {
    prices_.clear();
    for (const QJsonValue& item : body["items"_L1].toArray()) prices_.insert(keyOf(item.toObject()), priceOf(item["price"_L1]));
}

RouteFacts RouteFactsTable::of(const QString& provider, const QString& model) const {
    RouteFacts facts;
    const QString key = CircuitRow::routeKey(provider, model);
    if (latencyRead_) facts.latency = latency_.value(key);  // one that is not listed was not called
    if (const auto found = prices_.constFind(key); found != prices_.cend()) facts.price = *found;
    return facts;
}

}  // namespace ui::models
