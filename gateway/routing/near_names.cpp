#include "gateway/routing/near_names.hpp"

#include <algorithm>
#include <utility>

namespace gw::routing {

namespace {

/// Longer names are not compared letter by letter: the wanted one comes from a client.
constexpr std::size_t kComparedMax = 128;
constexpr std::size_t kContainedMin = 3;

}  // namespace

std::size_t editDistance(std::string_view a, std::string_view b, std::size_t limit) {
    const std::size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (gap > limit || a.size() > kComparedMax || b.size() > kComparedMax) return limit + 1;
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({change, last[j] + 1, row[j - 1] + 1});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return std::min(last[b.size()], limit + 1);
}

std::vector<std::string> nearNames(std::string_view wanted, const std::vector<std::string_view>& names,
                                   std::size_t count) {
    const std::size_t limit = std::max<std::size_t>(2, wanted.size() / 3);
    std::vector<std::pair<std::size_t, std::string_view>> found;
    for (const std::string_view name : names) {
        std::size_t distance = editDistance(wanted, name, limit);
        const bool contained =
            std::min(wanted.size(), name.size()) >= kContainedMin &&
            (name.find(wanted) != std::string_view::npos || wanted.find(name) != std::string_view::npos);
        if (contained) distance = std::min(distance, limit);
        if (distance <= limit) found.emplace_back(distance, name);
    }
    std::sort(found.begin(), found.end());
    found.erase(
        std::unique(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.second == b.second; }),
        found.end());
    std::vector<std::string> nearest;
    for (std::size_t i = 0; i < std::min(count, found.size()); ++i) nearest.emplace_back(found[i].second);
    return nearest;
}

}  // namespace gw::routing
