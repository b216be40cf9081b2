// What the gateway itself had to say among the changes: not an act of anybody, so it stands in no audit trail, but people who
// come later want to see it beside one. The newest are kept in memory. Control's thread; owned by Services.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/store/audit_table.hpp"

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace gw::admin {

struct Notice {
    std::string action;  ///< "preset.without_upstream", "circuit.tripped"
    std::string targetType, targetName;
    std::string reason;  ///< in words; English
    std::string after{};  ///< the same as a JSON object; empty: there is none
};

class NoticeLog {
 public:
    static constexpr std::size_t kKept = 500;

    /// The oldest goes when there are too many. @return it as a row among the changes, its seq below zero.
    const store::AuditRow& add(Notice notice, WallTime at);
    /// The newest first, at most `most`.
    std::vector<store::AuditRow> between(std::optional<WallTime> since, std::optional<WallTime> until, std::size_t most) const;

 private:
    std::deque<store::AuditRow> rows_;
    std::int64_t seq_ = 0;
};

}  // namespace gw::admin
