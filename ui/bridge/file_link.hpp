// One download on the bridge thread: reads the reply in pieces of at most 256 KiB and writes each at once, into "<file>.part",
// 0600 from the first byte. Only a reply that ends with the mark it was asked for makes the file; everything else leaves nothing.
// Made and owned by AdminClient's bridge thread; deletes itself after ended().
#pragma once

#include "ui/bridge/download.hpp"

#include <QFile>
#include <QTimer>

class QNetworkReply;

namespace ui::bridge {

class Session;

class FileLink : public QObject {
    Q_OBJECT

public:
    FileLink(Session& session, DownloadPlan plan);
    /// What is unfinished is removed.
    ~FileLink() override;

    void start();
    void cancel();

Q_SIGNALS:
    void progressed(qint64 bytes, qint64 rows);
    void ended(const ui::bridge::DownloadEnd& end);

private:
    void ask();
    /// A token that has run out is renewed once.
    void renewToken();
    void readBytes();
    bool openFile();
    void write(const QByteArray& piece);
    void count(const QByteArray& piece);
    void onFinished();
    /// Takes the end mark off the file. @return false when it is not there: the reply was cut off, and Qt did not notice (a
    /// chunked reply whose connection closes while Qt looks elsewhere counts as ended).
    bool takeEndMark();
    void keep();
    void fail(const ApiError& error, const QString& fileProblem = {});
    void end(DownloadEnd::State state, const ApiError& error = {}, const QString& fileProblem = {});

    Session& session_;
    DownloadPlan plan_;
    QFile part_;
    QNetworkReply* reply_ = nullptr;
    QTimer renewal_;
    QTimer progress_;
    QByteArray token_;
    QByteArray endMark_;  // what the reply announced as its last bytes
    QByteArray refusal_;  // the body of an error reply
    qint64 bytes_ = 0;
    qint64 lines_ = 0;
    bool quoted_ = false;  // within a quoted cell, where a line end is text
    bool repeated_ = false;
    bool over_ = false;
};

}  // namespace ui::bridge
