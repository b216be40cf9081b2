// Writes requests to a file on a thread of its own: 0600 from the first byte, under a passing name until it is whole.
// The object lives on main, owned by the page; rows go over as a copy, progress comes back as queued signals.
#pragma once

#include "ui/models/traffic_export.hpp"

#include <QObject>
#include <QThread>

#include <atomic>
#include <memory>
#include <vector>

namespace ui::pages {

class ExportJob : public QObject {
    Q_OBJECT

public:
    explicit ExportJob(QObject* parent);
    /// Cancels what runs and joins the thread: a row is written in microseconds.
    ~ExportJob() override;

    void start(const QString& file, models::ExportFormat format, std::vector<models::TrafficRow> rows);
    void cancel();
    bool isRunning() const { return running_; }

Q_SIGNALS:
    void progress(int written);
    void done(const QString& file, int rows);
    void cancelled();
    /// @param reason the system's words.
    void failed(const QString& file, const QString& reason);

private:
    QThread thread_;
    QObject* worker_ = nullptr;  // lives on thread_
    std::shared_ptr<std::atomic<bool>> stop_;
    bool running_ = false;
};

}  // namespace ui::pages
