#include "gateway/net/chunked.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using gw::net::ChunkedDecoder;

struct Outcome {
    std::string payload;
    ChunkedDecoder::State state = ChunkedDecoder::State::more;
    std::size_t consumed = 0;
    bool operator==(const Outcome&) const = default;
};

Outcome decode(std::string_view bytes, std::size_t pieceMax) {
    ChunkedDecoder decoder;
    Outcome outcome;
    while (outcome.consumed < bytes.size()) {
        const auto step = decoder.feed(bytes.substr(outcome.consumed, pieceMax));
        if (step.consumed == 0 && step.state == ChunkedDecoder::State::more) std::abort();
        outcome.consumed += step.consumed;
        outcome.payload += step.payload;
        outcome.state = step.state;
        if (step.state == ChunkedDecoder::State::complete || step.state == ChunkedDecoder::State::malformed) break;
    }
    if (outcome.state == ChunkedDecoder::State::payload) outcome.state = ChunkedDecoder::State::more;
    return outcome;
}

}  // namespace

// The same bytes in one piece and byte by byte come out the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const Outcome whole = decode(bytes, bytes.size());
    const Outcome single = decode(bytes, 1);
    if (whole.payload != single.payload || whole.state != single.state) std::abort();
    if (whole.state == ChunkedDecoder::State::complete && whole.consumed != single.consumed) std::abort();
    return 0;
}
