// The decisions: what is asked, made, moved and left alone, in each state of keychain and data directory. The keychain here is
// a map; tests/app/keychain_test has the real one.
#include "gateway/secrets/console_key.hpp"

#include "gateway/secrets/key_note.hpp"
#include "tests/gateway/secrets/secrets_rig.hpp"

#include <QTemporaryDir>

#include <fstream>
#include <map>

using namespace gw;
using namespace gw::secrets;
using namespace gw::test;
namespace fs = std::filesystem;
using Wish = KeyAnswer::Wish;

namespace {

class MapKeychain final : public Keychain {
   public:
    KeychainStatus status() override { return {state, state == KeychainState::absent ? "no bus" : ""}; }
    Result<std::optional<Secret>> read(const std::string& entry) override {
        ++reads;
        const auto at = entries.find(entry);
        if (at == entries.end() || state != KeychainState::open) return std::nullopt;  // as a locked keyring answers
        return Secret(at->second);
    }
    Result<void> write(const std::string& entry, const Secret& text) override {
        ++writes;
        if (refuses) return fail(ErrorCode::keychainUnavailable, "refused");
        if (!forgets) entries[entry] = std::string(text.reveal());
        return {};
    }
    Result<void> remove(const std::string& entry) override {
        entries.erase(entry);
        return {};
    }
    void unlock() override {
        if (opensWhenAsked) state = KeychainState::open;
    }
    void cancel() noexcept override {}

    KeychainState state = KeychainState::open;
    std::map<std::string, std::string> entries;
    bool refuses = false, forgets = false, opensWhenAsked = false;
    int reads = 0, writes = 0;
};

const std::string kHex(64, 'a');
const Secret kPassphrase("correct horse battery");
const QLatin1String kNeeded("PASSPHRASE_NEEDED"), kUnavailable("KEYCHAIN_UNAVAILABLE"), kMissing("MASTER_KEY_MISSING"), kWrong("PASSPHRASE_WRONG");

}  // namespace

class ConsoleKeyTest : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> dir_;
    MapKeychain keychain_;

    fs::path folder() const { return dir_->path().toStdString(); }
    bool has(const char* name) const { return fs::exists(folder() / name); }
    void writePlain(const std::string& text = kHex) const {
        std::ofstream(folder() / "master.key") << text << "\n";
        fs::permissions(folder() / "master.key", fs::perms::owner_read | fs::perms::owner_write);
    }
    Result<LoadedMasterKey> load(KeyAnswer answer = {}, bool trial = false) {
        MasterKeyOptions base;
        base.dataDir = folder();
        return loadConsoleKey({base, keychain_, trial, std::move(answer)});
    }
    static std::string question(const Result<LoadedMasterKey>& loaded) { return loaded ? std::string("none") : loaded.error().field; }
    /// Whether the key stands in the clear anywhere in the data directory.
    bool isOnDisk(const MasterKey& key) const {
        for (const auto& entry : fs::recursive_directory_iterator(folder())) {
            std::ifstream in(entry.path(), std::ios::binary);
            const std::string text{std::istreambuf_iterator<char>(in), {}};
            if (text.find(masterKeyText(key)) != std::string::npos) return true;
        }
        return false;
    }

   private Q_SLOTS:
    void init() {
        dir_ = std::make_unique<QTemporaryDir>();
        keychain_ = {};
    }

    void aFirstStartKeepsItsKeyInTheKeychain() {
        const auto first = load();
        QCOMPARE(outcome(first), kDone);
        QVERIFY(first->place == KeyPlace::keychain);
        QVERIFY(!isOnDisk(first->key) && !has("master.key"));
        QCOMPARE(keychain_.entries.at(first->entry), masterKeyText(first->key));
        const auto second = load();
        QVERIFY(sameKey(second->key, first->key));
        QCOMPARE(keychain_.writes, 1);
    }
    void aFileInTheClearIsMoved() {
        writePlain();
        const auto loaded = load();
        QCOMPARE(outcome(loaded), kDone);
        QVERIFY(loaded->place == KeyPlace::keychain);
        QCOMPARE(masterKeyText(loaded->key), kHex);
        QVERIFY(!has("master.key") && !isOnDisk(loaded->key));
        QVERIFY(sameKey(load()->key, loaded->key));
    }
    void itIsRemovedOnlyOnceTheKeychainGaveItBack_data() {
        QTest::addColumn<bool>("refuses");
        QTest::newRow("refuses") << true;
        QTest::newRow("forgets") << false;
    }
    void itIsRemovedOnlyOnceTheKeychainGaveItBack() {
        QFETCH(const bool, refuses);
        writePlain();
        keychain_.refuses = refuses;
        keychain_.forgets = !refuses;
        const auto loaded = load();
        QCOMPARE(outcome(loaded), kDone);
        QVERIFY(loaded->place == KeyPlace::file);
        QCOMPARE(masterKeyText(loaded->key), kHex);
        QVERIFY(has("master.key"));
        QVERIFY(!loaded->warnings.empty());
        keychain_.refuses = keychain_.forgets = false;
        QVERIFY2(load()->place == KeyPlace::keychain, "the next start moves it");
        QVERIFY(!has("master.key"));
    }
    void aMoveThatWasCutOffIsFinished() {
        writePlain();
        const auto moved = load();
        // As a crash leaves it between the entry and the note, and between the note and the removal.
        for (const std::string place : {"", "keychain"}) {
            writePlain();
            auto note = readKeyNote(folder()).value();
            note.place = place;
            QVERIFY(writeKeyNote(folder(), note).has_value());
            const auto again = load();
            QCOMPARE(outcome(again), kDone);
            QVERIFY(again->place == KeyPlace::keychain && sameKey(again->key, moved->key));
            QVERIFY(!has("master.key"));
            QCOMPARE(readKeyNote(folder())->place, std::string("keychain"));
        }
        QCOMPARE(keychain_.entries.size(), std::size_t{1});
    }
    void anotherKeyInTheFileIsLeftAlone() {
        const auto mine = load();
        writePlain();
        const auto loaded = load();
        QVERIFY(sameKey(loaded->key, mine->key));
        QVERIFY(has("master.key"));
        QCOMPARE(loaded->warnings.size(), std::size_t{1});
    }
    void aLockedKeychainIsNotTakenForAnEmptyOne() {
        const auto mine = load();
        keychain_.state = KeychainState::locked;
        QCOMPARE(outcome(load()), kUnavailable);
        QCOMPARE(question(load()), std::string("unlock locked"));
        QCOMPARE(outcome(load({Wish::none, kPassphrase})), kUnavailable);
        QVERIFY2(!has("master.key.sealed"), "no second key over what the first has sealed");
        QCOMPARE(question(load({Wish::unlock, {}})), std::string("unlock locked"));
        keychain_.opensWhenAsked = true;
        QVERIFY(sameKey(load({Wish::unlock, {}})->key, mine->key));
    }
    void anAbsentKeychainThatHasTheKeyIsWaitedFor() {
        QCOMPARE(outcome(load()), kDone);
        keychain_.state = KeychainState::absent;
        QCOMPARE(question(load({Wish::none, kPassphrase})), std::string("unlock absent"));
        QVERIFY(!has("master.key") && !has("master.key.sealed"));
    }
    void anEntryThatIsGoneIsSaid() {
        const auto mine = load();
        keychain_.entries.clear();
        QCOMPARE(outcome(load()), kMissing);
        QVERIFY(load().error().detail.find(mine->entry) != std::string::npos);
        QCOMPARE(keychain_.writes, 1);
        keychain_.entries[mine->entry] = kHex;
        QCOMPARE(outcome(load()), kMissing);
    }
    void aLockedKeychainLeavesTheFileAsItIs() {
        writePlain();
        keychain_.state = KeychainState::locked;
        const auto loaded = load();
        QCOMPARE(outcome(loaded), kDone);
        QVERIFY(loaded->place == KeyPlace::file && has("master.key"));
        QCOMPARE(keychain_.reads + keychain_.writes, 0);
    }
    void withoutAKeychainAPassphraseIsAskedFor() {
        for (const auto state : {KeychainState::absent, KeychainState::locked}) {
            dir_ = std::make_unique<QTemporaryDir>();
            keychain_.state = state;
            QCOMPARE(outcome(load()), kNeeded);
            QCOMPARE(question(load()), std::string("new ") + keychainStateText(state));
            QCOMPARE(outcome(load({Wish::none, Secret("short")})), QLatin1String("INVALID_VALUE"));
            const auto sealed = load({Wish::none, kPassphrase});
            QCOMPARE(outcome(sealed), kDone);
            QVERIFY(sealed->place == KeyPlace::sealedFile);
            QVERIFY(!isOnDisk(sealed->key) && has("master.key.sealed"));
            QCOMPARE(question(load()), std::string("open ") + keychainStateText(state));
            QCOMPARE(outcome(load({Wish::none, Secret("another passphrase")})), kWrong);
            QVERIFY(sameKey(load({Wish::none, kPassphrase})->key, sealed->key));
        }
    }
    void aFileInTheClearIsSealed() {
        writePlain();
        keychain_.state = KeychainState::absent;
        QCOMPARE(question(load()), std::string("file absent"));
        const auto kept = load({Wish::keepFile, {}});
        QVERIFY(kept->place == KeyPlace::file && has("master.key"));
        const auto sealed = load({Wish::none, kPassphrase});
        QCOMPARE(masterKeyText(sealed->key), kHex);
        QVERIFY(!has("master.key") && !isOnDisk(sealed->key));
        QCOMPARE(masterKeyText(load({Wish::none, kPassphrase})->key), kHex);
    }
    void aSealedKeyMovesIntoTheKeychainWhenThePersonSaysSo() {
        keychain_.state = KeychainState::absent;
        const auto sealed = load({Wish::none, kPassphrase});
        keychain_.state = KeychainState::open;
        QCOMPARE(question(load()), std::string("open open"));
        QVERIFY(load({Wish::none, kPassphrase})->place == KeyPlace::sealedFile);
        keychain_.refuses = true;
        QVERIFY(load({Wish::keychain, kPassphrase})->place == KeyPlace::sealedFile);
        QVERIFY(has("master.key.sealed"));
        keychain_.refuses = false;
        const auto moved = load({Wish::keychain, kPassphrase});
        QVERIFY(moved->place == KeyPlace::keychain && sameKey(moved->key, sealed->key));
        QVERIFY(!has("master.key.sealed"));
        QVERIFY(sameKey(load()->key, sealed->key));
    }
    void aSealedFileThatIsGoneIsSaid() {
        keychain_.state = KeychainState::absent;
        QCOMPARE(outcome(load({Wish::none, kPassphrase})), kDone);
        fs::remove(folder() / "master.key.sealed");
        QCOMPARE(outcome(load()), kMissing);
        keychain_.state = KeychainState::open;
        QCOMPARE(outcome(load()), kMissing);
    }
    void aSessionsKeyIsNowhere() {
        keychain_.state = KeychainState::absent;
        const auto session = load({Wish::session, {}});
        QVERIFY(session->place == KeyPlace::session && session->othersLost);
        QVERIFY(!isOnDisk(session->key));
        QCOMPARE(keychain_.writes, 0);
        QCOMPARE(question(load()), std::string("new absent"));
        QVERIFY2(load({Wish::none, kPassphrase})->othersLost, "what the session sealed opens with nothing, and is no reason to stop");
    }
    void aSessionDoesNotForgetWhereTheKeyLies() {
        const auto mine = load();
        keychain_.state = KeychainState::absent;
        QVERIFY(load({Wish::session, {}})->place == KeyPlace::session);
        keychain_.state = KeychainState::open;
        QVERIFY(sameKey(load()->key, mine->key));
    }
    void aTrialWritesIntoNoKeychain() {
        const auto made = load({}, true);
        QVERIFY(made->place == KeyPlace::file && has("master.key"));
        QVERIFY(sameKey(load({}, true)->key, made->key));
        QCOMPARE(keychain_.reads + keychain_.writes, 0);
    }
    void aTrialOverAPersonsDataReadsTheirEntry() {
        const auto mine = load();
        const int writes = keychain_.writes;
        QVERIFY(sameKey(load({}, true)->key, mine->key));
        QCOMPARE(keychain_.writes, writes);
    }
    void theEnvironmentWins() {
        MasterKeyOptions base;
        base.dataDir = folder();
        base.text = Secret(kHex);
        const auto loaded = loadConsoleKey({base, keychain_, false, {}});
        QVERIFY(loaded->place == KeyPlace::environment);
        QCOMPARE(keychain_.reads + keychain_.writes, 0);
    }
};

QTEST_APPLESS_MAIN(ConsoleKeyTest)
#include "console_key_test.moc"
