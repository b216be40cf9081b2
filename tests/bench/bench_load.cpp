// The load of the bench, over keep-alive connections on loopback; prints one JSON line.
//   bench_load plain PORT KEY CONNECTIONS SECONDS        closed loop: each connection asks again at once
//   bench_load unique PORT KEY CONNECTIONS SECONDS       the same, each prompt asked for the first time
//   bench_load paced PORT KEY CONNECTIONS SECONDS RATE   open loop: latency counts from when a request was due
//   bench_load sse   PORT KEY STREAMS SECONDS            each stream is started again when it ends
//   bench_load idle  PORT KEY CONNECTIONS SECONDS        one request each, then silence
#include "tests/bench/bench_socket.hpp"

#include <algorithm>
#include <csignal>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

using namespace bench;

namespace {

struct Connection {
    int fd = -1;
    std::string in;
    std::int64_t askedAt = 0, lastAt = 0;
    bool busy = false, chunked = false, headSeen = false;
    std::size_t left = 0;
    std::uint64_t events = 0;
};

struct Tally {
    std::uint64_t requests = 0, events = 0, errors = 0;
    std::vector<std::int64_t> latency, firstByte;
    std::int64_t worstGap = 0;
};

double quantile(std::vector<std::int64_t>& values, double q) {
    if (values.empty()) return 0;
    const auto at = static_cast<std::size_t>(q * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
    return static_cast<double>(values[at]);
}

/// Ends every body, behind its prompt.
constexpr std::string_view kTail = "\"}]}";

class Load {
   public:
    Load(std::string mode, std::uint16_t port, const std::string& key, int connections, double rate)
        : mode_(std::move(mode)), streams_(mode_ == "sse"), rate_(rate), connections_(static_cast<std::size_t>(connections)) {
        const std::string body = std::string("{\"model\":\"bench\",") + (streams_ ? "\"stream\":true," : "") +
                                 "\"messages\":[{\"role\":\"user\",\"content\":\"" + std::string(200, 'q') + std::string(kTail);
        request_ = "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + key +
                   "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
        epoll_ = epoll_create1(EPOLL_CLOEXEC);
        for (std::size_t i = 0; i < connections_.size(); ++i) {
            connections_[i].fd = connectTo(port);
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.u64 = i;
            if (epoll_ctl(epoll_, EPOLL_CTL_ADD, connections_[i].fd, &event) != 0) die("epoll_ctl");
        }
    }

    void run(double seconds) {
        const std::int64_t begin = nowMicros();
        const std::int64_t end = begin + static_cast<std::int64_t>(seconds * 1e6);
        if (mode_ == "paced") {
            for (Connection& each : connections_) free_.push_back(&each);
            nextDue_ = begin;
        } else {
            for (Connection& each : connections_) ask(each, nowMicros());
        }
        std::vector<epoll_event> events(512);
        for (std::int64_t now = begin; now < end; now = nowMicros()) {
            const int wait = mode_ == "paced" ? 1 : 20;
            const int count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), wait);
            for (int i = 0; i < count; ++i) read(connections_[events[static_cast<std::size_t>(i)].data.u64]);
            if (mode_ == "paced") askDue();
        }
        print(static_cast<double>(nowMicros() - begin) / 1e6);
    }

   private:
    void askDue() {
        const std::int64_t now = nowMicros();
        while (nextDue_ <= now && !free_.empty()) {
            Connection* each = free_.front();
            free_.pop_front();
            ask(*each, nextDue_);
            nextDue_ += static_cast<std::int64_t>(1e6 / rate_);
        }
    }

    /// A prompt that nobody has asked before: nine digits of its text count up.
    void makeUnique() {
        ++asked_;
        std::uint64_t rest = asked_;
        for (std::size_t i = 0; i < 9; ++i, rest /= 10) request_[request_.size() - kTail.size() - 1 - i] = static_cast<char>('0' + rest % 10);
    }

    void ask(Connection& each, std::int64_t due) {
        if (mode_ == "unique") makeUnique();
        each.busy = true;
        each.headSeen = false;
        each.events = 0;
        each.askedAt = due;
        each.lastAt = 0;
        if (send(each.fd, request_.data(), request_.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request_.size())) ++tally_.errors;
    }

    void read(Connection& each) {
        char buffer[32768];
        const ssize_t got = ::read(each.fd, buffer, sizeof buffer);
        if (got <= 0) {
            if (got == 0 || errno != EAGAIN) {
                ++tally_.errors;
                epoll_ctl(epoll_, EPOLL_CTL_DEL, each.fd, nullptr);
            }
            return;
        }
        each.in.append(buffer, static_cast<std::size_t>(got));
        if (streams_) return readStream(each);
        readPlain(each);
    }

    void readPlain(Connection& each) {
        const auto head = each.in.find("\r\n\r\n");
        if (head == std::string::npos) return;
        if (each.in.compare(9, 3, "200") != 0) ++tally_.errors;
        std::size_t length = 0;
        for (std::size_t at = 0; (at = each.in.find("\r\n", at)) < head; at += 2)
            if (strncasecmp(each.in.c_str() + at + 2, "content-length:", 15) == 0) length = std::strtoul(each.in.c_str() + at + 17, nullptr, 10);
        // A gateway that cannot know the length sends chunks: whole when the last one stands at the end.
        const bool chunked = length == 0;
        if (chunked ? !std::string_view(each.in).ends_with("0\r\n\r\n") : each.in.size() < head + 4 + length) return;
        done(each);
    }

    /// Counts the events; the end is the last chunk, or its text where the framing is another.
    void readStream(Connection& each) {
        const std::int64_t now = nowMicros();
        if (!each.headSeen && each.in.find("data:") != std::string::npos) {
            each.headSeen = true;
            tally_.firstByte.push_back(now - each.askedAt);
        } else if (each.headSeen && each.lastAt != 0) {
            tally_.worstGap = std::max(tally_.worstGap, now - each.lastAt);
        }
        each.lastAt = now;
        for (std::size_t at = 0; (at = each.in.find("data: ", at)) != std::string::npos; at += 6) ++tally_.events;
        const bool over = each.in.find("[DONE]") != std::string::npos;
        // The last bytes stay: a mark may be cut between two reads.
        each.in.erase(0, each.in.size() - std::min<std::size_t>(each.in.size(), 5));
        if (over) {
            each.in.clear();
            done(each);
        }
    }

    void done(Connection& each) {
        each.in.clear();
        each.busy = false;
        ++tally_.requests;
        tally_.latency.push_back(nowMicros() - each.askedAt);
        if (mode_ == "paced") return free_.push_back(&each);
        if (mode_ != "idle") ask(each, nowMicros());
    }

    void print(double seconds) {
        std::printf("{\"seconds\":%.3f,\"requests\":%llu,\"events\":%llu,\"errors\":%llu,\"p50_us\":%.0f,\"p99_us\":%.0f,\"ttft_p50_us\":%.0f,\"worst_gap_us\":%lld}\n",
                    seconds, static_cast<unsigned long long>(tally_.requests), static_cast<unsigned long long>(tally_.events),
                    static_cast<unsigned long long>(tally_.errors), quantile(tally_.latency, 0.5), quantile(tally_.latency, 0.99),
                    quantile(tally_.firstByte, 0.5), static_cast<long long>(tally_.worstGap));
    }

    const std::string mode_;
    const bool streams_;
    const double rate_;
    std::vector<Connection> connections_;
    std::deque<Connection*> free_;
    std::int64_t nextDue_ = 0;
    std::string request_;
    std::uint64_t asked_ = static_cast<std::uint64_t>(nowMicros());  ///< no run repeats another's prompts
    int epoll_ = -1;
    Tally tally_;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc < 6) {
        std::fprintf(stderr, "usage: bench_load plain|unique|paced|sse|idle PORT KEY CONNECTIONS SECONDS [RATE]\n");
        return 2;
    }
    std::signal(SIGPIPE, SIG_IGN);
    Load load(argv[1], static_cast<std::uint16_t>(std::atoi(argv[2])), argv[3], std::atoi(argv[4]), argc > 6 ? std::atof(argv[6]) : 2000);
    load.run(std::atof(argv[5]));
}
