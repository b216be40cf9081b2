// Who may do what: the ladder viewer < operator < admin that stands with each route. `none` marks a route that wants no
// token. A plain value, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace gw::admin {

enum class Role : std::uint8_t { none, viewer, operation, admin };

constexpr std::string_view roleText(Role role) noexcept {
    switch (role) {
        case Role::viewer: return "viewer";
        case Role::operation: return "operator";
        case Role::admin: return "admin";
        case Role::none: break;
    }
    return "none";
}

/// The three roles a user can have; nullopt for anything else.
constexpr std::optional<Role> roleFromText(std::string_view text) noexcept {
    if (text == "viewer") return Role::viewer;
    if (text == "operator") return Role::operation;
    if (text == "admin") return Role::admin;
    return std::nullopt;
}

constexpr bool mayDo(Role holder, Role required) noexcept {
    return static_cast<std::uint8_t>(holder) >= static_cast<std::uint8_t>(required);
}

}  // namespace gw::admin
