#include "gateway/net/resolver.hpp"

#include "gateway/net/socket_address.hpp"

#include <netdb.h>
#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_map>

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
    bool hasGood = false, hasFailed = false, asked = false;
    Error error;
    std::vector<Waiter> waiters;
};

// Names come from the providers' settings, so this is only a floor under mistakes.
constexpr std::size_t kNamesMax = 4096;

}  // namespace

/// The mutex guards all members: a lookup that is already known must not wait behind the resolver's thread, which may
/// sit in getaddrinfo for seconds. It is taken once for each new upstream connection, never for a pooled one.
struct Resolver::State {
    explicit State(ResolverOptions given) : options(std::move(given)) {}

    void run(const std::shared_ptr<State>& self);
    void store(Entry& entry, const Result<Addresses>& result);
    bool ask(const std::string& name, Entry& entry);

    ResolverOptions options;
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::string> queue;
    std::unordered_map<std::string, Entry> entries;
    bool stopping = false;
    bool busy = false;
    std::thread thread;
};

void Resolver::State::run(const std::shared_ptr<State>& self) {
    const auto keepAlive = self;
    std::unique_lock lock(mutex);
    while (true) {
        changed.wait(lock, [this] { return stopping || !queue.empty(); });
        if (stopping) return;
        const std::string name = std::move(queue.front());
        queue.pop_front();
        busy = true;
        lock.unlock();
        const Result<Addresses> result = options.lookup(name);
        lock.lock();
        busy = false;
        if (stopping) return;
        Entry& entry = entries[name];
        store(entry, result);
        const std::vector<Waiter> waiters = std::move(entry.waiters);
        entry.waiters.clear();
        // A waiter is content with the last good answer while DNS is away.
        Result<Addresses> answer = result;
        if (!result && entry.hasGood && options.clock->steady() - entry.goodAt < options.lastGood) answer = entry.good;
        lock.unlock();
        for (const Waiter& waiter : waiters) {
            waiter.mailbox->post([call = waiter.answer, told = waiter.fresh ? result : answer] { call(told); });
        }
        lock.lock();
    }
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

bool Resolver::State::ask(const std::string& name, Entry& entry) {
    if (entry.asked) return true;
    if (queue.size() >= options.queueNames) return false;
    entry.asked = true;
    queue.push_back(name);
    changed.notify_one();
    return true;
}

Resolver::Resolver(ResolverOptions options) {
    if (!options.lookup) options.lookup = systemLookup;
    state_ = std::make_shared<State>(std::move(options));
    state_->thread = std::thread([state = state_] { state->run(state); });
}

Resolver::~Resolver() {
    std::thread thread;
    bool busy = false;
    {
        const std::lock_guard lock(state_->mutex);
        state_->stopping = true;
        busy = state_->busy;
        thread = std::move(state_->thread);
    }
    state_->changed.notify_all();
    // getaddrinfo can't be interrupted and may take seconds: the thread owns the state and ends by itself.
    if (busy) {
        thread.detach();
    } else {
        thread.join();
    }
}

Result<Addresses> Resolver::resolve(const std::string& name, std::shared_ptr<Mailbox> mailbox, Answer answer, bool fresh) {
    if (const auto literal = parseIp(name)) return Addresses{*literal};
    const auto dnsError = [](std::string why) {
        return fail(ErrorCode::upstreamDns, ErrorSource::upstream, Retry::nextCandidate, std::move(why));
    };
    const std::lock_guard lock(state_->mutex);
    const ResolverOptions& options = state_->options;
    if (state_->entries.size() >= kNamesMax && !state_->entries.contains(name)) return dnsError("too many names");
    Entry& entry = state_->entries[name];
    const SteadyTime now = options.clock->steady();
    const bool failedJustNow = entry.hasFailed && now - entry.failedAt < options.failureKept;
    if (!fresh && entry.hasGood && now - entry.goodAt < options.lastGood) {
        if (now - entry.goodAt >= options.fresh && !failedJustNow) state_->ask(name, entry);
        return entry.good;
    }
    if (!fresh && failedJustNow) return fail(entry.error);
    if (!state_->ask(name, entry)) return dnsError("too many names wait to be resolved");
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
    if (code != 0) {
        return fail(ErrorCode::upstreamDns, ErrorSource::upstream, Retry::nextCandidate, ::gai_strerror(code));
    }
    Addresses addresses;
    for (const addrinfo* at = list; at != nullptr; at = at->ai_next) {
        const IpAddress ip = ipOf(at->ai_addr);
        if (std::find(addresses.begin(), addresses.end(), ip) == addresses.end()) addresses.push_back(ip);
    }
    ::freeaddrinfo(list);
    if (addresses.empty())
        return fail(ErrorCode::upstreamDns, ErrorSource::upstream, Retry::nextCandidate, "no address");
    return addresses;
}

}  // namespace gw::net
