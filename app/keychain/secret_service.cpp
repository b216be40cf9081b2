#include "app/keychain/secret_service.hpp"

#include <QDBusConnection>
#include <QDBusInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QDir>
#include <QFileInfo>
#include <QString>

namespace app {

namespace {

using gw::secrets::KeychainState;
using gw::secrets::KeychainStatus;

const QString kService = QStringLiteral("org.freedesktop.secrets");
const QString kPath = QStringLiteral("/org/freedesktop/secrets");
const QString kInterface = QStringLiteral("org.freedesktop.Secret.Service");
const QString kNoObject = QStringLiteral("/");

/// Without an address libdbus would try to start a bus of its own, which nobody's keyring is on.
bool hasSessionBus() {
    if (!qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS")) return true;
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFileInfo::exists(runtime + QStringLiteral("/bus"));
}

/// A connection of its own: a prompt ends with the client that asked for it, and nobody else's calls wait behind these.
struct Bus {
    explicit Bus(const QString& name) : connection(QDBusConnection::connectToBus(QDBusConnection::SessionBus, name)) {}
    ~Bus() { QDBusConnection::disconnectFromBus(connection.name()); }
    Bus(const Bus&) = delete;
    Bus& operator=(const Bus&) = delete;

    QDBusConnection connection;

    QDBusMessage call(const QString& path, const QString& interface, const QString& method, const QVariantList& arguments, int limitMs) const {
        auto message = QDBusMessage::createMethodCall(kService, path, interface, method);
        message.setArguments(arguments);
        return connection.call(message, QDBus::Block, limitMs);
    }
};

KeychainStatus absent(const QString& reason) { return {KeychainState::absent, reason.toStdString()}; }

/// The path of the collection that new entries go into; "/" when there is none.
QString defaultCollection(const Bus& bus, int limitMs, QString& problem) {
    const auto reply = bus.call(kPath, kInterface, QStringLiteral("ReadAlias"), {QStringLiteral("default")}, limitMs);
    if (reply.type() == QDBusMessage::ReplyMessage && !reply.arguments().isEmpty())
        return reply.arguments().constFirst().value<QDBusObjectPath>().path();
    problem = reply.errorName() + QStringLiteral(": ") + reply.errorMessage();
    return {};
}

}  // namespace

KeychainStatus secretServiceStatus(std::chrono::milliseconds limit) {
    const int limitMs = static_cast<int>(limit.count());
    if (!hasSessionBus()) return absent(QStringLiteral("there is no session bus"));
    const Bus bus(QStringLiteral("gatehouse-keychain"));
    if (!bus.connection.isConnected()) return absent(QStringLiteral("the session bus does not answer"));
    QString problem;
    const QString path = defaultCollection(bus, limitMs, problem);
    if (!problem.isEmpty()) return absent(QStringLiteral("no Secret Service: ") + problem);
    if (path.isEmpty() || path == kNoObject) return absent(QStringLiteral("the Secret Service has no default keyring"));
    const auto reply = bus.call(path, QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"),
                                {QStringLiteral("org.freedesktop.Secret.Collection"), QStringLiteral("Locked")}, limitMs);
    if (reply.type() != QDBusMessage::ReplyMessage || reply.arguments().isEmpty())
        return absent(QStringLiteral("the default keyring does not answer: ") + reply.errorMessage());
    const bool locked = reply.arguments().constFirst().value<QDBusVariant>().variant().toBool();
    return {locked ? KeychainState::locked : KeychainState::open, {}};
}

struct UnlockPrompt::Impl {
    Bus bus{QStringLiteral("gatehouse-unlock")};
};

UnlockPrompt::UnlockPrompt(std::chrono::milliseconds limit) : impl_(std::make_unique<Impl>()) {
    const int limitMs = static_cast<int>(limit.count());
    if (!hasSessionBus() || !impl_->bus.connection.isConnected()) return;
    QString problem;
    const QString path = defaultCollection(impl_->bus, limitMs, problem);
    if (path.isEmpty() || path == kNoObject) return;
    const QVariant paths = QVariant::fromValue(QList<QDBusObjectPath>{QDBusObjectPath(path)});
    const auto reply = impl_->bus.call(kPath, kInterface, QStringLiteral("Unlock"), {paths}, limitMs);
    if (reply.type() != QDBusMessage::ReplyMessage || reply.arguments().size() < 2) return;
    const QString prompt = reply.arguments().at(1).value<QDBusObjectPath>().path();
    if (prompt == kNoObject) return;
    const QString interface = QStringLiteral("org.freedesktop.Secret.Prompt");
    shown_ = true;
    impl_->bus.connection.connect(kService, prompt, interface, QStringLiteral("Completed"), this, SLOT(completed()));
    const auto asked = impl_->bus.call(prompt, interface, QStringLiteral("Prompt"), {QString()}, limitMs);
    if (asked.type() != QDBusMessage::ReplyMessage) shown_ = false;
}

UnlockPrompt::~UnlockPrompt() = default;

}  // namespace app
