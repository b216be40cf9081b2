#include "gateway/net/upstream_reply.hpp"

#include <algorithm>

namespace gw::net {
namespace {

// 1xx heads before the final one; a server that sends more is not answering.
constexpr std::uint8_t kInterimMax = 16;
constexpr std::size_t kFieldsUsual = 16;

}  // namespace

void UpstreamReply::begin(bool toHead, std::size_t headMax, std::size_t fieldsMax) {
    *this = UpstreamReply{};
    parser_ = ResponseHeadParser(headMax, fieldsMax);
    toHead_ = toHead;
}

UpstreamReply::State UpstreamReply::malformed(std::string_view why) {
    at_ = At::failed;
    why_ = why;
    return State::malformed;
}

UpstreamReply::State UpstreamReply::feed(std::string_view bytes, Sink& sink) {
    anyByte_ = anyByte_ || !bytes.empty();
    std::size_t used = 0;
    while (used < bytes.size()) {
        State state = State::more;
        switch (at_) {
            case At::head:
                state = takeHead(bytes, used, sink);
                break;
            case At::length:
            case At::untilClose:
                state = takeBody(bytes, used, sink);
                break;
            case At::chunked:
                state = takeChunks(bytes, used, sink);
                break;
            case At::done:
                excess_ = true;
                return State::complete;
            case At::failed:
                return State::malformed;
        }
        if (state == State::stopped || state == State::malformed) return state;
    }
    return at_ == At::done ? State::complete : State::more;
}

UpstreamReply::State UpstreamReply::takeHead(std::string_view bytes, std::size_t& used, Sink& sink) {
    const std::string_view rest = bytes.substr(used);
    const std::size_t before = partial_.size();
    std::string_view text = rest;
    if (before > 0) {
        partial_.append(rest);
        text = partial_;
    }
    UpstreamHead head;
    head.fields.reserve(kFieldsUsual);
    switch (parser_.parse(text, head)) {
        case ResponseHeadParser::State::refused:
            return malformed(parser_.why());
        case ResponseHeadParser::State::unfinished:
            if (before == 0) partial_.assign(rest);
            used = bytes.size();
            return State::more;
        case ResponseHeadParser::State::complete:
            break;
    }
    used += parser_.headSize() - before;
    keepAlive_ = parser_.keepAlive();
    keepAliveTime_ = parser_.keepAliveTime();
    parser_.reset();
    if (head.status < 200) {
        partial_.clear();
        if (head.status == 101) return malformed("switching protocols was not asked for");
        return ++interim_ > kInterimMax ? malformed("too many interim replies") : State::more;
    }
    const std::string kept = std::move(partial_);
    partial_ = std::string();
    if (!beginBody(head)) return malformed("a reply without a body declares one");
    return sink.onHead(head) ? State::more : State::stopped;
}

bool UpstreamReply::beginBody(const UpstreamHead& head) {
    if (toHead_ || head.status == 304) {
        at_ = At::done;
    } else if (head.status == 204) {
        at_ = At::done;
        return !head.chunked && head.contentLength.value_or(0) == 0;
    } else if (head.chunked) {
        at_ = At::chunked;
    } else if (head.contentLength) {
        left_ = *head.contentLength;
        at_ = left_ == 0 ? At::done : At::length;
    } else {
        at_ = At::untilClose;
    }
    return true;
}

UpstreamReply::State UpstreamReply::takeBody(std::string_view bytes, std::size_t& used, Sink& sink) {
    std::string_view part = bytes.substr(used);
    if (at_ == At::length) {
        part = part.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(left_, part.size())));
        left_ -= part.size();
        if (left_ == 0) at_ = At::done;
    }
    used += part.size();
    return sink.onData(part) ? State::more : State::stopped;
}

UpstreamReply::State UpstreamReply::takeChunks(std::string_view bytes, std::size_t& used, Sink& sink) {
    const auto step = decoder_.feed(bytes.substr(used));
    used += step.consumed;
    switch (step.state) {
        case ChunkedDecoder::State::malformed:
            return malformed("malformed chunk");
        case ChunkedDecoder::State::complete:
            at_ = At::done;
            return State::more;
        case ChunkedDecoder::State::payload:
            return sink.onData(step.payload) ? State::more : State::stopped;
        case ChunkedDecoder::State::more:
            break;
    }
    return State::more;
}

UpstreamReply::State UpstreamReply::ended(bool clean) const noexcept {
    if (at_ == At::done || (at_ == At::untilClose && clean)) return State::complete;
    return State::more;
}

}  // namespace gw::net
