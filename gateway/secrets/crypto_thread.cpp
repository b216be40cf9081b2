#include "gateway/secrets/crypto_thread.hpp"

#include "gateway/base/log.hpp"
#include "gateway/secrets/password.hpp"

#include <exception>
#include <memory>
#include <pthread.h>
#include <utility>

namespace gw::secrets {

tl::unexpected<Error> CryptoThread::tooBusy() {
    return fail(ErrorCode::tooBusy, "Too many passwords are being checked at once: try again in a moment.");
}

tl::unexpected<Error> CryptoThread::cancelled() { return fail(ErrorCode::cancelled, "The gateway is shutting down."); }

CryptoThread::CryptoThread(Poster post) : post_(std::move(post)), thread_([this] { loop(); }) {}

CryptoThread::~CryptoThread() {
    queue_.close();
    if (thread_.joinable()) thread_.join();
}

void CryptoThread::hash(Secret password, std::function<void(Result<std::string>)> handler) {
    auto secret = std::make_shared<Secret>(std::move(password));
    Work work;
    work.run = [secret, handler]() -> std::function<void()> {
        return [handler, result = hashPassword(*secret)] { handler(result); };
    };
    work.cancelled = [handler] { handler(cancelled()); };
    submit(std::move(work), [handler] { handler(tooBusy()); });
}

void CryptoThread::verify(std::string storedHash, Secret password, std::function<void(Result<bool>)> handler) {
    auto secret = std::make_shared<Secret>(std::move(password));
    Work work;
    work.run = [secret, handler, hash = std::move(storedHash)]() -> std::function<void()> {
        return [handler, same = verifyPassword(hash, *secret)] { handler(same); };
    };
    work.cancelled = [handler] { handler(cancelled()); };
    submit(std::move(work), [handler] { handler(tooBusy()); });
}

void CryptoThread::submit(Work work, std::function<void()> full) {
    if (!queue_.tryPush(work)) post_(std::move(full));
}

void CryptoThread::loop() {
    pthread_setname_np(pthread_self(), "crypto");
    for (;;) {
        auto work = queue_.pop(std::chrono::hours(1));
        const bool closed = queue_.closed();
        if (!work) {
            if (closed) return;
            continue;
        }
        if (closed) {
            post_(std::move(work->cancelled));
            continue;
        }
        try {
            post_(work->run());
        } catch (const std::exception& error) {
            log::control().error("password work failed: {}", error.what());
            post_(std::move(work->cancelled));
        }
    }
}

}  // namespace gw::secrets
