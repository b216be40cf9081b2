// The way from nothing to ready, stage by stage: settings → store → migrate → secrets → snapshot → workers. Runs on the
// engine's start thread, which may block; what belongs to control is made there through runAndWait. A failure leaves
// nothing behind.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/engine/control_thread.hpp"
#include "gateway/engine/running.hpp"
#include "gateway/engine/stage.hpp"
#include "gateway/secrets/console_key.hpp"

#include <functional>
#include <memory>
#include <optional>

namespace gw::engine {

struct StartContext {
    config::LoadOptions load;
    std::optional<std::uint16_t> portInstead;  ///< of GATEWAY_PORT, after a failed start was mended
    bool firstStart = true;                    ///< the log is opened once
    secrets::Keychain* keychain = nullptr;     ///< the console's; nothing: headless
    bool trial = false;
    secrets::KeyAnswer keyAnswer{};
    ControlThread& control;
    StageBoard& board;
    const Clock& clock;
    std::string consoleMarker;
    std::function<void(RequestLogThread::Batch)> onRequests;  ///< on the log thread
};

struct StartFailure {
    Stage stage;
    Error error;
    std::string host;  ///< of the listener the settings ask for, once they are read
    std::uint16_t port = 0;
};

/// @return the running parts, or what failed and where (parts made so far are gone then).
tl::expected<std::unique_ptr<Running>, StartFailure> runStartSequence(const StartContext& context);

/// Takes `running` apart in the design's order: workers, ledger, control, store. On the start or stopping thread.
void takeApart(std::unique_ptr<Running> running, ControlThread& control);

}  // namespace gw::engine
