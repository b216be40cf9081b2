// The console's master key with the real gnome-keyring-daemon under a bus of its own, and with no bus at all (with_keyring.py
// makes both; KEYRING_MODE says which this is): the keychain itself, and the whole console from start to the question, the
// answer and what lies on disk afterwards.
#include "app/console_options.hpp"
#include "app/embedded_engine.hpp"
#include "app/keychain/desktop_keychain.hpp"
#include "ui/bridge/admin_client.hpp"
#include "ui/shell/console.hpp"
#include "ui/shell/main_window.hpp"

#include <QApplication>
#include <QDBusArgument>
#include <QDBusInterface>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QLocalServer>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using gw::secrets::KeychainState;
using gw::secrets::Secret;

/// (oayays): a secret as the Secret Service takes it.
struct DBusSecret {
    QDBusObjectPath session;
    QByteArray parameters;
    QByteArray value;
    QString contentType;
};
Q_DECLARE_METATYPE(DBusSecret)

QDBusArgument& operator<<(QDBusArgument& to, const DBusSecret& secret) {
    to.beginStructure();
    to << secret.session << secret.parameters << secret.value << secret.contentType;
    to.endStructure();
    return to;
}
const QDBusArgument& operator>>(const QDBusArgument& from, DBusSecret& secret) {
    from.beginStructure();
    from >> secret.session >> secret.parameters >> secret.value >> secret.contentType;
    from.endStructure();
    return from;
}

namespace {

const QString kPassphrase = u"planted passphrase 7f3a9c"_s;
constexpr int kPatienceMs = 60'000;

QString home() { return qEnvironmentVariable("HOME"); }
QString dataDir() { return qEnvironmentVariable("XDG_DATA_HOME") + u"/gatehouse"_s; }

/// Files of this home that hold `secret`.
QStringList filesWith(const QByteArray& secret) {
    QStringList found;
    QDirIterator files(home(), QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(secret)) found << file.fileName();
    }
    return found;
}

/// Hex and raw.
QStringList filesWithKey(const QByteArray& hex) { return filesWith(hex) + filesWith(hex.toUpper()) + filesWith(QByteArray::fromHex(hex)); }

QByteArray secretTool(const QStringList& arguments) {
    QProcess tool;
    tool.start(u"secret-tool"_s, arguments);
    tool.waitForFinished(kPatienceMs);
    return tool.readAllStandardOutput().trimmed();
}

const QString kSecrets = u"org.freedesktop.secrets"_s;
const QString kSecretsPath = u"/org/freedesktop/secrets"_s;

QDBusInterface secretService() { return QDBusInterface(kSecrets, kSecretsPath, u"org.freedesktop.Secret.Service"_s); }

QDBusObjectPath loginKeyring() {
    return secretService().call(u"ReadAlias"_s, u"default"_s).arguments().value(0).value<QDBusObjectPath>();
}

void lockKeyring() { secretService().call(u"Lock"_s, QVariant::fromValue(QList<QDBusObjectPath>{loginKeyring()})); }

/// As the login screen does: with the password, and without a prompt.
void unlockKeyring() {
    const QVariant plain = QVariant::fromValue(QDBusVariant(QString()));
    const auto session = secretService().call(u"OpenSession"_s, u"plain"_s, plain).arguments().value(1).value<QDBusObjectPath>();
    QDBusInterface service(kSecrets, kSecretsPath, u"org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"_s);
    const DBusSecret password{session, {}, qgetenv("KEYRING_PASSWORD"), u"text/plain"_s};
    const auto reply = service.call(u"UnlockWithMasterPassword"_s, QVariant::fromValue(loginKeyring()), QVariant::fromValue(password));
    if (reply.type() == QDBusMessage::ErrorMessage) qWarning("not unlocked: %s", qPrintable(reply.errorMessage()));
}

/// The whole program but its main().
class RunningConsole {
   public:
    explicit RunningConsole(const app::ConsoleOptions& options = {}) : engine_(options) {
        const auto door = engine_.start();
        auto shown = app::shellOptions(options);
        if (door) shown.endpoint = app::endpointOf(*door);
        console_ = std::make_unique<ui::shell::Console>(*qApp, shown);
        console_->show();
    }
    ~RunningConsole() {
        console_->window().allowClose();
        console_.reset();
        engine_.stop();
    }
    template <class T>
    T* find(const char* name) const {
        return console_->window().findChild<T*>(QLatin1StringView(name));
    }
    bool shows(const char* name) const {
        const auto* widget = find<QWidget>(name);
        return widget && widget->isVisible();
    }
    /// Of the master key; empty while the engine is not ready.
    QString place() const {
        return console_->client().engine().value(u"master_key"_s).toObject().value(u"place"_s).toString();
    }
    QString entry() const { return console_->client().engine().value(u"master_key"_s).toObject().value(u"entry"_s).toString(); }

   private:
    app::EmbeddedEngine engine_;
    std::unique_ptr<ui::shell::Console> console_;
};

}  // namespace

class WithKeyring : public QObject {
    Q_OBJECT

   private Q_SLOTS:
    void init() {
        unlockKeyring();
        QDir(dataDir()).removeRecursively();
    }

    void entriesComeBack() {
        app::DesktopKeychain keychain;
        QCOMPARE(keychain.status().state, KeychainState::open);
        QVERIFY(keychain.write("one", Secret("planted value 55aa")).has_value());
        QVERIFY(**keychain.read("one") == Secret("planted value 55aa"));
        QCOMPARE(secretTool({u"lookup"_s, u"server"_s, u"gatehouse"_s, u"user"_s, u"one"_s}), QByteArray("planted value 55aa"));
        QVERIFY(!keychain.read("two")->has_value());
        QVERIFY(keychain.remove("one").has_value());
        QVERIFY(!keychain.read("one")->has_value());
        QCOMPARE(filesWith("planted value 55aa"), QStringList());
    }
    void aLockedKeyringIsTold() {
        app::DesktopKeychain keychain;
        QVERIFY(keychain.write("one", Secret("value")).has_value());
        lockKeyring();
        QCOMPARE(keychain.status().state, KeychainState::locked);
        QVERIFY(!keychain.write("one", Secret("other")).has_value());
        QElapsedTimer time;
        time.start();
        keychain.unlock();  // nobody is there to type
        QVERIFY2(time.elapsed() < 30'000, "it does not wait for a prompt that cannot be shown");
        QCOMPARE(keychain.status().state, KeychainState::locked);
        unlockKeyring();
        QCOMPARE(keychain.status().state, KeychainState::open);
        const auto kept = keychain.read("one");
        QVERIFY(kept.has_value() && kept->has_value());
        QCOMPARE(std::string((*kept)->reveal()), std::string("value"));
        QVERIFY(keychain.remove("one").has_value());
    }
    void theConsoleKeepsItsKeyThere() {
        QByteArray hex;
        {
            RunningConsole console;
            QTRY_COMPARE_WITH_TIMEOUT(console.place(), u"keychain"_s, kPatienceMs);
            hex = secretTool({u"lookup"_s, u"server"_s, u"gatehouse"_s, u"user"_s, console.entry()});
        }
        QCOMPARE(hex.size(), 64);
        QCOMPARE(filesWithKey(hex), QStringList());
        QVERIFY(!QFileInfo::exists(dataDir() + u"/master.key"_s));
    }
    void aFileOfAnEarlierVersionIsMoved() {
        QVERIFY(QDir().mkpath(dataDir()));
        const QByteArray hex("5eed000000000000000000000000000000000000000000000000000000c0ffee");
        QFile file(dataDir() + u"/master.key"_s);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        file.write(hex + "\n");
        file.close();
        {
            RunningConsole console;
            QTRY_COMPARE_WITH_TIMEOUT(console.place(), u"keychain"_s, kPatienceMs);
            QCOMPARE(secretTool({u"lookup"_s, u"server"_s, u"gatehouse"_s, u"user"_s, console.entry()}), hex);
        }
        QVERIFY(!file.exists());
        QCOMPARE(filesWithKey(hex), QStringList());
    }
    void aLockedKeyringIsAskedForAndWaitedFor() {
        lockKeyring();
        RunningConsole console;
        QTRY_VERIFY_WITH_TIMEOUT(console.shows("keyQuestion.unlock"), kPatienceMs);
        QVERIFY2(console.shows("keyQuestion.passphrase"), "or a passphrase");
        QVERIFY(console.shows("keyQuestion.session"));
        unlockKeyring();
        QTest::mouseClick(console.find<QPushButton>("stage.retry"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(console.place(), u"keychain"_s, kPatienceMs);
    }
    void aTrialLeavesTheKeyringAlone() {
        const QByteArray before = secretTool({u"search"_s, u"--all"_s, u"server"_s, u"gatehouse"_s});
        QTemporaryDir folder;
        app::ConsoleOptions options;
        options.dataDir = folder.path().toStdString();
        {
            RunningConsole console(options);
            QTRY_COMPARE_WITH_TIMEOUT(console.place(), u"file"_s, kPatienceMs);
        }
        QCOMPARE(secretTool({u"search"_s, u"--all"_s, u"server"_s, u"gatehouse"_s}), before);
    }
};

class WithoutBus : public QObject {
    Q_OBJECT

   private Q_SLOTS:
    void init() { QDir(dataDir()).removeRecursively(); }

    void thereIsNoKeychain() {
        app::DesktopKeychain keychain;
        QCOMPARE(keychain.status().state, KeychainState::absent);
        QVERIFY(!keychain.status().reason.empty());
        QVERIFY(!keychain.write("one", Secret("value")).has_value());
        QVERIFY(!keychain.read("one").has_value());
        keychain.unlock();
    }
    /// A bus that takes the connection and says nothing, for ever.
    void aBusThatSaysNothingIsGivenUp() {
        QLocalServer silent;
        QVERIFY(silent.listen(home() + u"/silent-bus"_s));
        qputenv("DBUS_SESSION_BUS_ADDRESS", (u"unix:path="_s + home() + u"/silent-bus"_s).toUtf8());
        QElapsedTimer time;
        time.start();
        {
            app::DesktopKeychain keychain({.answer = 300ms, .person = 300ms});
            QCOMPARE(keychain.status().state, KeychainState::absent);
            QVERIFY(!keychain.read("one").has_value());
        }
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        QVERIFY(time.elapsed() < 10'000);
    }
    void aPassphraseIsAskedForAndNothingLiesInTheClear() {
        {
            RunningConsole console;
            QTRY_VERIFY_WITH_TIMEOUT(console.shows("keyQuestion.passphrase"), kPatienceMs);
            QVERIFY(!console.find<QPushButton>("keyQuestion.submit")->isEnabled());
            QTest::keyClicks(console.find<QLineEdit>("keyQuestion.passphrase"), kPassphrase);
            QTest::keyClicks(console.find<QLineEdit>("keyQuestion.again"), kPassphrase);
            QTest::mouseClick(console.find<QPushButton>("keyQuestion.submit"), Qt::LeftButton);
            QTRY_COMPARE_WITH_TIMEOUT(console.place(), u"sealed_file"_s, kPatienceMs);
        }
        QCOMPARE(filesWith(kPassphrase.toUtf8()), QStringList());
        QVERIFY(!QFileInfo::exists(dataDir() + u"/master.key"_s));
        RunningConsole again;
        QTRY_VERIFY_WITH_TIMEOUT(again.shows("keyQuestion.passphrase"), kPatienceMs);
        QVERIFY(!again.shows("keyQuestion.again"));
        QTest::keyClicks(again.find<QLineEdit>("keyQuestion.passphrase"), u"not this one"_s);
        QTest::keyClick(again.find<QLineEdit>("keyQuestion.passphrase"), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(again.find<QLineEdit>("keyQuestion.passphrase")->text().isEmpty() && again.shows("keyQuestion.passphrase"), kPatienceMs);
        QTest::keyClicks(again.find<QLineEdit>("keyQuestion.passphrase"), kPassphrase);
        QTest::keyClick(again.find<QLineEdit>("keyQuestion.passphrase"), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(again.place(), u"sealed_file"_s, kPatienceMs);
    }
    void aFileInTheClearIsSealed() {
        QVERIFY(QDir().mkpath(dataDir()));
        const QByteArray hex("5eed111111111111111111111111111111111111111111111111111111c0ffee");
        QFile file(dataDir() + u"/master.key"_s);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        file.write(hex);
        file.close();
        {
            RunningConsole console;
            QTRY_VERIFY_WITH_TIMEOUT(console.shows("keyQuestion.keepFile"), kPatienceMs);
            QTest::keyClicks(console.find<QLineEdit>("keyQuestion.passphrase"), kPassphrase);
            QTest::keyClicks(console.find<QLineEdit>("keyQuestion.again"), kPassphrase);
            QTest::mouseClick(console.find<QPushButton>("keyQuestion.submit"), Qt::LeftButton);
            QTRY_COMPARE_WITH_TIMEOUT(console.place(), u"sealed_file"_s, kPatienceMs);
        }
        QCOMPARE(filesWithKey(hex), QStringList());
    }
    void aSessionsKeyIsOfferedAndKeptNowhere() {
        RunningConsole console;
        QTRY_VERIFY_WITH_TIMEOUT(console.shows("keyQuestion.session"), kPatienceMs);
        QVERIFY(console.shows("keyQuestion.sessionHint"));
        QTest::mouseClick(console.find<QPushButton>("keyQuestion.session"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(console.place(), u"session"_s, kPatienceMs);
        QVERIFY(!QFileInfo::exists(dataDir() + u"/master.key"_s) && !QFileInfo::exists(dataDir() + u"/master.key.sealed"_s));
    }
};

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const QByteArray mode = qgetenv("KEYRING_MODE");
    qputenv("GATEWAY_PORT", "0");
    if (mode == "keyring") {
        qDBusRegisterMetaType<DBusSecret>();
        WithKeyring test;
        return QTest::qExec(&test, argc, argv);
    }
    if (mode == "none") {
        WithoutBus test;
        return QTest::qExec(&test, argc, argv);
    }
    std::fprintf(stderr, "run it through tests/app/with_keyring.py\n");
    return 1;
}
#include "keychain_test.moc"
