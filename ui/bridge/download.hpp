// The reply of one GET, streamed into a file: whole or not there at all. Download is main's end of it, FileLink does the work
// on the bridge thread (AdminClient makes both); they exchange queued signals only.
#pragma once

#include "ui/bridge/api_types.hpp"

#include <QObject>

namespace ui::bridge {

struct DownloadPlan {
    QString path;  // "/api/v1/admin/…?…"
    QString file;  // takes the place of an older one of this name once the reply has ended completely
    QByteArray contentType;  // "text/csv" or "application/x-ndjson": a reply of another kind is refused
};

struct DownloadEnd {
    enum class State { done, cancelled, failed };
    State state = State::done;
    ApiError error;       // failed: what the gateway or the connection said
    QString fileProblem;  // failed: the system's words about the file
    qint64 bytes = 0;
    qint64 rows = 0;  // without the heading of a CSV file
};

/// Lives on main. Destroyed before its end: the download is cancelled.
class Download : public QObject {
    Q_OBJECT

public:
    explicit Download(QObject* parent) : QObject(parent) {}
    ~Download() override { Q_EMIT cancelWanted(); }
    void cancel() { Q_EMIT cancelWanted(); }

Q_SIGNALS:
    /// At most four times a second.
    void progressed(qint64 bytes, qint64 rows);
    /// Once; nothing comes after it.
    void ended(const ui::bridge::DownloadEnd& end);
    void cancelWanted();
};

}  // namespace ui::bridge

Q_DECLARE_METATYPE(ui::bridge::DownloadEnd)
