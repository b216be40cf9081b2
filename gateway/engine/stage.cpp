#include "gateway/engine/stage.hpp"

#include <array>

namespace gw::engine {

const char* stageText(Stage stage) {
    static constexpr std::array kWords{"starting", "settings", "store", "migrate", "secrets", "snapshot",
                                       "workers",  "ready",    "draining", "stopped", "failed"};
    return kWords[static_cast<std::size_t>(stage)];
}

StageReport StageBoard::read() const {
    const std::lock_guard lock(mutex_);
    return report_;
}

void StageBoard::enter(Stage stage) {
    const std::lock_guard lock(mutex_);
    report_.stage = stage;
    report_.failedStage.reset();
    report_.error.reset();
}

void StageBoard::failAt(Stage stage, Error error, std::string host, std::uint16_t port) {
    const std::lock_guard lock(mutex_);
    report_.stage = Stage::failed;
    report_.failedStage = stage;
    report_.error = std::move(error);
    report_.host = std::move(host);
    report_.port = port;
}

void StageBoard::ready(std::string url) {
    const std::lock_guard lock(mutex_);
    report_ = StageReport{Stage::ready, {}, {}, {}, 0, std::move(url)};
}

}  // namespace gw::engine
