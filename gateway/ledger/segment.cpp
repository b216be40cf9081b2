#include "gateway/ledger/segment.hpp"

#include <charconv>
#include <cstdio>
#include <string_view>

namespace gw::ledger {

namespace {

constexpr std::string_view kSuffix = ".seg";

}  // namespace

std::string segmentName(std::uint64_t number) {
    char name[32];
    std::snprintf(name, sizeof name, "%06llu.seg", static_cast<unsigned long long>(number));
    return name;
}

std::uint64_t segmentNumber(const std::string& name) {
    std::uint64_t number = 0;
    const auto digits = name.size() > kSuffix.size() ? name.size() - kSuffix.size() : 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + digits, number);
    const bool sound = error == std::errc{} && end == name.data() + digits && name.ends_with(kSuffix);
    return sound && segmentName(number) == name ? number : 0;
}

}  // namespace gw::ledger
