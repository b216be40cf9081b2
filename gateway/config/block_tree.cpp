#include "gateway/config/block_tree.hpp"

#include <algorithm>
#include <bit>
#include <compare>
#include <span>

namespace gw::config {

namespace {

/// A prefix as two numbers; bits below `bits` are zero.
struct Prefix {
    std::uint64_t high = 0, low = 0;
    unsigned bits = 128;

    bool bit(unsigned at) const noexcept {
        return at < 64 ? (high >> (63 - at)) & 1U : (low >> (127 - at)) & 1U;
    }
    friend bool operator==(const Prefix&, const Prefix&) = default;
    friend auto operator<=>(const Prefix&, const Prefix&) = default;
};

constexpr std::uint64_t maskOf(unsigned bits) noexcept { return bits == 0 ? 0 : ~std::uint64_t{0} << (64 - bits); }

std::uint64_t numberAt(const IpAddress& address, std::size_t first) noexcept {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i) number = number << 8 | address.bytes[first + i];
    return number;
}

Prefix cut(Prefix prefix, unsigned bits) noexcept {
    prefix.high &= maskOf(std::min(bits, 64U));
    prefix.low &= bits <= 64 ? 0 : maskOf(bits - 64);
    prefix.bits = bits;
    return prefix;
}

Prefix prefixOf(const Cidr& range) noexcept { return cut({numberAt(range.base, 0), numberAt(range.base, 8), 128}, range.bits); }

/// How many leading bits two prefixes share, at most the shorter one's.
unsigned common(const Prefix& a, const Prefix& b) noexcept {
    const auto high = a.high ^ b.high;
    const unsigned same = high != 0 ? static_cast<unsigned>(std::countl_zero(high))
                                    : 64 + static_cast<unsigned>(std::countl_zero(a.low ^ b.low));
    return std::min({same, a.bits, b.bits});
}

bool holds(const Prefix& range, const Prefix& inner) noexcept {
    return range.bits <= inner.bits && common(range, inner) == range.bits;
}

Cidr rangeOf(const Prefix& prefix) {
    Cidr range;
    range.bits = static_cast<std::uint8_t>(prefix.bits);
    for (std::size_t i = 0; i < 8; ++i) {
        range.base.bytes[i] = static_cast<std::uint8_t>(prefix.high >> (56 - 8 * i));
        range.base.bytes[8 + i] = static_cast<std::uint8_t>(prefix.low >> (56 - 8 * i));
    }
    return range;
}

}  // namespace

/// A range that is blocked (`hits`), or a place where two parts of the tree go different ways (no `hits`, two children).
struct BlockTree::Node {
    Prefix prefix;
    BlockHitsPtr hits;
    NodePtr child[2];
};

namespace {

using Node = BlockTree::Node;
using NodePtr = BlockTree::NodePtr;
using Entry = std::pair<Prefix, BlockHitsPtr>;

NodePtr leaf(const Prefix& prefix, BlockHitsPtr hits) {
    auto node = std::make_shared<Node>();
    node->prefix = prefix;
    node->hits = hits ? std::move(hits) : std::make_shared<BlockHits>();
    return node;
}

/// From entries that are sorted and differ: the first is the widest of those with its base, so it alone can hold all.
NodePtr build(std::span<const Entry> entries) {
    if (entries.empty()) return nullptr;
    if (entries.size() == 1) return leaf(entries.front().first, entries.front().second);
    const unsigned bits = common(entries.front().first, entries.back().first);
    auto node = std::make_shared<Node>();
    node->prefix = cut(entries.front().first, bits);
    if (entries.front().first.bits == bits) {
        node->hits = entries.front().second ? entries.front().second : std::make_shared<BlockHits>();
        entries = entries.subspan(1);
    }
    const auto right = std::partition_point(entries.begin(), entries.end(), [bits](const Entry& entry) { return !entry.first.bit(bits); });
    const auto split = static_cast<std::size_t>(right - entries.begin());
    node->child[0] = build(entries.first(split));
    node->child[1] = build(entries.subspan(split));
    return node;
}

NodePtr inserted(const NodePtr& at, const Prefix& prefix) {
    if (!at) return leaf(prefix, nullptr);
    const unsigned bits = common(at->prefix, prefix);
    if (bits == at->prefix.bits) {
        auto copy = std::make_shared<Node>(*at);
        if (bits == prefix.bits) {
            if (!copy->hits) copy->hits = std::make_shared<BlockHits>();
        } else {
            auto& child = copy->child[prefix.bit(bits)];
            child = inserted(child, prefix);
        }
        return copy;
    }
    auto above = std::make_shared<Node>();
    above->prefix = cut(prefix, bits);
    above->child[at->prefix.bit(bits)] = at;
    if (bits == prefix.bits) {
        above->hits = std::make_shared<BlockHits>();
    } else {
        above->child[prefix.bit(bits)] = leaf(prefix, nullptr);
    }
    return above;
}

NodePtr erased(const NodePtr& at, const Prefix& prefix) {
    if (!at || !holds(at->prefix, prefix)) return at;
    auto copy = std::make_shared<Node>(*at);
    if (at->prefix.bits == prefix.bits) {
        copy->hits.reset();
    } else {
        auto& child = copy->child[prefix.bit(at->prefix.bits)];
        child = erased(child, prefix);
    }
    // A place where nothing parts any more goes.
    if (copy->hits || (copy->child[0] && copy->child[1])) return copy;
    return copy->child[0] ? copy->child[0] : copy->child[1];
}

void walk(const NodePtr& node, const std::function<void(const Cidr&, const BlockHits&)>& visit) {
    if (!node) return;
    if (node->hits) visit(rangeOf(node->prefix), *node->hits);
    walk(node->child[0], visit);
    walk(node->child[1], visit);
}

}  // namespace

BlockTree::BlockTree(std::vector<std::pair<Cidr, BlockHitsPtr>> ranges) {
    std::vector<Entry> entries;
    entries.reserve(ranges.size());
    for (auto& [range, hits] : ranges) entries.emplace_back(prefixOf(range), std::move(hits));
    std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.first < b.first; });
    entries.erase(std::unique(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.first == b.first; }), entries.end());
    size_ = entries.size();
    root_ = build(entries);
}

BlockTree::BlockTree(std::initializer_list<Cidr> ranges) {
    for (const auto& range : ranges) *this = with(range);
}

BlockHits* BlockTree::find(const IpAddress& address) const noexcept {
    const Node* node = root_.get();
    if (!node) return nullptr;
    const Prefix wanted{numberAt(address, 0), numberAt(address, 8), 128};
    BlockHits* narrowest = nullptr;
    while (node && holds(node->prefix, wanted)) {
        if (node->hits) narrowest = node->hits.get();
        if (node->prefix.bits == 128) break;
        node = node->child[wanted.bit(node->prefix.bits)].get();
    }
    return narrowest;
}

BlockHitsPtr BlockTree::hitsOf(const Cidr& range) const {
    const Prefix wanted = prefixOf(range);
    const Node* node = root_.get();
    while (node && holds(node->prefix, wanted)) {
        if (node->prefix.bits == wanted.bits) return node->hits;
        node = node->child[wanted.bit(node->prefix.bits)].get();
    }
    return nullptr;
}

BlockTree BlockTree::with(const Cidr& range) const {
    if (hitsOf(range)) return *this;
    BlockTree next;
    next.root_ = inserted(root_, prefixOf(range));
    next.size_ = size_ + 1;
    return next;
}

BlockTree BlockTree::without(const Cidr& range) const {
    if (!hitsOf(range)) return *this;
    BlockTree next;
    next.root_ = erased(root_, prefixOf(range));
    next.size_ = size_ - 1;
    return next;
}

void BlockTree::forEach(const std::function<void(const Cidr&, const BlockHits&)>& visit) const { walk(root_, visit); }

}  // namespace gw::config
