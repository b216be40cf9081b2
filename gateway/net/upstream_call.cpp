#include "gateway/net/upstream_call.hpp"

#include "gateway/net/upstream_connection.hpp"

namespace gw::net {

Call::~Call() {
    if (connection != nullptr) connection->cancel();
}

void Call::pause() {
    paused = true;
    if (connection != nullptr) connection->paceChanged();
}

void Call::resume() {
    paused = false;
    if (connection != nullptr) connection->paceChanged();
}

}  // namespace gw::net
