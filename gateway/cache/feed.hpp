// A stream that is being fetched, as far as it has come: those who asked for the same hear it from its beginning, each at its
// own pace. The bytes stand here once, whoever listens. Lives on one worker (its leader's, or a mirror on a listener's worker,
// which messages fill); shared by the capture that fills it and by those who listen, that worker's thread only.
#pragma once

#include "gateway/base/error.hpp"
#include "gateway/cache/entry.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::cache {

class Listener {
 public:
    virtual ~Listener() = default;
    /// There is more, or the end; never from inside a call to the feed.
    virtual void onFeed() = 0;
    /// Bytes it has taken so far.
    virtual std::uint64_t heard() const = 0;
};

/// What is known of an answer when it begins.
struct FeedHead {
    std::string contentType, provider, upstreamModel;
};

/// How it ended. Without an error it is whole; `tail` leaves behind the settlement, as at the leader.
struct FeedEnd {
    std::optional<ErrorCode> error;
    std::string tail;
    ledger::TokenUsage usage;
    bool usageKnown = false;
};

class Feed final : public std::enable_shared_from_this<Feed> {
 public:
    using Post = std::function<void(std::function<void()>)>;

    /// @param post runs a task on this worker, soon; outlives the feed. @param keptMax bytes that are held for those behind.
    Feed(FeedHead head, const Post& post, std::uint64_t keptMax) : head_(std::move(head)), post_(post), keptMax_(keptMax) {}

    const FeedHead& head() const noexcept { return head_; }
    /// Takes the next whole events.
    void add(std::string_view bytes);
    void finish(FeedEnd end);
    const std::optional<FeedEnd>& ended() const noexcept { return end_; }
    std::uint64_t size() const noexcept { return base_ + bytes_.size(); }
    /// What has come behind `at`; empty when that has been given up.
    std::string_view from(std::uint64_t at) const noexcept;
    /// Somebody who is so far behind has lost the thread.
    bool lost(std::uint64_t at) const noexcept { return at < base_; }
    bool hasBeginning() const noexcept { return base_ == 0; }
    /// All of it, for the cache; what is left behind stays readable.
    const std::string& bytes() const noexcept { return bytes_; }

    /// False when its beginning is gone.
    bool listen(Listener& listener);
    void leave(Listener& listener);
    bool isHeard() const noexcept { return !listeners_.empty(); }
    /// Told when the first begins to listen and when the last has left; emptied by whoever set it before it goes.
    std::function<void(bool heard)> onHeard;

 private:
    void tellSoon();
    void tell();
    void trim();

    const FeedHead head_;
    const Post& post_;
    const std::uint64_t keptMax_;
    std::string bytes_;
    std::uint64_t base_ = 0;  ///< bytes given up in front of bytes_
    std::optional<FeedEnd> end_;
    std::vector<Listener*> listeners_;
    bool told_ = true;
};

using FeedPtr = std::shared_ptr<Feed>;

/// A place among the listeners; leaves when it goes.
class Hearing {
 public:
    Hearing() = default;
    ~Hearing() { leave(); }
    Hearing(const Hearing&) = delete;
    Hearing& operator=(const Hearing&) = delete;

    bool listen(FeedPtr feed, Listener& listener);
    void leave();
    Feed* feed() const noexcept { return feed_.get(); }
    const FeedPtr& shared() const noexcept { return feed_; }

 private:
    FeedPtr feed_;
    Listener* listener_ = nullptr;
};

}  // namespace gw::cache
