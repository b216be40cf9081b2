// Names to addresses off the worker threads: one thread that calls getaddrinfo, a cache (30 s fresh; the last good
// answer serves 5 min while it is asked again or DNS is away). Answers are posted to the asking loop. Shared by all
// workers.
#pragma once

#include "gateway/base/cidr.hpp"
#include "gateway/base/clock.hpp"
#include "gateway/base/result.hpp"
#include "gateway/net/loop.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace gw::net {

using Addresses = std::vector<IpAddress>;

struct ResolverOptions {
    std::chrono::seconds fresh{30};
    std::chrono::seconds lastGood{300};
    std::chrono::seconds failureKept{1};  ///< a name that failed is not asked again sooner
    std::size_t queueNames = 256;         ///< names waiting for the thread; above: upstreamDns
    const Clock* clock = &systemClock();
    /// Blocks on the resolver's thread; empty: getaddrinfo.
    std::function<Result<Addresses>(const std::string& name)> lookup;
};

class Resolver {
 public:
    using Answer = std::function<void(Result<Addresses>)>;

    explicit Resolver(ResolverOptions options = {});
    /// Detaches the thread: an answer that getaddrinfo still owes is dropped.
    ~Resolver();
    Resolver(const Resolver&) = delete;
    Resolver& operator=(const Resolver&) = delete;

    /// An answer known without asking (an address literal, or cached), in which case `answer` is not called; else it is
    /// called later through `mailbox`. Any thread. @return empty: later; an Error is upstreamDns.
    /// @param fresh the name is asked now, whatever the cache holds, and the answer is DNS's own, not the last good one.
    Result<Addresses> resolve(const std::string& name, std::shared_ptr<Mailbox> mailbox, Answer answer, bool fresh = false);

 private:
    struct State;
    std::shared_ptr<State> state_;
};

/// getaddrinfo for stream sockets, in its order, without doubles.
Result<Addresses> systemLookup(const std::string& name);

}  // namespace gw::net
