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

bool Call::sendBody(std::string_view bytes) {
    Upload::Framed framed;
    upload.frame(bytes, framed);
    const bool direct = connection != nullptr && upload.unsent().empty();
    const bool room = upload.keep(framed.pieces(), direct ? connection->sendNow(framed.pieces()) : 0);
    if (connection != nullptr) connection->uploadChanged();
    return room;
}

void Call::endBody() {
    upload.end();
    if (connection != nullptr) connection->uploadEnded();
}

pipeline::AttemptTimes Call::timesSoFar() const {
    pipeline::AttemptTimes sofar = times;
    if (connection != nullptr) connection->notePhase(sofar);
    if (place) sofar.queued = place->waited();
    return sofar;
}

}  // namespace gw::net
