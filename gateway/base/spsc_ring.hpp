// A lock-free ring from one producer thread to one consumer thread; what leaves a worker goes through one of these.
// push refuses when full, the producer counts what it dropped or pushes back.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace gw {

template <class T>
class SpscRing {
   public:
    /// @param capacity rounded up to a power of two. Items are made as they come: slots never used cost no resident memory.
    explicit SpscRing(std::size_t capacity) {
        std::size_t size = 2;
        while (size < capacity) size *= 2;
        mask_ = size - 1;
        slots_ = std::allocator<T>().allocate(size);
    }
    ~SpscRing() {
        while (pop()) {
        }
        std::allocator<T>().deallocate(slots_, mask_ + 1);
    }
    SpscRing(const SpscRing&) = delete;
    SpscRing& operator=(const SpscRing&) = delete;

    /// Producer thread only.
    bool push(T&& item) {
        const auto tail = tail_.load(std::memory_order_relaxed);
        if (tail - head_.load(std::memory_order_acquire) > mask_) return false;
        std::construct_at(slots_ + (tail & mask_), std::move(item));
        tail_.store(tail + 1, std::memory_order_release);
        return true;
    }

    /// Consumer thread only.
    std::optional<T> pop() {
        std::optional<T> item;
        take([&item](T&& front) { item.emplace(std::move(front)); });
        return item;
    }

    /// Consumer thread only. @return false when there was nothing.
    bool popTo(std::vector<T>& items) {
        return take([&items](T&& front) { items.push_back(std::move(front)); });
    }

    std::size_t size() const {
        return tail_.load(std::memory_order_acquire) - head_.load(std::memory_order_acquire);
    }

   private:
    template <class Use>
    bool take(Use use) {
        const auto head = head_.load(std::memory_order_relaxed);
        if (head == tail_.load(std::memory_order_acquire)) return false;
        T* front = slots_ + (head & mask_);
        use(std::move(*front));
        std::destroy_at(front);
        head_.store(head + 1, std::memory_order_release);
        return true;
    }

    T* slots_ = nullptr;
    std::size_t mask_ = 0;
    alignas(64) std::atomic<std::size_t> head_{0};
    alignas(64) std::atomic<std::size_t> tail_{0};
};

}  // namespace gw
