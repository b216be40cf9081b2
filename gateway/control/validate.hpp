// The checks that commands share: each says which field is wrong and what is allowed. Pure, any thread.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/result.hpp"
#include "gateway/config/snapshot.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::control {

/// Trimmed text of 1…`max` characters (UTF-8) without control characters.
Result<std::string> checkName(std::string_view text, std::string_view field, std::size_t max = 80);
/// As above, but may be empty.
Result<std::string> checkReason(std::string_view text, std::string_view field = "reason");
Result<void> checkRange(std::optional<std::int64_t> value, std::int64_t min, std::int64_t max, std::string_view field);
Result<std::optional<std::int64_t>> checkBudget(const std::optional<std::string>& usd);
/// In the future.
Result<std::optional<WallTime>> checkExpiry(const std::optional<std::string>& text, WallTime now);
/// Sorted out duplicates; each 1…128 printable characters without blanks; at most 256.
Result<std::vector<std::string>> checkModels(const std::vector<std::string>& models, std::string_view field = "models");
/// Canonical spelling, no duplicates, at most 256.
Result<std::vector<std::string>> checkCidrs(const std::vector<std::string>& ranges, std::string_view field = "allowed_ips");
/// 1…40 characters each, at most 20.
Result<std::vector<std::string>> checkTags(const std::vector<std::string>& tags);
/// Lower case; one @, no blanks or control characters, at most 254.
Result<std::string> checkEmail(std::string_view email);
Result<void> checkRole(std::string_view role);
Result<void> checkProviderName(std::string_view name);
Result<void> checkPresetName(std::string_view name);
Result<void> checkKind(std::string_view kind);
Result<void> checkStrategy(std::string_view strategy);
/// @return privateAddress (field base_url) for a literal loopback or private address or localhost without allowPrivate;
/// names are checked again by net/ when they are resolved.
Result<void> checkBaseUrl(const std::string& url, bool allowPrivate);
/// Printable ASCII without blanks, at most 512.
Result<void> checkCredential(std::string_view credential);

std::optional<config::KeyStatus> keyStatus(std::string_view text);
std::optional<config::ProviderKind> providerKind(std::string_view text);
std::optional<config::Strategy> strategy(std::string_view text);

}  // namespace gw::control
