#include "ui/models/latency_cause.hpp"

#include "ui/models/number_text.hpp"

#include <QCoreApplication>

#include <algorithm>

namespace ui::models {

using namespace Qt::StringLiterals;
using style::Status;

namespace {

struct CauseWords {
    Q_DECLARE_TR_FUNCTIONS(ui::models::LatencyCause)
};
using Causes = std::vector<LatencyCause>;

constexpr double kSlowerBy = 2;            // than the next slowest, before a route counts as the culprit
constexpr double kSlowFloorMs = 500;       // under this nobody waits
constexpr double kGatewayShare = 0.2;
constexpr double kGatewayFloorMs = 50;
constexpr double kQueueFloorMs = 20;       // a healthy gateway calls within a millisecond
constexpr double kConnectShare = 0.2;
constexpr double kConnectFloorMs = 20;

void addCircuits(const LatencyFacts& facts, Causes& out) {
    QStringList open;
    for (const CircuitRow& row : facts.circuits) {
        if (row.isOpen()) open << CauseWords::tr("%1 · %2", "provider · model").arg(row.provider, row.model);
    }
    if (open.isEmpty()) return;
    out.push_back({"circuits", Status::degraded, CauseWords::tr("%n circuit(s) open, others carry the load: %1", nullptr, static_cast<int>(open.size())).arg(open.join(u", "_s)),
                   u"providers"_s, u"circuits"_s});
}

void addLoad(const LatencyFacts& facts, Causes& out) {
    const auto columns = dependencyColumns();
    const auto detail = std::find_if(columns.begin(), columns.end(), [](const auto& column) { return QLatin1StringView(column.id) == "detail"_L1; });
    for (const DependencyRow& row : facts.dependencies) {
        if (row.kind != "load"_L1 || row.status == Status::ok || row.status == Status::unknown || detail == columns.end()) continue;
        out.push_back({"load", row.status, CauseWords::tr("The gateway is near its bounds. %1").arg(detail->text(row)), u"overview"_s, {}});
    }
}

void addErrors(const LatencyFacts& facts, Causes& out) {
    const auto add = [&](const char* id, const QString& code, Status status, QString (*text)(int)) {
        if (const qint64 count = facts.errors.value(code); count > 0) out.push_back({id, status, text(static_cast<int>(count)), u"errors"_s, code});
    };
    add("overloaded", u"OVERLOADED"_s, Status::critical, [](int n) { return CauseWords::tr("%n request(s) were turned away: the gateway was full", nullptr, n); });
    add("timeout", u"UPSTREAM_TIMEOUT"_s, Status::degraded, [](int n) { return CauseWords::tr("%n request(s) ended in a provider's timeout", nullptr, n); });
    add("providerLimit", u"UPSTREAM_RATE_LIMIT"_s, Status::degraded, [](int n) { return CauseWords::tr("%n request(s) met a provider's rate limit", nullptr, n); });
}

/// One route that is far slower than all others.
void addSlowRoute(const LatencyFacts& facts, Causes& out) {
    const LatencyRouteRow* slowest = nullptr;
    double next = 0;
    for (const LatencyRouteRow& row : facts.routes) {
        if (row.requests < kSamplesForP99 || !row.p95) continue;
        if (!slowest || *row.p95 > *slowest->p95) {
            if (slowest) next = std::max(next, *slowest->p95);
            slowest = &row;
        } else {
            next = std::max(next, *row.p95);
        }
    }
    if (!slowest || next <= 0 || *slowest->p95 < kSlowFloorMs || *slowest->p95 < next * kSlowerBy) return;
    out.push_back({"slowRoute", Status::degraded,
                   CauseWords::tr("%1 is the slow one: P95 %2, the rest %3").arg(slowest->key(), durationText(slowest->p95), durationText(next)),
                   u"latency"_s, slowest->key()});
}

void addParts(const LatencyFacts& facts, Causes& out) {
    LatencyParts sum;
    double total = 0;
    qint64 requests = 0;
    for (const LatencyRouteRow& row : facts.routes) {
        sum += row.parts;
        total += row.totalMs;
        requests += row.requests;
    }
    if (requests == 0 || total <= 0) return;
    const auto stands = [&](double part, double share, double floorMs) { return part / total >= share && part / static_cast<double>(requests) >= floorMs; };
    if (stands(sum.queue, kGatewayShare, kQueueFloorMs)) {
        out.push_back({"queue", Status::degraded,
                       CauseWords::tr("Requests wait %1 inside the gateway before a provider is called: look for one question asked by many at once, long bodies, a slow "
                                      "disk, or too few worker threads (GATEWAY_THREADS)")
                           .arg(durationText(sum.queue / static_cast<double>(requests))),
                       u"overview"_s, {}});
    }
    if (stands(sum.body, kGatewayShare, kGatewayFloorMs)) {
        out.push_back({"body", Status::degraded,
                       CauseWords::tr("Clients take %1 of the time to send their bodies: their network is slow, or the bodies are large").arg(percentText(sum.body / total)),
                       u"traffic"_s, {}});
    }
    if (stands(sum.gateway, kGatewayShare, kGatewayFloorMs)) {
        out.push_back({"gateway", Status::degraded, CauseWords::tr("The gateway itself takes %1 of the time, beside what waits in it").arg(percentText(sum.gateway / total)), u"overview"_s, {}});
    }
    if (stands(sum.connect, kConnectShare, kConnectFloorMs)) {
        out.push_back({"connect", Status::degraded, CauseWords::tr("Connecting takes %1 of the time: connections are hardly used again").arg(percentText(sum.connect / total)),
                       u"providers"_s, {}});
    }
}

}  // namespace

std::vector<LatencyCause> latencyCauses(const LatencyFacts& facts) {
    Causes out;
    addCircuits(facts, out);
    addLoad(facts, out);
    addErrors(facts, out);
    addSlowRoute(facts, out);
    addParts(facts, out);
    std::stable_sort(out.begin(), out.end(), [](const LatencyCause& a, const LatencyCause& b) { return a.status == Status::critical && b.status != Status::critical; });
    return out;
}

}  // namespace ui::models
