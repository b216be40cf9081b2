#include "gateway/net/request_head.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// A head read in two pieces is judged as the same head read at once, and what is accepted is framed one way only.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace gw;
    using State = net::RequestHeadParser::State;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    net::RequestHeadParser whole, pieces;
    RequestHead head, again;
    const State state = whole.parse(bytes, head);
    State last = pieces.parse(bytes.substr(0, size / 2), again);
    if (last == State::unfinished) last = pieces.parse(bytes, again);
    if (last != state) std::abort();
    if (state != State::complete) return 0;
    if (whole.headSize() > size || whole.headSize() != pieces.headSize()) std::abort();
    if (head.chunked && head.contentLength) std::abort();
    if (head.path.find('\0') != std::string_view::npos || head.path.find('\n') != std::string_view::npos) std::abort();
    for (const HeaderView& field : head.fields)
        if (field.name.empty() || field.value.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos) std::abort();
    return 0;
}
