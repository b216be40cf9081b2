#include "gateway/control/row_tag.hpp"

#include "gateway/base/digest.hpp"
#include "gateway/control/audit_trail.hpp"
#include "gateway/control/commands/limit_commands.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <initializer_list>
#include <span>
#include <variant>

namespace gw::control {

namespace {

constexpr std::size_t kTagBytes = 16;

/// What people may see of the row, and what they may not but can change.
std::string tagFrom(const std::string& id, boost::json::object fields, std::initializer_list<std::string_view> hidden = {}) {
    fields["id"] = id;
    std::string text = boost::json::serialize(fields);
    for (const auto part : hidden) {
        text += '\0';
        text += part;
    }
    const auto digest = sha256(text);
    return hexText(std::span(digest).first(kTagBytes));
}

struct RowOf {
    const State& state;
    using Found = std::optional<ChangedRow>;

    template <class Row>
    static Found found(const char* kind, const Row* row, std::string Row::*name) {
        if (!row) return std::nullopt;
        return ChangedRow{kind, row->*name, row->id, tagOf(*row)};
    }
    Found user(const std::string& id) const { return found("user", state.user(id), &store::UserRow::email); }
    Found key(const std::string& id) const { return found("API key", state.key(id), &store::ApiKeyRow::name); }
    Found provider(const std::string& id) const { return found("provider", state.provider(id), &store::ProviderRow::name); }
    Found preset(const store::PresetRow* row) const { return found("preset", row, &store::PresetRow::name); }
    Found limit(const std::string& scope, const std::string& named) const {
        const auto subject = limitSubject(state, scope, named);
        if (!subject) return std::nullopt;
        const auto row = presentLimit(state, scope, *subject);
        return ChangedRow{"limit", limitName(state, scope, *subject), row.id, tagOf(row)};
    }

    Found operator()(const PatchUser& command) const { return user(command.id); }
    Found operator()(const PatchKey& command) const { return key(command.id); }
    Found operator()(const PatchProvider& command) const { return provider(command.id); }
    Found operator()(const DeleteProvider& command) const { return provider(command.id); }
    Found operator()(const PatchPreset& command) const { return preset(state.preset(command.id)); }
    Found operator()(const DeletePreset& command) const { return preset(state.preset(command.id)); }
    Found operator()(const PatchPresetItem& command) const { return preset(state.presetItem(command.id).first); }
    Found operator()(const SetLimit& command) const { return limit(command.scope, command.subject); }
    Found operator()(const ClearLimit& command) const { return limit(command.scope, command.subject); }
    template <class Other>
    Found operator()(const Other&) const {
        return std::nullopt;
    }
};

}  // namespace

std::string tagOf(const store::UserRow& row) { return tagFrom(row.id, shown(row), {row.passwordHash}); }
std::string tagOf(const store::ApiKeyRow& row) {
    return tagFrom(row.id, shown(row), {row.revokeReason, row.secretHash, row.signingSecret, row.previousHash});
}
std::string tagOf(const store::ProviderRow& row) { return tagFrom(row.id, shown(row), {row.credential}); }
std::string tagOf(const store::PresetRow& row) { return tagFrom(row.id, shown(row)); }
std::string tagOf(const store::LimitRuleRow& row) { return tagFrom(limitPlace(row.scope, row.subject), shown(row)); }

std::optional<ChangedRow> changedRow(const Command& command, const State& state) { return std::visit(RowOf{state}, command); }

Result<void> checkTag(const ExpectedTags& expected, const Command& command, const State& state) {
    if (!expected) return {};
    const auto row = changedRow(command, state);
    if (!row || std::find(expected->begin(), expected->end(), row->tag) != expected->end()) return {};
    return fail(ErrorCode::conflict,
                "The " + row->kind + " " + row->name +
                    " has been changed since it was read, so nothing was written. Read it again, put your change on what it is by then, "
                    "and send that with its ETag.",
                kTagField);
}

}  // namespace gw::control
