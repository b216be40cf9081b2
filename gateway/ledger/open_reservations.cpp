#include "gateway/ledger/open_reservations.hpp"

#include <algorithm>
#include <utility>

namespace gw::ledger {

void OpenReservations::add(std::string_view requestId, std::uint16_t attempt, std::uint64_t segment, std::string_view payload) {
    ++bySegment_[segment];
    const auto [first, last] = byRequest_.equal_range(requestId);
    const auto same = std::find_if(first, last, [attempt](const auto& open) { return open.second.attempt == attempt; });
    if (same != last) {
        leave(same->second.segment);
        same->second.segment = segment;
        same->second.payload = payload;
        return;
    }
    if (first == last) ++requests_;
    byRequest_.emplace(requestId, Open{attempt, segment, std::string(payload)});
}

bool OpenReservations::end(std::string_view requestId) {
    const auto [first, last] = byRequest_.equal_range(requestId);
    if (first == last) return false;
    for (auto open = first; open != last; ++open) leave(open->second.segment);
    byRequest_.erase(first, last);
    --requests_;
    return true;
}

void OpenReservations::forget(std::string_view requestId, std::uint16_t attempt) {
    const auto [first, last] = byRequest_.equal_range(requestId);
    const auto same = std::find_if(first, last, [attempt](const auto& open) { return open.second.attempt == attempt; });
    if (same == last) return;
    leave(same->second.segment);
    byRequest_.erase(same);
    if (!contains(requestId)) --requests_;
}

bool OpenReservations::contains(std::string_view requestId) const {
    return byRequest_.find(requestId) != byRequest_.end();
}

std::optional<std::uint64_t> OpenReservations::oldestSegment() const {
    if (bySegment_.empty()) return std::nullopt;
    return bySegment_.begin()->first;
}

std::vector<OpenReservations::Named> OpenReservations::upTo(std::uint64_t segment) const {
    std::vector<Named> found;
    for (const auto& [requestId, open] : byRequest_) {
        if (open.segment <= segment) found.push_back(Named{requestId, open});
    }
    return found;
}

void OpenReservations::leave(std::uint64_t segment) {
    const auto place = bySegment_.find(segment);
    if (place != bySegment_.end() && --place->second == 0) bySegment_.erase(place);
}

}  // namespace gw::ledger
