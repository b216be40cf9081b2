// Writes lines to a file on a thread of its own: 0600 from the first byte, under a passing name until it is whole.
// The object lives on main, owned by the page; the lines go over as a copy, the outcome comes back as a queued signal.
#pragma once

#include <QByteArray>
#include <QObject>
#include <QThread>

namespace ui::pages {

class LinesJob : public QObject {
    Q_OBJECT

public:
    explicit LinesJob(QObject* parent);
    /// Waits for what is being written: at most one list of lines that is in memory already.
    ~LinesJob() override;
    void start(const QString& file, const QByteArray& text);

Q_SIGNALS:
    /// @param reason the system's words; empty: it is written.
    void done(const QString& file, const QString& reason);

private:
    QThread thread_;
    QObject* worker_ = nullptr;  // lives on thread_
};

}  // namespace ui::pages
