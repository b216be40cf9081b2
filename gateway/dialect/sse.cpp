#include "gateway/dialect/sse.hpp"

#include <algorithm>

namespace gw::dialect {

namespace {

/// Memory kept for the next split event.
constexpr std::size_t kCarryKept = 16 * 1024;

/// First line end in text[from…): memchr twice is several times faster than looking for either byte.
std::size_t lineEnd(std::string_view text, std::size_t from) {
    const auto lineFeed = text.find('\n', from);
    const auto span = text.substr(0, lineFeed);
    const auto carriageReturn = span.find('\r', from);
    return carriageReturn != std::string_view::npos ? carriageReturn : lineFeed;
}

}  // namespace

void SseSplitter::feed(std::string_view bytes) {
    carry_.erase(0, carry_.empty() ? 0 : eventBegin_);
    lineBegin_ -= static_cast<std::ptrdiff_t>(eventBegin_);
    scanned_ -= eventBegin_;
    eventBegin_ = 0;
    if (carry_.empty()) {
        if (carry_.capacity() > kCarryKept) std::string().swap(carry_);
        window_ = bytes;
    } else {
        carry_.append(bytes);
        window_ = carry_;
    }
}

/// The network's buffer ends with the call: an incomplete event is copied, complete ones never are.
void SseSplitter::keepRest() {
    if (!carry_.empty() || eventBegin_ == window_.size()) return;
    carry_.assign(window_.substr(eventBegin_));
    window_ = carry_;
    lineBegin_ -= static_cast<std::ptrdiff_t>(eventBegin_);
    scanned_ -= eventBegin_;
    eventBegin_ = 0;
}

/// Walks over complete lines until a blank one; `end` is then the position behind it.
bool SseSplitter::findBlankLine(std::size_t& end) {
    while (scanned_ < window_.size()) {
        const std::size_t at = lineEnd(window_, scanned_);
        if (at == std::string_view::npos) {
            scanned_ = window_.size();
            return false;
        }
        std::size_t behind = at + 1;
        if (window_[at] == '\r') {
            afterReturn_ = behind == window_.size();
            if (!afterReturn_ && window_[behind] == '\n') ++behind;
        }
        const bool blank = static_cast<std::ptrdiff_t>(at) == lineBegin_;
        scanned_ = behind;
        lineBegin_ = static_cast<std::ptrdiff_t>(behind);
        if (blank) {
            end = behind;
            afterEvent_ = afterReturn_;
            return true;
        }
    }
    return false;
}

/// The \n behind a \r that was the last byte of the feed before: it belongs to that line.
void SseSplitter::takeLineFeed(SseEvent& event) {
    const bool lineFeed = window_[scanned_] == '\n';
    if (lineFeed) ++scanned_;
    lineBegin_ = static_cast<std::ptrdiff_t>(scanned_);
    if (lineFeed && afterEvent_) {
        event.raw = window_.substr(eventBegin_, 1);
        event.lineFeedOnly = true;
        eventBegin_ = scanned_;
    }
    afterReturn_ = false;
    afterEvent_ = false;
}

/// An event that has outgrown the limit is handed on as it comes.
bool SseSplitter::takeLarge(SseEvent& event) {
    const std::size_t size = window_.size() - eventBegin_;
    if (size == 0 || (!oversize_ && size <= kSseEventMax)) return false;
    oversize_ = true;
    event.oversize = true;
    event.raw = window_.substr(eventBegin_);
    eventBegin_ = window_.size();
    return true;
}

bool SseSplitter::next(SseEvent& event) {
    event = SseEvent{};
    if (afterReturn_ && scanned_ < window_.size()) {
        takeLineFeed(event);
        if (event.lineFeedOnly) return true;
    }
    std::size_t end = 0;
    if (findBlankLine(end)) {
        finishEvent(event, end);
        oversize_ = false;
        return true;
    }
    if (takeLarge(event)) return true;
    keepRest();
    return false;
}

void SseSplitter::finishEvent(SseEvent& event, std::size_t end) {
    event.raw = window_.substr(eventBegin_, end - eventBegin_);
    event.oversize = oversize_;
    if (!oversize_) event.data = dataOf(event.raw, event.hasData);
    eventBegin_ = end;
}

bool SseSplitter::rest(SseEvent& event) {
    event = SseEvent{};
    event.raw = window_.substr(eventBegin_);
    event.oversize = oversize_;
    if (!oversize_) event.data = dataOf(event.raw, event.hasData);
    eventBegin_ = window_.size();
    return !event.raw.empty();
}

std::string_view SseSplitter::dataOf(std::string_view raw, bool& found) {
    std::string_view data;
    unsigned lines = 0;
    for (std::size_t at = 0; at < raw.size();) {
        const std::size_t stop = std::min(lineEnd(raw, at), raw.size());
        std::string_view line = raw.substr(at, stop - at);
        at = stop + 1;
        if (line == "data") line = "data:";
        if (!line.starts_with("data:")) continue;
        line.remove_prefix(5);
        if (line.starts_with(' ')) line.remove_prefix(1);
        if (++lines == 1) {
            data = line;
            continue;
        }
        if (lines == 2) joined_.assign(data);
        joined_.push_back('\n');
        joined_.append(line);
        data = joined_;
    }
    found = lines > 0;
    return data;
}

}  // namespace gw::dialect
