// A reply sink that keeps what it is given, and a timer that moves with a FakeClock.
#pragma once

#include "gateway/admin/timers.hpp"
#include "gateway/base/clock.hpp"
#include "gateway/pipeline/ports.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

class RecordingSink final : public gw::pipeline::AdminReplySink {
   public:
    void reply(gw::ResponseHead given, std::string text) override {
        head = std::move(given);
        body = std::move(text);
        ++replies;
    }
    void startStream(gw::ResponseHead given) override { head = std::move(given), streaming = true; }
    bool chunk(std::string bytes) override {
        if (full) return false;
        body += bytes;
        return true;
    }
    void endStream() override { ended = true; }
    void breakStream() override { broken = true; }
    bool gone() const override { return left; }

    std::string field(std::string_view name) const {
        for (const auto& [key, value] : head.fields) {
            if (key == name) return value;
        }
        return {};
    }
    std::size_t count(std::string_view text) const {
        std::size_t found = 0;
        for (auto at = body.find(text); at != std::string::npos; at = body.find(text, at + text.size())) ++found;
        return found;
    }

    gw::ResponseHead head{0, {}};
    std::string body;
    int replies = 0;
    bool streaming = false, ended = false, broken = false, full = false, left = false;
};

class FakeTimers {
   public:
    explicit FakeTimers(gw::FakeClock& clock) : clock_(clock) {}
    gw::admin::After after() {
        return [this](std::chrono::milliseconds delay, std::function<void()> task) {
            tasks_.emplace(clock_.steady() + delay, std::move(task));
        };
    }
    /// Moves the clock, running what falls due on the way.
    void advance(std::chrono::milliseconds step) {
        const auto until = clock_.steady() + step;
        while (!tasks_.empty() && tasks_.begin()->first <= until) {
            auto task = tasks_.extract(tasks_.begin());
            const auto wait = std::max(task.key() - clock_.steady(), std::chrono::steady_clock::duration{0});
            clock_.advance(std::chrono::duration_cast<std::chrono::milliseconds>(wait));
            task.mapped()();
        }
        clock_.advance(std::chrono::duration_cast<std::chrono::milliseconds>(until - clock_.steady()));
    }

   private:
    gw::FakeClock& clock_;
    std::multimap<gw::SteadyTime, std::function<void()>> tasks_;
};
