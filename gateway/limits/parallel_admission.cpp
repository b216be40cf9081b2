#include "gateway/limits/parallel_admission.hpp"

#include <functional>

namespace gw::limits {

ParallelAdmission::Stripe& ParallelAdmission::stripeOf(const std::string& keyId) {
    return stripes_[std::hash<std::string>{}(keyId) % stripes_.size()];
}

tl::expected<Admitted, Denial> ParallelAdmission::admit(const Ask& ask, SteadyTime) {
    const auto limit = ask.key->parallelMax;
    if (!limit) return Admitted{};
    Stripe& stripe = stripeOf(ask.key->id);
    const std::lock_guard lock(stripe.mutex);
    const auto found = stripe.running.find(ask.key->id);
    const std::uint32_t running = found == stripe.running.end() ? 0 : found->second;
    if (running >= *limit) {
        Error error{ErrorCode::rateLimit,
                    ErrorSource::downstream,
                    Retry::never,
                    "This key may have " + std::to_string(*limit) + " requests running at once.",
                    {}};
        return tl::make_unexpected(Denial{std::move(error), std::chrono::seconds{1}});
    }
    stripe.running[ask.key->id] = running + 1;
    return Admitted{*this, ask.key->id};
}

void ParallelAdmission::release(const std::string& keyId, Tokens) {
    Stripe& stripe = stripeOf(keyId);
    const std::lock_guard lock(stripe.mutex);
    const auto found = stripe.running.find(keyId);
    if (found != stripe.running.end() && --found->second == 0) stripe.running.erase(found);
}

std::uint32_t ParallelAdmission::inFlight(const std::string& keyId) {
    Stripe& stripe = stripeOf(keyId);
    const std::lock_guard lock(stripe.mutex);
    const auto found = stripe.running.find(keyId);
    return found == stripe.running.end() ? 0 : found->second;
}

}  // namespace gw::limits
