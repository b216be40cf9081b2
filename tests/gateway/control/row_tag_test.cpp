// Tags of rows, and commands that were begun from a state that is no more.
#include "control_rig.hpp"

#include "gateway/control/row_tag.hpp"

#include <QTest>

#include <deque>
#include <optional>
#include <stdexcept>
#include <set>

using namespace gw;
using namespace gw::control;
using gw::test::ControlRig;
using gw::test::refusal;
using gw::test::sampleState;
using gw::test::StoreFile;

namespace {

PatchPreset renamed(const std::string& id, const std::string& name) {
    PatchPreset command;
    command.id = id;
    command.name = name;
    return command;
}

ExpectedTags only(const std::string& tag) { return std::vector<std::string>{tag}; }

Result<Applied> applyExpecting(ControlRig& rig, Command command, ExpectedTags expected) {
    std::optional<Result<Applied>> answer;
    rig.control->apply(std::move(command), Actor{}, [&](Result<Applied> applied) { answer = std::move(applied); }, std::move(expected));
    if (!rig.box.runUntil([&] { return answer.has_value(); })) throw std::runtime_error("no answer");
    return *answer;
}

std::string makePreset(ControlRig& rig) {
    CreateProvider provider;
    provider.name = "alpha";
    provider.kind = "openai";
    provider.baseUrl = "https://alpha.example";
    CreatePreset preset;
    preset.name = "main";
    preset.items = {{.provider = "alpha", .model = "m"}};
    rig.apply(std::move(provider)).value();
    return rig.apply(std::move(preset)).value().id;
}

}  // namespace

class RowTagTest : public QObject {
    Q_OBJECT

   private Q_SLOTS:
    void everyStoredFieldIsInTheTag() {
        const auto preset = test::presetRow();
        std::set<std::string> tags{tagOf(preset)};
        const auto differs = [&](auto edit) {
            auto other = preset;
            edit(other);
            return tags.insert(tagOf(other)).second;
        };
        QVERIFY(differs([](auto& row) { row.name = "other"; }));
        QVERIFY(differs([](auto& row) { row.strategy = "sticky"; }));
        QVERIFY(differs([](auto& row) { row.items[0].weight = 4; }));
        QVERIFY(differs([](auto& row) { row.items[0].rpm = 4; }));
        QVERIFY(differs([](auto& row) { row.items.pop_back(); }));
        QVERIFY(differs([](auto& row) { row.cacheTtlSeconds = 9; }));
        QVERIFY(differs([](auto& row) { row.id = "s-2"; }));
        QVERIFY(!differs([](auto&) {}));
    }
    void secretsCountThoughNobodySeesThem() {
        auto provider = test::providerRow("p-1", "alpha");
        const auto before = tagOf(provider);
        provider.credential = "sealed";
        QVERIFY(tagOf(provider) != before);
        auto user = test::userRow("u", "a@b.example", "admin");
        const auto first = tagOf(user);
        user.lastLoginAt = test::kNow;
        QCOMPARE(tagOf(user), first);
        user.passwordHash = "$argon2id$other";
        QVERIFY(tagOf(user) != first);
    }
    void findsTheRowOfEachCommand_data() {
        QTest::addColumn<int>("which");
        QTest::addColumn<QByteArray>("kind");
        int which = 0;
        for (const char* kind : {"preset", "preset", "preset", "provider", "provider", "user", "API key", "limit", "limit", "", ""}) {
            QTest::addRow("%d %s", which, kind) << which << QByteArray(kind);
            ++which;
        }
    }
    void findsTheRowOfEachCommand() {
        QFETCH(int, which);
        QFETCH(QByteArray, kind);
        std::deque<Command> commands;
        commands.emplace_back(renamed("s-1", "x"));
        commands.emplace_back(DeletePreset{"s-1"});
        PatchPresetItem item;
        item.id = "i-2";
        commands.emplace_back(item);
        PatchProvider provider;
        provider.id = "p-1";
        commands.emplace_back(provider);
        commands.emplace_back(DeleteProvider{"p-1"});
        PatchUser user;
        user.id = "u-op";
        commands.emplace_back(user);
        PatchKey key;
        key.id = "k-1";
        commands.emplace_back(key);
        SetLimit limit;
        limit.scope = "key";
        limit.subject = "k-1";
        commands.emplace_back(limit);
        commands.emplace_back(ClearLimit{"key", "k-1", ""});
        commands.emplace_back(CreatePreset{});
        commands.emplace_back(renamed("nobody", "x"));
        const auto row = changedRow(commands.at(static_cast<std::size_t>(which)), sampleState());
        QCOMPARE(row ? QByteArray::fromStdString(row->kind) : QByteArray(), kind);
        if (row) QCOMPARE(row->tag.size(), std::size_t{32});
    }
    void aStaleTagChangesNothing() {
        StoreFile file;
        ControlRig rig(file);
        QVERIFY(rig.load());
        const auto id = makePreset(rig);
        const auto read = tagOf(*rig.control->state().preset(id));
        QVERIFY(applyExpecting(rig, renamed(id, "first"), only(read)));
        QCOMPARE(refusal(applyExpecting(rig, renamed(id, "second"), only(read))), QByteArray("CONFLICT if-match"));
        QCOMPARE(rig.control->state().preset(id)->name, std::string("first"));
        QCOMPARE(file.audits().size(), std::size_t{3});
        QVERIFY(applyExpecting(rig, renamed(id, "second"), std::vector<std::string>{read, tagOf(*rig.control->state().preset(id))}));
        QVERIFY(applyExpecting(rig, renamed(id, "third"), std::nullopt));
        QCOMPARE(refusal(applyExpecting(rig, renamed("nobody", "x"), only(read))), QByteArray("NOT_FOUND"));
    }
    void ofManyThatWaitWithOneTagOneIsMade() {
        StoreFile file;
        ControlRig rig(file);
        QVERIFY(rig.load());
        const auto id = makePreset(rig);
        const auto read = tagOf(*rig.control->state().preset(id));
        int made = 0, refused = 0;
        for (int i = 0; i < 20; ++i) {
            rig.control->apply(renamed(id, "n" + std::to_string(i)), Actor{}, [&](const Result<Applied>& done) { ++(done ? made : refused); }, only(read));
        }
        QVERIFY(rig.box.runUntil([&] { return made + refused == 20; }));
        QCOMPARE(made, 1);
        QCOMPARE(rig.control->state().preset(id)->name, std::string("n0"));
    }
    void aChangeByHandMakesATagStaleToo() {
        StoreFile file;
        ControlRig rig(file);
        QVERIFY(rig.load());
        const auto id = makePreset(rig);
        const auto read = tagOf(*rig.control->state().preset(id));
        file.byHand("UPDATE provider_preset SET strategy = 'sticky'");
        QCOMPARE(refusal(applyExpecting(rig, renamed(id, "first"), only(read))), QByteArray("CONFLICT if-match"));
        QCOMPARE(rig.control->state().preset(id)->strategy, std::string("sticky"));
    }
};

QTEST_GUILESS_MAIN(RowTagTest)
#include "row_tag_test.moc"
