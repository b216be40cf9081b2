#include "gateway/dialect/openai_payload.hpp"
#include "gateway/dialect/openai_relay.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

void check(const gw::dialect::UsageReading& reading) {
    using namespace gw::dialect;
    if (reading.state != UsageReading::State::valid) return;
    const auto& usage = reading.usage;
    const bool bounded = usage.input >= 0 && usage.input <= kTokensMax && usage.output >= 0 && usage.output <= 2 * kTokensMax;
    if (!bounded || usage.cached < 0 || usage.cached > usage.input || usage.reasoning < 0 || usage.reasoning > usage.output) std::abort();
}

}  // namespace

// Whatever an upstream says about its usage, what is believed is within bounds.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace gw::dialect;
    static JsonReader reader;
    const std::string body(reinterpret_cast<const char*>(data), size);
    const Payload payload = readChatPayload(reader, body);
    if (payload.tally.bytes > size) std::abort();
    check(payload.usage);
    check(readRelayUsage(reader, body));
    return 0;
}
