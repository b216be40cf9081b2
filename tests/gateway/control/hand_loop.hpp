// Control's loop turned by hand: a mailbox for what other threads post, timers that fire when a test says so, and a worker
// that acknowledges snapshots or does not. Mailbox::post is thread-safe, the rest is the test thread's.
#pragma once

#include "gateway/control/publisher.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <iterator>
#include <mutex>
#include <utility>
#include <vector>

namespace gw::test {

class Mailbox {
   public:
    void post(std::function<void()> task) {
        {
            const std::lock_guard lock(mutex_);
            tasks_.push_back(std::move(task));
        }
        came_.notify_one();
    }
    control::Poster poster() {
        return [this](std::function<void()> task) { post(std::move(task)); };
    }
    /// False when nothing comes for 10 s.
    bool runUntil(const std::function<bool()>& done) {
        while (!done()) {
            std::function<void()> task;
            {
                std::unique_lock lock(mutex_);
                if (!came_.wait_for(lock, std::chrono::seconds{10}, [this] { return !tasks_.empty(); })) return false;
                task = std::move(tasks_.front());
                tasks_.pop_front();
            }
            if (before) before();
            task();
        }
        return true;
    }
    /// What is there already, and what that posts at once.
    void runPresent() {
        runUntil([this] {
            const std::lock_guard lock(mutex_);
            return tasks_.empty();
        });
    }

    std::function<void()> before;  ///< runs ahead of each task

   private:
    std::mutex mutex_;
    std::condition_variable came_;
    std::deque<std::function<void()>> tasks_;
};

class HandTimers {
   public:
    control::Timer timer() {
        return [this](std::chrono::milliseconds delay, std::function<void()> task) {
            waiting_.push_back({now_ + delay, std::move(task)});
        };
    }
    void advance(std::chrono::milliseconds step) {
        now_ += step;
        const auto due = std::stable_partition(waiting_.begin(), waiting_.end(), [this](const auto& each) { return each.due > now_; });
        std::vector<Waiting> ripe(std::make_move_iterator(due), std::make_move_iterator(waiting_.end()));
        waiting_.erase(due, waiting_.end());
        for (const auto& each : ripe) each.task();
    }
    std::size_t size() const { return waiting_.size(); }

   private:
    struct Waiting {
        std::chrono::milliseconds due;
        std::function<void()> task;
    };
    std::chrono::milliseconds now_{0};
    std::vector<Waiting> waiting_;
};

class FakeWorker final : public control::SnapshotTarget {
   public:
    void post(config::SnapshotPtr next, std::function<void(config::SnapshotPtr)> ack) override {
        seen.push_back(next->version);
        waiting_.push_back([ack = std::move(ack), old = std::exchange(current, std::move(next))] { ack(old); });
        if (answers) answer();
    }
    /// Sends the acknowledgements that were held back.
    void answer() {
        for (auto& ack : std::exchange(waiting_, {})) ack();
    }

    bool answers = true;
    config::SnapshotPtr current;
    std::vector<std::uint64_t> seen;

   private:
    std::vector<std::function<void()>> waiting_;
};

}  // namespace gw::test
