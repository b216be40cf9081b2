// A table that only grows: one thread adds slots and counts in them, another reads along without a lock. At most `Cap` keys;
// everything after them shares one last slot, so that a client cannot make it grow without end.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace gw::metrics {

template <class Slot, std::size_t Cap>
class AppendTable {
   public:
    AppendTable() = default;
    AppendTable(const AppendTable&) = delete;
    AppendTable& operator=(const AppendTable&) = delete;
    ~AppendTable() {
        for (auto& chunk : chunks_) delete[] chunk.load(std::memory_order_relaxed);
    }

    /// Writer only. `name(slot)` fills a slot's labels before a reader can see it; `nameOther(slot)` those of the last one.
    template <class Name, class NameOther>
    Slot& at(std::string_view key, Name name, NameOther nameOther) {
        // Neighbours are often alike. A full table's last slot has no key.
        if (last_ && last_->first == key) return *last_->second;
        if (const auto known = index_.find(key); known != index_.end()) {
            last_ = &*known;
            return *known->second;
        }
        if (size_.load(std::memory_order_relaxed) >= Cap) {
            if (!other_) other_ = &append(nameOther);
            return *other_;
        }
        Slot& slot = append(name);
        index_.emplace(key, &slot);
        return slot;
    }

    /// Any thread.
    template <class Visit>
    void forEach(Visit visit) const {
        const auto size = size_.load(std::memory_order_acquire);
        for (std::size_t i = 0; i < size; ++i) visit(chunks_[i / kChunk].load(std::memory_order_relaxed)[i % kChunk]);
    }
    std::size_t size() const { return size_.load(std::memory_order_acquire); }

   private:
    static constexpr std::size_t kChunk = 64;
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
    };

    template <class Name>
    Slot& append(Name name) {
        const auto place = size_.load(std::memory_order_relaxed);
        auto& chunk = chunks_[place / kChunk];
        if (!chunk.load(std::memory_order_relaxed)) chunk.store(new Slot[kChunk], std::memory_order_relaxed);
        Slot& slot = chunk.load(std::memory_order_relaxed)[place % kChunk];
        name(slot);
        // Publishes the chunk and the labels together.
        size_.store(place + 1, std::memory_order_release);
        return slot;
    }

    std::array<std::atomic<Slot*>, Cap / kChunk + 1> chunks_{};
    std::atomic<std::size_t> size_{0};
    std::unordered_map<std::string, Slot*, Hash, std::equal_to<>> index_;
    Slot* other_ = nullptr;
    const std::pair<const std::string, Slot*>* last_ = nullptr;  ///< what was asked for last
};

}  // namespace gw::metrics
