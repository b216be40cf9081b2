// What the person has done in this session: one row an action, from its call to its reply, the latest first.
// Main thread; owned by Console, so that a window made anew for another language keeps the list. At most 200 rows:
// the oldest goes.
#pragma once

#include "ui/models/row_table_model.hpp"
#include "ui/pages/task_reporter.hpp"

#include <QDateTime>
#include <QHash>
#include <QObject>

namespace ui::shell {

struct TaskRow {
    /// unknown: nobody was there any more to hear the reply.
    enum class State { running, done, failed, cancelled, unknown };

    quint64 id = 0;
    State state = State::running;
    QDateTime at;
    qint64 tookMs = -1;
    QString action, target, command, error;
    QString progress;  // of a long task: how far it has come, or came
    bool mayCancel = false;

    QString key() const { return QString::number(id); }
    bool operator==(const TaskRow&) const = default;
};

using TaskModel = models::RowTableModel<TaskRow>;

class TaskLog : public QObject, public pages::TaskReporter {
    Q_OBJECT

public:
    static constexpr size_t kRowsMax = 200;

    explicit TaskLog(QObject* parent = nullptr);

    pages::TaskEnd begin(const pages::Task& task) override;
    pages::LongTask beginLong(const pages::Task& task, std::function<void()> cancel) override;
    /// Asks the beginner of a running long task to stop; its end comes by itself.
    void cancel(quint64 id);
    TaskModel& model() { return model_; }
    int running() const;
    void clearEnded();

Q_SIGNALS:
    void runningChanged(int running);

private:
    class Watch;
    quint64 add(const pages::Task& task, bool mayCancel);
    void note(quint64 id, const QString& progress);
    void finish(quint64 id, TaskRow::State state, const QString& error);

    TaskModel model_;
    QHash<quint64, std::function<void()>> cancels_;
    quint64 nextId_ = 1;
};

/// "Running", "Done", "Failed", "Cancelled", "Result unknown".
QString taskStateWord(TaskRow::State state);

}  // namespace ui::shell
