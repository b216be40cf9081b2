#include "gateway/config/env_file.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto lines = gw::config::parseEnv(std::string_view(reinterpret_cast<const char*>(data), size), "fuzz.env");
    if (!lines) {
        if (lines.error().detail.empty()) std::abort();
        return 0;
    }
    for (const auto& line : *lines)
        if (line.name.empty() || line.line < 1) std::abort();
    return 0;
}
