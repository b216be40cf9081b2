#include "gateway/secrets/keychain.hpp"

namespace gw::secrets {

const char* keychainStateText(KeychainState state) {
    switch (state) {
        case KeychainState::open: return "open";
        case KeychainState::locked: return "locked";
        case KeychainState::absent: break;
    }
    return "absent";
}

}  // namespace gw::secrets
