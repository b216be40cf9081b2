// Cuts a byte stream into server-sent events wherever the network has split it: lines end with \n, \r\n or \r, a blank
// line ends an event (dialects.md O1). Nothing is altered: the raw bytes of all events, in order, are the stream. An
// event larger than 1 MiB is handed on in pieces without its data. No I/O; one object a stream.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gw::dialect {

inline constexpr std::size_t kSseEventMax = 1024 * 1024;

struct SseEvent {
    std::string_view raw;
    /// The `data` lines joined with \n.
    std::string_view data;
    bool hasData = false;
    /// A piece of an event that is too large to be read; the last piece is marked by `raw` ending with its blank line.
    bool oversize = false;
    /// The \n that belongs to the blank line "\r\n" of the event before, whose \r came with the last feed.
    bool lineFeedOnly = false;
};

class SseSplitter {
 public:
    /// Takes the next bytes, which must stay until next has returned false; views handed out end with the next feed.
    void feed(std::string_view bytes);
    /// The next complete event; false when more bytes are needed (what is incomplete has then been copied).
    bool next(SseEvent& event);
    /// At the end of the stream: what stands there without its blank line, as an event; false when nothing does.
    bool rest(SseEvent& event);

 private:
    void takeLineFeed(SseEvent& event);
    bool takeLarge(SseEvent& event);
    void keepRest();
    bool findBlankLine(std::size_t& end);
    void finishEvent(SseEvent& event, std::size_t end);
    std::string_view dataOf(std::string_view raw, bool& found);

    std::string carry_;   ///< an event's beginning that came with an earlier feed
    std::string joined_;  ///< several data lines of one event
    std::string_view window_;
    std::size_t eventBegin_ = 0, scanned_ = 0;
    std::ptrdiff_t lineBegin_ = 0;  ///< negative: the line began in bytes that were handed on already
    bool afterReturn_ = false;      ///< the last byte seen was a \r that ended a line
    bool afterEvent_ = false;       ///< … and that line was the blank one
    bool oversize_ = false;
};

}  // namespace gw::dialect
