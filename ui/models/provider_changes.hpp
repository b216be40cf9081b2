// What became of a provider between two states, for people. Pure function; any thread.
#pragma once

#include "ui/models/provider_row.hpp"

namespace ui::models {

/// One line a field that differs: "Base URL: https://a.example → https://b.example".
QStringList changeLines(const ProviderRow& before, const ProviderRow& now);

}  // namespace ui::models
