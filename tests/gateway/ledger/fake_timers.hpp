// A worker's loop that a test turns by hand. post is thread-safe, as the real one's.
#pragma once

#include "gateway/pipeline/ports.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace gw::test {

class FakeTimers final : public pipeline::WorkerTimers {
   public:
    void after(std::chrono::milliseconds delay, std::function<void()> task) override {
        waiting_.push_back({now_ + delay, std::move(task)});
    }
    void post(std::function<void()> task) override {
        const std::lock_guard lock(mutex_);
        posted_.push_back(std::move(task));
    }

    /// Runs what was posted, and what that posts. @return how many tasks ran.
    std::size_t run() {
        std::size_t count = 0;
        for (;;) {
            std::vector<std::function<void()>> tasks;
            {
                const std::lock_guard lock(mutex_);
                tasks.swap(posted_);
            }
            if (tasks.empty()) return count;
            for (const auto& task : tasks) task();
            count += tasks.size();
        }
    }

    /// Moves the clock and runs the timers that fall due, and what they post.
    void advance(std::chrono::milliseconds step) {
        now_ += step;
        const auto due = std::stable_partition(waiting_.begin(), waiting_.end(),
                                               [this](const Waiting& waiting) { return waiting.due > now_; });
        std::vector<Waiting> ripe(std::make_move_iterator(due), std::make_move_iterator(waiting_.end()));
        waiting_.erase(due, waiting_.end());
        for (const auto& waiting : ripe) waiting.task();
        run();
    }

    std::size_t timers() const { return waiting_.size(); }

   private:
    struct Waiting {
        std::chrono::milliseconds due;
        std::function<void()> task;
    };
    std::chrono::milliseconds now_{0};
    std::vector<Waiting> waiting_;
    std::mutex mutex_;
    std::vector<std::function<void()>> posted_;
};

}  // namespace gw::test
