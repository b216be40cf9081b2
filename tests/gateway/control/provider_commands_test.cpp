#include "gateway/secrets/sealed.hpp"
#include "samples.hpp"

#include <QTest>

#include <functional>

using namespace gw;
using namespace gw::control;
using gw::test::refusal;
using gw::test::rowOf;
using gw::test::sampleState;
using CreateEdit = std::function<void(CreateProvider&)>;
using PatchEdit = std::function<void(PatchProvider&)>;

class ProviderCommandsTest : public QObject {
    Q_OBJECT
    const secrets::MasterKey key_ = test::masterKeyOf(7);
    const CommandContext context_ = test::contextOf(key_);

    static CreateProvider fullProvider() {
        CreateProvider command;
        command.name = "delta";
        command.kind = "anthropic";
        command.baseUrl = "https://api.delta.example/v1";
        command.apiKey = secrets::Secret("sk-a-long-credential-4711");
        command.connectTimeoutMs = 100;
        command.totalTimeoutMs = 3'600'000;
        return command;
    }
    Result<Change> patched(const PatchEdit& edit, const State& state = sampleState()) const {
        PatchProvider command;
        command.id = "p-1";
        edit(command);
        return run(command, state, context_);
    }

   private Q_SLOTS:
    void makesAProviderAndSealsItsCredential() {
        const auto change = run(fullProvider(), sampleState(), context_);
        QVERIFY(change);
        const auto& put = rowOf<PutProvider>(*change);
        QVERIFY(put.isNew);
        QCOMPARE(put.row.credentialHint, std::string("…4711"));
        const auto opened = secrets::openSealed(key_, secrets::providerContext(put.row.id), put.row.credential);
        QVERIFY(opened && opened->reveal() == "sk-a-long-credential-4711");
        QVERIFY(change->audit.after.find("sk-a-long") == std::string::npos);
        QVERIFY(change->audit.after.find(put.row.credential) == std::string::npos);
        QCOMPARE(change->audit.action, std::string("provider.create"));
    }
    void hintsNothingOfAShortCredential() {
        auto command = fullProvider();
        command.apiKey = secrets::Secret("short-credentia");
        QCOMPARE(rowOf<PutProvider>(*run(command, sampleState(), context_)).row.credentialHint, std::string("…"));
        command.apiKey.reset();
        const auto none = run(command, sampleState(), context_);
        QVERIFY(rowOf<PutProvider>(*none).row.credential.empty() && rowOf<PutProvider>(*none).row.credentialHint.empty());
    }

    void refusesABadProvider_data() {
        QTest::addColumn<CreateEdit>("edit");
        QTest::addColumn<QByteArray>("refused");
        const auto row = [](const char* refused, const char* name, CreateEdit edit) {
            QTest::newRow(name) << std::move(edit) << QByteArray(refused);
        };
        row("INVALID_VALUE name", "name", [](CreateProvider& c) { c.name = "Delta"; });
        row("CONFLICT name", "taken", [](CreateProvider& c) { c.name = "alpha"; });
        row("INVALID_VALUE kind", "kind", [](CreateProvider& c) { c.kind = "cohere"; });
        row("INVALID_VALUE base_url", "url", [](CreateProvider& c) { c.baseUrl = "api.delta.example"; });
        row("PRIVATE_ADDRESS base_url", "private", [](CreateProvider& c) { c.baseUrl = "https://192.168.1.1"; });
        row("INVALID_VALUE api_key", "credential", [](CreateProvider& c) { c.apiKey = secrets::Secret(""); });
        row("INVALID_VALUE connect_timeout_ms", "connect", [](CreateProvider& c) { c.connectTimeoutMs = 99; });
        row("INVALID_VALUE first_byte_timeout_ms", "first byte", [](CreateProvider& c) { c.firstByteTimeoutMs = 0; });
        row("INVALID_VALUE idle_timeout_ms", "idle", [](CreateProvider& c) { c.idleTimeoutMs = -5; });
        row("INVALID_VALUE probe_interval_seconds", "probe", [](CreateProvider& c) { c.probeSeconds = 4; });
        row("INVALID_VALUE probe_model", "probe model", [](CreateProvider& c) { c.probeModel = "two words"; });
        row("INVALID_VALUE probe_model", "probe model of another dialect", [](CreateProvider& c) { c.kind = "gemini", c.probeModel = "gemini-2"; });
        row("INVALID_VALUE total_timeout_ms", "total", [](CreateProvider& c) { c.totalTimeoutMs = 3'600'001; });
    }
    void refusesABadProvider() {
        QFETCH(CreateEdit, edit);
        QFETCH(QByteArray, refused);
        auto command = fullProvider();
        edit(command);
        QCOMPARE(refusal(run(command, sampleState(), context_)), refused);
    }

    void allowsAPrivateAddressWhenMeant() {
        auto command = fullProvider();
        command.baseUrl = "http://127.0.0.1:11434";
        command.allowPrivate = true;
        QVERIFY(run(command, sampleState(), context_));
        // Taking the permission away later is refused as long as the address needs it.
        auto state = sampleState();
        state.providers["p-1"].baseUrl = "http://127.0.0.1:11434";
        state.providers["p-1"].allowPrivate = true;
        QCOMPARE(refusal(patched([](PatchProvider& c) { c.allowPrivate = false; }, state)), QByteArray("PRIVATE_ADDRESS base_url"));
    }
    void changesFieldsAndCredential() {
        auto state = sampleState();
        state.providers["p-1"].idleTimeoutMs = 500;
        const auto change = patched(
            [](PatchProvider& c) {
                c.isActive = false;
                c.idleTimeoutMs = std::optional<std::int64_t>{};
                c.kind = "gemini";
                c.apiKey = secrets::Secret("sk-the-next-credential");
            },
            state);
        QVERIFY(change);
        const auto& row = rowOf<PutProvider>(*change).row;
        QVERIFY(!row.isActive && !row.idleTimeoutMs && !row.credential.empty());
        QCOMPARE(row.kind, std::string("gemini"));
        QCOMPARE(row.baseUrl, std::string("https://api.alpha.example"));
        QCOMPARE(change->audit.reason, std::string("credential changed"));
        QCOMPARE(change->audit.action, std::string("provider.update"));
    }
    void removesACredential() {
        auto state = sampleState();
        state.providers["p-1"].credential = "v1.sealed";
        state.providers["p-1"].credentialHint = "…4711";
        const auto change = patched([](PatchProvider& c) { c.apiKey = std::optional<secrets::Secret>{}; }, state);
        QVERIFY(change);
        QVERIFY(rowOf<PutProvider>(*change).row.credential.empty());
        QCOMPARE(change->audit.reason, std::string("credential removed"));
        QCOMPARE(test::bytes(change->audit.after), QByteArray(R"({"credential_hint":null})"));
    }
    void refusesABadPatch() {
        QCOMPARE(refusal(patched([](PatchProvider& c) { c.id = "p-none"; })), QByteArray("NOT_FOUND"));
        QCOMPARE(refusal(patched([](PatchProvider& c) { c.kind = "x"; })), QByteArray("INVALID_VALUE kind"));
        QCOMPARE(refusal(patched([](PatchProvider& c) { c.connectTimeoutMs = 1; })), QByteArray("INVALID_VALUE connect_timeout_ms"));
        QCOMPARE(refusal(patched([](PatchProvider& c) { c.apiKey = secrets::Secret("a b"); })), QByteArray("INVALID_VALUE api_key"));
        const auto same = patched([](PatchProvider& c) { c.isActive = true; });
        QVERIFY(same && same->rows.empty());
    }
    void deletesAProviderThatNoPresetNames() {
        const auto change = run(DeleteProvider{"p-3", "moved away"}, sampleState(), context_);
        QVERIFY(change);
        QCOMPARE(rowOf<DropProvider>(*change).id, std::string("p-3"));
        QVERIFY(change->audit.after.empty() && !change->audit.before.empty());
        QCOMPARE(change->audit.targetName, std::string("gamma"));
        QCOMPARE(change->audit.reason, std::string("moved away"));
        QCOMPARE(refusal(run(DeleteProvider{"p-3", std::string(1001, 'x')}, sampleState(), context_)), QByteArray("INVALID_VALUE reason"));
        // beta stands in the preset with a switched-off item: that is in use too.
        QCOMPARE(refusal(run(DeleteProvider{"p-2"}, sampleState(), context_)), QByteArray("CONFLICT"));
        QCOMPARE(refusal(run(DeleteProvider{"p-none"}, sampleState(), context_)), QByteArray("NOT_FOUND"));
    }
};

QTEST_GUILESS_MAIN(ProviderCommandsTest)
#include "provider_commands_test.moc"
