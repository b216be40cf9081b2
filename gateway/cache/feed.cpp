#include "gateway/cache/feed.hpp"

#include <algorithm>
#include <utility>

namespace gw::cache {

void Feed::add(std::string_view bytes) {
    bytes_.append(bytes);
    trim();
    tellSoon();
}

void Feed::finish(FeedEnd end) {
    if (end_) return;
    end_ = std::move(end);
    tellSoon();
}

std::string_view Feed::from(std::uint64_t at) const noexcept {
    if (at < base_ || at >= size()) return {};
    return std::string_view(bytes_).substr(static_cast<std::size_t>(at - base_));
}

bool Feed::listen(Listener& listener) {
    if (base_ > 0) return false;
    listeners_.push_back(&listener);
    tellSoon();
    if (listeners_.size() == 1 && onHeard) onHeard(true);
    return true;
}

void Feed::leave(Listener& listener) {
    if (std::erase(listeners_, &listener) == 0 || !listeners_.empty() || !onHeard) return;
    onHeard(false);
}

/// Once a turn, however many events it brought.
void Feed::tellSoon() {
    if (!told_ || listeners_.empty()) return;
    told_ = false;
    post_([weak = weak_from_this()] {
        if (const auto self = weak.lock()) self->tell();
    });
}

void Feed::tell() {
    told_ = true;
    const auto all = listeners_;
    for (Listener* each : all)
        if (std::find(listeners_.begin(), listeners_.end(), each) != listeners_.end()) each->onFeed();
}

/// More than is ever kept: what all have taken goes, and with it whoever does not follow.
void Feed::trim() {
    if (bytes_.size() <= keptMax_) return;
    std::uint64_t slowest = size();
    for (const Listener* each : listeners_) slowest = std::min(slowest, each->heard());
    const std::uint64_t least = size() - keptMax_ / 2;
    const std::uint64_t upTo = std::max(std::min(slowest, least), size() - keptMax_);
    if (upTo <= base_) return;
    bytes_.erase(0, static_cast<std::size_t>(upTo - base_));
    base_ = upTo;
}

bool Hearing::listen(FeedPtr feed, Listener& listener) {
    leave();
    if (!feed->listen(listener)) return false;
    feed_ = std::move(feed);
    listener_ = &listener;
    return true;
}

void Hearing::leave() {
    if (const FeedPtr feed = std::exchange(feed_, nullptr)) feed->leave(*listener_);
}

}  // namespace gw::cache
