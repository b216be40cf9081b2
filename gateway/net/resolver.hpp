// Names to addresses off the worker threads: threads that call getaddrinfo, a cache (30 s fresh; the last good answer
// serves 5 min while it is asked again or DNS is away). A name is asked by one thread at a time; there are as many as
// were needed at once, within a bound, and names that were slow take half of them at most. Answers are posted to the
// asking loop. Shared by all workers.
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
    std::size_t queueNames = 256;         ///< names waiting for a thread; above: upstreamDns
    std::size_t waitersMax = 16'384;      ///< calls that wait for one name; above: upstreamDns
    std::size_t threadsMax = 16;          ///< at least 2; they do nothing but wait
    std::chrono::milliseconds slow{1000};  ///< a name is slow when its last look-up took as long
    const Clock* clock = &systemClock();
    /// Blocks a thread of the resolver's, several at once for several names; empty: getaddrinfo.
    std::function<Result<Addresses>(const std::string& name)> lookup;
};

class Resolver {
 public:
    using Answer = std::function<void(Result<Addresses>)>;

    explicit Resolver(ResolverOptions options = {});
    /// Waits for no look-up: a thread in getaddrinfo is left behind, and its answer dropped.
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
