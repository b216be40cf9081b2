#include "gateway/dialect/openai_stream.hpp"
#include "gateway/dialect/sse.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace gw::dialect;

struct Split {
    std::string raw, data;
};

Split split(std::string_view stream, std::size_t step) {
    Split seen;
    SseSplitter splitter;
    SseEvent event;
    const auto take = [&] {
        seen.raw += event.raw;
        if (event.hasData) seen.data.append(event.data).append(1, '\x1e');
    };
    for (std::size_t at = 0; at < stream.size(); at += step) {
        const std::string read(stream.substr(at, step));
        splitter.feed(read);
        while (splitter.next(event)) take();
    }
    while (splitter.rest(event)) take();
    return seen;
}

}  // namespace

// However the bytes arrive, the events are the same and no byte is lost; and the chat stream relays only what came.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1) return 0;
    const std::size_t step = data[0] % 31 + 1;
    const std::string_view stream(reinterpret_cast<const char*>(data + 1), size - 1);
    const Split whole = split(stream, stream.size() + 1);
    const Split parts = split(stream, step);
    if (whole.raw != stream || parts.raw != stream || whole.data != parts.data) std::abort();

    static JsonReader reader;
    const auto scan = openChatStream(reader, data[0] >= 128);
    std::vector<std::string_view> pieces;
    std::size_t relayed = 0;
    for (std::size_t at = 0; at < stream.size(); at += step) {
        const std::string read(stream.substr(at, step));
        pieces.clear();
        scan->feed(read, pieces);
        for (const auto piece : pieces) relayed += piece.size();
    }
    pieces.clear();
    scan->end(pieces);
    for (const auto piece : pieces) relayed += piece.size();
    // A finished stream without its end mark gets one of ours.
    const auto& facts = scan->facts();
    const std::size_t theirs = facts.done || facts.fault ? facts.tail.size() : 0;
    if (relayed + theirs > stream.size() || facts.tally.tokens() < 0) std::abort();
    return 0;
}
