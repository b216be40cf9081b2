// The only door of the engine for people and programs. Made on control's thread before anything else (StageParts), so that
// a console can watch and mend a failed start; attach() brings store and control in. While it is not attached everything
// but /api/v1/engine, /api/v1/engine/retry and /health/live answers 503 ENGINE_NOT_READY. Control's thread only.
#pragma once

#include "gateway/admin/origin_policy.hpp"
#include "gateway/admin/resources.hpp"
#include "gateway/admin/refusal_trail.hpp"
#include "gateway/admin/route_table.hpp"
#include "gateway/admin/services.hpp"
#include "gateway/ledger/usage_record.hpp"
#include "gateway/metrics/aggregator.hpp"
#include "gateway/pipeline/ports.hpp"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace gw::admin {

/// All of it outlives the AdminApi.
struct StageParts {
    const Clock& clock;
    After after;
    EnginePort& engine;
    /// What X-Gatehouse-Local must carry on the private listener; empty: there is none.
    std::string localSecret;
};

class AdminApi {
   public:
    explicit AdminApi(StageParts parts);
    ~AdminApi();
    AdminApi(const AdminApi&) = delete;
    AdminApi& operator=(const AdminApi&) = delete;

    /// Hosts, loopback and METRICS_TOKEN; once the settings are read and again at SIGHUP.
    void useSettings(const config::Settings& settings);
    /// Opens the rest of the API. `done` runs once the ended sign-ins were read; on an Error nothing was attached.
    void attach(ReadyParts parts, std::function<void(Result<void>)> done);
    /// Before store or control go: streams end, calls under way get 503.
    void detach();
    /// SIGHUP: reads the token keys' files again. The outcome goes to the log.
    void reloadTokenKeys();

    /// `request.peer` is the client's address (behind trusted proxies: the one they name).
    void handle(pipeline::AdminRequest request, std::shared_ptr<pipeline::AdminReplySink> sink);

    /// For the event stream. Cheap when nobody listens. Changes come from control by themselves.
    void publishMetrics(const metrics::Figures& figures);
    void publishRequests(std::span<const ledger::RequestRecord> records);
    /// Each one JSON value: {"kind":"budget",…}.
    void publishAlerts(std::vector<std::string> rows);
    void publishChanges(std::span<const store::AuditRow> rows);
    /// What the gateway itself has to say among the changes: no audit row, so its `seq` is below zero.
    void publishNotice(Notice notice);

    const RouteTable& routes() const { return routes_; }

   private:
    void admit(const ExchangePtr& exchange);
    void restoreSecurity();
    void auditSecurity();
    bool passesDoor(const ExchangePtr& exchange) const;
    bool findRoute(const ExchangePtr& exchange) const;
    bool identifies(const ExchangePtr& exchange);
    bool choseOwnPassword(const ExchangePtr& exchange) const;
    void dispatch(const ExchangePtr& exchange);
    void heardOf(const store::AuditRow& row);

    Services services_;
    RouteTable routes_;
    OriginPolicy policy_;
    const std::string localSecret_;
    RefusalTrail refusals_;
    std::shared_ptr<int> stageLife_ = std::make_shared<int>(0);
    std::shared_ptr<int> readyLife_;
    bool securityRestored_ = false;
};

}  // namespace gw::admin
