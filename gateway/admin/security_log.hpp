// What deserves a look: failed sign-ins and signatures, refused addresses, bursts of unknown keys, keys at their limit, and
// what people changed about all that. The same thing from the same place within a minute is one event with a count, so that
// a flood costs one entry; memory is bounded in events and in open ones. What has ended goes into the audit trail in
// batches, and comes back from there after a restart. Control's thread; owned by AdminApi's services.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/control/change.hpp"
#include "gateway/ledger/usage_record.hpp"
#include "gateway/store/audit_table.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gw::admin {

struct SecurityEvent {
    std::uint64_t id = 0;
    std::string kind;  ///< login_failed | signature_failed | blocked | unknown_key | rate_limit | an audit action ("jwt.rotate")
    std::string ip;    ///< the last one seen; empty: none, or from more addresses than are kept apart
    std::string keyId, keyPrefix, user;
    std::string detail;  ///< a reason, or what was changed
    std::string traceId;
    WallTime first{}, last{};
    std::uint64_t count = 0;
};

class SecurityLog {
   public:
    static constexpr std::size_t kEventsMax = 2000;
    /// Events of different places that are counted apart at the same time; beyond them a kind has one event for all.
    static constexpr std::size_t kOpenMax = 500;
    /// Silence after which the next of its kind is another event, and the longest that one lasts.
    static constexpr std::chrono::seconds kSilence{60};
    static constexpr std::chrono::minutes kLongest{10};
    /// Fewer unknown keys of one address within an event are somebody's typing error.
    static constexpr std::uint64_t kBurst = 10;
    /// How often what has ended is audited, and how many rows at most; the rest becomes one row with a sum.
    static constexpr std::chrono::seconds kAuditEvery{60};
    static constexpr std::size_t kAuditMax = 20;

    explicit SecurityLog(const Clock& clock) : clock_(clock) {}

    /// A failed sign-in. `user` only where the account exists.
    void loginFailed(const std::string& ip, const std::string& user, const std::string& traceId, std::string_view why = {});
    /// Takes what matters out of finished requests.
    void requests(std::span<const ledger::RequestRecord> records);
    /// Takes a committed change, when it is about keys, users, blocks or token keys.
    void change(const store::AuditRow& row);

    /// The events that ended since the last call, as rows for the audit trail.
    std::vector<control::AuditDraft> takeEnded();
    /// Rows of an earlier run, in any order.
    void restore(std::span<const store::AuditRow> rows);
    /// The heads of audit actions that restore() wants.
    static std::span<const std::string_view> auditHeads();

    /// Newest first; bursts that are none yet are left out.
    std::vector<const SecurityEvent*> newest() const;

   private:
    using EventPtr = std::shared_ptr<SecurityEvent>;
    void note(SecurityEvent event);
    EventPtr& openFor(const SecurityEvent& event);
    bool isOver(const SecurityEvent& event) const;
    void keep(EventPtr event);

    const Clock& clock_;
    std::deque<EventPtr> events_;
    std::unordered_map<std::string, EventPtr> open_;
    std::uint64_t lastId_ = 0;
};

}  // namespace gw::admin
