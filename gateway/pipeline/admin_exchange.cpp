#include "gateway/pipeline/admin_exchange.hpp"

#include "gateway/pipeline/gate.hpp"
#include "gateway/base/random_id.hpp"

#include <algorithm>
#include <utility>

namespace gw::pipeline {

namespace {

constexpr Bytes kBodyMax = mebibytes(1);

/// The admin API's own envelope.
std::string errorBody(const Error& error) {
    return R"({"error":{"code":)" + jsonQuoted(codeText(error.code)) + R"(,"message":)" + jsonQuoted(describe(error)) +
           "}}";
}

}  // namespace

AdminExchange::AdminExchange(const AdminLane& lane, ClientPort& client, AdminListener listener)
    : lane_(lane), client_(client), listener_(listener) {}

AdminExchange::~AdminExchange() {
    if (reply_) reply_->detach();
}

void AdminExchange::onRequest() {
    requestId_ = requestId(lane_.clock.wall());
    client_.readBody(kBodyMax);
}

void AdminExchange::onBody(PaddedBody body) {
    const RequestHead& head = client_.head();
    AdminRequest request;
    request.method = head.method;
    request.path = head.path;
    request.query = head.query;
    request.body = body.text();
    request.fields.reserve(head.fields.size());
    for (const HeaderView& field : head.fields)
        request.fields.emplace_back(lowerAscii(field.name), std::string(field.value));
    request.peer = clientAddress(head, client_.peer(), lane_.trustedProxies);
    request.privateListener = listener_ == AdminListener::console;
    request.ownListener = listener_ == AdminListener::own;
    request.requestId = requestId_;
    phase_ = Phase::waiting;
    reply_ = std::make_shared<AdminReply>(lane_.timers, *this);
    lane_.admin.submit(std::move(request), reply_);
}

void AdminExchange::onBodyFailed(const Error& error) { answerError(error); }

void AdminExchange::answerError(const Error& error) {
    end();
    ResponseHead head{httpStatus(error.code), {{"content-type", "application/json"}}};
    addId(head);
    client_.respond(std::move(head), errorBody(error));
}

void AdminExchange::addId(ResponseHead& head) const {
    const bool present = std::any_of(head.fields.begin(), head.fields.end(),
                                     [](const auto& field) { return equalIgnoringCase(field.first, "x-request-id"); });
    if (!present) head.fields.emplace_back("x-request-id", requestId_);
}

void AdminExchange::end() {
    phase_ = Phase::over;
    if (reply_) reply_->detach();
}

void AdminExchange::onReply(ResponseHead head, std::string body) {
    if (phase_ != Phase::waiting) return;
    end();
    addId(head);
    client_.respond(std::move(head), std::move(body));
}

void AdminExchange::onStreamStart(ResponseHead head) {
    if (phase_ != Phase::waiting) return;
    phase_ = Phase::streaming;
    addId(head);
    client_.startReply(std::move(head), std::nullopt);
}

void AdminExchange::onChunk(std::string bytes) {
    if (phase_ != Phase::streaming) return;
    waiting_.push_back(std::move(bytes));
    sendWaiting();
}

void AdminExchange::sendWaiting() {
    while (!slow_ && !waiting_.empty()) {
        const std::string bytes = std::move(waiting_.front());
        waiting_.pop_front();
        slow_ = !client_.write(bytes);
        if (phase_ != Phase::streaming) return;
        reply_->countSent(bytes.size());
    }
    if (!endWanted_ || !waiting_.empty()) return;
    end();
    client_.finish();
}

void AdminExchange::onStreamEnd() {
    if (phase_ != Phase::streaming) return;
    endWanted_ = true;
    sendWaiting();
}

void AdminExchange::onStreamBroken() {
    if (phase_ != Phase::streaming) return;
    waiting_.clear();
    end();
    client_.abort();
}

void AdminExchange::onClientWritable() {
    slow_ = false;
    if (phase_ == Phase::streaming) sendWaiting();
}

void AdminExchange::onClientGone() { end(); }

void AdminExchange::onDrainEnd() {
    if (phase_ == Phase::waiting || phase_ == Phase::reading)
        return answerError({ErrorCode::draining, ErrorSource::internal, Retry::never, {}, {}});
    if (phase_ != Phase::streaming) return;
    end();
    client_.finish();
}

}  // namespace gw::pipeline
