// Why a request went where it went, in as few bytes as tell it: the strategy, what made the first candidate the first, each
// candidate's weight and state at that moment, what the limits stood at, and why it was refused. Written by the worker at the
// request's end, kept beside its row in gateway_log, read when somebody asks. Everything else of an explanation (attempts,
// times, prices) stands in the other tables. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::ledger {

/// What is kept of a candidate besides its place in the order.
struct NotedCandidate {
    enum Mark : std::uint8_t {
        none = 0,
        rested = 1,  ///< its circuit was open when the choice was made
        passed = 2,  ///< its circuit refused a call when its turn came
        capped = 4,  ///< its own cap was reached
    };
    std::string provider, model;
    std::uint32_t weight = 0, priority = 0;
    std::uint8_t marks = none;
    std::uint32_t running = 0, expectedMs = 0;
    friend bool operator==(const NotedCandidate&, const NotedCandidate&) = default;
};

/// A limit as the request found it. Before it `left + taken` were left, after it `left`.
struct NotedLimit {
    std::int64_t limit = 0, left = 0, taken = 0;
    friend bool operator==(const NotedLimit&, const NotedLimit&) = default;
};

struct RouteNote {
    std::string strategy;  ///< empty: no preset was asked
    std::string why;       ///< as routing::whyText
    std::vector<NotedCandidate> candidates;
    std::uint32_t more = 0;  ///< candidates that are not listed
    std::optional<NotedLimit> requests, tokens;
    bool retryRefused = false;  ///< another upstream was not tried: the retry budget was used up
    std::uint32_t queuedUs = 0;  ///< inside the gateway before the first call went out; zero where it was less than a millisecond
    std::string refusal;        ///< a refused request's sentence
    friend bool operator==(const RouteNote&, const RouteNote&) = default;
};

/// Appends a note piece by piece: candidates first, then limits, then the refusal.
class RouteNoteWriter {
 public:
    /// A note longer than this is cut: candidates are counted instead of listed.
    static constexpr std::size_t kBytesMax = 560;
    /// Of a refusal's sentence.
    static constexpr std::size_t kRefusalMax = 300;

    void choice(std::string_view strategy, std::string_view why);
    struct Candidate {
        std::string_view provider, model;
        std::uint32_t weight = 0, priority = 0;
        std::uint8_t marks = 0;
        std::uint32_t running = 0, expectedMs = 0;
    };
    void candidate(const Candidate& candidate);
    void requests(const NotedLimit& limit) { this->limit('R', limit); }
    void tokens(const NotedLimit& limit) { this->limit('T', limit); }
    void retryRefused() { line('B'); }
    /// Less than a millisecond is not worth its bytes.
    void queued(std::int64_t micros);
    void refusal(std::string_view sentence);
    std::string taken();

 private:
    void line(char what);
    void limit(char what, const NotedLimit& limit);
    void text(std::string_view text);
    void cleaned(std::string_view text);
    void number(std::int64_t value);
    void digits(std::uint64_t value);

    // Candidates, two limits of three numbers, how many are not listed, the refusal: all fit without a look at the end.
    static constexpr std::size_t kRoom = 1024;
    char room_[kRoom];  // NOLINT: not cleared, a note fills 50 bytes of it
    char* end_ = room_;
    std::uint32_t more_ = 0;
};

/// @return nothing for what is no note of this layout.
std::optional<RouteNote> readRouteNote(std::string_view text);

}  // namespace gw::ledger
