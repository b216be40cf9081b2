#include "gateway/pipeline/admin_reply.hpp"

#include <utility>

namespace gw::pipeline {

void AdminReply::toWorker(std::function<void(AdminReplyReceiver&)> task) {
    const std::lock_guard lock(mutex_);
    if (!timers_) return;
    timers_->post([self = shared_from_this(), run = std::move(task)] {
        if (self->receiver_) run(*self->receiver_);
    });
}

void AdminReply::reply(ResponseHead head, std::string body) {
    auto parts = std::make_shared<std::pair<ResponseHead, std::string>>(std::move(head), std::move(body));
    toWorker([parts](AdminReplyReceiver& to) { to.onReply(std::move(parts->first), std::move(parts->second)); });
}

void AdminReply::startStream(ResponseHead head) {
    auto kept = std::make_shared<ResponseHead>(std::move(head));
    toWorker([kept](AdminReplyReceiver& to) { to.onStreamStart(std::move(*kept)); });
}

bool AdminReply::chunk(std::string bytes) {
    const std::size_t size = bytes.size();
    const std::size_t before = unsent_.load();
    if (gone_ || (before > 0 && before + size > kUnsentMax)) return false;
    unsent_.fetch_add(size);
    auto kept = std::make_shared<std::string>(std::move(bytes));
    toWorker([kept](AdminReplyReceiver& to) { to.onChunk(std::move(*kept)); });
    return true;
}

void AdminReply::endStream() {
    toWorker([](AdminReplyReceiver& to) { to.onStreamEnd(); });
}

void AdminReply::breakStream() {
    toWorker([](AdminReplyReceiver& to) { to.onStreamBroken(); });
}

void AdminReply::detach() {
    gone_ = true;
    receiver_ = nullptr;
    const std::lock_guard lock(mutex_);
    timers_ = nullptr;
}

}  // namespace gw::pipeline
