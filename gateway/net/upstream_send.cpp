// What goes out to an upstream: the request as it was given, then the body that comes piece by piece.
#include "gateway/net/pool_state.hpp"
#include "gateway/net/upstream_connection.hpp"

#include <algorithm>
#include <array>

namespace gw::net {

bool UpstreamConnection::requestSent() const noexcept {
    std::size_t total = call_->request.head.size();
    for (const std::string_view piece : call_->request.body) total += piece.size();
    return sent_ >= total;
}

/// What came of an upload cannot be sent again; other bodies could, but not every call may be made twice.
bool UpstreamConnection::mustNotRepeat() const noexcept {
    if (call_->upload.begun()) return true;
    return call_->request.once && sent_ > call_->request.head.size();
}

bool UpstreamConnection::allSent() const noexcept { return requestSent() && call_->upload.done(); }

void UpstreamConnection::sendOn() {
    sendRequest();
    if (!call_->upload.unsent().empty()) sendUpload();
}

void UpstreamConnection::sendRequest() {
    while (true) {
        std::array<std::string_view, kPiecesMax> pieces;
        std::size_t count = 0;
        std::size_t skip = sent_;
        const auto add = [&](std::string_view piece) {
            const std::size_t passed = std::min(skip, piece.size());
            skip -= passed;
            if (passed < piece.size() && count < pieces.size()) pieces[count++] = piece.substr(passed);
        };
        add(call_->request.head);
        for (const std::string_view piece : call_->request.body) add(piece);
        if (count == 0) return;
        const Io io = transport_.write({pieces.data(), count});
        if (io.state == Io::State::again) return;
        if (io.state != Io::State::done) return breakSending();
        sent_ += io.bytes;
        std::size_t offered = 0;
        for (std::size_t i = 0; i < count; ++i) offered += pieces[i].size();
        if (io.bytes < offered) return;
    }
}

/// A reply may have come before the upstream stopped listening: the read tells.
void UpstreamConnection::breakSending() {
    sendBroken_ = true;
    readable_ = true;
    pool_.loop.defer(*this);
}

void UpstreamConnection::sendUpload() {
    Upload& upload = call_->upload;
    while (requestSent() && !sendBroken_ && !upload.unsent().empty()) {
        const std::string_view piece = upload.unsent();
        const Io io = transport_.write({&piece, 1});
        if (io.state == Io::State::again) return;
        if (io.state != Io::State::done) return breakSending();
        upload.sent(io.bytes);
        limitSilence();
        if (io.bytes < piece.size()) break;
    }
    if (upload.takeRoom()) call_->observer.onUpstreamWritable();
}

std::size_t UpstreamConnection::sendNow(std::span<const std::string_view> pieces) {
    if (phase_ != Phase::exchanging || sendBroken_ || !requestSent() || pieces.empty()) return 0;
    const Io io = transport_.write(pieces);
    if (io.state == Io::State::done) return io.bytes;
    if (io.state != Io::State::again) breakSending();
    return 0;
}

void UpstreamConnection::uploadChanged() {
    if (phase_ == Phase::exchanging) limitSilence();
}

void UpstreamConnection::uploadEnded() {
    if (phase_ != Phase::exchanging) return;
    sendUpload();
    limitSilence();
}

}  // namespace gw::net
