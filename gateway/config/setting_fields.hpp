// The table of settings: name, allowed form, how a text becomes a value and how it is shown. One row a setting.
// Used by settings.cpp only.
#pragma once

#include "gateway/config/settings.hpp"

#include <functional>
#include <span>
#include <string>

namespace gw::config {

struct SettingField {
    const char* name;
    const char* allowed;  ///< "1…65535": what stands in an error message
    bool secret = false;
    bool needsRestart = true;
    /// False when `text` is not allowed.
    bool (*read)(Settings&, const std::string& text);
    std::string (*show)(const Settings&);
};

std::span<const SettingField> settingFields();

}  // namespace gw::config
