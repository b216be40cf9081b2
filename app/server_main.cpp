// gatehoused: the engine without a display.
#include "app/cli/verb.hpp"
#include "gateway/secrets/private_process.hpp"
#include "gateway/store/main_thread.hpp"

int main(int argc, char** argv) {
    gw::secrets::keepProcessPrivate();
    gw::store::claimMainThread();
    return app::cli::runCommandLine(argc, argv);
}
