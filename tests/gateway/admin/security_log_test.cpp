#include "gateway/admin/security_log.hpp"

#include <QTest>

using namespace gw;
using namespace std::chrono_literals;
using admin::SecurityLog;

namespace {

ledger::RequestRecord refused(ErrorCode code, const std::string& ip, WallTime at, const std::string& key = {}) {
    ledger::RequestRecord record;
    record.error = code;
    record.ip = ip;
    record.keyPrefix = key;
    record.keyId = key.empty() ? "" : "id-of-" + key;
    record.traceId = "req-" + ip;
    record.createdAt = at;
    return record;
}

}  // namespace

class SecurityLogTest : public QObject {
    Q_OBJECT
    FakeClock clock_;

    void note(SecurityLog& log, ErrorCode code, const std::string& ip, int times = 1, const std::string& key = {}) {
        for (int i = 0; i < times; ++i) {
            const auto record = refused(code, ip, clock_.wall(), key);
            log.requests({&record, 1});
        }
    }

   private Q_SLOTS:
    void countsTheSameFromTheSamePlaceAsOne() {
        SecurityLog log(clock_);
        for (int i = 0; i < 1000; ++i) log.loginFailed("203.0.113.9", "anna@example.org", "req-" + std::to_string(i));
        log.loginFailed("203.0.113.10", "", "req-x");
        const auto events = log.newest();
        QCOMPARE(events.size(), std::size_t{2});
        const auto* first = events[0]->ip == "203.0.113.9" ? events[0] : events[1];
        QCOMPARE(first->count, std::uint64_t{1000});
        QCOMPARE(first->traceId, std::string("req-999"));
        QCOMPARE(first->kind, std::string("login_failed"));
    }
    void startsAnewAfterAMinuteOfSilence() {
        SecurityLog log(clock_);
        note(log, ErrorCode::ipBlocked, "203.0.113.9");
        clock_.advance(30s);
        note(log, ErrorCode::ipBlocked, "203.0.113.9");
        QCOMPARE(log.newest().size(), std::size_t{1});
        clock_.advance(61s);
        note(log, ErrorCode::ipBlocked, "203.0.113.9");
        QCOMPARE(log.newest().size(), std::size_t{2});
        QCOMPARE(log.newest()[0]->count, std::uint64_t{1});
        // The one that is over is audited though another took its place.
        QCOMPARE(log.takeEnded().size(), std::size_t{1});
        QVERIFY(log.takeEnded().empty());
    }
    void keepsRequestsThatMatterOnly() {
        SecurityLog log(clock_);
        note(log, ErrorCode::signatureFailed, "203.0.113.1", 1, "gw-ab12cd");
        note(log, ErrorCode::rateLimit, "203.0.113.1", 3, "gw-ab12cd");
        note(log, ErrorCode::nonceLimit, "203.0.113.1", 1, "gw-ab12cd");
        note(log, ErrorCode::upstreamTimeout, "203.0.113.1");
        ledger::RequestRecord good;
        log.requests({&good, 1});
        QCOMPARE(log.newest().size(), std::size_t{2});
        QCOMPARE(log.newest()[0]->keyId, std::string("id-of-gw-ab12cd"));
    }
    void showsUnknownKeysAsABurstOnly() {
        SecurityLog log(clock_);
        note(log, ErrorCode::invalidApiKey, "203.0.113.1", 9);
        QVERIFY(log.newest().empty());
        note(log, ErrorCode::invalidApiKey, "203.0.113.1");
        QCOMPARE(log.newest().size(), std::size_t{1});
        QCOMPARE(log.newest()[0]->count, std::uint64_t{10});
    }
    void countsAnIpv6CustomerOnce() {
        SecurityLog log(clock_);
        note(log, ErrorCode::ipBlocked, "2001:db8::1");
        note(log, ErrorCode::ipBlocked, "2001:db8::2");
        note(log, ErrorCode::ipBlocked, "2001:db8:0:1::2");
        QCOMPARE(log.newest().size(), std::size_t{2});
    }
    void staysBoundedUnderAFloodFromEverywhere() {
        SecurityLog log(clock_);
        for (int i = 0; i < 20'000; ++i) note(log, ErrorCode::ipBlocked, "10." + std::to_string(i / 65536) + "." + std::to_string(i / 256 % 256) + "." + std::to_string(i % 256));
        const auto events = log.newest();
        QCOMPARE(events.size(), SecurityLog::kOpenMax + 1);
        std::uint64_t sum = 0;
        for (const auto* event : events) sum += event->count;
        QCOMPARE(sum, std::uint64_t{20'000});
        clock_.advance(61s);
        const auto drafts = log.takeEnded();
        QCOMPARE(drafts.size(), SecurityLog::kAuditMax + 1);
        QCOMPARE(drafts.back().action, std::string("security.more"));
        QVERIFY(log.takeEnded().empty());
    }
    void keepsTheNewestEventsOnly() {
        SecurityLog log(clock_);
        store::AuditRow row;
        row.action = "key.revoke";
        for (std::size_t i = 0; i < SecurityLog::kEventsMax + 10; ++i) log.change(row);
        QCOMPARE(log.newest().size(), SecurityLog::kEventsMax);
    }
    void takesChangesOfKeysUsersAndBlocks() {
        SecurityLog log(clock_);
        for (const char* action : {"jwt.rotate", "key.revoke", "ip.block", "user.update", "preset.update", "auth.login", "security.blocked"}) {
            store::AuditRow row;
            row.action = action;
            row.actor = "anna@example.org";
            row.targetName = "billing";
            row.reason = "leak";
            log.change(row);
        }
        QCOMPARE(log.newest().size(), std::size_t{4});
        QCOMPARE(log.newest()[0]->detail, std::string("billing: leak"));
        QCOMPARE(log.newest()[0]->user, std::string("anna@example.org"));
    }
    void comesBackFromItsAuditRows() {
        SecurityLog log(clock_);
        for (int i = 0; i < 7; ++i) log.loginFailed("203.0.113.9", "anna@example.org", "req-7");
        clock_.advance(61s);
        auto drafts = log.takeEnded();
        QCOMPARE(drafts.size(), std::size_t{1});
        store::AuditRow row;
        row.seq = 5;
        row.action = drafts[0].action;
        row.targetId = drafts[0].targetId;
        row.after = drafts[0].after;
        row.createdAt = clock_.wall();
        store::AuditRow broken = row;
        broken.seq = 4;
        broken.after = "{";
        SecurityLog next(clock_);
        next.restore(std::vector<store::AuditRow>{row, broken});
        QCOMPARE(next.newest().size(), std::size_t{2});
        const auto* found = next.newest()[0]->count == 7 ? next.newest()[0] : next.newest()[1];
        QCOMPARE(found->kind, std::string("login_failed"));
        QCOMPARE(found->ip, std::string("203.0.113.9"));
        QCOMPARE(found->user, std::string("anna@example.org"));
        QCOMPARE(found->traceId, std::string("req-7"));
        QVERIFY(found->last == clock_.wall() - 61s);
    }
};

QTEST_GUILESS_MAIN(SecurityLogTest)
#include "security_log_test.moc"
