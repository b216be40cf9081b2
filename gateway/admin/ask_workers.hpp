// Asks each worker what it would answer: the evidence after a revoke, a freeze or a block. Implemented by engine/, called and
// answered on control's thread.
#pragma once

#include "gateway/base/cidr.hpp"
#include "gateway/base/digest.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace gw::admin {

struct WorkerAnswer {
    unsigned worker = 0;
    /// What a request with this key would get at this worker: 200 when it would be let in.
    int status = 0;
    /// The dialect's code ("invalid_api_key"); empty with 200.
    std::string code;
    std::uint64_t snapshotVersion = 0;
};

class AskWorkers {
   public:
    virtual ~AskWorkers() = default;
    /// `then` gets the answers that came within 1 s, on control's thread.
    virtual void ask(const std::string& keyId, std::function<void(std::vector<WorkerAnswer>)> then) = 0;
    /// The same for a request from this address, whatever its key: 403 or 200.
    virtual void askAddress(const IpAddress& address, std::function<void(std::vector<WorkerAnswer>)> then) = 0;
};

}  // namespace gw::admin
