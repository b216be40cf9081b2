#include "gateway/net/loop.hpp"

#include "gateway/base/assert.hpp"
#include "gateway/net/fd.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <sys/epoll.h>
#include <array>
#include <cerrno>
#include <ctime>
#include <mutex>
#include <system_error>
#include <utility>
#include <vector>

namespace gw::net {
namespace {

namespace asio = boost::asio;

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

/// The mutex guards `io_`: the resolver's thread must not post to a loop that is being destroyed. A message would not
/// do, because this is the place that messages are handed over.
class LoopMailbox final : public Mailbox {
 public:
    LoopMailbox(asio::io_context& io, Loop& loop) : io_(&io), loop_(&loop) {}
    bool post(std::function<void()> task) override {
        const std::lock_guard lock(mutex_);
        if (io_ == nullptr) return false;
        loop_->post(std::move(task));
        return true;
    }
    void close() {
        const std::lock_guard lock(mutex_);
        io_ = nullptr;
    }

 private:
    std::mutex mutex_;
    asio::io_context* io_;
    Loop* loop_;
};

Fd newEpoll() {
    Fd fd(epoll_create1(EPOLL_CLOEXEC));
    if (!fd) throw std::system_error(errno, std::generic_category(), "epoll_create1");
    return fd;
}

constexpr int kEventsATurn = 128;

}  // namespace

struct Loop::Impl {
    Impl(asio::io_context& context, Loop& loop)
        : io(context),
          epoll(context, newEpoll().release()),
          timer(context),
          now(std::chrono::steady_clock::now()),
          wheel(now),
          mailbox(std::make_shared<LoopMailbox>(context, loop)),
          scratch(new char[kScratchBytes]) {}

    void waitForEvents();
    void onEvents();
    void armTimer();
    void onTick();
    void beginTurn() {
        now = std::chrono::steady_clock::now();
        inTurn = true;
    }
    void endTurn();
    void runDeferred();
    void runAgain();
    void scheduleTurn();

    asio::io_context& io;
    asio::posix::stream_descriptor epoll;
    asio::steady_timer timer;
    SteadyTime now;
    TimerWheel wheel;
    SteadyTime armedFor = SteadyTime::max();
    std::shared_ptr<LoopMailbox> mailbox;
    std::unique_ptr<char[]> scratch;
    std::string headText;
    std::array<epoll_event, kEventsATurn> events{};
    std::vector<Source*> deferred, againNow, againNext;
    std::vector<std::unique_ptr<Source>> graveyard;
    std::vector<std::unique_ptr<TaskTimer>> tasks;
    std::string date;
    std::time_t dateSecond = -1;
    bool inTurn = false;
    bool turnPosted = false;
    std::shared_ptr<bool> alive = std::make_shared<bool>(true);
};

Loop::Loop(asio::io_context& io) : impl_(std::make_unique<Impl>(io, *this)) { impl_->waitForEvents(); }

Loop::~Loop() {
    *impl_->alive = false;
    impl_->mailbox->close();
    impl_->endTurn();
}

void Loop::Impl::waitForEvents() {
    epoll.async_wait(asio::posix::stream_descriptor::wait_read, [this, lives = alive](boost::system::error_code ec) {
        if (!*lives || ec) return;
        // Waits again even when a handler threw: the worker logs that and goes on.
        struct Rearm {
            Impl* impl;
            ~Rearm() { impl->waitForEvents(); }
        } const rearm{this};
        onEvents();
    });
}

void Loop::Impl::onEvents() {
    const int count = epoll_wait(epoll.native_handle(), events.data(), kEventsATurn, 0);
    beginTurn();
    for (int i = 0; i < count; ++i) {
        const epoll_event& event = events[static_cast<std::size_t>(i)];
        auto* source = static_cast<Source*>(event.data.ptr);
        if (source->buried_) continue;
        Readiness ready;
        ready.read = (event.events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
        ready.write = (event.events & EPOLLOUT) != 0;
        ready.peerClosed = (event.events & (EPOLLRDHUP | EPOLLHUP)) != 0;
        ready.broken = (event.events & (EPOLLERR | EPOLLHUP)) != 0;
        source->onReady(ready);
        runDeferred();
    }
    endTurn();
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

void Loop::Impl::endTurn() {
    runDeferred();
    inTurn = false;
    // What the dead hold may bury more; sources still listed for the next turn are struck off first.
    while (!graveyard.empty()) {
        std::erase_if(againNext, [](const Source* source) { return source->buried_; });
        auto dead = std::move(graveyard);
        graveyard.clear();
        dead.clear();
        runDeferred();
    }
    if (!*alive) return;
    if (!againNext.empty()) scheduleTurn();
    armTimer();
}

void Loop::Impl::scheduleTurn() {
    if (turnPosted) return;
    turnPosted = true;
    asio::post(io, [this, lives = alive] {
        if (!*lives) return;
        turnPosted = false;
        beginTurn();
        runAgain();
        endTurn();
    });
}

void Loop::Impl::armTimer() {
    const SteadyTime next = wheel.nextWake();
    if (next >= armedFor) return;
    armedFor = next;
    timer.expires_at(next);
    timer.async_wait([this, lives = alive](boost::system::error_code ec) {
        if (*lives && !ec) onTick();
    });
}

void Loop::Impl::onTick() {
    armedFor = SteadyTime::max();
    beginTurn();
    wheel.advance(now);
    endTurn();
}

bool Loop::watch(int fd, Source& source) {
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    event.data.ptr = &source;
    return epoll_ctl(impl_->epoll.native_handle(), EPOLL_CTL_ADD, fd, &event) == 0;
}

void Loop::defer(Source& source) {
    if (source.deferred_ || source.buried_) return;
    source.deferred_ = true;
    impl_->deferred.push_back(&source);
    if (!impl_->inTurn) impl_->scheduleTurn();
}

void Loop::again(Source& source) {
    if (source.again_ || source.buried_) return;
    source.again_ = true;
    impl_->againNext.push_back(&source);
    if (!impl_->inTurn) impl_->scheduleTurn();
}

void Loop::bury(std::unique_ptr<Source> source) {
    GW_ASSERT(source && !source->buried_);
    source->buried_ = true;
    TimerWheel::clear(*source);
    impl_->graveyard.push_back(std::move(source));
    if (!impl_->inTurn) impl_->scheduleTurn();
}

void Loop::wake(Timer& timer, SteadyTime due) {
    impl_->wheel.set(timer, due);
    if (!impl_->inTurn) impl_->armTimer();
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
    if (!impl_->inTurn) refreshNow();
    impl_->tasks.push_back(std::move(timer));
    setTimer(*impl_->tasks.back(), delay);
}

void Loop::post(std::function<void()> task) {
    asio::post(impl_->io, [impl = impl_.get(), lives = impl_->alive, run = std::move(task)] {
        if (!*lives) return;
        impl->beginTurn();
        run();
        impl->endTurn();
    });
}

}  // namespace gw::net
