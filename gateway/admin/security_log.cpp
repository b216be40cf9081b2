#include "gateway/admin/security_log.hpp"

#include "gateway/admin/json_reader.hpp"
#include "gateway/admin/login_guard.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace gw::admin {
namespace {

namespace json = boost::json;

constexpr std::string_view kHead = "security.";
constexpr std::array<std::string_view, 5> kHeads{"security", "jwt", "ip", "key", "user"};

std::string_view headOf(std::string_view action) { return action.substr(0, action.find('.')); }

bool isWatched(std::string_view action) {
    return std::find(kHeads.begin(), kHeads.end(), headOf(action)) != kHeads.end();
}

/// nullptr: nothing to look at.
const char* kindOf(ErrorCode code) {
    switch (code) {
        case ErrorCode::ipBlocked: return "blocked";
        case ErrorCode::invalidApiKey: return "unknown_key";
        case ErrorCode::signatureFailed: return "signature_failed";
        case ErrorCode::nonceLimit:
        case ErrorCode::rateLimit: return "rate_limit";
        case ErrorCode::addressNotAllowed: return "address_not_allowed";
        default: return nullptr;
    }
}

bool isAudited(const SecurityEvent& event) {
    if (event.kind == "unknown_key") return event.count >= SecurityLog::kBurst;
    return event.kind == "login_failed" || event.kind == "signature_failed" || event.kind == "blocked" || event.kind == "address_not_allowed";
}

control::AuditDraft draftOf(const SecurityEvent& event) {
    control::AuditDraft draft;
    draft.action = std::string(kHead) + event.kind;
    draft.targetType = "ip";
    draft.targetId = event.ip;
    draft.targetName = !event.user.empty() ? event.user : !event.keyPrefix.empty() ? event.keyPrefix : event.ip;
    draft.reason = std::to_string(event.count) + " times";
    json::object after;
    after["count"] = event.count;
    after["first"] = rfc3339(event.first);
    after["last"] = rfc3339(event.last);
    if (!event.keyId.empty()) after["key_id"] = event.keyId;
    if (!event.keyPrefix.empty()) after["key_prefix"] = event.keyPrefix;
    if (!event.user.empty()) after["user"] = event.user;
    if (!event.traceId.empty()) after["trace_id"] = event.traceId;
    draft.after = json::serialize(after);
    return draft;
}

std::string textIn(const json::object& object, const char* name) {
    const auto* value = object.if_contains(name);
    return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

/// What draftOf wrote, read back; a row that was made otherwise keeps what it says in its own columns.
SecurityEvent eventOf(const store::AuditRow& row) {
    SecurityEvent event;
    event.first = event.last = row.createdAt;
    event.count = 1;
    event.ip = row.ip;
    event.user = row.actor;
    if (!row.action.starts_with(kHead)) {
        event.kind = row.action;
        event.detail = row.targetName + (row.reason.empty() || row.targetName.empty() ? "" : ": ") + row.reason;
        return event;
    }
    event.kind = row.action.substr(kHead.size());
    event.ip = row.targetId;
    event.user.clear();
    json::error_code ec;
    const auto value = json::parse(row.after, ec);
    if (ec || !value.is_object()) return event;
    const auto& after = value.as_object();
    if (const auto* count = after.if_contains("count"); count && count->is_int64()) event.count = static_cast<std::uint64_t>(count->as_int64());
    parseRfc3339(textIn(after, "first"), event.first);
    parseRfc3339(textIn(after, "last"), event.last);
    event.keyId = textIn(after, "key_id");
    event.keyPrefix = textIn(after, "key_prefix");
    event.user = textIn(after, "user");
    event.traceId = textIn(after, "trace_id");
    return event;
}

}  // namespace

std::span<const std::string_view> SecurityLog::auditHeads() { return kHeads; }

bool SecurityLog::isOver(const SecurityEvent& event) const {
    const auto now = clock_.wall();
    return now - event.last > kSilence || now - event.first > kLongest;
}

void SecurityLog::keep(EventPtr event) {
    event->id = ++lastId_;
    events_.push_back(std::move(event));
    if (events_.size() > kEventsMax) events_.pop_front();
}

SecurityLog::EventPtr& SecurityLog::openFor(const SecurityEvent& event) {
    const auto place = event.kind + '|' + guardedAddress(event.ip) + '|' + event.keyPrefix + '|' + event.user;
    if (const auto found = open_.find(place); found != open_.end()) return found->second;
    // One slot a kind stays for those who come when all are taken.
    return open_.size() < kOpenMax ? open_[place] : open_[event.kind];
}

void SecurityLog::note(SecurityEvent event) {
    auto& open = openFor(event);
    if (open && !isOver(*open)) {
        ++open->count;
        open->last = std::max(open->last, event.last);
        open->traceId = std::move(event.traceId);
        if (guardedAddress(open->ip) != guardedAddress(event.ip)) {
            open->ip.clear();
        } else {
            open->ip = std::move(event.ip);
        }
        return;
    }
    // One that is over and was not asked for yet is audited with the next batch: it stands in events_ and stays open there.
    if (open) open_.emplace("over|" + std::to_string(open->id), open);
    event.count = 1;
    open = std::make_shared<SecurityEvent>(std::move(event));
    keep(open);
}

void SecurityLog::loginFailed(const std::string& ip, const std::string& user, const std::string& traceId, std::string_view why) {
    SecurityEvent event;
    event.kind = "login_failed";
    event.ip = ip;
    event.user = user;
    event.traceId = traceId;
    event.detail = why;
    event.first = event.last = clock_.wall();
    note(std::move(event));
}

void SecurityLog::requests(std::span<const ledger::RequestRecord> records) {
    for (const auto& record : records) {
        const char* kind = record.error ? kindOf(*record.error) : nullptr;
        if (!kind) continue;
        SecurityEvent event;
        event.kind = kind;
        event.ip = record.ip;
        event.keyId = record.keyId;
        event.keyPrefix = record.keyPrefix;
        event.traceId = record.traceId;
        event.first = event.last = record.createdAt;
        note(std::move(event));
    }
}

void SecurityLog::change(const store::AuditRow& row) {
    if (row.action.starts_with(kHead) || !isWatched(row.action)) return;
    keep(std::make_shared<SecurityEvent>(eventOf(row)));
}

std::vector<control::AuditDraft> SecurityLog::takeEnded() {
    std::vector<control::AuditDraft> drafts;
    std::uint64_t rest = 0;
    for (auto at = open_.begin(); at != open_.end();) {
        if (!isOver(*at->second)) {
            ++at;
            continue;
        }
        if (isAudited(*at->second)) {
            if (drafts.size() < kAuditMax) {
                drafts.push_back(draftOf(*at->second));
            } else {
                rest += at->second->count;
            }
        }
        at = open_.erase(at);
    }
    if (rest > 0) {
        control::AuditDraft more;
        more.action = std::string(kHead) + "more";
        more.targetType = "ip";
        more.reason = std::to_string(rest) + " more refusals in the same minute";
        drafts.push_back(std::move(more));
    }
    return drafts;
}

void SecurityLog::restore(std::span<const store::AuditRow> rows) {
    std::vector<const store::AuditRow*> sorted;
    for (const auto& row : rows) {
        if (isWatched(row.action)) sorted.push_back(&row);
    }
    std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return a->seq < b->seq; });
    for (const auto* row : sorted) keep(std::make_shared<SecurityEvent>(eventOf(*row)));
}

std::vector<const SecurityEvent*> SecurityLog::newest() const {
    std::vector<const SecurityEvent*> list;
    list.reserve(events_.size());
    for (const auto& event : events_) {
        if (event->kind == "unknown_key" && event->count < kBurst) continue;
        list.push_back(event.get());
    }
    std::sort(list.begin(), list.end(), [](const auto* a, const auto* b) { return a->last != b->last ? a->last > b->last : a->id > b->id; });
    return list;
}

}  // namespace gw::admin
