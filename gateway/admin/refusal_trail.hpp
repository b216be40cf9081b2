// Changes that were asked for and refused stand in the audit trail too (outcome failed): who tried what, and the code of the
// refusal. At most 20 a minute of one user and 60, because nothing ever leaves the trail; the rest is counted in the log. Control's thread.
#pragma once

#include "gateway/admin/exchange.hpp"
#include "gateway/admin/services.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>

namespace gw::admin {

class RefusalTrail {
   public:
    static constexpr unsigned kMinuteMost = 60;
    static constexpr unsigned kUserMinuteMost = 20;
    void note(ReadyParts& ready, const Exchange& exchange, const Error& error, WallTime now);

   private:
    std::int64_t minute_ = 0;
    unsigned noted_ = 0;
    std::unordered_map<std::string, unsigned> notedOf_;  ///< by user, this minute: at most kMinuteMost entries
};

}  // namespace gw::admin
