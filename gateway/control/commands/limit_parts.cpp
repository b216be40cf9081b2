#include "gateway/base/cidr.hpp"
#include "gateway/control/commands/limit_commands.hpp"

namespace gw::control {

Result<std::string> limitSubject(const State& state, const std::string& scope, const std::string& subject) {
    const bool each = subject == "*";
    if (scope == "global") {
        if (each) return subject;
        return fail(ErrorCode::invalidValue, "The global limit has the subject *.", "subject");
    }
    if (scope == "key") {
        if (each) return fail(ErrorCode::invalidValue, "What each key has is the global limit: scope global, subject *.", "subject");
        if (state.key(subject)) return subject;
        return fail(ErrorCode::notFound, "There is no such API key.", "subject");
    }
    if (scope == "user") {
        if (each || state.user(subject)) return subject;
        return fail(ErrorCode::notFound, "There is no such user.", "subject");
    }
    if (scope == "preset") {
        const auto* preset = state.preset(subject) ? state.preset(subject) : state.presetByName(subject);
        if (each) return subject;
        if (preset) return preset->id;
        return fail(ErrorCode::notFound, "There is no such preset.", "subject");
    }
    if (scope != "ip") return fail(ErrorCode::invalidValue, "scope is global, key, user, preset or ip.", "scope");
    if (each) return subject;
    const auto range = parseCidr(subject);
    if (range) return range->text();
    return fail(ErrorCode::invalidValue, "An ip is an address or a range such as 203.0.113.0/24.", "subject");
}

std::string limitName(const State& state, const std::string& scope, const std::string& subject) {
    if (subject == "*") return scope == "global" ? "each key" : "each " + scope;
    if (const auto* key = scope == "key" ? state.key(subject) : nullptr) return key->name;
    if (const auto* user = scope == "user" ? state.user(subject) : nullptr) return user->email;
    if (const auto* preset = scope == "preset" ? state.preset(subject) : nullptr) return preset->name;
    return subject;
}

}  // namespace gw::control
