#include "gateway/net/loop.hpp"

#include "gateway/base/assert.hpp"
#include "gateway/net/asio_turns.hpp"
#include "gateway/net/fd.hpp"
#include "gateway/net/task_inbox.hpp"

#include <sys/epoll.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>
#include <deque>
#include <mutex>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

namespace gw::net {
namespace {

class TaskTimer final : public Timer {
 public:
    TaskTimer(std::vector<std::unique_ptr<TaskTimer>>& owner, std::function<void()> task)
        : owner_(owner), task_(std::move(task)) {}
    void place(std::size_t index) { index_ = index; }
    void onTimer() override {
        // Out of the list first: the task may ask for another timer.
        const std::unique_ptr<TaskTimer> self = std::move(owner_[index_]);
        if (index_ + 1 != owner_.size()) {
            owner_[index_] = std::move(owner_.back());
            owner_[index_]->place(index_);
        }
        owner_.pop_back();
        task_();
    }

 private:
    std::vector<std::unique_ptr<TaskTimer>>& owner_;
    std::function<void()> task_;
    std::size_t index_ = 0;
};

/// The mutex guards `loop_`: the resolver's thread must not post to a loop that is being destroyed. A message would not
/// do, because this is the place that messages are handed over.
class LoopMailbox final : public Mailbox {
 public:
    explicit LoopMailbox(Loop& loop) : loop_(&loop) {}
    bool post(std::function<void()> task) override {
        const std::lock_guard lock(mutex_);
        if (loop_ == nullptr) return false;
        loop_->post(std::move(task));
        return true;
    }
    void close() {
        const std::lock_guard lock(mutex_);
        loop_ = nullptr;
    }

 private:
    std::mutex mutex_;
    Loop* loop_;
};

Fd newEpoll() {
    Fd fd(epoll_create1(EPOLL_CLOEXEC));
    if (!fd) throw std::system_error(errno, std::generic_category(), "epoll_create1");
    return fd;
}

Readiness readinessOf(const epoll_event& event) {
    Readiness ready;
    ready.read = (event.events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
    ready.write = (event.events & EPOLLOUT) != 0;
    ready.peerClosed = (event.events & (EPOLLRDHUP | EPOLLHUP)) != 0;
    ready.broken = (event.events & (EPOLLERR | EPOLLHUP)) != 0;
    return ready;
}

constexpr int kEventsATurn = 128;
/// No timer lies further ahead on the wheel.
constexpr std::int64_t kWaitMaxMillis = 60'000;

/// The loop that is in a turn on this thread.
thread_local const void* turning = nullptr;

}  // namespace

struct Loop::Impl {
    explicit Impl(Loop& loop)
        : epoll(newEpoll()),
          now(std::chrono::steady_clock::now()),
          wheel(now),
          mailbox(std::make_shared<LoopMailbox>(loop)),
          scratch(new char[kScratchBytes]) {
        epoll_event event{};
        event.events = EPOLLIN | EPOLLET;
        event.data.ptr = nullptr;
        if (epoll_ctl(epoll.get(), EPOLL_CTL_ADD, inbox.fd(), &event) != 0)
            throw std::system_error(errno, std::generic_category(), "epoll_ctl");
    }

    /// Between its ends defer, again and post only make a note; outside they see to it that a turn comes.
    class Turn {
     public:
        explicit Turn(Impl& impl) {
            impl.now = std::chrono::steady_clock::now();
            turning = &impl;
        }
        ~Turn() { turning = nullptr; }
    };

    void turn(int waitMillis);
    void dispatch(int count);
    void endTurn();
    void runDeferred();
    void runAgain();
    void runPosted();
    void takeTurnSoon();
    bool inTurn() const noexcept { return turning == this; }
    /// Something waits for the next turn.
    bool isDue() const noexcept { return !posted.empty() || !againNext.empty() || !deferred.empty() || !graveyard.empty(); }
    int millisToWait() const;
    void arm();

    Fd epoll;
    TaskInbox inbox;
    SteadyTime now;
    TimerWheel wheel;
    std::shared_ptr<LoopMailbox> mailbox;
    std::unique_ptr<char[]> scratch;
    std::string headText;
    std::array<epoll_event, kEventsATurn> events{};
    std::vector<Source*> deferred, againNow, againNext;
    std::deque<std::function<void()>> posted;
    std::vector<std::unique_ptr<Source>> graveyard;
    std::vector<std::unique_ptr<TaskTimer>> tasks;
    std::string date;
    std::time_t dateSecond = -1;
    bool wakeDue = false;
    bool stopped = false;
    std::optional<AsioTurns> asio;  ///< who turns it, where `run` does not
};

Loop::Loop() : impl_(std::make_unique<Impl>(*this)) {}

Loop::Loop(boost::asio::io_context& io) : Loop() {
    impl_->asio.emplace(io, impl_->epoll.get(), [impl = impl_.get()] {
        // Also when a handler threw.
        struct Arm {
            Impl* impl;
            ~Arm() { impl->arm(); }
        } const arm{impl};
        impl->turn(0);
    });
}

Loop::~Loop() {
    impl_->mailbox->close();
    impl_->asio.reset();
    const Impl::Turn last(*impl_);
    // Tasks that come too late are dropped, and what they hold with them.
    impl_->inbox.takeTo(impl_->posted);
    impl_->posted.clear();
    impl_->endTurn();
}

void Loop::run() {
    while (!impl_->stopped) impl_->turn(impl_->millisToWait());
}

void Loop::stop() { impl_->stopped = true; }

void Loop::Impl::turn(int waitMillis) {
    const int count = epoll_wait(epoll.get(), events.data(), kEventsATurn, waitMillis);
    wakeDue = false;
    {
        const Turn turn(*this);
        dispatch(count);
        runAgain();
        if (wheel.nextWake() <= now) wheel.advance(now);
        endTurn();
    }
    runPosted();
}

void Loop::Impl::dispatch(int count) {
    for (int i = 0; i < count; ++i) {
        const epoll_event& event = events[static_cast<std::size_t>(i)];
        auto* source = static_cast<Source*>(event.data.ptr);
        if (source == nullptr) {
            inbox.takeTo(posted);
            continue;
        }
        if (source->buried_) continue;
        source->onReady(readinessOf(event));
        runDeferred();
    }
}

void Loop::Impl::runDeferred() {
    // Sources defer each other and themselves: the vector may grow while it is walked.
    for (std::size_t i = 0; i < deferred.size(); ++i) {
        Source* source = deferred[i];
        source->deferred_ = false;
        if (!source->buried_) source->onDeferred();
    }
    deferred.clear();
}

void Loop::Impl::runAgain() {
    std::swap(againNow, againNext);
    for (Source* source : againNow) {
        source->again_ = false;
        if (!source->buried_) source->onAgain();
        runDeferred();
    }
    againNow.clear();
}

/// What was posted by now; what these tasks post waits until sockets had their turn.
void Loop::Impl::runPosted() {
    if (posted.empty()) return;
    const Turn turn(*this);
    for (std::size_t left = posted.size(); left > 0 && !stopped; --left) {
        const auto task = std::move(posted.front());
        posted.pop_front();
        task();
        runDeferred();
    }
    endTurn();
}

void Loop::Impl::endTurn() {
    runDeferred();
    // What the dead hold may bury more; sources still listed for the next turn are struck off first.
    while (!graveyard.empty()) {
        std::erase_if(againNext, [](const Source* source) { return source->buried_; });
        auto dead = std::move(graveyard);
        graveyard.clear();
        dead.clear();
        runDeferred();
    }
}

/// From outside a turn.
void Loop::Impl::takeTurnSoon() {
    if (!std::exchange(wakeDue, true)) inbox.wake();
}

int Loop::Impl::millisToWait() const {
    if (isDue()) return 0;
    const SteadyTime next = wheel.nextWake();
    if (next == SteadyTime::max()) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next - now).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, kWaitMaxMillis));
}

/// For the io_context that turns it.
void Loop::Impl::arm() {
    if (isDue()) takeTurnSoon();
    if (const SteadyTime next = wheel.nextWake(); next != SteadyTime::max()) asio->wakeAt(next);
}

bool Loop::watch(int fd, Source& source) {
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    event.data.ptr = &source;
    return epoll_ctl(impl_->epoll.get(), EPOLL_CTL_ADD, fd, &event) == 0;
}

void Loop::defer(Source& source) {
    if (source.deferred_ || source.buried_) return;
    source.deferred_ = true;
    impl_->deferred.push_back(&source);
    if (!impl_->inTurn()) impl_->takeTurnSoon();
}

void Loop::again(Source& source) {
    if (source.again_ || source.buried_) return;
    source.again_ = true;
    impl_->againNext.push_back(&source);
    if (!impl_->inTurn()) impl_->takeTurnSoon();
}

void Loop::bury(std::unique_ptr<Source> source) {
    GW_ASSERT(source && !source->buried_);
    source->buried_ = true;
    TimerWheel::clear(*source);
    impl_->graveyard.push_back(std::move(source));
    if (!impl_->inTurn()) impl_->takeTurnSoon();
}

void Loop::wake(Timer& timer, SteadyTime due) {
    impl_->wheel.set(timer, due);
    if (!impl_->inTurn() && impl_->asio) impl_->arm();
}

SteadyTime Loop::now() const { return impl_->now; }
void Loop::refreshNow() { impl_->now = std::chrono::steady_clock::now(); }
std::span<char> Loop::scratch() { return {impl_->scratch.get(), kScratchBytes}; }

std::string& Loop::headText() {
    impl_->headText.clear();
    return impl_->headText;
}

std::string_view Loop::httpDate() {
    const std::time_t second = std::time(nullptr);
    if (second != impl_->dateSecond) {
        std::tm utc{};
        gmtime_r(&second, &utc);
        std::array<char, 40> text{};
        // The C locale's names: the engine never calls setlocale for time.
        const std::size_t size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &utc);
        impl_->date.assign(text.data(), size);
        impl_->dateSecond = second;
    }
    return impl_->date;
}

std::shared_ptr<Mailbox> Loop::mailbox() { return impl_->mailbox; }

void Loop::after(std::chrono::milliseconds delay, std::function<void()> task) {
    auto timer = std::make_unique<TaskTimer>(impl_->tasks, std::move(task));
    timer->place(impl_->tasks.size());
    // Outside a turn the remembered time may be old.
    if (!impl_->inTurn()) refreshNow();
    impl_->tasks.push_back(std::move(timer));
    setTimer(*impl_->tasks.back(), delay);
}

void Loop::post(std::function<void()> task) {
    if (impl_->inTurn()) {
        impl_->posted.push_back(std::move(task));
    } else {
        impl_->inbox.put(std::move(task));
    }
}

}  // namespace gw::net
