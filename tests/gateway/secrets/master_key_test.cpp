#include "gateway/secrets/master_key.hpp"

#include "tests/gateway/secrets/secrets_rig.hpp"

#include <QTemporaryDir>

#include <fstream>
#include <iterator>

using namespace gw;
using namespace gw::secrets;
using namespace gw::test;
namespace fs = std::filesystem;

namespace {

// The bytes fb ef be … ff: their base64 has characters in which the two alphabets differ.
const std::string kHex = "fbefbe" + std::string(58, 'f');
const std::string kBase64 = "++++" + std::string(38, '/') + "8=";
const std::string kUrlBase64 = "----" + std::string(38, '_') + "8=";

MasterKey expectedKey() {
    std::array<std::uint8_t, MasterKey::kSize> bytes{};
    bytes.fill(0xff);
    bytes[0] = 0xfb;
    bytes[1] = 0xef;
    bytes[2] = 0xbe;
    return MasterKey(bytes);
}

constexpr auto kOwnerOnly = fs::perms::owner_read | fs::perms::owner_write;

}  // namespace

class MasterKeyTest : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> dir_;
    fs::path folder() const { return dir_->path().toStdString(); }
    fs::path write(const std::string& name, const std::string& text, fs::perms permissions = kOwnerOnly) const {
        const auto file = folder() / name;
        std::ofstream(file, std::ios::binary) << text;
        fs::permissions(file, permissions);
        return file;
    }
    MasterKeyOptions options() const {
        MasterKeyOptions made;
        made.dataDir = folder();
        return made;
    }
    static std::string textOf(const fs::path& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

   private Q_SLOTS:
    void init() { dir_ = std::make_unique<QTemporaryDir>(); }

    void readsEveryForm_data() {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char* name, const std::string& text) {
            QTest::newRow(name) << QByteArray::fromStdString(text);
        };
        row("hex", kHex);
        row("hex in capitals", QByteArray::fromStdString(kHex).toUpper().toStdString());
        row("blanks around", " \t" + kHex + "\r\n");
        row("base64", kBase64);
        row("base64 without padding", kBase64.substr(0, 43));
        row("base64 for URLs", kUrlBase64);
        row("base64 for URLs without padding", kUrlBase64.substr(0, 43));
        row("base64 with blanks around", "\n" + kBase64 + "\n");
    }
    void readsEveryForm() {
        QFETCH(const QByteArray, text);
        const auto key = parseMasterKey(text.toStdString());
        QCOMPARE(outcome(key), kDone);
        QVERIFY(sameKey(*key, expectedKey()));
    }

    void refusesEverythingElse_data() {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char* name, const std::string& text) {
            QTest::newRow(name) << QByteArray::fromStdString(text);
        };
        row("empty", "");
        row("blanks", " \n");
        row("one digit short", kHex.substr(1));
        row("one byte short", kHex.substr(2));
        row("one byte more", kHex + "ff");
        row("no hex digit", kHex.substr(1) + "g");
        row("31 bytes as base64", std::string(42, 'A').replace(0, 1, "B"));
        row("33 bytes as base64", std::string(44, 'B'));
        row("both alphabets", "+-" + kBase64.substr(2));
        row("blank inside", kBase64.substr(0, 20) + " " + kBase64.substr(20));
        row("text behind", kBase64 + "#");
        row("zeros as hex", std::string(64, '0'));
        row("zeros as base64", std::string(43, 'A') + "=");
        row("a pass phrase", "correct horse battery staple");
    }
    void refusesEverythingElse() {
        QFETCH(const QByteArray, text);
        const auto key = parseMasterKey(text.toStdString());
        QCOMPARE(outcome(key), kSecretsFailed);
        const auto trimmed = text.trimmed().toStdString();
        QVERIFY(trimmed.empty() || describe(key.error()).find(trimmed) == std::string::npos);
    }

    void takesTheTextBeforeAnyFile() {
        auto given = options();
        given.text = Secret(kHex);
        given.file = write("other.key", std::string(64, 'a'));
        write("master.key", std::string(64, 'b'));
        const auto loaded = loadMasterKey(given);
        QCOMPARE(outcome(loaded), kDone);
        QVERIFY(sameKey(loaded->key, expectedKey()));
        QVERIFY(loaded->warnings.empty());
    }

    void takesTheNamedFileBeforeTheDataFolder() {
        auto given = options();
        given.file = write("other.key", kHex + "\n");
        write("master.key", std::string(64, 'b'));
        const auto loaded = loadMasterKey(given);
        QCOMPARE(outcome(loaded), kDone);
        QVERIFY(sameKey(loaded->key, expectedKey()));
        QVERIFY(loaded->warnings.empty());
    }

    void readsTheKeyOfTheDataFolder() {
        write("master.key", kBase64);
        auto given = options();
        given.makeWhenMissing = false;
        const auto loaded = loadMasterKey(given);
        QCOMPARE(outcome(loaded), kDone);
        QVERIFY(sameKey(loaded->key, expectedKey()));
    }

    void warnsOfAFileThatOthersCanRead_data() {
        QTest::addColumn<int>("more");
        QTest::newRow("group") << int(fs::perms::group_read);
        QTest::newRow("everybody") << int(fs::perms::others_read);
    }
    void warnsOfAFileThatOthersCanRead() {
        QFETCH(const int, more);
        const auto file = write("master.key", kHex, kOwnerOnly | static_cast<fs::perms>(more));
        const auto loaded = loadMasterKey(options());
        QCOMPARE(outcome(loaded), kDone);
        QCOMPARE(loaded->warnings.size(), std::size_t{1});
        QVERIFY(loaded->warnings[0].find("chmod 600") != std::string::npos);
        QVERIFY(loaded->warnings[0].find(file.string()) != std::string::npos);
    }

    void makesAKeyWhenThereIsNone() {
        const auto made = loadMasterKey(options());
        QCOMPARE(outcome(made), kDone);
        const auto file = folder() / "master.key";
        QVERIFY(fs::status(file).permissions() == kOwnerOnly);
        QCOMPARE(made->warnings.size(), std::size_t{1});
        QVERIFY(made->warnings[0].find(file.string()) != std::string::npos);
        QVERIFY(made->warnings[0].find(textOf(file).substr(0, 64)) == std::string::npos);
        QCOMPARE(std::distance(fs::directory_iterator(folder()), fs::directory_iterator{}), std::ptrdiff_t{1});
        const auto again = loadMasterKey(options());
        QCOMPARE(outcome(again), kDone);
        QVERIFY(sameKey(again->key, made->key));
        QVERIFY(again->warnings.empty());
    }

    void makesAnotherKeyEachTime() {
        const auto first = loadMasterKey(options());
        QVERIFY(fs::remove(folder() / "master.key"));
        const auto second = loadMasterKey(options());
        QVERIFY(first && second && !sameKey(first->key, second->key));
    }

    void makesNoneWhenToldSo() {
        auto given = options();
        given.makeWhenMissing = false;
        QCOMPARE(outcome(loadMasterKey(given)), kSecretsFailed);
        QVERIFY(!fs::exists(folder() / "master.key"));
    }

    void neverMakesTheNamedFile() {
        auto given = options();
        given.file = folder() / "missing.key";
        const auto loaded = loadMasterKey(given);
        QCOMPARE(outcome(loaded), kSecretsFailed);
        QCOMPARE(loaded.error().field, std::string("GATEWAY_MASTER_KEY_FILE"));
        QVERIFY(fs::is_empty(folder()));
    }

    void saysWhichKeyIsBad() {
        auto given = options();
        given.text = Secret("too short");
        auto loaded = loadMasterKey(given);
        QCOMPARE(outcome(loaded), kSecretsFailed);
        QCOMPARE(loaded.error().field, std::string("GATEWAY_MASTER_KEY"));
        QVERIFY(loaded.error().detail.find("too short") == std::string::npos);
        const auto file = write("master.key", "");
        loaded = loadMasterKey(options());
        QCOMPARE(outcome(loaded), kSecretsFailed);
        QCOMPARE(loaded.error().field, file.string());
        QCOMPARE(fs::file_size(file), std::uintmax_t{0});
    }

    void reportsAFileThatCannotBeReadOrMade() {
        auto given = options();
        given.file = folder();
        QCOMPARE(outcome(loadMasterKey(given)), kSecretsFailed);
        given.file = write("file", kHex) / "below";
        QCOMPARE(outcome(loadMasterKey(given)), kSecretsFailed);
        given.file.clear();
        given.dataDir = folder() / "missing";
        const auto loaded = loadMasterKey(given);
        QCOMPARE(outcome(loaded), kSecretsFailed);
        QVERIFY(loaded.error().detail.find("Cannot make") != std::string::npos);
    }

    void refusesAFileThatIsAnotherFile() {
        write("master.key", kHex + "\n" + std::string(10'000, 'x'));
        QCOMPARE(outcome(loadMasterKey(options())), kSecretsFailed);
    }
};

QTEST_GUILESS_MAIN(MasterKeyTest)
#include "master_key_test.moc"
