// The list of keys (F1 or "?"), written from the table of key_bindings. Escape closes it.
// Main thread; opened by MainWindow, deletes itself when closed.
#pragma once

#include <QDialog>

namespace ui::shell {

class KeyListDialog : public QDialog {
    Q_OBJECT

public:
    explicit KeyListDialog(QWidget* parent);
};

}  // namespace ui::shell
