#include "gateway/base/assert.hpp"

#include <cstdio>
#include <cstdlib>

namespace gw {

void assertionFailed(const char* expression, const char* file, int line) noexcept {
    std::fprintf(stderr, "gatehouse: assertion failed: %s (%s:%d)\n", expression, file, line);
    std::abort();
}

}  // namespace gw
