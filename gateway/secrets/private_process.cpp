#include "gateway/secrets/private_process.hpp"

#include <cstdlib>
#include <string_view>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace gw::secrets {

void keepProcessPrivate() noexcept {
    ::umask(077);
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    // A core handler behind a pipe does not ask for the limit.
    if (const char* debugger = std::getenv("GATEHOUSE_DEBUGGER"); debugger == nullptr || std::string_view(debugger) != "1")
        ::prctl(PR_SET_DUMPABLE, 0);
}

}  // namespace gw::secrets
