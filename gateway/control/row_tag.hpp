// The tag of a row: changes with anything that is stored of it, and with nothing else. Who changes a row may name the tag of
// the state the change was begun from; the command then runs only while the row still has it. Pure functions; control's thread.
#pragma once

#include "gateway/control/commands.hpp"
#include "gateway/control/state.hpp"

#include <optional>
#include <string>
#include <vector>

namespace gw::control {

// 32 hex digits of a SHA-256. Figures that nobody edits (last sign-in, use of a key) are no part of it.
std::string tagOf(const store::UserRow& row);
std::string tagOf(const store::ApiKeyRow& row);
std::string tagOf(const store::ProviderRow& row);
/// With its items; an item has its preset's tag.
std::string tagOf(const store::PresetRow& row);
std::string tagOf(const store::LimitRuleRow& row);

/// The one row that a command changes or deletes.
struct ChangedRow {
    std::string kind;  ///< "preset": for people
    std::string name;
    std::string id;  ///< as audit rows name it; empty: nobody has set it
    std::string tag;
};
/// @return nothing for commands that make or touch something else, and when there is no such row (the command says so).
std::optional<ChangedRow> changedRow(const Command& command, const State& state);

/// One of these must be the row's tag; unset: whatever it is.
using ExpectedTags = std::optional<std::vector<std::string>>;

/// @return conflict with the field kTagField when the row that the command changes has another tag.
Result<void> checkTag(const ExpectedTags& expected, const Command& command, const State& state);
inline constexpr const char* kTagField = "if-match";

}  // namespace gw::control
