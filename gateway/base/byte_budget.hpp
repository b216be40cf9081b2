// A number of bytes that many hold parts of at once, with a limit: who asks for more than is left is told no. Lock-free; any
// thread. Owned by whoever sets the limit, outlives the leases.
#pragma once

#include <atomic>
#include <cstdint>
#include <utility>

namespace gw {

class ByteBudget {
   public:
    explicit ByteBudget(std::uint64_t limit = UINT64_MAX) : limit_(limit) {}

    bool take(std::uint64_t bytes) noexcept {
        const std::uint64_t before = used_.fetch_add(bytes, std::memory_order_relaxed);
        if (before + bytes <= limit_.load(std::memory_order_relaxed)) return true;
        give(bytes);
        return false;
    }
    /// Also beyond the limit: for what is there already.
    void force(std::uint64_t bytes) noexcept { used_.fetch_add(bytes, std::memory_order_relaxed); }
    void give(std::uint64_t bytes) noexcept { used_.fetch_sub(bytes, std::memory_order_relaxed); }
    std::uint64_t used() const noexcept { return used_.load(std::memory_order_relaxed); }
    std::uint64_t limit() const noexcept { return limit_.load(std::memory_order_relaxed); }
    /// What is held beyond a lower limit stays with its holders.
    void setLimit(std::uint64_t limit) noexcept { limit_.store(limit, std::memory_order_relaxed); }

   private:
    std::atomic<std::uint64_t> used_{0}, limit_;
};

/// What one holder has of a budget; given back when it goes. Movable, empty after a move.
class ByteLease {
   public:
    ByteLease() = default;
    explicit ByteLease(ByteBudget* budget) : budget_(budget) {}
    ByteLease(ByteLease&& other) noexcept
        : budget_(std::exchange(other.budget_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}
    ByteLease& operator=(ByteLease&& other) noexcept {
        if (this != &other) {
            release();
            budget_ = std::exchange(other.budget_, nullptr);
            bytes_ = std::exchange(other.bytes_, 0);
        }
        return *this;
    }
    ~ByteLease() { release(); }

    /// Holds `bytes` in all from here on. @return false, and nothing changed, when the budget has not that much left.
    bool growTo(std::uint64_t bytes) noexcept {
        if (!budget_ || bytes <= bytes_) return true;
        if (!budget_->take(bytes - bytes_)) return false;
        bytes_ = bytes;
        return true;
    }
    /// Holds exactly this much, whatever the limit says.
    void hold(std::uint64_t bytes) noexcept {
        if (!budget_) return;
        if (bytes > bytes_) budget_->force(bytes - bytes_);
        if (bytes < bytes_) budget_->give(bytes_ - bytes);
        bytes_ = bytes;
    }
    std::uint64_t bytes() const noexcept { return bytes_; }
    void release() noexcept {
        if (budget_ && bytes_ > 0) budget_->give(bytes_);
        bytes_ = 0;
    }

   private:
    ByteBudget* budget_ = nullptr;
    std::uint64_t bytes_ = 0;
};

}  // namespace gw
