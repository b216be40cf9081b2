#include "ui/pages/lines_job.hpp"

#include <QFile>

#include <filesystem>

namespace ui::pages {

namespace {

QString writeFile(const QString& name, const QByteArray& text) {
    QFile out(name + QStringLiteral(".part"));
    out.remove();  // of a program that was killed
    if (!out.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner)) return out.errorString();
    if (out.write(text) != text.size() || !out.flush()) {
        const QString reason = out.errorString();
        out.remove();
        return reason;
    }
    out.close();
    std::error_code ec;
    std::filesystem::rename(QFile::encodeName(out.fileName()).toStdString(), QFile::encodeName(name).toStdString(), ec);
    if (!ec) return {};
    out.remove();
    return QString::fromStdString(ec.message());
}

}  // namespace

LinesJob::LinesJob(QObject* parent) : QObject(parent), worker_(new QObject) {
    thread_.setObjectName(QStringLiteral("lines"));
    worker_->moveToThread(&thread_);
    connect(&thread_, &QThread::finished, worker_, &QObject::deleteLater);
    thread_.start();
}

LinesJob::~LinesJob() {
    thread_.quit();
    thread_.wait();
}

void LinesJob::start(const QString& file, const QByteArray& text) {
    QMetaObject::invokeMethod(worker_, [this, file, text] {
        const QString reason = writeFile(file, text);
        QMetaObject::invokeMethod(this, [this, file, reason] { Q_EMIT done(file, reason); });
    });
}

}  // namespace ui::pages
