// Reads out of the circuits what people should hear of: that one opened by itself, that it closed again, that it flaps. However
// fast circuits turn, a circuit has kToldAMinute lines and one count a minute, all of them together kAllAMinute lines and one
// count. What operators ordered is left out: the audit trail says it. Pure; control's thread, owned by RouteWatch.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/pipeline/circuit_board.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gw::engine {

struct CircuitNewsItem {
    enum class Kind : std::uint8_t { tripped, recovered, flapping, many } kind = Kind::tripped;
    std::string provider, model;         ///< empty for `many`
    std::optional<ErrorCode> reason;     ///< of the last opening
    std::chrono::seconds seconds{0};     ///< tripped: it rests for so long; recovered: it was away for so long; else of the count
    std::uint32_t count = 0;             ///< flapping: openings; recovered: failed trials; many: lines left out
};

class CircuitNews {
 public:
    static constexpr std::chrono::seconds kWindow{60};
    static constexpr std::uint32_t kToldAMinute = 4, kAllAMinute = 60;
    /// Trials that fail one after the other are told so often; the rest is a count when it closes again.
    static constexpr std::uint32_t kRetripsTold = 3;

    /// What the first look finds happened before anybody watched: it is noted and not told.
    std::vector<CircuitNewsItem> look(const std::vector<pipeline::CircuitBoard::Row>& rows, SteadyTime now);
    /// Counts are still to be told when their minute is over.
    bool isWaiting() const { return waiting_; }

 private:
    struct Seen {
        SteadyTime lastTurn{}, openSince{}, windowSince{};
        std::uint32_t openings = 0;     ///< as the circuit counts them
        std::uint32_t retrips = 0;      ///< failed trials since it opened
        std::uint32_t told = 0, heldBack = 0;  ///< in this window; of what is held back only openings count
        std::optional<ErrorCode> reason;
        bool open = false;
        bool present = false;
    };
    using Place = std::pair<std::string, std::string>;

    void note(Seen& seen, const pipeline::CircuitBoard::Row& row);
    void turned(const Place& place, Seen& seen, const routing::CircuitTurn& turn, SteadyTime now);
    void tell(Seen& seen, CircuitNewsItem item);
    void endWindow(const Place& place, Seen& seen, SteadyTime now);
    void endMinute(SteadyTime now);
    void push(CircuitNewsItem item);

    std::map<Place, Seen> seen_;
    std::vector<CircuitNewsItem> items_;
    SteadyTime minuteSince_{};
    std::uint32_t inMinute_ = 0, leftOut_ = 0;
    bool looked_ = false, waiting_ = false;
};

}  // namespace gw::engine
