// A change that was begun from one state of a preset, carried over to the state that somebody else has made meanwhile.
// Pure functions; any thread.
#pragma once

#include "ui/models/preset_row.hpp"

namespace ui::models {

/// `now` with what differs between `before` and `after`: what the change did not touch stays as it is now, what both touched
/// becomes as the change wanted it. A changed route that is gone stays gone; a route that both added is there once.
PresetRow mergedPreset(const PresetRow& before, const PresetRow& after, const PresetRow& now);

/// What became of the preset between two states, one sentence-like line each: "openai · gpt-4o: weight 60 → 50".
QStringList changeLines(const PresetRow& before, const PresetRow& now);

}  // namespace ui::models
