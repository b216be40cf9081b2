#include "control_rig.hpp"

#include <QTest>

#include <map>
#include <optional>

using namespace gw;
using namespace gw::control;
using gw::test::ControlRig;
using gw::test::refusal;
using gw::test::StoreFile;

namespace {

CreateKey keyNamed(const std::string& name) {
    CreateKey command;
    command.name = name;
    return command;
}
BootstrapAdmin firstAdmin(std::string_view password = "correct horse") {
    return {.email = "anna@example.org", .password = secrets::Secret(password), .passwordHash = {}};
}

}  // namespace

class ControlTest : public QObject {
    Q_OBJECT

   private Q_SLOTS:
    void startsWithAnEmptyDatabase() {
        StoreFile file;
        ControlRig rig(file);
        QVERIFY(!rig.control->snapshot());
        const auto problems = rig.load();
        QVERIFY(problems && problems->empty());
        QCOMPARE(rig.control->snapshot()->version, std::uint64_t{1});
        QVERIFY(!rig.control->hasUsers());
    }
    void writesServesAndAuditsAChange() {
        StoreFile file;
        ControlRig rig(file);
        QVERIFY(rig.load());
        const auto applied = rig.apply(keyNamed("team"));
        QCOMPARE(refusal(applied), QByteArray());
        QVERIFY(applied->key && applied->workers.complete());
        QCOMPARE(applied->workers.total, std::size_t{1});
        QCOMPARE(applied->snapshotVersion, std::uint64_t{2});
        QCOMPARE(rig.control->state().key(applied->id)->name, std::string("team"));
        const auto served = rig.worker.current->findKey(sha256(applied->key->reveal()));
        QVERIFY(served && served->id == applied->id);
        QCOMPARE(file.count("SELECT count(*) FROM api_key"), std::int64_t{1});
        const auto audits = file.audits();
        QCOMPARE(audits.size(), std::size_t{1});
        QCOMPARE(audits[0].action, std::string("key.create"));
        QCOMPARE(audits[0].actor, std::string("anna@example.org"));
        QCOMPARE(rig.told.size(), std::size_t{1});
        QCOMPARE(rig.told[0].hash, audits[0].hash);
    }
    void refusesTheNextCallOfARevokedKey() {
        StoreFile file;
        ControlRig rig(file);
        QVERIFY(rig.load());
        const auto made = rig.apply(keyNamed("team"));
        QVERIFY(made && rig.apply(RevokeKey{made->id, "leaked"}));
        QVERIFY(rig.worker.current->findKey(sha256(made->key->reveal()))->status == config::KeyStatus::revoked);
        QCOMPARE(refusal(rig.apply(UnfreezeKey{made->id, ""})), QByteArray("CONFLICT"));
    }
    void changesNothingWhenTheAuditRowFails() {
        StoreFile file;
        file.byHand("CREATE TRIGGER no_audit BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'no'); END");
        ControlRig rig(file);
        QVERIFY(rig.load());
        QVERIFY(!rig.apply(keyNamed("team")));
        QCOMPARE(file.count("SELECT count(*) FROM api_key"), std::int64_t{0});
        QVERIFY(rig.control->state().keys.empty());
        QCOMPARE(rig.control->snapshot()->version, std::uint64_t{1});
        QVERIFY(rig.worker.seen.empty() && rig.told.empty());
    }
    void publishesAgainButAuditsNothingWhenThereIsNothingToDo() {
        StoreFile file;
        ControlRig rig(file);
        QVERIFY(rig.load());
        const auto made = rig.apply(keyNamed("team"));
        const auto again = rig.apply(UnfreezeKey{made->id, ""});
        QVERIFY(again && again->workers.complete());
        QCOMPARE(again->snapshotVersion, made->snapshotVersion);
        QCOMPARE(rig.worker.seen, (std::vector<std::uint64_t>{2, 2}));
        QCOMPARE(file.audits().size(), std::size_t{1});
    }
    void tellsWhenAWorkerIsMissing() {
        StoreFile file;
        ControlRig rig(file);
        QVERIFY(rig.load());
        rig.worker.answers = false;
        std::optional<Result<Applied>> answer;
        rig.control->apply(keyNamed("team"), Actor{}, [&](Result<Applied> applied) { answer = std::move(applied); });
        QVERIFY(rig.box.runUntil([&] { return !rig.worker.seen.empty(); }));
        QVERIFY(!answer);
        QCOMPARE(rig.control->workersBehind(), std::size_t{1});
        rig.timers.advance(Publisher::kPatience);
        rig.box.runPresent();
        QVERIFY(answer && *answer);
        QVERIFY(!(*answer)->workers.complete());
        QCOMPARE(file.count("SELECT count(*) FROM api_key"), std::int64_t{1});
    }
    void hashesPasswordsAndMakesOneFirstAdministrator() {
        StoreFile file;
        ControlRig rig(file);
        QVERIFY(rig.load());
        QCOMPARE(refusal(rig.apply(firstAdmin("short"))), QByteArray("INVALID_VALUE password"));
        const auto made = rig.apply(firstAdmin());
        QVERIFY(made);
        const auto firstHash = rig.control->state().user(made->id)->passwordHash;
        QVERIFY(firstHash.starts_with("$argon2id$"));
        QVERIFY(rig.control->hasUsers());
        QCOMPARE(refusal(rig.apply(firstAdmin())), QByteArray("CONFLICT"));
        PatchUser patch;
        patch.id = made->id;
        patch.password = secrets::Secret("another long one");
        QVERIFY(rig.apply(patch));
        const auto secondHash = rig.control->state().user(made->id)->passwordHash;
        QVERIFY(secondHash != firstHash && secondHash.starts_with("$argon2id$"));
        for (const auto& row : file.audits()) QVERIFY((row.before + row.after + row.reason).find("argon2id") == std::string::npos);
        patch.password = secrets::Secret("short");
        QCOMPARE(refusal(rig.apply(patch)), QByteArray("INVALID_VALUE password"));
    }
    void refusesMoreCommandsThanItsQueueHoldsAndAnswersEachOnce() {
        StoreFile file;
        ControlRig rig(file);
        QVERIFY(rig.load());
        std::map<QByteArray, int> answers;
        const auto count = [&](const Result<Applied>& applied) { ++answers[refusal(applied)]; };
        for (std::size_t i = 0; i < Control::kQueueMax + 3; ++i) rig.control->apply(keyNamed("team"), Actor{}, count);
        rig.stop();
        QCOMPARE(answers["TOO_BUSY"], 2);
        QCOMPARE(answers["CANCELLED"], static_cast<int>(Control::kQueueMax) + 1);
        QCOMPARE(answers.size(), std::size_t{2});
    }
    void writesAuditRowsOfTheirOwn() {
        StoreFile file;
        ControlRig rig(file);
        QVERIFY(rig.load());
        AuditDraft draft;
        draft.action = "login";
        std::optional<Result<store::AuditRow>> answer;
        rig.control->audit(draft, Actor{}, "failed", [&](Result<store::AuditRow> row) { answer = std::move(row); });
        QVERIFY(rig.box.runUntil([&] { return answer.has_value(); }));
        QCOMPARE((*answer)->seq, std::int64_t{1});
        QCOMPARE(rig.told.at(0).action, std::string("login"));
        answer.reset();
        rig.control->audit(draft, Actor{}, "no such outcome", [&](Result<store::AuditRow> row) { answer = std::move(row); });
        QVERIFY(rig.box.runUntil([&] { return answer.has_value(); }));
        QVERIFY(!*answer);
        QCOMPARE(rig.told.size(), std::size_t{1});
    }
    void failsToLoadWithAnotherMasterKey() {
        StoreFile file;
        CreateProvider provider;
        provider.name = "alpha";
        provider.kind = "openai";
        provider.baseUrl = "https://api.example.com";
        provider.apiKey = secrets::Secret("sk-one");
        {
            ControlRig rig(file);
            QVERIFY(rig.load());
            QVERIFY(rig.apply(provider));
            QCOMPARE(rig.worker.current->providers.at("alpha")->credential, std::string("sk-one"));
        }
        ControlRig other(file, 8);
        QCOMPARE(refusal(other.load()), QByteArray("SECRETS_FAILED"));
        QVERIFY(!other.control->snapshot());
    }
    void namesBadRowsWhenItLoads() {
        StoreFile file;
        file.byHand("INSERT INTO users (id, email, password_hash, role, created_at) VALUES ('u-1', 'a@x', 'h', 'root', 0)");
        ControlRig rig(file);
        const auto problems = rig.load();
        QVERIFY(problems);
        QCOMPARE(problems->size(), std::size_t{1});
        QVERIFY(!rig.control->hasUsers());
    }
    void publishesNewPrices() {
        struct NoPrices final : config::PriceTable {
            const config::Price* find(const config::Provider&, std::string_view, WallTime) const override { return nullptr; }
        };
        StoreFile file;
        ControlRig rig(file);
        const auto prices = std::make_shared<NoPrices>();
        rig.control->setPrices(prices);
        QVERIFY(rig.load());
        QVERIFY(rig.control->snapshot()->prices == prices);
        rig.control->setPrices(nullptr);
        QCOMPARE(rig.worker.seen, (std::vector<std::uint64_t>{2}));
        QVERIFY(!rig.worker.current->prices);
    }
};

QTEST_GUILESS_MAIN(ControlTest)
#include "control_test.moc"
