#include "gateway/admin/token_keys.hpp"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <sys/stat.h>

using namespace gw;
using namespace gw::admin;

namespace {

unsigned modeOf(const std::string& path) {
    struct stat state {};
    return ::stat(path.c_str(), &state) == 0 ? state.st_mode & 0777U : 0;
}

void put(const std::string& path, const std::string& text) {
    QFile file(QString::fromStdString(path));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(QByteArray::fromStdString(text));
}

}  // namespace

class TokenKeysTest : public QObject {
    Q_OBJECT
   private:
    std::unique_ptr<QTemporaryDir> temp_;
    std::string dir() const { return temp_->path().toStdString() + "/data/security"; }
    std::string at(const char* name) const { return dir() + "/" + name; }
    void move(const char* from, const char* to) const {
        QVERIFY(QFile::rename(QString::fromStdString(at(from)), QString::fromStdString(at(to))));
    }

   private Q_SLOTS:
    void init() { temp_ = std::make_unique<QTemporaryDir>(); }
    void makesKeysForTheirOwnerOnly() {
        const auto keys = TokenKeys::open(dir());
        QVERIFY(keys);
        QCOMPARE(modeOf(dir()), 0700U);
        QCOMPARE(modeOf(at("private.pem")), 0600U);
        QCOMPARE(modeOf(at("public.pem")), 0600U);
        QCOMPARE(QDir(QString::fromStdString(dir())).entryList(QDir::Files).size(), 2);
        QVERIFY((*keys)->warnings().empty());
    }
    void readsTheSameKeysAgain() {
        const auto first = TokenKeys::open(dir());
        const auto second = TokenKeys::open(dir());
        QVERIFY(first && second);
        QCOMPARE((*first)->signer().id(), (*second)->signer().id());
        QVERIFY((*second)->find((*first)->signer().id()));
        QVERIFY(!(*second)->find("x"));
    }
    void tightensFilesThatOthersCouldRead() {
        QVERIFY(TokenKeys::open(dir()));
        ::chmod(at("private.pem").c_str(), 0644);
        ::chmod(dir().c_str(), 0755);
        QVERIFY(TokenKeys::open(dir()));
        QCOMPARE(modeOf(at("private.pem")), 0600U);
        QCOMPARE(modeOf(dir()), 0700U);
    }
    void makesThePublicHalfOfAPrivateKey() {
        const auto first = TokenKeys::open(dir());
        QFile::remove(QString::fromStdString(at("public.pem")));
        const auto second = TokenKeys::open(dir());
        QVERIFY(second);
        QCOMPARE((*first)->signer().id(), (*second)->signer().id());
    }
    void everyStepOfTheHandbooksRotationStarts() {
        const auto oldId = (*TokenKeys::open(dir()))->signer().id();
        const auto fresh = RsaKey::generate();
        put(at("private_new.pem"), fresh->privatePem());
        put(at("public_new.pem"), fresh->publicPem());
        const auto signerNow = [&] {
            const auto keys = TokenKeys::open(dir());
            return keys ? (*keys)->signer().id() : std::string();
        };
        move("private.pem", "private_old.pem");
        QCOMPARE(signerNow(), oldId);
        move("public.pem", "public_old.pem");
        QCOMPARE(signerNow(), oldId);
        move("private_new.pem", "private.pem");
        QCOMPARE(signerNow(), oldId);
        QVERIFY(!(*TokenKeys::open(dir()))->warnings().empty());
        move("public_new.pem", "public.pem");
        const auto keys = TokenKeys::open(dir());
        QCOMPARE((*keys)->signer().id(), fresh->id());
        QCOMPARE((*keys)->verifiers().size(), std::size_t{2});
        QVERIFY((*keys)->find(oldId));
        QVERIFY((*keys)->warnings().empty());
    }
    void refusesHalvesThatDoNotMatch() {
        QVERIFY(TokenKeys::open(dir()));
        put(at("public.pem"), RsaKey::generate()->publicPem());
        const auto keys = TokenKeys::open(dir());
        QVERIFY(!keys);
        QCOMPARE(keys.error().code, ErrorCode::secretsFailed);
        QVERIFY(keys.error().detail.find("private.pem") != std::string::npos);
    }
    void refusesDamagedFiles_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("words") << QByteArray("no key");
        QTest::newRow("cut") << QByteArray("-----BEGIN PRIVATE KEY-----\nMIIE");
        QTest::newRow("huge") << QByteArray(100'000, 'x');
    }
    void refusesDamagedFiles() {
        QFETCH(QByteArray, text);
        QVERIFY(TokenKeys::open(dir()));
        put(at("private.pem"), text.toStdString());
        QVERIFY(!TokenKeys::open(dir()));
        QFile::remove(QString::fromStdString(at("public.pem")));
        QVERIFY(!TokenKeys::open(dir()));
    }
    void saysWhatAnOldKeyLacks() {
        QVERIFY(TokenKeys::open(dir()));
        put(at("public_old.pem"), "no key");
        const auto keys = TokenKeys::open(dir());
        QVERIFY(keys);
        QCOMPARE((*keys)->verifiers().size(), std::size_t{1});
        QVERIFY((*keys)->warnings().front().find("public_old.pem") != std::string::npos);
    }
    void saysWhenTheDirectoryCannotBeMade() {
        put(temp_->path().toStdString() + "/data", "a file");
        const auto keys = TokenKeys::open(dir());
        QVERIFY(!keys);
        QCOMPARE(keys.error().code, ErrorCode::secretsFailed);
    }
    void aPublicKeyCannotSign() {
        const auto key = RsaKey::fromPublicPem(RsaKey::generate()->publicPem());
        QVERIFY(key);
        QVERIFY(key->sign("x").empty());
    }
};

QTEST_GUILESS_MAIN(TokenKeysTest)
#include "token_keys_test.moc"
