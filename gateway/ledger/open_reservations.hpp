// The reservations without an end, and which segment holds each: the writer carries old ones forward, the shipper keeps a
// segment as long as one is open in it. One object a thread that asks.
#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gw::ledger {

class OpenReservations {
   public:
    struct Open {
        std::uint16_t attempt = 1;
        std::uint64_t segment = 0;
        std::string payload;  ///< the writer's, to write it again; the shipper leaves it empty
    };

    /// A second add of the same request and attempt moves it to the later segment.
    void add(std::string_view requestId, std::uint16_t attempt, std::uint64_t segment, std::string_view payload);
    /// The request's terminal record. False when nothing of it was open.
    bool end(std::string_view requestId);
    /// One attempt was never really reserved.
    void forget(std::string_view requestId, std::uint16_t attempt);
    bool contains(std::string_view requestId) const;
    std::optional<std::uint64_t> oldestSegment() const;
    bool anyIn(std::uint64_t segment) const { return bySegment_.contains(segment); }
    std::size_t requests() const { return requests_; }

    struct Named {
        std::string requestId;
        Open open;
    };
    /// Copies of those in segments up to `segment`.
    std::vector<Named> upTo(std::uint64_t segment) const;

   private:
    struct Hash {
        using is_transparent = void;
        /// Request ids are the gateway's own and end in random characters.
        std::size_t operator()(std::string_view text) const noexcept {
            if (text.size() < sizeof(std::uint64_t)) return std::hash<std::string_view>{}(text);
            std::uint64_t tail = 0;
            std::memcpy(&tail, text.data() + text.size() - sizeof tail, sizeof tail);
            tail *= 0x9E3779B97F4A7C15U;
            return static_cast<std::size_t>(tail ^ (tail >> 32U));
        }
    };
    void leave(std::uint64_t segment);

    std::unordered_multimap<std::string, Open, Hash, std::equal_to<>> byRequest_;
    std::size_t requests_ = 0;
    std::map<std::uint64_t, std::size_t> bySegment_;
};

}  // namespace gw::ledger
