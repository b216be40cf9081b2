#include "gateway/net/upstream_reply.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using gw::net::UpstreamReply;

class Taken final : public UpstreamReply::Sink {
   public:
    bool onHead(const gw::UpstreamHead& head) override {
        if (head.status < 100 || head.status > 999 || ++heads > 1) std::abort();
        return true;
    }
    bool onData(std::string_view bytes) override {
        if (heads != 1) std::abort();
        data += bytes;
        return true;
    }
    int heads = 0;
    std::string data;
};

UpstreamReply::State read(std::string_view bytes, std::size_t pieceMax, Taken& taken) {
    UpstreamReply reply;
    reply.begin(false, 65536, 200);
    auto state = UpstreamReply::State::more;
    for (std::size_t at = 0; at < bytes.size() && state == UpstreamReply::State::more; at += pieceMax)
        state = reply.feed(bytes.substr(at, pieceMax), taken);
    return state;
}

}  // namespace

// The same bytes in one piece and byte by byte come out the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (size == 0) return 0;
    Taken whole, single;
    if (read(bytes, bytes.size(), whole) != read(bytes, 1, single)) std::abort();
    if (whole.heads != single.heads || whole.data != single.data) std::abort();
    return 0;
}
