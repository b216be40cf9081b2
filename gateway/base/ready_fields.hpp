// Fields of a reply that stand ready as the lines that go out, "name: value\r\n" each: a ResponseHead carries them as one field
// without a name. Of the gateway's own making only, nobody looks at them again; what comes from an upstream always has a name.
#pragma once

#include <string_view>

namespace gw {

inline constexpr std::string_view kReadyFields{};

}  // namespace gw
