// One spelling for all JSON texts that say the same: members by name, no white space, numbers and strings behind their
// spellings. What the response cache's keys are made of. Pure; the calling worker's reader.
#pragma once

#include "gateway/dialect/json_reader.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace gw::dialect {

struct CanonicalRules {
    /// Members of the document that change nothing about the answer: left out.
    std::span<const std::string_view> beside{};
    /// Members that, when they are true, make the call do something beside answering.
    std::span<const std::string_view> effects{};
};

enum class CanonicalOutcome : std::uint8_t { ok, hasEffect, notJson };

/// Appends the canonical text of `text` to `out`. Members of one name keep their order. Numbers that are not whole are told
/// apart as far as a double goes.
CanonicalOutcome canonicalJson(JsonReader& reader, std::string_view text, const CanonicalRules& rules, std::string& out);

}  // namespace gw::dialect
