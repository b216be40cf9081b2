// One answer as the cache keeps it, and what it is found by. Immutable once made; shared by the workers, any thread.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/digest.hpp"
#include "gateway/ledger/usage_record.hpp"

#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace gw::cache {

/// SHA-256 over the caller's scope, the preset and the canonical request.
using Key = Digest256;

struct KeyHash {
    using is_avalanching = void;
    std::size_t operator()(const Key& key) const noexcept {
        std::size_t hash = 0;
        std::memcpy(&hash, key.data() + 8, sizeof hash);
        return hash;
    }
};

/// What is known of an answer beside its texts.
struct EntryFacts {
    SteadyTime madeAt{}, expiresAt{};
    std::uint64_t generation = 0;  ///< flushes that came before it
    ledger::TokenUsage usage;
    bool usageKnown = false;  ///< the provider told it; else `usage` is counted
    bool stream = false;
};

struct EntryTexts {
    std::string_view contentType;
    std::string_view provider, upstreamModel;  ///< who made the answer
    std::string_view body, tail;               ///< the second part of the body
};

class Entry;
using EntryPtr = boost::intrusive_ptr<const Entry>;

/// One piece of memory: most answers are asked for once, and throwing out the oldest costs as many cache lines as it has pieces.
class Entry final : public EntryFacts, public boost::intrusive_ref_counter<Entry, boost::thread_safe_counter> {
 public:
    static EntryPtr make(const EntryFacts& facts, const EntryTexts& texts);
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;

    std::string_view contentType() const noexcept { return {text(), typeSize_}; }
    std::string_view provider() const noexcept { return {text() + typeSize_, providerSize_}; }
    std::string_view upstreamModel() const noexcept { return {text() + typeSize_ + providerSize_, modelSize_}; }
    /// A plain reply, or all events of a stream with its end mark, byte for byte as the first client got them.
    std::string_view body() const noexcept { return {text() + headSize(), bodySize_}; }

    /// What it takes in memory, the table's own share included.
    std::size_t bytes() const noexcept { return sizeof(Entry) + kTableShare + headSize() + bodySize_; }
    /// The same of one that is yet to be made.
    static std::size_t bytesOf(const EntryTexts& texts) noexcept { return sizeof(Entry) + kTableShare + sizeOf(texts); }

    static void operator delete(void* memory) noexcept { ::operator delete(memory); }

 private:
    static constexpr std::size_t kTableShare = 256;
    static std::size_t sizeOf(const EntryTexts& texts) noexcept {
        return texts.contentType.size() + texts.provider.size() + texts.upstreamModel.size() + texts.body.size() + texts.tail.size();
    }
    struct TextSize {
        std::size_t bytes;
    };
    Entry(const EntryFacts& facts, const EntryTexts& texts) noexcept;
    /// The texts stand behind the object, in the order of EntryTexts.
    static void* operator new(std::size_t size, TextSize texts) { return ::operator new(size + texts.bytes); }
    static void operator delete(void* memory, TextSize /*texts*/) noexcept { ::operator delete(memory); }

    std::size_t headSize() const noexcept { return std::size_t{typeSize_} + providerSize_ + modelSize_; }
    const char* text() const noexcept { return reinterpret_cast<const char*>(this + 1); }

    std::size_t bodySize_;
    std::uint32_t typeSize_, providerSize_, modelSize_;
};

}  // namespace gw::cache
