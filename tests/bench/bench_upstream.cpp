// The upstream of the bench: answers POST with one fixed chat completion, or, when the body asks for a stream, with
// paced SSE chunks. Usage: bench_upstream PORT CHUNKS INTERVAL_MS. Bodies must have a Content-Length.
#include "tests/bench/bench_socket.hpp"

#include <csignal>
#include <cstring>
#include <queue>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

using namespace bench;

namespace {

struct Client {
    std::string in, out;
    int chunksLeft = 0;
    std::uint64_t serial = 0;
};

struct Due {
    std::int64_t at;
    int fd;
    std::uint64_t serial;
    bool operator<(const Due& other) const { return at > other.at; }
};

const std::string kBody =
    R"({"id":"chatcmpl-bench","object":"chat.completion","created":1767700800,"model":"bench","choices":[{"index":0,"message":{"role":"assistant","content":")" +
    std::string(400, 'x') +
    R"("},"finish_reason":"stop"}],"usage":{"prompt_tokens":12,"completion_tokens":100,"total_tokens":112}})";
const std::string kReply = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(kBody.size()) + "\r\n\r\n" + kBody;
const std::string kStreamHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

std::string chunked(const std::string& text) {
    char size[16];
    std::snprintf(size, sizeof size, "%zx\r\n", text.size());
    return size + text + "\r\n";
}

const std::string kChunk = chunked(
    "data: {\"id\":\"chatcmpl-bench\",\"object\":\"chat.completion.chunk\",\"created\":1767700800,\"model\":\"bench\",\"choices\":[{\"index\":0,\"delta\":{\"content\":"
    "\" word\"},\"finish_reason\":null}]}\n\n");
const std::string kEnd =
    chunked("data: {\"id\":\"chatcmpl-bench\",\"object\":\"chat.completion.chunk\",\"created\":1767700800,\"model\":\"bench\",\"choices\":[{\"index\":0,\"delta\":{},"
            "\"finish_reason\":\"stop\"}]}\n\n") +
    chunked("data: {\"id\":\"chatcmpl-bench\",\"object\":\"chat.completion.chunk\",\"created\":1767700800,\"model\":\"bench\",\"choices\":[],\"usage\":{\"prompt_tokens\":12,"
            "\"completion_tokens\":100,\"total_tokens\":112}}\n\n") +
    chunked("data: [DONE]\n\n") + "0\r\n\r\n";

class Upstream {
   public:
    Upstream(std::uint16_t port, int chunks, int intervalMs) : chunks_(chunks), interval_(intervalMs * 1000LL), listener_(listenOn(port)) {
        epoll_ = epoll_create1(EPOLL_CLOEXEC);
        watch(epoll_, listener_, EPOLLIN);
    }

    [[noreturn]] void run() {
        std::vector<epoll_event> events(1024);
        for (;;) {
            const std::int64_t wait = due_.empty() ? 1000 : (due_.top().at - nowMicros() + 999) / 1000;
            const int count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), static_cast<int>(wait < 0 ? 0 : wait));
            for (int i = 0; i < count; ++i) ready(events[static_cast<std::size_t>(i)]);
            sendDue();
        }
    }

   private:
    void ready(const epoll_event& event) {
        const int fd = event.data.fd;
        if (fd == listener_) return accept();
        if ((event.events & EPOLLIN) != 0) read(fd);
        if ((event.events & EPOLLOUT) != 0 && clients_.count(fd) != 0) flush(fd);
    }

    void accept() {
        for (int fd = 0; (fd = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;) {
            noDelay(fd);
            clients_[fd].serial = ++serials_;
            watch(epoll_, fd, EPOLLIN | EPOLLOUT | EPOLLET);
        }
    }

    void read(int fd) {
        const auto found = clients_.find(fd);
        if (found == clients_.end()) return;
        char buffer[65536];
        ssize_t got = 0;
        while ((got = ::read(fd, buffer, sizeof buffer)) > 0) found->second.in.append(buffer, static_cast<std::size_t>(got));
        if (got == 0 || (errno != EAGAIN && errno != EWOULDBLOCK)) return drop(fd);
        takeRequests(fd, found->second);
    }

    void takeRequests(int fd, Client& client) {
        for (;;) {
            const auto end = client.in.find("\r\n\r\n");
            if (end == std::string::npos) return;
            const auto length = client.in.find("ontent-");
            std::size_t body = 0;
            for (auto at = length; at != std::string::npos && at < end; at = client.in.find("ontent-", at + 1))
                if (strncasecmp(client.in.c_str() + at, "ontent-length:", 14) == 0) body = std::strtoul(client.in.c_str() + at + 14, nullptr, 10);
            if (client.in.size() < end + 4 + body) return;
            const bool streams = std::string_view(client.in).substr(end + 4, body).find("\"stream\":true") != std::string_view::npos;
            client.in.erase(0, end + 4 + body);
            client.out += streams ? kStreamHead : kReply;
            if (streams) {
                client.chunksLeft = chunks_;
                due_.push({nowMicros(), fd, client.serial});
            }
            flush(fd);
        }
    }

    void sendDue() {
        const std::int64_t now = nowMicros();
        while (!due_.empty() && due_.top().at <= now) {
            const Due due = due_.top();
            due_.pop();
            const auto found = clients_.find(due.fd);
            if (found == clients_.end() || found->second.serial != due.serial) continue;
            Client& client = found->second;
            client.out += client.chunksLeft > 0 ? kChunk : kEnd;
            if (client.chunksLeft-- > 0) due_.push({due.at + interval_, due.fd, due.serial});
            flush(due.fd);
        }
    }

    void flush(int fd) {
        Client& client = clients_[fd];
        while (!client.out.empty()) {
            const ssize_t sent = ::send(fd, client.out.data(), client.out.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;
            client.out.erase(0, static_cast<std::size_t>(sent));
        }
    }

    void drop(int fd) {
        clients_.erase(fd);
        close(fd);
    }

    const int chunks_;
    const std::int64_t interval_;
    const int listener_;
    int epoll_ = -1;
    std::uint64_t serials_ = 0;
    std::unordered_map<int, Client> clients_;
    std::priority_queue<Due> due_;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::fprintf(stderr, "usage: bench_upstream PORT CHUNKS INTERVAL_MS\n");
        return 2;
    }
    std::signal(SIGPIPE, SIG_IGN);
    Upstream(static_cast<std::uint16_t>(std::atoi(argv[1])), std::atoi(argv[2]), std::atoi(argv[3])).run();
}
