// What 100,000 blocks cost: building the tree, one look-up, one block more, one away. Prints a line a figure.
#include "gateway/config/block_tree.hpp"

#include <cstdio>
#include <random>
#include <vector>

#include <time.h>

using namespace gw;

namespace {

constexpr std::size_t kBlocks = 100'000;
constexpr std::size_t kLookUps = 2'000'000;
constexpr std::size_t kChanges = 10'000;

IpAddress randomAddress(std::mt19937_64& random) {
    IpAddress address;
    const bool v4 = random() % 4 != 0;
    if (v4) address.bytes[10] = address.bytes[11] = 0xFF;
    for (std::size_t i = v4 ? 12 : 0; i < 16; ++i) address.bytes[i] = static_cast<std::uint8_t>(random());
    return address;
}

Cidr randomRange(std::mt19937_64& random) {
    Cidr range{randomAddress(random), 128};
    if (!range.base.isV4()) range.bits = 64;
    if (range.base.isV4() && random() % 4 == 0) range.bits = 120;
    for (unsigned bit = range.bits; bit < 128; ++bit) range.base.bytes[bit / 8] &= static_cast<std::uint8_t>(~(0x80U >> (bit % 8)));
    return range;
}

double cpuNanos() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

/// CPU time of this thread: others on the machine cost cache misses only.
template <class Work>
double nanosOf(std::size_t times, Work work) {
    const double began = cpuNanos();
    work();
    return (cpuNanos() - began) / static_cast<double>(times);
}

}  // namespace

int main() {
    std::mt19937_64 random(1);
    std::vector<std::pair<Cidr, config::BlockHitsPtr>> ranges;
    for (std::size_t i = 0; i < kBlocks; ++i) ranges.emplace_back(randomRange(random), nullptr);
    config::BlockTree tree;
    const double building = nanosOf(1, [&] { tree = config::BlockTree(ranges); });
    std::printf("build of %zu ranges: %.1f ms\n", tree.size(), building / 1e6);

    std::vector<IpAddress> asked;
    for (std::size_t i = 0; i < 65'536; ++i) asked.push_back(i % 8 == 0 ? ranges[random() % kBlocks].first.base : randomAddress(random));
    std::size_t blocked = 0;
    const double look = nanosOf(kLookUps, [&] {
        for (std::size_t i = 0; i < kLookUps; ++i) blocked += tree.find(asked[i & 65'535]) != nullptr;
    });
    std::printf("look-up of a random address: %.0f ns (%zu of %zu blocked)\n", look, blocked, kLookUps);
    const config::BlockTree empty;
    const double none = nanosOf(kLookUps, [&] {
        for (std::size_t i = 0; i < kLookUps; ++i) blocked += empty.find(asked[i & 65'535]) != nullptr;
    });
    std::printf("look-up without blocks: %.1f ns\n", none);

    std::vector<Cidr> fresh;
    for (std::size_t i = 0; i < kChanges; ++i) fresh.push_back(randomRange(random));
    auto grown = tree;
    const double adding = nanosOf(kChanges, [&] {
        for (const auto& range : fresh) grown = grown.with(range);
    });
    std::printf("one block more, the old tree kept: %.1f us\n", adding / 1e3);
    const double removing = nanosOf(kChanges, [&] {
        for (const auto& range : fresh) grown = grown.without(range);
    });
    std::printf("one block away: %.1f us\n", removing / 1e3);
    return blocked == 0;
}
