// Intervals of the bridge. Values only; tests shorten them.
#pragma once

#include <chrono>

namespace ui::bridge {

struct BridgeTiming {
    std::chrono::milliseconds pollStarting{500};  // GET /engine until the engine is ready, and while it is away
    std::chrono::milliseconds pollReady{5000};
    std::chrono::milliseconds requestTimeout{10000};  // without a byte moving
    std::chrono::milliseconds streamIdle{30000};      // the engine sends a comment each 10 s
    std::chrono::milliseconds downloadIdle{120000};  // a rare match in a large log takes the store a while
    std::chrono::milliseconds streamBackoffMin{500};
    std::chrono::milliseconds streamBackoffMax{15000};
    std::chrono::milliseconds streamFlush{250};
    std::chrono::milliseconds refreshAhead{60000};  // before the access token expires
};

}  // namespace ui::bridge
