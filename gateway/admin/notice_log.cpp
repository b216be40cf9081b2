#include "gateway/admin/notice_log.hpp"

#include <utility>

namespace gw::admin {

const store::AuditRow& NoticeLog::add(Notice notice, WallTime at) {
    if (rows_.size() == kKept) rows_.pop_front();
    store::AuditRow& row = rows_.emplace_back();
    row.seq = --seq_;
    row.createdAt = at;
    row.actor = "gateway";
    row.source = "system";
    row.action = std::move(notice.action);
    row.targetType = std::move(notice.targetType);
    row.targetName = std::move(notice.targetName);
    row.reason = std::move(notice.reason);
    row.after = std::move(notice.after);
    return row;
}

std::vector<store::AuditRow> NoticeLog::between(std::optional<WallTime> since, std::optional<WallTime> until, std::size_t most) const {
    std::vector<store::AuditRow> found;
    for (auto row = rows_.rbegin(); row != rows_.rend() && found.size() < most; ++row) {
        if (since && row->createdAt < *since) continue;
        if (until && row->createdAt >= *until) continue;
        found.push_back(*row);
    }
    return found;
}

}  // namespace gw::admin
