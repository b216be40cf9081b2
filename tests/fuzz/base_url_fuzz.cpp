#include "gateway/config/snapshot.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto endpoint = gw::config::parseBaseUrl(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!endpoint) return 0;
    for (const auto& text : {endpoint->host, endpoint->hostHeader, endpoint->prefix})
        for (const char c : text)
            if (static_cast<unsigned char>(c) <= ' ' || c == '@' || c == '\x7f') std::abort();
    if (endpoint->host.empty() || endpoint->port == 0 || endpoint->prefix.ends_with('/')) std::abort();
    return 0;
}
