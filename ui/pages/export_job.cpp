#include "ui/pages/export_job.hpp"

#include <QFile>

#include <filesystem>
#include <utility>

namespace ui::pages {

namespace {

constexpr int kRowsPerSlice = 1000;

enum class Outcome { done, cancelled, failed };

struct Result {
    Outcome outcome = Outcome::done;
    QString reason;
};

template <class Report>
Result writeRows(QFile& out, models::ExportFormat format, const std::vector<models::TrafficRow>& rows,
                 const std::atomic<bool>& stop, const Report& report) {
    QByteArray slice = models::exportHeading(format);
    for (size_t i = 0; i < rows.size(); ++i) {
        slice += models::exportLine(format, rows[i]);
        if ((i + 1) % kRowsPerSlice != 0) continue;
        if (stop) return {Outcome::cancelled, {}};
        if (out.write(slice) != slice.size()) return {Outcome::failed, out.errorString()};
        slice.clear();
        report(static_cast<int>(i + 1));
    }
    if (stop) return {Outcome::cancelled, {}};
    if (out.write(slice) != slice.size() || !out.flush()) return {Outcome::failed, out.errorString()};
    return {};
}

template <class Report>
Result writeFile(const QString& name, models::ExportFormat format, const std::vector<models::TrafficRow>& rows,
                 const std::atomic<bool>& stop, const Report& report) {
    QFile out(name + QStringLiteral(".part"));
    out.remove();  // of a program that was killed
    if (!out.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner)) {
        return {Outcome::failed, out.errorString()};
    }
    Result result = writeRows(out, format, rows, stop, report);
    out.close();
    std::error_code ec;
    if (result.outcome == Outcome::done) {
        std::filesystem::rename(QFile::encodeName(out.fileName()).toStdString(), QFile::encodeName(name).toStdString(), ec);
        if (ec) result = {Outcome::failed, QString::fromStdString(ec.message())};
    }
    if (result.outcome != Outcome::done) out.remove();
    return result;
}

}  // namespace

ExportJob::ExportJob(QObject* parent) : QObject(parent), worker_(new QObject) {
    thread_.setObjectName(QStringLiteral("export"));
    worker_->moveToThread(&thread_);
    connect(&thread_, &QThread::finished, worker_, &QObject::deleteLater);
    thread_.start();
}

ExportJob::~ExportJob() {
    cancel();
    thread_.quit();
    thread_.wait();
}

void ExportJob::start(const QString& file, models::ExportFormat format, std::vector<models::TrafficRow> rows) {
    if (running_) return;
    running_ = true;
    stop_ = std::make_shared<std::atomic<bool>>(false);
    auto work = [this, file, format, stop = stop_, rows = std::move(rows)] {
        const auto report = [this](int written) { QMetaObject::invokeMethod(this, [this, written] { Q_EMIT progress(written); }); };
        const Result result = writeFile(file, format, rows, *stop, report);
        QMetaObject::invokeMethod(this, [this, file, result, count = static_cast<int>(rows.size())] {
            running_ = false;
            if (result.outcome == Outcome::done) Q_EMIT done(file, count);
            if (result.outcome == Outcome::cancelled) Q_EMIT cancelled();
            if (result.outcome == Outcome::failed) Q_EMIT failed(file, result.reason);
        });
    };
    QMetaObject::invokeMethod(worker_, std::move(work));
}

void ExportJob::cancel() {
    if (stop_) *stop_ = true;
}

}  // namespace ui::pages
