// Circuits as rows of table circuit_state: the steady clock's times as wall time, reasons by their words, turns as JSON.
#include "gateway/engine/circuit_keeper.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>

namespace gw::engine {

namespace {

namespace json = boost::json;
using routing::CircuitState;
using routing::CircuitTurn;

constexpr std::size_t kTurnsBytesMax = 4096;

std::optional<ErrorCode> codeOf(std::string_view word) {
    static constexpr ErrorCode kCodes[]{
#define GW_ERROR(name, code, status, sentence) ErrorCode::name,
#include "gateway/base/error_codes.def"
#undef GW_ERROR
    };
    for (const ErrorCode code : kCodes)
        if (codeText(code) == word) return code;
    return std::nullopt;
}

std::string wordOf(const std::optional<ErrorCode>& code) { return code ? std::string(codeText(*code)) : std::string(); }

WallTime wallOf(SteadyTime at, WallTime wall, SteadyTime now) { return wall + std::chrono::duration_cast<WallTime::duration>(at - now); }
SteadyTime steadyOf(WallTime at, WallTime wall, SteadyTime now) { return now + (at - wall); }

/// Times of a table may be anybody's; beyond some centuries the steady clock has no numbers.
bool isTime(WallTime at) { return toMillis(at) >= 0 && toMillis(at) < 253'402'300'800'000; }

std::string turnsText(const std::vector<CircuitTurn>& turns, WallTime wall, SteadyTime now) {
    json::array out;
    for (const auto& turn : turns) {
        json::object one{{"at", toMillis(wallOf(turn.at, wall, now))}, {"state", routing::circuitWord(turn.state)}};
        if (turn.reason) one["reason"] = codeText(*turn.reason);
        if (turn.forced) one["by_order"] = true;
        out.push_back(std::move(one));
    }
    return json::serialize(out);
}

std::optional<CircuitTurn> turnOf(const json::value& value, WallTime wall, SteadyTime now) {
    const auto* fields = value.if_object();
    const auto* at = fields ? fields->if_contains("at") : nullptr;
    const auto* state = fields ? fields->if_contains("state") : nullptr;
    if (!at || !at->is_int64() || !state || !state->is_string() || !isTime(fromMillis(at->get_int64()))) return std::nullopt;
    const bool open = state->get_string() == "open";
    if (!open && state->get_string() != "closed") return std::nullopt;
    CircuitTurn turn{steadyOf(fromMillis(at->get_int64()), wall, now), open ? CircuitState::open : CircuitState::closed, {}, false};
    if (const auto* reason = fields->if_contains("reason"); reason && reason->is_string()) turn.reason = codeOf(std::string_view(reason->get_string()));
    if (const auto* forced = fields->if_contains("by_order")) turn.forced = forced->is_bool() && forced->get_bool();
    return turn;
}

std::optional<std::vector<CircuitTurn>> turnsOf(const std::string& text, WallTime wall, SteadyTime now) {
    boost::system::error_code failed;
    if (text.size() > kTurnsBytesMax) return std::nullopt;
    const auto parsed = json::parse(text, failed);
    const auto* list = failed ? nullptr : parsed.if_array();
    if (!list) return std::nullopt;
    std::vector<CircuitTurn> turns;
    for (const auto& value : *list) {
        const auto turn = turnOf(value, wall, now);
        if (!turn) return std::nullopt;
        turns.push_back(*turn);
    }
    return turns;
}

std::uint32_t small(std::int64_t value) {
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(value, 0, std::numeric_limits<std::uint32_t>::max()));
}

}  // namespace

store::CircuitStateRow circuitRowOf(const pipeline::CircuitBoard::Kept& kept, WallTime wall, SteadyTime now) {
    const auto& memory = kept.memory;
    return {.provider = kept.provider,
            .model = kept.model,
            .state = memory.open ? "open" : "closed",
            .reason = wordOf(memory.reason),
            .byOrder = memory.open && memory.forced,
            .orderId = kept.order,
            .until = memory.open ? wallOf(memory.until, wall, now) : wall,
            .nextRestMs = memory.nextRest.count(),
            .failuresInARow = memory.failuresInARow,
            .openings = memory.openings,
            .turns = turnsText(memory.turns, wall, now),
            .updatedAt = wall};
}

std::optional<pipeline::CircuitBoard::Kept> circuitOfRow(const store::CircuitStateRow& row, WallTime wall, SteadyTime now) {
    auto turns = turnsOf(row.turns, wall, now);
    const bool open = row.state == "open";
    if (!turns || (!open && row.state != "closed") || !isTime(row.until)) return std::nullopt;
    pipeline::CircuitBoard::Kept kept{row.provider, row.model, {}, row.orderId};
    kept.memory = {open,
                   open && row.byOrder,
                   codeOf(row.reason),
                   steadyOf(row.until, wall, now),
                   std::chrono::milliseconds{std::clamp<std::int64_t>(row.nextRestMs, 0, routing::Circuit::kRestMax.count())},
                   small(row.failuresInARow),
                   small(row.openings),
                   std::move(*turns)};
    return kept;
}

}  // namespace gw::engine
