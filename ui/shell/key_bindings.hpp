// The keyboard of the console: one table, from which the shortcuts are made and the key list is written.
// Main thread; const data. Nothing in it does more than look at something (level L0).
#pragma once

#include "ui/pages/preferences.hpp"

#include <QKeySequence>
#include <QList>

#include <vector>

class QWidget;

namespace ui::shell {

enum class KeyCommand { page, back, forward, refresh, pause, filter, details, tasks, settings, keyList, quit };

struct KeyBinding {
    KeyCommand command;
    QList<QKeySequence> keys;
    const char* text;  // in context "Keys"
    /// A key that people also type: it rests while the focus is in a text field.
    bool typed = false;
};

const std::vector<KeyBinding>& keyBindings();
/// What the key list shows, in the interface language.
QList<pages::KeyLine> keyLines();
/// True for widgets that take what is typed; `space` also for those that are pressed with the space bar.
bool takesTyping(const QWidget* widget, bool space);

}  // namespace ui::shell
