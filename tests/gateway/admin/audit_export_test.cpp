// The audit trail as a file: whole with its end, or recognisably broken off.
#include "tests/gateway/admin/admin_rig.hpp"
#include "tests/gateway/admin/recording_sink.hpp"

#include <QTest>

#include <memory>

using namespace gw;
using namespace gw::admin;
using namespace std::chrono_literals;

namespace {

const std::string kExport = "/api/v1/admin/audit/export?format=jsonl";

}  // namespace

class AuditExportTest : public QObject {
    Q_OBJECT
    std::unique_ptr<AdminRig> rig_;

    std::shared_ptr<RecordingSink> ask() { return rig_->start({Method::get, kExport, {}, rig_->admin}); }
    bool run(const std::function<bool()>& done) {
        return rig_->box.runUntil([&] {
            rig_->timers.advance(25ms);
            return done();
        });
    }

   private Q_SLOTS:
    void init() {
        rig_ = std::make_unique<AdminRig>();
        rig_->attach();
        rig_->makeUsers();
    }
    void cleanup() { rig_.reset(); }

    void endsWhenItIsWhole() {
        const auto sink = ask();
        QVERIFY(run([&] { return sink->ended || sink->broken; }));
        QVERIFY(sink->ended && !sink->broken);
        QVERIFY(sink->body.find("audit.export") != std::string::npos && sink->body.back() == '\n');
    }

    void fourAreUnderWayAtMost() {
        std::vector<std::shared_ptr<RecordingSink>> open;
        for (int i = 0; i < 4; ++i) {
            open.push_back(ask());
            open.back()->full = true;
            QVERIFY(run([&] { return open.back()->streaming; }));
        }
        const auto refused = rig_->get(kExport, rig_->admin);
        QCOMPARE(refused.status, 429);
        QCOMPARE(refused.code(), std::string("TOO_BUSY"));
        open.front()->full = false;
        QVERIFY(run([&] { return open.front()->ended; }));
        const auto next = ask();
        QVERIFY(run([&] { return next->ended; }));
        // Those who went away make room too.
        for (const auto& sink : open) sink->left = true;
        QVERIFY(run([&] { return rig_->get(kExport, rig_->admin).status == 200; }));
    }

    void isBrokenOffWhenThePagesFail() {
        const auto sink = ask();
        sink->full = true;
        QVERIFY(run([&] { return sink->streaming; }));
        const auto moved = rig_->onStore([](store::Database& database) { return database.run("ALTER TABLE audit_log RENAME TO gone"); });
        QVERIFY(moved.has_value());
        sink->full = false;
        QVERIFY(run([&] { return sink->broken || sink->ended; }));
        QVERIFY(sink->broken && !sink->ended);
    }

    void isBrokenOffWhenTheEngineStops() {
        const auto sink = ask();
        sink->full = true;
        QVERIFY(run([&] { return sink->streaming; }));
        rig_->api->detach();
        sink->full = false;
        QVERIFY(run([&] { return sink->broken || sink->ended; }));
        QVERIFY(sink->broken && !sink->ended);
    }
};

QTEST_GUILESS_MAIN(AuditExportTest)
#include "audit_export_test.moc"
