#include "app/keychain/desktop_keychain.hpp"

#include "app/keychain/secret_service.hpp"

#include <qt6keychain/keychain.h>

#include <QMetaObject>
#include <QThread>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <utility>

namespace app {

namespace {

using namespace std::chrono_literals;
using gw::secrets::KeychainState;
using gw::secrets::KeychainStatus;
using gw::secrets::Secret;

const QString kServiceName = QStringLiteral("gatehouse");
/// How often the keyring is looked at while the person types its password.
constexpr auto kUnlockPause = 250ms;
constexpr auto kThreadEndMost = 2000ms;

tl::unexpected<gw::Error> unavailable(std::string detail) {
    return gw::fail(gw::ErrorCode::keychainUnavailable, gw::ErrorSource::internal, gw::Retry::never, std::move(detail));
}

/// The mutex guards the end of waiting: a caller waits for an answer, the limit or the end of the program, whichever is first.
struct Gate {
    std::mutex mutex;
    std::condition_variable changed;
    bool cancelled = false;
};

template <class T>
struct Answer {
    std::optional<T> value;
};

}  // namespace

struct DesktopKeychain::Impl {
    KeychainLimits limits;
    std::shared_ptr<Gate> gate = std::make_shared<Gate>();
    QThread* thread = new QThread;
    QObject* there = new QObject;  ///< lives on the thread

    /// Runs `ask` on the keychain's thread and waits for what it gives to its argument. @return nullopt after `limit`.
    template <class T>
    std::optional<T> wait(std::chrono::milliseconds limit, std::function<void(std::function<void(T)>)> ask) {
        auto answer = std::make_shared<Answer<T>>();
        auto give = [answer, held = gate](T value) {
            const std::lock_guard lock(held->mutex);
            answer->value.emplace(std::move(value));
            held->changed.notify_all();
        };
        QMetaObject::invokeMethod(there, [ask = std::move(ask), give = std::move(give)] { ask(give); }, Qt::QueuedConnection);
        std::unique_lock lock(gate->mutex);
        gate->changed.wait_for(lock, limit, [&] { return gate->cancelled || answer->value; });
        return std::move(answer->value);
    }

    bool pause(std::chrono::milliseconds time) const {
        std::unique_lock lock(gate->mutex);
        return !gate->changed.wait_for(lock, time, [this] { return gate->cancelled; });
    }
};

DesktopKeychain::DesktopKeychain(KeychainLimits limits) : impl_(std::make_unique<Impl>()) {
    impl_->limits = limits;
    impl_->thread->setObjectName(QStringLiteral("keychain"));
    impl_->there->moveToThread(impl_->thread);
    impl_->thread->start();
}

DesktopKeychain::~DesktopKeychain() {
    cancel();
    QObject::connect(impl_->thread, &QThread::finished, impl_->there, &QObject::deleteLater);
    impl_->thread->quit();
    // A D-Bus call that hangs must not keep the program: its thread ends with the process then.
    if (impl_->thread->wait(QDeadlineTimer(kThreadEndMost))) delete impl_->thread;
}

KeychainStatus DesktopKeychain::status() {
    const auto limit = impl_->limits.answer;
    auto answer = impl_->wait<KeychainStatus>(limit, [limit](const std::function<void(KeychainStatus)>& give) { give(secretServiceStatus(limit)); });
    return answer.value_or(KeychainStatus{KeychainState::absent, "the keychain did not answer in time"});
}

gw::Result<std::optional<Secret>> DesktopKeychain::read(const std::string& entry) {
    using Read = gw::Result<std::optional<Secret>>;
    auto answer = impl_->wait<Read>(impl_->limits.answer, [entry](const std::function<void(Read)>& give) {
        auto* job = new QKeychain::ReadPasswordJob(kServiceName);
        job->setInsecureFallback(false);
        job->setKey(QString::fromStdString(entry));
        QObject::connect(job, &QKeychain::Job::finished, job, [job, give] {
            if (job->error() == QKeychain::EntryNotFound) return give(std::optional<Secret>());
            if (job->error() != QKeychain::NoError) return give(unavailable(job->errorString().toStdString()));
            auto text = job->textData().toStdString();
            std::optional<Secret> secret{Secret(text)};
            gw::secrets::wipe(text);
            give(std::move(secret));
        });
        job->start();
    });
    if (!answer) return unavailable("the keychain did not answer in time");
    return std::move(*answer);
}

gw::Result<void> DesktopKeychain::write(const std::string& entry, const Secret& text) {
    using Done = gw::Result<void>;
    auto answer = impl_->wait<Done>(impl_->limits.answer, [entry, text](const std::function<void(Done)>& give) {
        auto* job = new QKeychain::WritePasswordJob(kServiceName);
        job->setInsecureFallback(false);
        job->setKey(QString::fromStdString(entry));
        job->setTextData(QString::fromUtf8(text.reveal().data(), static_cast<qsizetype>(text.reveal().size())));
        QObject::connect(job, &QKeychain::Job::finished, job, [job, give] {
            give(job->error() == QKeychain::NoError ? Done() : Done(unavailable(job->errorString().toStdString())));
        });
        job->start();
    });
    return answer ? std::move(*answer) : Done(unavailable("the keychain did not answer in time"));
}

gw::Result<void> DesktopKeychain::remove(const std::string& entry) {
    using Done = gw::Result<void>;
    auto answer = impl_->wait<Done>(impl_->limits.answer, [entry](const std::function<void(Done)>& give) {
        auto* job = new QKeychain::DeletePasswordJob(kServiceName);
        job->setInsecureFallback(false);
        job->setKey(QString::fromStdString(entry));
        QObject::connect(job, &QKeychain::Job::finished, job, [job, give] {
            give(job->error() == QKeychain::NoError ? Done() : Done(unavailable(job->errorString().toStdString())));
        });
        job->start();
    });
    return answer ? std::move(*answer) : Done(unavailable("the keychain did not answer in time"));
}

void DesktopKeychain::unlock() {
    const auto limit = impl_->limits.answer;
    using Prompt = std::shared_ptr<UnlockPrompt>;
    const auto prompt = impl_->wait<Prompt>(limit, [limit](const std::function<void(Prompt)>& give) { give(Prompt(new UnlockPrompt(limit), [](UnlockPrompt* over) { over->deleteLater(); })); });
    if (!prompt) return;
    for (std::chrono::milliseconds waited{0}; waited < impl_->limits.person; waited += kUnlockPause) {
        if (!(*prompt)->isShown() || !impl_->pause(kUnlockPause)) return;
    }
}

void DesktopKeychain::cancel() noexcept {
    const std::lock_guard lock(impl_->gate->mutex);
    impl_->gate->cancelled = true;
    impl_->gate->changed.notify_all();
}

}  // namespace app
