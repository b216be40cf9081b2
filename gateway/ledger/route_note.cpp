#include "gateway/ledger/route_note.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

namespace gw::ledger {

namespace {

// One line a fact, each begun by its letter; parts are separated by tabs. Names hold neither (they are checked when they are
// made), and what a client may have written is cleaned.
constexpr char kPart = '\t';
constexpr char kLine = '\n';
constexpr std::string_view kVersion = "1";

bool isPlain(char c) { return c != kPart && c != kLine; }

/// Takes the text up to the next `end` off `text`.
std::string_view cut(std::string_view& text, char end) {
    const auto at = std::min(text.find(end), text.size());
    const auto part = text.substr(0, at);
    text.remove_prefix(std::min(at + 1, text.size()));
    return part;
}

template <class Number>
bool take(std::string_view& line, Number& into) {
    const auto part = cut(line, kPart);
    // Nothing stands for zero.
    if (part.empty()) return into = 0, true;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), into);
    return error == std::errc() && end == part.data() + part.size();
}

bool takeCandidate(std::string_view line, RouteNote& note) {
    NotedCandidate one;
    one.provider = cut(line, kPart);
    one.model = cut(line, kPart);
    const bool fine = take(line, one.weight) && take(line, one.priority) && take(line, one.marks) && take(line, one.running) &&
                      take(line, one.expectedMs) && line.empty();
    note.candidates.push_back(std::move(one));
    return fine;
}

bool takeLimit(std::string_view line, std::optional<NotedLimit>& into) {
    NotedLimit limit;
    const bool fine = take(line, limit.limit) && take(line, limit.left) && take(line, limit.taken) && line.empty();
    into = limit;
    return fine;
}

bool takeLine(std::string_view line, RouteNote& note) {
    const char what = line.empty() ? '\0' : line.front();
    if (!line.empty()) line.remove_prefix(1);
    switch (what) {
        case 'S':
            note.strategy = cut(line, kPart);
            note.why = cut(line, kPart);
            return line.empty();
        case 'C': return takeCandidate(line, note);
        case 'M': return take(line, note.more) && line.empty();
        case 'R': return takeLimit(line, note.requests);
        case 'T': return takeLimit(line, note.tokens);
        case 'B': return note.retryRefused = true, line.empty();
        case 'Q': return take(line, note.queuedUs) && line.empty();
        case 'E': note.refusal = line; return true;
        default: return false;
    }
}

}  // namespace

void RouteNoteWriter::text(std::string_view text) {
    if (text.empty()) return;  // no address to copy from
    std::memcpy(end_, text.data(), text.size());
    end_ += text.size();
}

void RouteNoteWriter::cleaned(std::string_view text) {
    char* begin = end_;
    this->text(text);
    if (std::memchr(begin, kPart, text.size()) == nullptr && std::memchr(begin, kLine, text.size()) == nullptr) return;
    std::replace_if(begin, end_, [](char c) { return !isPlain(c); }, ' ');
}

void RouteNoteWriter::line(char what) {
    if (end_ == room_) text(kVersion);
    *end_++ = kLine;
    *end_++ = what;
}

void RouteNoteWriter::digits(std::uint64_t value) {
    if (value < 10) {
        *end_++ = static_cast<char>('0' + value);
        return;
    }
    end_ = std::to_chars(end_, room_ + kRoom, value).ptr;
}

void RouteNoteWriter::number(std::int64_t value) {
    *end_++ = kPart;
    if (value == 0) return;
    if (value < 0) *end_++ = '-';
    digits(value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value));
}

void RouteNoteWriter::choice(std::string_view strategy, std::string_view why) {
    line('S');
    text(strategy);
    *end_++ = kPart;
    text(why);
}

void RouteNoteWriter::candidate(const Candidate& candidate) {
    const auto used = static_cast<std::size_t>(end_ - room_);
    if (used + candidate.provider.size() + candidate.model.size() + 64 > kBytesMax) {
        ++more_;
        return;
    }
    line('C');
    text(candidate.provider);
    *end_++ = kPart;
    // provider/model takes any model that the client writes.
    cleaned(candidate.model);
    number(candidate.weight);
    number(candidate.priority);
    number(candidate.marks);
    number(candidate.running);
    number(candidate.expectedMs);
    while (end_[-1] == kPart) --end_;
}

void RouteNoteWriter::limit(char what, const NotedLimit& limit) {
    line(what);
    digits(static_cast<std::uint64_t>(std::max<std::int64_t>(0, limit.limit)));
    number(limit.left);
    number(limit.taken);
}

void RouteNoteWriter::queued(std::int64_t micros) {
    constexpr std::int64_t kLeast = 1'000, kMost = 4'000'000'000;
    if (micros < kLeast) return;
    line('Q');
    digits(static_cast<std::uint64_t>(std::min(micros, kMost)));
}

void RouteNoteWriter::refusal(std::string_view sentence) {
    if (sentence.empty()) return;
    line('E');
    std::size_t end = std::min(sentence.size(), kRefusalMax);
    // Not in the middle of a character.
    while (end < sentence.size() && end > 0 && (static_cast<unsigned char>(sentence[end]) & 0xC0U) == 0x80U) --end;
    cleaned(sentence.substr(0, end));
}

std::string RouteNoteWriter::taken() {
    if (more_ > 0) {
        line('M');
        digits(more_);
    }
    return {room_, end_};
}

std::optional<RouteNote> readRouteNote(std::string_view text) {
    if (cut(text, kLine) != kVersion) return std::nullopt;
    RouteNote note;
    while (!text.empty())
        if (!takeLine(cut(text, kLine), note)) return std::nullopt;
    return note;
}

}  // namespace gw::ledger
