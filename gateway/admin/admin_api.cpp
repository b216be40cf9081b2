#include "gateway/admin/admin_api.hpp"

#include "gateway/admin/body_reader.hpp"
#include "gateway/admin/idempotency.hpp"
#include "gateway/admin/metrics_json.hpp"
#include "gateway/admin/row_json.hpp"
#include "gateway/base/digest.hpp"
#include "gateway/base/log.hpp"

#include <boost/json/serialize.hpp>

#include <utility>
#include <vector>

namespace gw::admin {
namespace {

namespace json = boost::json;

Error refusal(ErrorCode code, std::string detail, std::string field = {}) {
    return {code, ErrorSource::downstream, Retry::never, std::move(detail), std::move(field)};
}

constexpr std::size_t kRestoredMax = 200;

/// The token of the one Authorization header; empty when there is none, two, or another scheme.
std::string_view bearerToken(const Exchange& exchange) {
    std::string_view found;
    int headers = 0;
    for (const auto& [name, value] : exchange.request().fields) {
        if (name != "authorization") continue;
        ++headers;
        found = value;
    }
    constexpr std::string_view kScheme = "bearer ";
    if (headers != 1 || found.size() <= kScheme.size()) return {};
    if (!equalIgnoringCase(found.substr(0, kScheme.size()), kScheme)) return {};
    return found.substr(kScheme.size());
}

bool changes(Method method) { return method != Method::get && method != Method::head; }

}  // namespace

control::Actor actorOf(const Exchange& exchange) {
    const auto& who = exchange.who();
    control::Actor actor;
    actor.userId = who.userId;
    actor.email = who.email.empty() ? "anonymous" : who.email;
    actor.role = who.role == Role::none ? "none" : std::string(roleText(who.role));
    actor.source = who.fromConsole ? "console" : "api";
    actor.ip = who.ip;
    return actor;
}

AdminApi::AdminApi(StageParts parts)
    : services_{parts.clock, parts.after, parts.engine, {}, EventHub(parts.clock, parts.after), LoginGuard(parts.clock), SecurityLog(parts.clock)},
      policy_(services_.settings),
      localSecret_(std::move(parts.localSecret)) {
#define GW_RESOURCE(add) add(routes_, services_);
#include "gateway/admin/resources.def"
#undef GW_RESOURCE
}

AdminApi::~AdminApi() { detach(); }

void AdminApi::useSettings(const config::Settings& settings) {
    services_.settings = settings;
    policy_ = OriginPolicy(settings);
}

void AdminApi::attach(ReadyParts parts, std::function<void(Result<void>)> done) {
    detach();
    services_.parts.emplace(std::move(parts));
    auto& ready = *services_.parts;
    services_.sessions = std::make_unique<Sessions>(ready.tokenKeys, ready.control, services_.events, services_.clock);
    services_.signing = std::make_unique<SigningKeys>(ready.tokenKeys, ready.crypto, *services_.sessions, services_.clock);
    services_.sessions->begin([this, done = std::move(done)](const Result<void>& loaded) {
        if (!loaded) {
            services_.signing.reset();
            services_.sessions.reset();
            services_.parts.reset();
            return done(loaded);
        }
        services_.parts->control.setAuditListener([this](const store::AuditRow& row) { heardOf(row); });
        readyLife_ = std::make_shared<int>(0);
        restoreSecurity();
        auditSecurity();
        done({});
    });
}

/// What an earlier run has seen comes back from its audit rows; once a start, events of this run stay in front.
void AdminApi::restoreSecurity() {
    if (std::exchange(securityRestored_, true)) return;
    auto job = [](store::Database& database) -> Result<std::vector<store::AuditRow>> {
        std::vector<store::AuditRow> rows;
        for (const auto head : SecurityLog::auditHeads()) {
            store::AuditFilter filter;
            filter.action = head;
            auto page = store::listAudit(database, filter, {kRestoredMax, {}});
            if (!page) return fail(page.error());
            rows.insert(rows.end(), page->items.begin(), page->items.end());
        }
        return rows;
    };
    services_.parts->store.read(std::move(job), [this, life = std::weak_ptr<int>(readyLife_)](const Result<std::vector<store::AuditRow>>& rows) {
        if (life.expired()) return;
        if (rows) return services_.security.restore(*rows);
        log::admin().warn("earlier security events cannot be read error={}", log::quoted(describe(rows.error())));
    });
}

/// Each minute: what has ended goes into the audit trail.
void AdminApi::auditSecurity() {
    services_.after(SecurityLog::kAuditEvery, [this, life = std::weak_ptr<int>(readyLife_)] {
        if (life.expired()) return;
        const control::Actor actor{.userId = "", .email = "system", .role = "", .source = "system", .ip = ""};
        for (auto& draft : services_.security.takeEnded()) {
            services_.parts->control.audit(std::move(draft), actor, "done", [](const Result<store::AuditRow>& row) {
                if (!row) log::admin().error("security events not audited error={}", log::quoted(describe(row.error())));
            });
        }
        auditSecurity();
    });
}

void AdminApi::detach() {
    services_.events.close();
    readyLife_.reset();
    if (services_.parts) services_.parts->control.setAuditListener({});
    services_.signing.reset();
    services_.sessions.reset();
    services_.parts.reset();
}

void AdminApi::reloadTokenKeys() {
    if (!services_.signing) return;
    services_.signing->reload([](const Result<void>& done) {
        if (!done) log::admin().error("key files not taken, the keys in use stay: {}", log::quoted(describe(done.error())));
    });
}

void AdminApi::heardOf(const store::AuditRow& row) {
    publishChanges({&row, 1});
    // SQL typed by hand ended sign-ins (control/foreign_changes.cpp): their access tokens and streams end here.
    if (row.action != "outside.change" || row.targetType != "user" || !services_.sessions) return;
    services_.sessions->loadEnded([](const Result<void>& loaded) {
        if (!loaded) log::admin().error("ended sign-ins not read error={}", log::quoted(describe(loaded.error())));
    });
}

void AdminApi::handle(pipeline::AdminRequest request, std::shared_ptr<pipeline::AdminReplySink> sink) {
    const auto exchange = std::make_shared<Exchange>(std::move(request), std::move(sink));
    exchange->bind(stageLife_);
    exchange->guarded([&] { admit(exchange); });
}

void AdminApi::admit(const ExchangePtr& exchange) {
    if (!passesDoor(exchange) || !findRoute(exchange)) return;
    const auto& route = *exchange->route();
    if (!route.beforeReady) {
        if (!readyLife_) {
            const auto state = services_.engine.state();
            json::object detail{{"stage", state.stage}};
            return exchange->fail(refusal(ErrorCode::engineNotReady, "The engine is not ready (stage " + state.stage +
                                                                         "): wait, or look at GET /api/v1/engine."),
                                  std::move(detail));
        }
        exchange->bind(readyLife_);
    }
    if (identifies(exchange)) dispatch(exchange);
}

bool AdminApi::passesDoor(const ExchangePtr& exchange) const {
    const auto& request = exchange->request();
    if (request.privateListener) {
        const auto given = exchange->field("x-gatehouse-local");
        if (!localSecret_.empty() && equalConstantTime(given, localSecret_)) return true;
        exchange->fail(refusal(ErrorCode::localSecret,
                               "This listener belongs to the console that started the engine: use the gateway's own "
                               "address and sign in."));
        return false;
    }
    if (!request.path.starts_with("/api/")) return true;
    // Workers refuse at the gateway's port before anything is read; at a listener of the admin API's own it is done here.
    // The machine itself always gets in: it must be able to unblock.
    if (request.ownListener && readyLife_ && !request.peer.isLoopback()) {
        if (auto* hits = services_.parts->control.snapshot()->blocked.find(request.peer)) {
            hits->count(services_.clock.wall());
            exchange->fail(refusal(ErrorCode::ipBlocked, {}));
            return false;
        }
    }
    const auto allowed = policy_.check(request);
    if (!allowed) exchange->fail(allowed.error());
    return allowed.has_value();
}

bool AdminApi::findRoute(const ExchangePtr& exchange) const {
    const auto& request = exchange->request();
    auto found = routes_.match(request.method, request.path, request.privateListener);
    if (!found.route && found.allow.empty()) {
        exchange->fail(refusal(ErrorCode::notFound, "There is nothing at this path: see GET /api/v1/openapi.json."));
        return false;
    }
    if (!found.route) {
        exchange->refuse(refusal(ErrorCode::methodNotAllowed, "This path takes " + found.allow + "."), {},
                         {{"allow", found.allow}});
        return false;
    }
    if (found.broken) {
        exchange->fail(refusal(ErrorCode::badRequest, "A part of the path cannot be decoded: percent-encode it as UTF-8."));
        return false;
    }
    exchange->setRoute(*found.route, std::move(found.params));
    return true;
}

bool AdminApi::identifies(const ExchangePtr& exchange) {
    Identity who;
    const Role required = exchange->route()->role;
    if (required != Role::none) {
        const auto token = bearerToken(*exchange);
        auto known = services_.sessions->identify(token);
        if (!known) {
            log::admin().debug("token refused id={} reason={}", exchange->request().requestId,
                               log::quoted(token.empty() ? std::string_view("none given") : known.error().detail));
            // One answer for all reasons, so that nobody learns which one it was.
            exchange->fail(refusal(ErrorCode::unauthenticated, std::string(codeSentence(ErrorCode::unauthenticated))));
            return false;
        }
        who = std::move(*known);
    }
    who.ip = exchange->request().peer.text();
    who.fromConsole = exchange->field("x-gatehouse-client") == "console";
    const bool allowed = mayDo(who.role, required);
    const bool known = !who.userId.empty();
    exchange->setWho(std::move(who));
    if (known && !exchange->route()->beforeReady && (changes(exchange->route()->method) || !allowed)) {
        exchange->setRefusalHook([this, weak = std::weak_ptr(exchange)](const Error& error) {
            if (const auto asked = weak.lock()) refusals_.note(*services_.parts, *asked, error, services_.clock.wall());
        });
    }
    if (allowed) return choseOwnPassword(exchange);
    const std::string needed(roleText(required));
    exchange->fail(refusal(ErrorCode::forbidden, "This call takes the role " + needed + ": ask an administrator."),
                   json::object{{"required_role", needed}});
    return false;
}

/// The console's own door asks for no password, so an old one is no weakness there.
bool AdminApi::choseOwnPassword(const ExchangePtr& exchange) const {
    const bool may = !exchange->who().mustChangePassword || exchange->route()->withOldPassword || exchange->request().privateListener;
    if (!may) exchange->fail(refusal(ErrorCode::passwordChangeRequired, std::string(codeSentence(ErrorCode::passwordChangeRequired))));
    return may;
}

void AdminApi::dispatch(const ExchangePtr& exchange) {
    const auto& route = *exchange->route();
    if (route.body) {
        auto body = readBody(exchange->request(), *route.body);
        if (!body) return exchange->fail(body.error());
        exchange->setBody(std::move(*body));
    }
    if (route.idempotent && !exchange->field("idempotency-key").empty()) {
        return runOnce(services_, exchange, exchange->then([&route, exchange] { route.run(exchange); }));
    }
    route.run(exchange);
}

void AdminApi::publishMetrics(const metrics::Figures& figures) {
    if (services_.events.wanted(Topic::metrics)) services_.events.publish(Topic::metrics, json::serialize(sampleJson(figures)));
}

void AdminApi::publishRequests(std::span<const ledger::RequestRecord> records) {
    services_.security.requests(records);
    if (!services_.parts || !services_.events.wanted(Topic::requests)) return;
    std::vector<std::string> rows;
    rows.reserve(records.size());
    for (const auto& record : records) {
        rows.push_back(json::serialize(requestJson(record, services_.parts->control.state())));
    }
    services_.events.publishRows(Topic::requests, std::move(rows));
}

void AdminApi::publishAlerts(std::vector<std::string> rows) { services_.events.publishRows(Topic::alerts, std::move(rows)); }

void AdminApi::publishChanges(std::span<const store::AuditRow> rows) {
    for (const auto& row : rows) services_.security.change(row);
    if (!services_.events.wanted(Topic::changes)) return;
    std::vector<std::string> texts;
    for (const auto& row : rows) texts.push_back(json::serialize(auditJson(row)));
    services_.events.publishRows(Topic::changes, std::move(texts));
}

void AdminApi::publishNotice(Notice notice) {
    const auto& row = services_.notices.add(std::move(notice), services_.clock.wall());
    if (!services_.events.wanted(Topic::changes)) return;
    services_.events.publishRows(Topic::changes, {json::serialize(auditJson(row))});
}

}  // namespace gw::admin
