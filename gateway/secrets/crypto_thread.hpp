// The one thread that runs Argon2id, so that a storm of sign-ins costs one core and 64 MiB, not all; fresh RSA pairs are made
// here too. Queue 16; when it is full the caller gets tooBusy at once. Handlers come back through the poster, exactly once. Owned by engine.
#pragma once

#include "gateway/base/bounded_queue.hpp"
#include "gateway/base/result.hpp"
#include "gateway/secrets/secret.hpp"

#include <functional>
#include <string>
#include <thread>

namespace gw::secrets {

class CryptoThread {
   public:
    using Poster = std::function<void(std::function<void()>)>;
    static constexpr std::size_t kQueueMax = 16;

    explicit CryptoThread(Poster post);
    /// Waiting work is answered with cancelled.
    ~CryptoThread();
    CryptoThread(const CryptoThread&) = delete;
    CryptoThread& operator=(const CryptoThread&) = delete;

    void hash(Secret password, std::function<void(Result<std::string>)> handler);
    /// `storedHash` empty: unknown user; costs the same time and answers false.
    void verify(std::string storedHash, Secret password, std::function<void(Result<bool>)> handler);
    /// Any other blocking work with keys.
    template <class T>
    void run(std::function<Result<T>()> job, std::function<void(Result<T>)> handler) {
        Work work;
        work.run = [job = std::move(job), handler]() -> std::function<void()> {
            return [handler, result = job()] { handler(result); };
        };
        work.cancelled = [handler] { handler(cancelled()); };
        submit(std::move(work), [handler] { handler(tooBusy()); });
    }

   private:
    static tl::unexpected<Error> tooBusy();
    static tl::unexpected<Error> cancelled();
    struct Work {
        std::function<std::function<void()>()> run;  ///< runs on the thread, returns what to post
        std::function<void()> cancelled;
    };
    void submit(Work work, std::function<void()> full);
    void loop();

    const Poster post_;
    BoundedQueue<Work> queue_{kQueueMax};
    std::thread thread_;
};

}  // namespace gw::secrets
