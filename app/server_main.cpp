// gatehoused: the engine without a display.
#include "app/cli/verb.hpp"
#include "gateway/store/main_thread.hpp"

#include <sys/stat.h>

int main(int argc, char** argv) {
    ::umask(077);
    gw::store::claimMainThread();
    return app::cli::runCommandLine(argc, argv);
}
