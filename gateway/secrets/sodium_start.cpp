#include "gateway/secrets/sodium_start.hpp"

#include "gateway/base/assert.hpp"

#include <sodium.h>

namespace gw::secrets {

void ensureSodium() {
    static const bool started = sodium_init() >= 0;
    GW_ASSERT(started);
}

}  // namespace gw::secrets
