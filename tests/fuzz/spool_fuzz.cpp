#include "gateway/ledger/record_codec.hpp"
#include "gateway/ledger/spool_frame.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace gw::ledger;

// One spelling a value: what is decoded encodes to the same bytes.
void checkPayload(std::string_view payload) {
    if (const auto record = decodeRecord(payload)) {
        const auto again = encode(*record);
        if (!again || *again != payload) std::abort();
    }
    if (const auto reservation = decodeReservation(payload)) {
        const auto again = encode(*reservation);
        if (!again || *again != payload) std::abort();
    }
    (void)peekRequestId(payload);
}

// A reader ends, moves forward only, and gives back whole what was framed, whatever stands before and behind it.
std::size_t framesIn(std::string_view bytes, std::uint32_t salt, std::string_view wanted, bool& found) {
    FrameReader reader(bytes, salt);
    std::size_t frames = 0, last = 0;
    for (;;) {
        while (const auto frame = reader.next()) {
            if (frame->offset < last || frame->end > bytes.size()) std::abort();
            last = frame->end;
            found = found || frame->payload == wanted;
            ++frames;
        }
        if (!reader.damaged() || !reader.resume()) return frames;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    checkPayload(bytes);
    (void)parseSegmentHead(bytes);
    constexpr std::uint32_t kSalt = 0x51a7u;
    std::string framed;
    appendFrame(framed, RecordType::settled, bytes.substr(0, bytes.size() / 2), kSalt);
    bool found = false;
    if (framesIn(framed, kSalt, bytes.substr(0, bytes.size() / 2), found) != 1 || !found) std::abort();
    // The other half as damage before and behind.
    const std::string mixed = std::string(bytes.substr(bytes.size() / 2)) + framed + std::string(bytes.substr(bytes.size() / 2));
    found = false;
    framesIn(mixed, kSalt, bytes.substr(0, bytes.size() / 2), found);
    if (!found) std::abort();
    return 0;
}
