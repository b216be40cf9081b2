// A reservation on its way into the spool: its texts stay where the request and its snapshot have them. Plain values; good
// during the call that gets it.
#pragma once

#include "gateway/ledger/usage_record.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gw::ledger {

/// The members of Reservation.
struct ReservationView {
    std::string_view requestId;
    std::uint16_t attempt = 1;
    std::string_view keyId, userId, provider, model;
    TokenUsage estimate;
    std::optional<NanoUsd> cost;
    std::string_view priceVersion;
    WallTime at{};

    ReservationView() = default;
    ReservationView(const Reservation& of)  // NOLINT: a reservation is seen as it is
        : requestId(of.requestId), attempt(of.attempt), keyId(of.keyId), userId(of.userId), provider(of.provider), model(of.model),
          estimate(of.estimate), cost(of.cost), priceVersion(of.priceVersion), at(of.at) {}

    Reservation kept() const {
        return {std::string(requestId), attempt, std::string(keyId), std::string(userId), std::string(provider), std::string(model),
                estimate, cost, std::string(priceVersion), at};
    }
};

}  // namespace gw::ledger
