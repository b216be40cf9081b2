#include "ui/shell/task_log.hpp"

#include "ui/models/number_text.hpp"

#include <QCoreApplication>
#include <QLocale>
#include <QPointer>

#include <algorithm>
#include <memory>

namespace ui::shell {

namespace {

struct TaskWords {
    Q_DECLARE_TR_FUNCTIONS(ui::shell::TaskTable)
};

std::optional<style::Status> statusOf(const TaskRow& row) {
    switch (row.state) {
        case TaskRow::State::running: return style::Status::running;
        case TaskRow::State::done: return style::Status::ok;
        case TaskRow::State::failed: return style::Status::critical;
        case TaskRow::State::cancelled:
        case TaskRow::State::unknown: break;
    }
    return style::Status::unknown;
}

QString tookText(const TaskRow& row) {
    return row.tookMs < 0 ? models::unknownText() : TaskWords::tr("%1 ms").arg(QLocale().toString(row.tookMs));
}

QString lineOf(const TaskRow& row) { return row.error.isEmpty() ? row.progress : row.error; }

std::vector<models::Column<TaskRow>> taskColumns() {
    using Row = TaskRow;
    const Qt::Alignment left = Qt::AlignLeft | Qt::AlignVCenter;
    return {
        {"state", [] { return TaskWords::tr("State", "column"); }, [](const Row& row) { return taskStateWord(row.state); },
         [](const Row& row) { return QVariant(static_cast<int>(row.state)); }, left, &statusOf},
        {"time", [] { return TaskWords::tr("Time", "column"); },
         [](const Row& row) { return row.at.toLocalTime().toString(QStringLiteral("HH:mm:ss")); },
         [](const Row& row) { return QVariant(row.at); }},
        {"action", [] { return TaskWords::tr("Action", "column"); }, [](const Row& row) { return row.action; },
         [](const Row& row) { return QVariant(row.action); }},
        {"target", [] { return TaskWords::tr("Target", "column"); }, [](const Row& row) { return row.target; },
         [](const Row& row) { return QVariant(row.target); }},
        {"took", [] { return TaskWords::tr("Took", "column: duration"); }, &tookText,
         [](const Row& row) { return row.tookMs < 0 ? QVariant() : QVariant(row.tookMs); }, models::kAlignNumber},
        {"error", [] { return TaskWords::tr("Progress or error", "column"); }, &lineOf,
         [](const Row& row) { return QVariant(lineOf(row)); }, left, nullptr, &lineOf},
        {"command", [] { return TaskWords::tr("Equivalent command", "column"); },
         [](const Row& row) { return row.command; }, [](const Row& row) { return QVariant(row.command); }, left, nullptr,
         [](const Row& row) { return row.command; }},
    };
}

}  // namespace

QString taskStateWord(TaskRow::State state) {
    switch (state) {
        case TaskRow::State::running: return TaskWords::tr("Running", "state of a task");
        case TaskRow::State::done: return TaskWords::tr("Done", "state of a task");
        case TaskRow::State::failed: return TaskWords::tr("Failed", "state of a task");
        case TaskRow::State::cancelled: return TaskWords::tr("Cancelled", "state of a task");
        case TaskRow::State::unknown: break;
    }
    return TaskWords::tr("Result unknown", "state of a task");
}

/// Lives as long as somebody may still end the task.
class TaskLog::Watch {
public:
    Watch(TaskLog* log, quint64 id) : log_(log), id_(id) {}
    ~Watch() {
        if (log_) log_->finish(id_, TaskRow::State::unknown, {});
    }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    void end(const QString& error) { endAs(error.isEmpty() ? TaskRow::State::done : TaskRow::State::failed, error); }
    void endAs(TaskRow::State state, const QString& error) {
        if (log_) log_->finish(id_, state, error);
        log_.clear();
    }
    void note(const QString& progress) const {
        if (log_) log_->note(id_, progress);
    }

private:
    QPointer<TaskLog> log_;
    quint64 id_;
};

TaskLog::TaskLog(QObject* parent) : QObject(parent), model_(taskColumns(), nullptr) {}

pages::TaskEnd TaskLog::begin(const pages::Task& task) {
    const auto watch = std::make_shared<Watch>(this, add(task, false));
    return [watch](const QString& error) { watch->end(error); };
}

pages::LongTask TaskLog::beginLong(const pages::Task& task, std::function<void()> cancel) {
    const quint64 id = add(task, true);
    cancels_.insert(id, std::move(cancel));
    const auto watch = std::make_shared<Watch>(this, id);
    return {[watch](const QString& text) { watch->note(text); }, [watch](const QString& error) { watch->end(error); },
            [watch] { watch->endAs(TaskRow::State::cancelled, {}); }};
}

void TaskLog::cancel(quint64 id) {
    // A copy: the end that it brings about removes the entry.
    if (const auto cancel = cancels_.value(id)) cancel();
}

quint64 TaskLog::add(const pages::Task& task, bool mayCancel) {
    TaskRow row;
    row.id = nextId_++;
    row.at = QDateTime::currentDateTimeUtc();
    row.action = task.action;
    row.target = task.target;
    row.command = task.command;
    row.mayCancel = mayCancel;
    model_.prepend({row}, kRowsMax);
    Q_EMIT runningChanged(running());
    return row.id;
}

void TaskLog::note(quint64 id, const QString& progress) {
    const TaskRow* found = model_.find(QString::number(id));
    if (!found) return;
    TaskRow row = *found;
    row.progress = progress;
    model_.applyOne(std::move(row));
}

void TaskLog::finish(quint64 id, TaskRow::State state, const QString& error) {
    cancels_.remove(id);
    const TaskRow* found = model_.find(QString::number(id));
    if (!found) return;  // two hundred later ones have pushed it out, or it was cleared
    TaskRow row = *found;
    row.state = state;
    row.error = error;
    row.mayCancel = false;
    row.tookMs = row.at.msecsTo(QDateTime::currentDateTimeUtc());
    model_.applyOne(std::move(row));
    Q_EMIT runningChanged(running());
}

int TaskLog::running() const {
    const auto& rows = model_.rows();
    return static_cast<int>(std::count_if(rows.begin(), rows.end(),
                                          [](const TaskRow& row) { return row.state == TaskRow::State::running; }));
}

void TaskLog::clearEnded() {
    std::vector<TaskRow> kept = model_.rows();
    std::erase_if(kept, [](const TaskRow& row) { return row.state != TaskRow::State::running; });
    model_.apply(std::move(kept));
}

}  // namespace ui::shell
