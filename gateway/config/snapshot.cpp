#include "gateway/config/snapshot.hpp"

#include <algorithm>
#include <cstring>

namespace gw::config {

std::size_t DigestHash::operator()(const Digest256& digest) const noexcept {
    std::size_t head = 0;
    std::memcpy(&head, digest.data() + 1, sizeof head);  // a SHA-256 of a secret nobody chooses: no seed needed
    return head;
}

std::shared_ptr<const ApiKey> Snapshot::findKey(const Digest256& secretHash) const {
    const auto& shard = keys[secretHash[0]];
    if (!shard) return nullptr;
    const auto found = shard->find(secretHash);
    return found == shard->end() ? nullptr : found->second;
}

std::shared_ptr<Snapshot> Snapshot::withKey(std::shared_ptr<const ApiKey> key) const {
    auto next = std::make_shared<Snapshot>(*this);
    ++next->version;
    auto& shard = next->keys[key->secretHash[0]];
    auto copy = shard ? std::make_shared<KeyShard>(*shard) : std::make_shared<KeyShard>();
    copy->insert_or_assign(key->secretHash, std::move(key));
    shard = std::move(copy);
    return next;
}

void indexModels(Snapshot& snapshot) {
    snapshot.presetsByModel.clear();
    for (const auto& [name, preset] : snapshot.presets) {
        for (const auto& item : preset->items) {
            if (!item.isActive || !item.provider || !item.provider->isActive) continue;
            auto& list = snapshot.presetsByModel[item.model];
            if (std::find(list.begin(), list.end(), preset) == list.end()) list.push_back(preset);
        }
    }
}

}  // namespace gw::config
