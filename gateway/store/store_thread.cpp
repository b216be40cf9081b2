#include "gateway/store/store_thread.hpp"

#include "gateway/base/log.hpp"

#include <future>
#include <pthread.h>

namespace gw::store {

namespace {
std::size_t index(StoreThread::Lane lane) { return lane == StoreThread::Lane::first ? 0 : 1; }
}  // namespace

StoreThread::StoreThread(Options options) : options_(std::move(options)) {}

Result<std::unique_ptr<StoreThread>> StoreThread::start(Options options) {
    std::unique_ptr<StoreThread> thread(new StoreThread(std::move(options)));
    if (auto opened = thread->open(); !opened) return fail(opened.error());
    return thread;
}

Result<void> StoreThread::open() {
    std::promise<Result<void>> promise;
    auto opened = promise.get_future();
    thread_ = std::thread([this, &promise] {
        pthread_setname_np(pthread_self(), options_.name.substr(0, 15).c_str());
        // The connection belongs to this thread: it is opened, used and closed here.
        auto database = Database::openSqlite(options_.sqlite);
        const bool usable = database.has_value();
        promise.set_value(usable ? Result<void>{} : Result<void>(fail(database.error())));
        if (usable) serve(**database);
    });
    return opened.get();
}

StoreThread::~StoreThread() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    work_.notify_all();
    room_.notify_all();
    if (thread_.joinable()) thread_.join();
}

bool StoreThread::tryPost(Lane lane, Task& task) {
    {
        const std::lock_guard lock(mutex_);
        auto& queue = lanes_[index(lane)];
        if (stopping_ || queue.size() >= (lane == Lane::first ? options_.firstMax : options_.secondMax)) return false;
        queue.push_back(std::move(task));
    }
    work_.notify_one();
    return true;
}

bool StoreThread::postWaiting(Lane lane, Task& task) {
    {
        std::unique_lock lock(mutex_);
        auto& queue = lanes_[index(lane)];
        const std::size_t max = lane == Lane::first ? options_.firstMax : options_.secondMax;
        room_.wait(lock, [&] { return stopping_ || queue.size() < max; });
        if (stopping_) return false;
        queue.push_back(std::move(task));
    }
    work_.notify_one();
    return true;
}

std::size_t StoreThread::waiting() const {
    const std::lock_guard lock(mutex_);
    return lanes_[0].size() + lanes_[1].size();
}

bool StoreThread::takeTask(Task& task) {
    {
        std::unique_lock lock(mutex_);
        work_.wait(lock, [this] { return stopping_ || !lanes_[0].empty() || !lanes_[1].empty(); });
        auto& queue = lanes_[0].empty() ? lanes_[1] : lanes_[0];
        if (queue.empty()) return false;
        task = std::move(queue.front());
        queue.pop_front();
    }
    room_.notify_one();
    return true;
}

void StoreThread::serve(Database& database) {
    Task task;
    while (takeTask(task)) {
        bool cancel = false;
        if (!options_.finishQueued) {
            const std::lock_guard lock(mutex_);
            cancel = stopping_;
        }
        try {
            task(cancel ? nullptr : &database);
        } catch (const std::exception& error) {
            log::store().error("store job threw: {}", error.what());
        }
        // What the job holds (handlers, rows) goes before the wait for the next one.
        task = nullptr;
    }
}

}  // namespace gw::store
