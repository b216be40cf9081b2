#include "ui/shell/key_bindings.hpp"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace ui::shell {

namespace {

constexpr int kPageKeys = 9;

QList<QKeySequence> pageKeys() {
    QList<QKeySequence> keys;
    for (int i = 0; i < kPageKeys; ++i) keys << QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i));
    return keys;
}

std::vector<KeyBinding> makeBindings() {
    const auto ctrl = [](Qt::Key key) { return QKeySequence(Qt::CTRL | key); };
    const auto alt = [](Qt::Key key) { return QKeySequence(Qt::ALT | key); };
    return {
        {KeyCommand::page, pageKeys(), QT_TRANSLATE_NOOP("Keys", "Open one of the first nine pages")},
        {KeyCommand::back, {alt(Qt::Key_Left)}, QT_TRANSLATE_NOOP("Keys", "Back to the page before")},
        {KeyCommand::forward, {alt(Qt::Key_Right)}, QT_TRANSLATE_NOOP("Keys", "Forward again")},
        {KeyCommand::refresh, {QKeySequence(Qt::Key_F5)}, QT_TRANSLATE_NOOP("Keys", "Load the page again")},
        {KeyCommand::pause, {QKeySequence(Qt::Key_Space)}, QT_TRANSLATE_NOOP("Keys", "Pause or resume live updates"), true},
        {KeyCommand::filter, {ctrl(Qt::Key_F), QKeySequence(Qt::Key_Slash)}, QT_TRANSLATE_NOOP("Keys", "Search or filter the page"), true},
        {KeyCommand::details, {QKeySequence(Qt::Key_F4)}, QT_TRANSLATE_NOOP("Keys", "Show or hide the details panel")},
        {KeyCommand::tasks, {ctrl(Qt::Key_J)}, QT_TRANSLATE_NOOP("Keys", "Open or close the task drawer")},
        {KeyCommand::settings, {ctrl(Qt::Key_Comma)}, QT_TRANSLATE_NOOP("Keys", "Open the settings")},
        {KeyCommand::keyList, {QKeySequence(Qt::Key_F1), QKeySequence(Qt::Key_Question)}, QT_TRANSLATE_NOOP("Keys", "Show this list of keys"), true},
        {KeyCommand::quit, {ctrl(Qt::Key_Q)}, QT_TRANSLATE_NOOP("Keys", "Quit, after a question when requests are in flight")},
    };
}

/// Keys that pages and their parts listen to themselves.
struct PartKey {
    QKeySequence keys;
    const char* text;
};

std::vector<PartKey> partKeys() {
    return {
        {QKeySequence(Qt::CTRL | Qt::Key_G), QT_TRANSLATE_NOOP("Keys", "Live traffic: go to a trace id")},
        {QKeySequence(Qt::Key_End), QT_TRANSLATE_NOOP("Keys", "Live traffic: follow the newest request")},
        {QKeySequence(Qt::Key_M), QT_TRANSLATE_NOOP("Keys", "Live traffic: insert a marker")},
        {QKeySequence(Qt::CTRL | Qt::Key_E), QT_TRANSLATE_NOOP("Keys", "Live traffic: export")},
        {QKeySequence(Qt::Key_F2), QT_TRANSLATE_NOOP("Keys", "Routing: change the number under the cursor")},
        {QKeySequence(Qt::CTRL | Qt::Key_C), QT_TRANSLATE_NOOP("Keys", "Lists: copy the selected row")},
    };
}

QString nativeText(const QKeySequence& keys) { return keys.toString(QKeySequence::NativeText); }

QString keysText(const KeyBinding& binding) {
    const auto range = QCoreApplication::translate("Keys", "%1 … %2", "from the first key to the last");
    if (binding.keys.size() > 2) return range.arg(nativeText(binding.keys.first()), nativeText(binding.keys.last()));
    if (binding.keys.size() < 2) return nativeText(binding.keys.first());
    return QCoreApplication::translate("Keys", "%1 or %2", "one key or the other")
        .arg(nativeText(binding.keys.first()), nativeText(binding.keys.last()));
}

}  // namespace

const std::vector<KeyBinding>& keyBindings() {
    static const std::vector<KeyBinding> bindings = makeBindings();
    return bindings;
}

QList<pages::KeyLine> keyLines() {
    QList<pages::KeyLine> lines;
    for (const KeyBinding& binding : keyBindings()) {
        lines << pages::KeyLine{keysText(binding), QCoreApplication::translate("Keys", binding.text)};
    }
    for (const PartKey& part : partKeys()) lines << pages::KeyLine{nativeText(part.keys), QCoreApplication::translate("Keys", part.text)};
    return lines;
}

bool takesTyping(const QWidget* widget, bool space) {
    const auto* combo = qobject_cast<const QComboBox*>(widget);
    const auto* line = qobject_cast<const QLineEdit*>(widget);
    const auto* plain = qobject_cast<const QPlainTextEdit*>(widget);
    const auto* rich = qobject_cast<const QTextEdit*>(widget);
    const bool text = (line && !line->isReadOnly()) || (plain && !plain->isReadOnly()) || (rich && !rich->isReadOnly()) ||
                      qobject_cast<const QAbstractSpinBox*>(widget) || (combo && combo->isEditable());
    return text || (space && (combo || qobject_cast<const QAbstractButton*>(widget)));
}

}  // namespace ui::shell
