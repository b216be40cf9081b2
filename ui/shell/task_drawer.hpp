// The drawer at the bottom (Ctrl+J): the actions of this session, and the command and error of the selected one.
// Main thread; owned by MainWindow. It shows TaskLog's model and changes nothing but that list.
#pragma once

#include <QDockWidget>

class QLabel;
class QPushButton;

namespace ui::pages {
class DataTable;
}
namespace ui::widgets {
class CommandLine;
}

namespace ui::shell {

class TaskLog;
struct TaskRow;

class TaskDrawer : public QDockWidget {
    Q_OBJECT

public:
    explicit TaskDrawer(TaskLog& log, QWidget* parent = nullptr);

private:
    QWidget* buildTitle();
    QWidget* buildContent();
    /// A row without an id when none is.
    TaskRow selected() const;
    void followNewest();
    void showSelection();

    TaskLog& log_;
    QString newest_;  // key of the row that was the latest
    pages::DataTable* table_ = nullptr;
    widgets::CommandLine* command_ = nullptr;
    QLabel* error_ = nullptr;
    QPushButton* clear_ = nullptr;
    QPushButton* cancel_ = nullptr;  // of the selected task
};

}  // namespace ui::shell
