// Gentle synthetic clients for the demo mode: a few paced requests a second to the gateway, of several users and
// models, plain and streamed, a small share of them wrong on purpose. Owned by the console's demo mode; start and stop
// are called by the owner's thread, the requests run on one thread of their own.
#pragma once

#include "gateway/base/result.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace gw::demo {

struct DemoTrafficOptions {
    std::string gatewayUrl;         ///< "http://127.0.0.1:8000"; plain http to loopback only.
    std::vector<std::string> keys;  ///< One or more "gw-…" keys; each request draws one.
    std::vector<std::string> models{"demo-small", "demo-large"};
    std::vector<std::string> users{"ada", "grace", "linus", "mei"};  ///< Sent as the body's "user".
    double requestsPerSecond = 2.0;                                  ///< On average over all lanes.
    double streamShare = 0.5;                                        ///< Of the requests, 0…1.
    double failureShare = 0.03;  ///< Of the requests: half ask for an unknown model, half send broken JSON.
    std::uint32_t seed = 1;
};

struct DemoTrafficCounts {
    std::uint64_t sent = 0;
    std::uint64_t succeeded = 0;  ///< Answered with a 2xx to its end.
    std::uint64_t refused = 0;    ///< Answered with another status.
    std::uint64_t broken = 0;     ///< Not answered, or cut.
};

class DemoTraffic {
 public:
    explicit DemoTraffic(DemoTrafficOptions options);
    ~DemoTraffic();
    DemoTraffic(const DemoTraffic&) = delete;
    DemoTraffic& operator=(const DemoTraffic&) = delete;

    /// @return invalidValue when the URL is not plain http on a loopback address, or when keys, models or users are
    /// empty.
    Result<void> start();
    /// Breaks what is open and joins the thread. Safe to call twice, and without start.
    void stop();
    /// Any thread once start has returned; the last counts stay after stop.
    [[nodiscard]] DemoTrafficCounts counts() const;

 private:
    struct Running;
    DemoTrafficOptions options_;
    std::unique_ptr<Running> running_;
};

}  // namespace gw::demo
