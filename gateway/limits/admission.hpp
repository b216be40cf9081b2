// The door of the limits: one request asks before any money is spent and gives its place back when it is over. The port
// stays when sliding windows, budgets and leases come behind it. admit and release may be called from every worker.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/result.hpp"
#include "gateway/base/units.hpp"
#include "gateway/config/snapshot.hpp"

#include <chrono>
#include <string>
#include <utility>

namespace gw::limits {

struct Ask {
    const config::ApiKey* key = nullptr;
    /// What is to be reserved: estimated input, and the most output that was asked for.
    Tokens input = 0, output = 0;
};

/// What a refused client is told.
struct Denial {
    Error error;
    std::chrono::seconds retryAfter{1};
};

class Admission;

/// The place an admitted request holds; given back when it goes. Movable, empty after a move and where nothing was
/// taken.
class Admitted {
 public:
    Admitted() = default;
    Admitted(Admission& door, std::string keyId) : door_(&door), keyId_(std::move(keyId)) {}
    Admitted(Admitted&& other) noexcept : door_(std::exchange(other.door_, nullptr)), keyId_(std::move(other.keyId_)) {}
    Admitted& operator=(Admitted&& other) noexcept;
    ~Admitted() { release(0); }

    /// `used` is what the request came to.
    void release(Tokens used);

 private:
    Admission* door_ = nullptr;
    std::string keyId_;
};

class Admission {
 public:
    virtual ~Admission() = default;
    /// @return rateLimit or budgetExceeded with the seconds after which asking again makes sense.
    virtual tl::expected<Admitted, Denial> admit(const Ask& ask, SteadyTime now) = 0;

 protected:
    friend class Admitted;
    virtual void release(const std::string& keyId, Tokens used) = 0;
};

inline void Admitted::release(Tokens used) {
    if (door_) std::exchange(door_, nullptr)->release(keyId_, used);
}

inline Admitted& Admitted::operator=(Admitted&& other) noexcept {
    if (this != &other) {
        release(0);
        door_ = std::exchange(other.door_, nullptr);
        keyId_ = std::move(other.keyId_);
    }
    return *this;
}

}  // namespace gw::limits
