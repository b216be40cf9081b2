// The pipeline's ports as a test holds them: each notes in one journal what happened, in order, and says nothing until
// the test lets it. One thread.
#pragma once

#include "gateway/base/ready_fields.hpp"
#include "gateway/ledger/ledger_port.hpp"
#include "gateway/metrics/request_metrics.hpp"
#include "gateway/pipeline/ports.hpp"
#include "gateway/pipeline/request_log.hpp"

#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gw::test {

/// What the ports were asked, in order: "reserve 1", "call alpha", "write", "settle", "finish".
using Journal = std::vector<std::string>;

inline pipeline::PaddedBody paddedBody(std::string_view text) {
    constexpr std::size_t kPadding = 64;
    pipeline::PaddedBody body{std::make_unique<char[]>(text.size() + kPadding), text.size()};
    std::memcpy(body.storage.get(), text.data(), text.size());
    return body;
}

inline IpAddress address(const char* text) { return parseIp(text).value(); }

using Fields = std::vector<std::pair<std::string, std::string>>;

/// A client's connection with one request on it.
class FakeClient final : public pipeline::ClientPort {
 public:
    FakeClient(Journal& journal, Method method, std::string path, Fields fields)
        : journal_(journal), path_(std::move(path)), fields_(std::move(fields)) {
        head_.method = method;
        head_.target = path_;
        head_.path = std::string_view(path_).substr(0, path_.find('?'));
        if (const auto mark = path_.find('?'); mark != std::string::npos)
            head_.query = std::string_view(path_).substr(mark + 1);
        for (const auto& [name, value] : fields_) head_.fields.push_back({name, value});
    }

    /// What the head says of a body.
    void frame(std::uint64_t length, bool chunked) {
        head_.chunked = chunked;
        if (!chunked) head_.contentLength = length;
    }
    const RequestHead& head() const override { return head_; }
    const IpAddress& peer() const override { return peerAddress; }
    void readBody(Bytes limit) override { bodyLimit = limit; }
    void streamBody(Bytes limit) override {
        journal_.emplace_back("stream body");
        streamLimit = limit;
    }
    void pauseBody() override { bodyPaused = true; }
    void resumeBody() override { bodyPaused = false; }
    void respond(ResponseHead head, std::string body) override {
        journal_.push_back("respond " + std::to_string(head.status));
        takeHead(std::move(head));
        sent = std::move(body);
        over = true;
    }
    void respondReady(std::string_view fields, std::string_view body) override {
        ResponseHead head{200, {}};
        head.fields.emplace_back(kReadyFields, std::string(fields));
        respond(std::move(head), std::string(body));
    }
    void startReply(ResponseHead head, std::optional<std::uint64_t> length) override {
        journal_.push_back("start " + std::to_string(head.status));
        takeHead(std::move(head));
        replyLength = length;
    }
    bool write(std::string_view bytes) override {
        journal_.emplace_back("write");
        sent.append(bytes);
        return hasRoom;
    }
    void finish() override {
        journal_.emplace_back("finish");
        over = true;
    }
    void abort() override {
        journal_.emplace_back("abort");
        over = true;
    }

    std::string field(std::string_view name) const {
        for (const auto& [key, value] : reply.fields)
            if (key == name) return value;
        return {};
    }

    IpAddress peerAddress = address("192.0.2.1");
    std::optional<Bytes> bodyLimit, streamLimit;
    bool bodyPaused = false;
    ResponseHead reply{0, {}};
    std::optional<std::uint64_t> replyLength;
    std::string sent;
    bool hasRoom = true;
    bool over = false;

 private:
    Journal& journal_;
    const std::string path_;
    /// As a client sees it: no difference between fields and lines that were ready.
    void takeHead(ResponseHead head) {
        reply = ResponseHead{head.status, {}};
        for (auto& field : head.fields) {
            std::string_view lines = field.second;
            if (field.first != kReadyFields) reply.fields.push_back(std::move(field));
            else for (; !lines.empty(); lines.remove_prefix(lines.find("\r\n") + 2)) {
                const auto colon = lines.find(": ");
                reply.fields.emplace_back(lines.substr(0, colon), lines.substr(colon + 2, lines.find("\r\n") - colon - 2));
            }
        }
    }

    const Fields fields_;
    RequestHead head_;
};

/// One upstream call; the test plays the upstream. After the call was cancelled the observer hears nothing.
struct UpstreamScript {
    std::string host, head, body;
    pipeline::UploadFraming upload = pipeline::UploadFraming::none;
    bool isHead = false, hasRoom = true, bodyEnded = false;
    pipeline::UpstreamTimeouts timeouts;
    pipeline::UpstreamObserver* observer = nullptr;
    bool open = true;
    int pauses = 0, resumes = 0;
    pipeline::AttemptTimes times;  ///< what the network has measured so far

    void answer(int status, const Fields& fields, std::optional<std::uint64_t> length = {}) {
        UpstreamHead reply{status, {}, length, false};
        for (const auto& [name, value] : fields) reply.fields.push_back({name, value});
        if (open) observer->onUpstreamHead(reply);
    }
    void json(int status) { answer(status, {{"content-type", "application/json"}}); }
    void sse() { answer(200, {{"content-type", "text/event-stream; charset=utf-8"}}); }
    void data(std::string_view bytes) {
        const std::string passing(bytes);  // as the network's buffer: gone after the call
        if (open) observer->onUpstreamData(passing);
    }
    void end() {
        if (open) observer->onUpstreamEnd(times);
    }
    void writable() {
        if (open) observer->onUpstreamWritable();
    }
    void breakOff(ErrorCode code) {
        if (open) observer->onUpstreamFailed({code, ErrorSource::upstream, Retry::nextCandidate, "broken", {}}, times);
    }
};

class FakeUpstream final : public pipeline::UpstreamPort {
 public:
    explicit FakeUpstream(Journal& journal) : journal_(journal) {}

    std::unique_ptr<pipeline::UpstreamCall> start(pipeline::UpstreamRequest request,
                                                  pipeline::UpstreamObserver& observer) override {
        auto script = std::make_shared<UpstreamScript>();
        script->host = request.endpoint->host;
        script->head = std::move(request.head);
        for (const std::string_view piece : request.body) script->body += piece;
        script->upload = request.upload;
        script->isHead = request.isHead;
        script->timeouts = request.timeouts;
        script->observer = &observer;
        journal_.push_back("call " + script->host);
        calls.push_back(script);
        return std::make_unique<Call>(std::move(script));
    }
    UpstreamScript& last() { return *calls.at(calls.size() - 1); }

    std::vector<std::shared_ptr<UpstreamScript>> calls;

 private:
    class Call final : public pipeline::UpstreamCall {
     public:
        explicit Call(std::shared_ptr<UpstreamScript> script) : script_(std::move(script)) {}
        ~Call() override { script_->open = false; }
        void pause() override { ++script_->pauses; }
        void resume() override { ++script_->resumes; }
        bool sendBody(std::string_view bytes) override {
            script_->body += bytes;
            return script_->hasRoom;
        }
        void endBody() override { script_->bodyEnded = true; }
        pipeline::AttemptTimes timesSoFar() const override { return script_->times; }

     private:
        const std::shared_ptr<UpstreamScript> script_;
    };
    Journal& journal_;
};

class FakeLedger final : public ledger::LedgerPort {
 public:
    explicit FakeLedger(Journal& journal) : journal_(journal) {}

    void reserve(const ledger::ReservationView& reservation, std::function<void(Result<void>)> then) override {
        journal_.push_back("reserve " + std::to_string(reservation.attempt));
        reservations.push_back(reservation.kept());
        answers_.emplace_back(std::move(then), refusesReservations);
    }
    void settle(const ledger::RequestRecord& record, std::function<void(Result<void>)> then) override {
        journal_.emplace_back("settle");
        records.push_back(std::move(record));
        answers_.emplace_back(std::move(then), refusesSettlements);
    }
    bool accepting() const override { return accepts; }

    /// The write of this loop turn is done: answers everything asked so far. @return how many.
    std::size_t turn() {
        const auto answers = std::exchange(answers_, {});
        for (const auto& [then, refused] : answers)
            then(refused ? Result<void>(fail(ErrorCode::storageFull, "No space left on device")) : Result<void>());
        return answers.size();
    }

    std::vector<ledger::Reservation> reservations;
    std::vector<ledger::RequestRecord> records;
    bool accepts = true, refusesReservations = false, refusesSettlements = false;

 private:
    Journal& journal_;
    std::vector<std::pair<std::function<void(Result<void>)>, bool>> answers_;
};

struct FakeMetrics final : metrics::RequestMetrics {
    void requestStarted() override { ++started; }
    void streamStarted() override { ++streams; }
    void streamEnded() override { --streams; }
    void requestFinished(const ledger::RequestRecord&) override { ++finished; }
    void requestAbandoned() override { ++abandoned; }
    void rateLimited() override { ++limited; }
    void cacheAnswered(std::string_view preset, std::optional<NanoUsd> saved) override { answers.push_back({std::string(preset), saved}); }
    std::vector<std::pair<std::string, std::optional<NanoUsd>>> answers;
    void retry(bool granted) override { ++(granted ? retries : retriesRefused); }
    int retries = 0, retriesRefused = 0;
    int started = 0, streams = 0, finished = 0, abandoned = 0, limited = 0;
};

struct FakeRequestLog final : pipeline::RequestLog {
    void log(ledger::RequestRecord&& record) override { records.push_back(std::move(record)); }
    std::vector<ledger::RequestRecord> records;
};

struct FakeAdmin final : pipeline::AdminDoor {
    void submit(pipeline::AdminRequest request, std::shared_ptr<pipeline::AdminReplySink> sink) override {
        requests.push_back(std::move(request));
        sinks.push_back(std::move(sink));
    }
    std::vector<pipeline::AdminRequest> requests;
    std::vector<std::shared_ptr<pipeline::AdminReplySink>> sinks;
};

}  // namespace gw::test
