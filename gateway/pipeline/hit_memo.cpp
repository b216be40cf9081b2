#include "gateway/pipeline/hit_memo.hpp"

#include <cstring>
#include <utility>

namespace gw::pipeline {

namespace {

/// What a slot takes beside its body.
constexpr std::uint64_t kSlotShare = 1024;

__extension__ using Wide = unsigned __int128;

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) noexcept {
    const auto product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t wordAt(const char* at) noexcept {
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
}

/// Finds a slot, nothing more: what stands there is compared byte by byte.
std::uint64_t hashOfBytes(std::string_view bytes, std::uint64_t seed) noexcept {
    constexpr std::uint64_t kOne = 0xA0761D6478BD642FULL, kTwo = 0xE7037ED1A0B428DBULL;
    std::uint64_t hash = seed ^ mixed(bytes.size() ^ kOne, kTwo);
    while (bytes.size() >= 16) {
        hash = mixed(wordAt(bytes.data()) ^ kOne, wordAt(bytes.data() + 8) ^ hash);
        bytes.remove_prefix(16);
    }
    std::array<char, 16> rest{};
    std::memcpy(rest.data(), bytes.data(), bytes.size());
    return mixed(wordAt(rest.data()) ^ kTwo, wordAt(rest.data() + 8) ^ hash);
}

}  // namespace

std::uint64_t HitMemos::hashOf(const HitMark& mark) const noexcept {
    return hashOfBytes(mark.body, seed_ ^ reinterpret_cast<std::uintptr_t>(mark.key) ^ (reinterpret_cast<std::uintptr_t>(mark.dialect) << 7));
}

const HitMemo* HitMemos::find(const config::Snapshot& snapshot, const HitMark& mark) {
    follow(snapshot);
    if (bytes_ == 0 || mark.body.size() > kBodyMax) return nullptr;
    const std::uint64_t hash = hashOf(mark);
    const Slot* slot = slots_[hash % kSlots].get();
    const bool same = slot && slot->hash == hash && slot->key == mark.key && slot->dialect == mark.dialect &&
                      slot->pricedOnly == mark.pricedOnly && slot->memo.body == mark.body;
    return same ? &slot->memo : nullptr;
}

void HitMemos::keep(const config::Snapshot& snapshot, const HitMark& mark, const dialect::Request& request, const routing::Route& route,
                    const CachePlan& plan) {
    follow(snapshot);
    const std::uint64_t share = mark.body.size() + kSlotShare;
    if (mark.body.size() > kBodyMax || share > bytesMax_) return;
    if (bytes_ + share > bytesMax_) forget();
    const std::uint64_t hash = hashOf(mark);
    auto& slot = slots_[hash % kSlots];
    if (slot) bytes_ -= slot->memo.body.size() + kSlotShare;
    slot = std::make_unique<Slot>();
    slot->hash = hash;
    slot->key = mark.key;
    slot->dialect = mark.dialect;
    slot->pricedOnly = mark.pricedOnly;
    HitMemo& memo = slot->memo;
    memo.body = mark.body;
    memo.model = request.model;
    memo.inputEstimate = request.inputEstimate;
    memo.choices = request.choices;
    memo.inputMost = request.inputMost;
    memo.outputMax = request.outputMax;
    memo.stream = request.stream;
    memo.route = route;
    memo.plan = plan;
    // The name behind provider/ is a part of the request's own model.
    for (auto& candidate : memo.route.candidates)
        if (!candidate.item) candidate.model = std::string_view(memo.model).substr(memo.model.size() - candidate.model.size());
    bytes_ += share;
}

void HitMemos::follow(const config::Snapshot& snapshot) {
    if (snapshot_ == &snapshot && version_ == snapshot.version) return;
    forget();
    snapshot_ = &snapshot;
    version_ = snapshot.version;
}

void HitMemos::forget() {
    if (bytes_ == 0) return;
    for (auto& slot : slots_) slot.reset();
    bytes_ = 0;
}

}  // namespace gw::pipeline
