// libsodium must be started once before its first use; every function of this folder that needs it asks here. Any thread.
#pragma once

namespace gw::secrets {

/// GW_ASSERTs when libsodium cannot start (no source of randomness): nothing could be kept secret then.
void ensureSodium();

}  // namespace gw::secrets
