// A thread with a database connection of its own and two bounded lanes of jobs: `first` is always served before `second`.
// Full rule: tryPost refuses (the caller answers tooBusy); postWaiting waits for room, so that money is pushed back on and
// never dropped. Owned by Store. The mutex guards the lanes; a message would not do because this is what carries messages.
#pragma once

#include "gateway/store/database.hpp"

#include <array>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace gw::store {

class StoreThread {
   public:
    enum class Lane : std::uint8_t { first, second };
    /// Runs on the store thread. `database` is nullptr when the thread stops without doing it: answer with cancelled.
    using Task = std::function<void(Database* database)>;
    struct Options {
        SqliteOptions sqlite;
        std::string name;  ///< at most 15 characters, seen in ps and gdb
        std::size_t firstMax = 1024;
        std::size_t secondMax = 4;
        /// The writer does what is queued before it stops (money, audit); readers cancel it.
        bool finishQueued = true;
    };

    /// Opens the connection on the new thread and waits for that. @return storeFailed.
    static Result<std::unique_ptr<StoreThread>> start(Options options);
    /// Joins; what is queued is done or cancelled as Options::finishQueued says.
    ~StoreThread();
    StoreThread(const StoreThread&) = delete;
    StoreThread& operator=(const StoreThread&) = delete;

    /// False when the lane is full or the thread is stopping; the task is left as it was.
    bool tryPost(Lane lane, Task& task);
    /// Waits for room in the lane. False only when the thread is stopping.
    bool postWaiting(Lane lane, Task& task);
    std::size_t waiting() const;

   private:
    explicit StoreThread(Options options);
    Result<void> open();
    void serve(Database& database);
    bool takeTask(Task& task);

    const Options options_;
    mutable std::mutex mutex_;
    std::condition_variable work_;
    std::condition_variable room_;
    std::array<std::deque<Task>, 2> lanes_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace gw::store
