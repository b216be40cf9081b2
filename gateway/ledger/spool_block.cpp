#include "gateway/ledger/spool_block.hpp"

#include "gateway/base/assert.hpp"
#include "gateway/ledger/record_codec.hpp"

#include <utility>

namespace gw::ledger {

void SpoolBlock::add(RecordType type, std::uint16_t attempt, std::string_view payload, Then then) {
    const std::size_t begin = bytes_.size();
    bytes_.append(kFrameHeadBytes, '\0').append(payload);
    entries_.push_back(Entry{type, attempt, begin, bytes_.size(), std::move(then)});
}

void SpoolBlock::take(const SpoolBlock& other, Entry& entry) {
    add(entry.type, entry.attempt, other.payload(entry), std::move(entry.then));
}

void SpoolBlock::expect(std::size_t bytes, std::size_t entries) {
    bytes_.reserve(bytes);
    entries_.reserve(entries);
}

void SpoolBlock::stamp(std::uint32_t salt) {
    for (const auto& entry : entries_) putFrameHead(bytes_.data() + entry.begin, entry.type, payload(entry), salt);
}

std::string_view SpoolBlock::requestId(const Entry& entry) const {
    const auto id = peekRequestId(payload(entry));
    GW_ASSERT(id);
    return *id;
}

}  // namespace gw::ledger
