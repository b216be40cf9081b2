// The database as the rest of the engine sees it: jobs go to the writer thread or to one of two readers, their results come
// back through the poster given at construction (control's loop). Jobs are plain functions of Database&. Owned by engine;
// write, read and the blocking forms may be called from any thread but a store thread.
// Queues: writer 1,024 jobs of control, ahead of 4 of the shipper; readers 256 each. Full: the handler gets tooBusy; the
// shipper waits.
#pragma once

#include "gateway/store/database.hpp"
#include "gateway/store/store_thread.hpp"

#include <atomic>
#include <future>
#include <memory>
#include <type_traits>
#include <utility>

namespace gw::store {

/// Runs a function on the caller's loop, soon. Thread-safe.
using Poster = std::function<void(std::function<void()>)>;

class Store {
   public:
    struct Options {
        std::filesystem::path file;
        Poster post;
        std::size_t writerQueue = 1024;
        std::size_t shipperQueue = 4;
        std::size_t readerQueue = 256;
        int busyTimeoutMs = 5000;
    };
    /// Starts the three threads, each with its connection. The schema is not touched: see migrator.hpp.
    static Result<std::unique_ptr<Store>> open(Options options);

    /// `job(Database&) -> Result<T>` on the writer; `handler(Result<T>)` through the poster, always and exactly once.
    template <class Job, class Handler>
    void write(Job job, Handler handler) {
        submit(*writer_, std::move(job), std::move(handler));
    }
    template <class Job, class Handler>
    void read(Job job, Handler handler) {
        submit(reader(), std::move(job), std::move(handler));
    }

    /// Blocking forms for the shipper thread (second lane, waits for room), start-up and command-line verbs.
    template <class Job>
    auto writeNow(Job job) {
        return runNow(*writer_, std::move(job));
    }
    template <class Job>
    auto readNow(Job job) {
        return runNow(reader(), std::move(job));
    }

    const std::filesystem::path& file() const { return file_; }
    std::size_t writesWaiting() const { return writer_->waiting(); }

   private:
    Store(Options options, std::unique_ptr<StoreThread> writer, std::array<std::unique_ptr<StoreThread>, 2> readers);
    StoreThread& reader() { return *readers_[nextReader_.fetch_add(1, std::memory_order_relaxed) % readers_.size()]; }

    template <class Job, class Handler>
    void submit(StoreThread& thread, Job job, Handler handler) {
        using Outcome = std::invoke_result_t<Job&, Database&>;
        // The handler goes home with the answer: what it holds belongs to the caller's thread and must not end on this one.
        auto answer = [post = post_, handler = std::make_shared<Handler>(std::move(handler))](Outcome outcome) mutable {
            auto held = std::make_shared<Outcome>(std::move(outcome));
            post([handler = std::move(handler), held] { (*handler)(std::move(*held)); });
        };
        auto answering = std::make_shared<decltype(answer)>(std::move(answer));
        StoreThread::Task task = [answering, job = std::make_shared<Job>(std::move(job))](Database* database) {
            (*answering)(database ? guarded<Outcome>(*job, *database) : Outcome(stopped()));
        };
        if (!thread.tryPost(StoreThread::Lane::first, task)) (*answering)(Outcome(refused()));
    }

    template <class Job>
    auto runNow(StoreThread& thread, Job job) {
        using Outcome = std::invoke_result_t<Job&, Database&>;
        std::promise<Outcome> promise;
        auto future = promise.get_future();
        StoreThread::Task task = [&promise, &job](Database* database) {
            promise.set_value(database ? guarded<Outcome>(job, *database) : Outcome(stopped()));
        };
        if (!thread.postWaiting(StoreThread::Lane::second, task)) return Outcome(stopped());
        return future.get();
    }

    /// A job that throws is our own mistake or no memory: it becomes `internal`, never a dead thread.
    template <class Outcome, class Job>
    static Outcome guarded(Job& job, Database& database) {
        try {
            return job(database);
        } catch (const std::exception& error) {
            return Outcome(threw(error.what()));
        }
    }
    static tl::unexpected<Error> stopped();
    static tl::unexpected<Error> refused();
    static tl::unexpected<Error> threw(const char* what);

    const std::filesystem::path file_;
    const Poster post_;
    std::unique_ptr<StoreThread> writer_;
    std::array<std::unique_ptr<StoreThread>, 2> readers_;
    std::atomic<std::size_t> nextReader_{0};
};

}  // namespace gw::store
