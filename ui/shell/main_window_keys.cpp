// The keyboard half of MainWindow: shortcuts made from the table of key_bindings, and what each does.
#include "ui/pages/page.hpp"
#include "ui/shell/environment_strip.hpp"
#include "ui/shell/key_bindings.hpp"
#include "ui/shell/key_list_dialog.hpp"
#include "ui/shell/main_window.hpp"
#include "ui/shell/navigation_model.hpp"
#include "ui/shell/page_host.hpp"
#include "ui/shell/task_drawer.hpp"

#include <QApplication>
#include <QShortcut>

namespace ui::shell {

void MainWindow::buildShortcuts() {
    for (const KeyBinding& binding : keyBindings()) {
        for (qsizetype i = 0; i < binding.keys.size(); ++i) {
            const QKeySequence& keys = binding.keys.at(i);
            auto* shortcut = new QShortcut(keys, this);
            const KeyCommand command = binding.command;
            const auto which = static_cast<int>(i);
            connect(shortcut, &QShortcut::activated, this, [this, command, which] { run(command, which); });
            const bool bare = keys[0].keyboardModifiers() == Qt::NoModifier && keys[0].key() < Qt::Key_Escape;
            if (!binding.typed || !bare) continue;
            // A shortcut would take the key from buttons and text fields: it rests while one of them has the focus.
            const bool space = keys[0].key() == Qt::Key_Space;
            connect(qApp, &QApplication::focusChanged, shortcut,
                    [shortcut, space](QWidget*, QWidget* to) { shortcut->setEnabled(!takesTyping(to, space)); });
        }
    }
}

void MainWindow::run(KeyCommand command, int which) {
    if (command == KeyCommand::quit) return quitChosen();
    if (command == KeyCommand::keyList) {
        if (!findChild<KeyListDialog*>()) (new KeyListDialog(this))->open();
        return;
    }
    if (!isShowingPages()) return;  // the others are about pages
    pages::Page* page = currentPage();
    switch (command) {
        case KeyCommand::page: openPage(navigationModel_->pageNames().value(which)); break;
        case KeyCommand::back: host_->back(); break;
        case KeyCommand::forward: host_->forward(); break;
        case KeyCommand::refresh: page->refresh(); break;
        case KeyCommand::pause: togglePause(); break;
        case KeyCommand::filter: page->focusFilter(); break;
        case KeyCommand::details: page->toggleDetails(); break;
        case KeyCommand::tasks: toggleTasks(); break;
        case KeyCommand::settings: openPage(QStringLiteral("settings")); break;
        case KeyCommand::keyList:
        case KeyCommand::quit: break;
    }
}

void MainWindow::togglePause() {
    if (!isShowingPages()) return;
    paused_ = !paused_;
    strip_->setPaused(paused_);
    host_->setPaused(paused_);
}

void MainWindow::toggleTasks() {
    if (!isShowingPages()) return;
    drawer_->setVisible(drawer_->isHidden());
    drawerWanted_ = !drawer_->isHidden();
    if (drawerWanted_) {
        drawer_->setFocus();
    } else {
        currentPage()->setFocus();
    }
}

}  // namespace ui::shell
