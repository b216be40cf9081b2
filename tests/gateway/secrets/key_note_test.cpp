#include "gateway/secrets/key_note.hpp"

#include "gateway/secrets/private_file.hpp"
#include "tests/gateway/secrets/secrets_rig.hpp"

#include <QTemporaryDir>

#include <fstream>

using namespace gw;
using namespace gw::secrets;
using namespace gw::test;
namespace fs = std::filesystem;

class KeyNoteTest : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;
    fs::path folder() const { return dir_.path().toStdString(); }

   private Q_SLOTS:
    void cleanup() { fs::remove(folder() / "master.key.note"); }

    void anAbsentFileIsAnEmptyNote() { QVERIFY(readKeyNote(folder()).value() == KeyNote{}); }

    void comesBackAsWritten() {
        const KeyNote note{"keychain", "master-key-12ab", "0123456789abcdef", true};
        QCOMPARE(outcome(writeKeyNote(folder(), note)), kDone);
        QCOMPARE(outcome(writeKeyNote(folder(), note)), kDone);
        QVERIFY(readKeyNote(folder()).value() == note);
        QCOMPARE(fs::status(folder() / "master.key.note").permissions(), fs::perms::owner_read | fs::perms::owner_write);
    }
    void refusesWhatItDoesNotUnderstand_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("cut") << QByteArray("place=keych");
        QTest::newRow("another place") << QByteArray("place=attic\n");
        QTest::newRow("another name") << QByteArray("colour=red\n");
        QTest::newRow("no name") << QByteArray("keychain\n");
    }
    void refusesWhatItDoesNotUnderstand() {
        QFETCH(const QByteArray, text);
        std::ofstream(folder() / "master.key.note", std::ios::binary) << text.toStdString();
        QCOMPARE(outcome(readKeyNote(folder())), kSecretsFailed);
    }
    void aFileIsNeverWrittenOverByAnother() {
        const auto file = folder() / "once";
        QCOMPARE(outcome(writeNewFile(file, "first")), kDone);
        QCOMPARE(outcome(writeNewFile(file, "second")), kSecretsFailed);
        std::vector<std::string> warnings;
        QCOMPARE(std::string(readSecretFile(file, warnings).value()->reveal()), std::string("first"));
        QCOMPARE(outcome(removeSecretFile(file)), kDone);
        QVERIFY(!fs::exists(file));
        QCOMPARE(outcome(removeSecretFile(file)), kDone);
        QVERIFY2(fs::directory_iterator(folder()) == fs::directory_iterator(), "nothing is left beside it");
    }
};

QTEST_APPLESS_MAIN(KeyNoteTest)
#include "key_note_test.moc"
