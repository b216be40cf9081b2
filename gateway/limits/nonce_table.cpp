#include "gateway/limits/nonce_table.hpp"

#include <chrono>
#include <cstring>
#include <iterator>

namespace gw::limits {

namespace {

constexpr std::int64_t kSlotSeconds = 16;

std::int64_t slotOf(WallTime time) {
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count() / kSlotSeconds;
}

std::uint32_t ownerOf(const NonceId& id) {
    std::uint32_t owner = 0;
    std::memcpy(&owner, id.data() + kNonceOwnerAt, sizeof owner);
    return owner;
}

}  // namespace

std::size_t NonceTable::IdHash::operator()(const NonceId& id) const noexcept {
    std::size_t head = 0;
    std::memcpy(&head, id.data() + 1, sizeof head);  // of a SHA-256 with the key's own id in it
    return head;
}

void NonceTable::Stripe::add(const NonceClaim& claim) {
    if (!known.insert(claim.id).second) return;
    ++held[ownerOf(claim.id)];
    byEnd[slotOf(claim.until)].push_back(claim.id);
}

std::size_t NonceTable::Stripe::heldBy(const NonceId& id) const {
    const auto at = held.find(ownerOf(id));
    return at == held.end() ? 0 : at->second;
}

void NonceTable::Stripe::dropOld(WallTime now) {
    while (!byEnd.empty() && byEnd.begin()->first < slotOf(now)) {
        for (const auto& id : byEnd.begin()->second) {
            known.erase(id);
            const auto owner = held.find(ownerOf(id));
            if (owner != held.end() && --owner->second == 0) held.erase(owner);
        }
        byEnd.erase(byEnd.begin());
    }
}

void NonceTable::claim(const NonceClaim& claim, WallTime now, std::function<void(NonceVerdict)> then) { then(take(claim, now)); }

NonceVerdict NonceTable::take(const NonceClaim& claim, WallTime now) {
    Stripe& stripe = stripeOf(claim.id);
    const std::lock_guard lock(stripe.mutex);
    stripe.dropOld(now);
    if (stripe.known.contains(claim.id)) return NonceVerdict::used;
    if (stripe.heldBy(claim.id) >= keyMost_) return NonceVerdict::keyFull;
    if (stripe.known.size() >= stripeMost_ || stripe.unsaved.size() >= stripeMost_) return NonceVerdict::unavailable;
    stripe.add(claim);
    stripe.unsaved.push_back(claim);
    return NonceVerdict::fresh;
}

std::vector<NonceClaim> NonceTable::takeUnsaved() {
    std::vector<NonceClaim> all;
    for (auto& stripe : stripes_) {
        const std::lock_guard lock(stripe.mutex);
        all.insert(all.end(), stripe.unsaved.begin(), stripe.unsaved.end());
        stripe.unsaved.clear();
    }
    return all;
}

void NonceTable::restore(std::span<const NonceClaim> claims) {
    for (const auto& claim : claims) {
        Stripe& stripe = stripeOf(claim.id);
        const std::lock_guard lock(stripe.mutex);
        stripe.add(claim);
    }
}

std::size_t NonceTable::size() {
    std::size_t sum = 0;
    for (auto& stripe : stripes_) {
        const std::lock_guard lock(stripe.mutex);
        sum += stripe.known.size();
    }
    return sum;
}

}  // namespace gw::limits
