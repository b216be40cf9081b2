#include "gateway/net/resolver.hpp"

#include "gateway/net/socket_address.hpp"

#include <netdb.h>
#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>
#include <unordered_map>
#include <utility>

namespace gw::net {
namespace {

struct Waiter {
    std::shared_ptr<Mailbox> mailbox;
    Resolver::Answer answer;
    bool fresh = false;
};

struct Entry {
    Addresses good;
    SteadyTime goodAt{}, failedAt{};
    bool hasGood = false, hasFailed = false, asked = false, slow = false;
    Error error;
    std::vector<Waiter> waiters;
};

Error dnsError(std::string why) { return {ErrorCode::upstreamDns, ErrorSource::upstream, Retry::nextCandidate, std::move(why), {}}; }

// Names come from the providers' settings, so this is only a floor under mistakes.
constexpr std::size_t kNamesMax = 4096;
// One for slow names and one for the others.
constexpr std::size_t kThreadsMin = 2;

}  // namespace

/// The mutex guards all members: a lookup that is already known must not wait behind the resolver's threads, which may
/// sit in getaddrinfo for seconds. It is taken once for each new upstream connection, never for a pooled one.
struct Resolver::State : std::enable_shared_from_this<State> {
    explicit State(ResolverOptions given) : options(std::move(given)) {}

    struct Thread {
        std::thread thread;
        bool busy = false;
    };

    void run(Thread& own);
    bool hasWork() const { return !quick.empty() || (!slow.empty() && slowRunning < options.threadsMax / 2); }
    std::string takeName();
    void lookUp(const std::string& name, Thread& own, std::unique_lock<std::mutex>& lock);
    void store(Entry& entry, const Result<Addresses>& result);
    void tell(Entry& entry, const Result<Addresses>& result, std::unique_lock<std::mutex>& lock);
    bool ask(const std::string& name, Entry& entry);
    bool startThread();

    ResolverOptions options;
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::string> quick, slow;  ///< names to be asked
    std::size_t idle = 0, slowRunning = 0;
    std::unordered_map<std::string, Entry> entries;
    bool stopping = false;
    std::deque<Thread> threads;  ///< a thread holds a reference to its place
};

void Resolver::State::run(Thread& own) {
    std::unique_lock lock(mutex);
    while (true) {
        ++idle;
        changed.wait(lock, [this] { return stopping || hasWork(); });
        --idle;
        if (stopping) return;
        lookUp(takeName(), own, lock);
        if (stopping) return;
    }
}

std::string Resolver::State::takeName() {
    std::deque<std::string>& from = quick.empty() ? slow : quick;
    std::string name = std::move(from.front());
    from.pop_front();
    return name;
}

void Resolver::State::lookUp(const std::string& name, Thread& own, std::unique_lock<std::mutex>& lock) {
    const bool wasSlow = entries[name].slow;
    slowRunning += wasSlow ? 1 : 0;
    own.busy = true;
    const SteadyTime began = options.clock->steady();
    lock.unlock();
    const Result<Addresses> result = options.lookup(name);
    lock.lock();
    own.busy = false;
    // The resolver is gone, and the clock perhaps with it.
    if (stopping) return;
    slowRunning -= wasSlow ? 1 : 0;
    Entry& entry = entries[name];
    entry.slow = options.clock->steady() - began >= options.slow;
    store(entry, result);
    tell(entry, result, lock);
}

void Resolver::State::store(Entry& entry, const Result<Addresses>& result) {
    entry.asked = false;
    if (result) {
        entry.good = *result;
        entry.goodAt = options.clock->steady();
        entry.hasGood = true;
        entry.hasFailed = false;
    } else {
        entry.error = result.error();
        entry.failedAt = options.clock->steady();
        entry.hasFailed = true;
    }
}

void Resolver::State::tell(Entry& entry, const Result<Addresses>& result, std::unique_lock<std::mutex>& lock) {
    const std::vector<Waiter> waiters = std::exchange(entry.waiters, {});
    // A waiter is content with the last good answer while DNS is away.
    Result<Addresses> answer = result;
    if (!result && entry.hasGood && options.clock->steady() - entry.goodAt < options.lastGood) answer = entry.good;
    lock.unlock();
    for (const Waiter& waiter : waiters) {
        waiter.mailbox->post([call = waiter.answer, told = waiter.fresh ? result : answer] { call(told); });
    }
    lock.lock();
}

bool Resolver::State::ask(const std::string& name, Entry& entry) {
    if (entry.asked) return true;
    const std::size_t waiting = quick.size() + slow.size();
    if (waiting >= options.queueNames) return false;
    if (waiting >= idle && threads.size() < options.threadsMax && !startThread() && threads.empty()) return false;
    entry.asked = true;
    (entry.slow ? slow : quick).push_back(name);
    changed.notify_one();
    return true;
}

/// @return false when the system gives no thread.
bool Resolver::State::startThread() {
    Thread& own = threads.emplace_back();
    try {
        own.thread = std::thread([state = shared_from_this(), &own] { state->run(own); });
        return true;
    } catch (const std::system_error&) {
        threads.pop_back();
        return false;
    }
}

Resolver::Resolver(ResolverOptions options) {
    if (!options.lookup) options.lookup = systemLookup;
    options.threadsMax = std::max(options.threadsMax, kThreadsMin);
    state_ = std::make_shared<State>(std::move(options));
}

Resolver::~Resolver() {
    std::vector<std::thread> idle;
    {
        const std::lock_guard lock(state_->mutex);
        state_->stopping = true;
        for (State::Thread& own : state_->threads) {
            // getaddrinfo can't be interrupted and may take seconds: its thread owns the state and ends by itself.
            if (own.busy) {
                own.thread.detach();
            } else {
                idle.push_back(std::move(own.thread));
            }
        }
    }
    state_->changed.notify_all();
    for (std::thread& thread : idle) thread.join();
}

Result<Addresses> Resolver::resolve(const std::string& name, std::shared_ptr<Mailbox> mailbox, Answer answer, bool fresh) {
    if (const auto literal = parseIp(name)) return Addresses{*literal};
    const std::lock_guard lock(state_->mutex);
    const ResolverOptions& options = state_->options;
    if (state_->entries.size() >= kNamesMax && !state_->entries.contains(name)) return fail(dnsError("too many names"));
    Entry& entry = state_->entries[name];
    const SteadyTime now = options.clock->steady();
    const bool failedJustNow = entry.hasFailed && now - entry.failedAt < options.failureKept;
    if (!fresh && entry.hasGood && now - entry.goodAt < options.lastGood) {
        if (now - entry.goodAt >= options.fresh && !failedJustNow) state_->ask(name, entry);
        return entry.good;
    }
    if (!fresh && failedJustNow) return fail(entry.error);
    if (entry.waiters.size() >= options.waitersMax) return fail(dnsError("too many calls wait for this name"));
    if (!state_->ask(name, entry)) return fail(dnsError("too many names wait to be resolved"));
    entry.waiters.push_back({std::move(mailbox), std::move(answer), fresh});
    return Addresses{};
}

Result<Addresses> systemLookup(const std::string& name) {
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_ADDRCONFIG;
    addrinfo* list = nullptr;
    const int code = ::getaddrinfo(name.c_str(), nullptr, &hints, &list);
    if (code != 0) return fail(dnsError(::gai_strerror(code)));
    Addresses addresses;
    for (const addrinfo* at = list; at != nullptr; at = at->ai_next) {
        const IpAddress ip = ipOf(at->ai_addr);
        if (std::find(addresses.begin(), addresses.end(), ip) == addresses.end()) addresses.push_back(ip);
    }
    ::freeaddrinfo(list);
    if (addresses.empty()) return fail(dnsError("no address"));
    return addresses;
}

}  // namespace gw::net
