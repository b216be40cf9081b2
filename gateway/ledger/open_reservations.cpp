#include "gateway/ledger/open_reservations.hpp"

#include <algorithm>
#include <utility>

namespace gw::ledger {

void OpenReservations::add(std::string_view requestId, std::uint16_t attempt, std::uint64_t segment, std::string payload) {
    auto& attempts = byRequest_.try_emplace(std::string(requestId)).first->second;
    const auto same = std::ranges::find(attempts, attempt, &Open::attempt);
    if (same == attempts.end()) {
        attempts.push_back(Open{attempt, segment, std::move(payload)});
    } else {
        leave(same->segment);
        *same = Open{attempt, segment, std::move(payload)};
    }
    ++bySegment_[segment];
}

bool OpenReservations::end(std::string_view requestId) {
    const auto place = byRequest_.find(requestId);
    if (place == byRequest_.end()) return false;
    for (const auto& open : place->second) leave(open.segment);
    byRequest_.erase(place);
    return true;
}

void OpenReservations::forget(std::string_view requestId, std::uint16_t attempt) {
    const auto place = byRequest_.find(requestId);
    if (place == byRequest_.end()) return;
    auto& attempts = place->second;
    const auto same = std::ranges::find(attempts, attempt, &Open::attempt);
    if (same == attempts.end()) return;
    leave(same->segment);
    attempts.erase(same);
    if (attempts.empty()) byRequest_.erase(place);
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
    for (const auto& [requestId, attempts] : byRequest_) {
        for (const auto& open : attempts) {
            if (open.segment <= segment) found.push_back(Named{requestId, open});
        }
    }
    return found;
}

void OpenReservations::leave(std::uint64_t segment) {
    const auto place = bySegment_.find(segment);
    if (place != bySegment_.end() && --place->second == 0) bySegment_.erase(place);
}

}  // namespace gw::ledger
