// Where the engine stands between start and stop, so that a console can show it and mend a failed start. Written by the
// start thread and control, read by any thread; the mutex guards the one small value, which nobody holds for longer than a copy.
#pragma once

#include "gateway/base/error.hpp"

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

namespace gw::engine {

enum class Stage : std::uint8_t { starting, settings, store, migrate, secrets, snapshot, workers, ready, draining, stopped, failed };

const char* stageText(Stage stage);

struct StageReport {
    Stage stage = Stage::starting;
    std::optional<Stage> failedStage;
    std::optional<Error> error;
    std::string host;          ///< what the settings say, for a port that is taken
    std::uint16_t port = 0;
    std::string url;  ///< of the public listener, once it is open
};

class StageBoard {
   public:
    StageReport read() const;
    void enter(Stage stage);
    void failAt(Stage stage, Error error, std::string host = {}, std::uint16_t port = 0);
    void ready(std::string url);

   private:
    mutable std::mutex mutex_;
    StageReport report_;
};

}  // namespace gw::engine
