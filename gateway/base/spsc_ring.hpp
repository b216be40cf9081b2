// A lock-free ring from one producer thread to one consumer thread; what leaves a worker goes through one of these.
// push refuses when full, the producer counts what it dropped or pushes back.
#pragma once

#include <atomic>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace gw {

template <class T>
class SpscRing {
   public:
    /// @param capacity rounded up to a power of two.
    explicit SpscRing(std::size_t capacity) {
        std::size_t size = 2;
        while (size < capacity) size *= 2;
        slots_.resize(size);
        mask_ = size - 1;
    }

    /// Producer thread only.
    bool push(T&& item) {
        const auto tail = tail_.load(std::memory_order_relaxed);
        if (tail - head_.load(std::memory_order_acquire) > mask_) return false;
        slots_[tail & mask_] = std::move(item);
        tail_.store(tail + 1, std::memory_order_release);
        return true;
    }

    /// Consumer thread only.
    std::optional<T> pop() {
        const auto head = head_.load(std::memory_order_relaxed);
        if (head == tail_.load(std::memory_order_acquire)) return std::nullopt;
        std::optional<T> item(std::move(slots_[head & mask_]));
        head_.store(head + 1, std::memory_order_release);
        return item;
    }

    std::size_t size() const {
        return tail_.load(std::memory_order_acquire) - head_.load(std::memory_order_acquire);
    }

   private:
    std::vector<T> slots_;
    std::size_t mask_ = 0;
    alignas(64) std::atomic<std::size_t> head_{0};
    alignas(64) std::atomic<std::size_t> tail_{0};
};

}  // namespace gw
