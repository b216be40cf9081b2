#include "gateway/pipeline/retry_after.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// Three lines: retry-after-ms, retry-after, date. What is read is never negative and never more than a day.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    const auto line = [&rest] {
        const auto end = rest.find('\n');
        const auto text = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        return text;
    };
    gw::UpstreamHead head{429, {}, {}, false};
    for (const char* name : {"retry-after-ms", "retry-after", "date"}) head.fields.push_back({name, line()});
    const auto length = gw::pipeline::retryAfterOf(head, gw::fromMillis(1'767'700'800'000));
    if (length && (length->count() < 0 || *length > gw::pipeline::kRetryAfterMax)) std::abort();
    return 0;
}
