// Records what an upstream call reports, and may act inside the callbacks.
#pragma once

#include "gateway/pipeline/ports.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace gw::net::test {

class RecordingObserver final : public pipeline::UpstreamObserver {
   public:
    void onUpstreamHead(const UpstreamHead& head) override {
        ++heads;
        status = head.status;
        test = std::string(head.value("x-test"));
        closeDelimited = !head.chunked && !head.contentLength;
        if (atHead) atHead();
    }
    void onUpstreamData(std::string_view bytes) override {
        body += bytes;
        ++pieces;
        if (atData) atData();
    }
    void onUpstreamEnd(const pipeline::AttemptTimes& took) override {
        ++ends;
        times = took;
        if (atEnd) atEnd();
    }
    void onUpstreamFailed(const Error& failure, const pipeline::AttemptTimes& took) override {
        error = failure;
        times = took;
        ++failures;
        if (atEnd) atEnd();
    }
    bool over() const { return ends + failures > 0; }

    int heads = 0, pieces = 0, ends = 0, failures = 0, status = 0;
    bool closeDelimited = false;
    std::string test, body;
    std::optional<Error> error;
    pipeline::AttemptTimes times;
    std::function<void()> atHead, atData, atEnd;
};

}  // namespace gw::net::test
