#include "gateway/base/digest.hpp"
#include "gateway/ledger/record_codec.hpp"
#include "gateway/ledger/spool_frame.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace gw::ledger;

// What is decoded comes back from its own writing. (The bytes may differ: an error code that this version does not know is
// read as INTERNAL.)
void checkPayload(std::string_view payload) {
    if (const auto record = decodeRecord(payload)) {
        const auto written = encode(*record);
        const auto again = written ? decodeRecord(*written) : decodeRecord({});
        if (!again || *again != *record) std::abort();
    }
    if (const auto reservation = decodeReservation(payload)) {
        const auto written = encode(*reservation);
        const auto again = written ? decodeReservation(*written) : decodeReservation({});
        if (!again || *again != *reservation) std::abort();
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
    // A fixed salt would let the fuzzer learn checksums and forge a frame that swallows the real one. A segment's salt is drawn
    // by chance and damage does not know it; this one changes with each byte.
    const std::uint32_t salt = gw::crc32c(bytes) ^ 0x51a7'c0deU;
    std::string framed;
    if (size < 2) return 0;  // no frame is empty
    appendFrame(framed, RecordType::settled, bytes.substr(0, bytes.size() / 2), salt);
    bool found = false;
    if (framesIn(framed, salt, bytes.substr(0, bytes.size() / 2), found) != 1 || !found) std::abort();
    // The other half as damage before and behind.
    const std::string mixed = std::string(bytes.substr(bytes.size() / 2)) + framed + std::string(bytes.substr(bytes.size() / 2));
    found = false;
    framesIn(mixed, salt, bytes.substr(0, bytes.size() / 2), found);
    if (!found) std::abort();
    return 0;
}
