#include "gateway/admin/refusal_trail.hpp"

#include "gateway/base/log.hpp"

#include <chrono>
#include <string>
#include <utility>

namespace gw::admin {

void RefusalTrail::note(ReadyParts& ready, const Exchange& exchange, const Error& error, WallTime now) {
    const auto minute = std::chrono::floor<std::chrono::minutes>(now).time_since_epoch().count();
    if (std::exchange(minute_, minute) != minute) {
        noted_ = 0;
        notedOf_.clear();
    }
    const auto& route = *exchange.route();
    const std::string call = std::string(methodText(route.method)) + " " + route.path;
    // Nobody's flood may hide what another does.
    const bool room = noted_ < kMinuteMost && notedOf_[exchange.who().userId]++ < kUserMinuteMost;
    if (!room) {
        log::admin().warn("refused call not in the audit trail: too many this minute user={} call={} code={}", log::quoted(exchange.who().email),
                          log::quoted(call), codeText(error.code));
        return;
    }
    ++noted_;
    control::AuditDraft draft;
    draft.action = "api.refused";
    draft.targetType = "route";
    draft.targetId = route.path.find("{id}") == std::string::npos ? std::string() : exchange.param("id");
    draft.targetName = call;
    draft.reason = std::string(codeText(error.code));
    if (!error.field.empty()) draft.reason += " " + error.field;
    ready.control.audit(std::move(draft), actorOf(exchange), "failed", [](const Result<store::AuditRow>& row) {
        if (!row) log::admin().error("refused call not audited error={}", log::quoted(describe(row.error())));
    });
}

}  // namespace gw::admin
