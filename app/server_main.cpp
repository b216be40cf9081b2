// gatehoused: the engine without a display.
#include "app/cli/verb.hpp"

#include <sys/stat.h>

int main(int argc, char** argv) {
    ::umask(077);
    return app::cli::runCommandLine(argc, argv);
}
