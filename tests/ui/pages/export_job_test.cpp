// Writing a file of requests on a thread: whole or not at all, private, cancellable, and honest about failures.
#include "ui/pages/export_job.hpp"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using ui::models::ExportFormat;
using ui::models::TrafficRow;
using ui::pages::ExportJob;

class ExportJobTest : public QObject {
    Q_OBJECT

    static std::vector<TrafficRow> rows(size_t count) {
        TrafficRow row;
        row.traceId = QStringLiteral("req-1");
        return std::vector<TrafficRow>(count, row);
    }

private Q_SLOTS:
    void writesAWholePrivateFileOverAnOldOne() {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("out.jsonl"));
        QFile old(file);
        QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
        old.close();
        ExportJob job(nullptr);
        QSignalSpy done(&job, &ExportJob::done);
        QSignalSpy progress(&job, &ExportJob::progress);
        job.start(file, ExportFormat::jsonl, rows(2500));
        QVERIFY(job.isRunning());
        QTRY_COMPARE(done.count(), 1);
        QCOMPARE(done.first().at(1).toInt(), 2500);
        QCOMPARE(progress.count(), 2);
        QVERIFY(!job.isRunning());
        QVERIFY(old.open(QIODevice::ReadOnly));
        QCOMPARE(old.readAll().count('\n'), 2500);
        QCOMPARE(old.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void leavesNothingWhenCancelled() {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("out.csv"));
        ExportJob job(nullptr);
        QSignalSpy cancelled(&job, &ExportJob::cancelled);
        job.start(file, ExportFormat::csv, rows(100'000));
        job.cancel();
        QTRY_COMPARE(cancelled.count(), 1);
        QVERIFY(!QFile::exists(file));
        QVERIFY(!QFile::exists(file + QStringLiteral(".part")));
        // It can be started again.
        QSignalSpy done(&job, &ExportJob::done);
        job.start(file, ExportFormat::csv, rows(1));
        QTRY_COMPARE(done.count(), 1);
    }

    void saysWhyAFileCannotBeWritten() {
        QTemporaryDir folder;
        ExportJob job(nullptr);
        QSignalSpy failed(&job, &ExportJob::failed);
        job.start(folder.filePath(QStringLiteral("nowhere/out.csv")), ExportFormat::csv, rows(1));
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(!failed.first().at(1).toString().isEmpty());
        // A folder of that name: the finished file cannot take its place.
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("taken.csv")));
        job.start(folder.filePath(QStringLiteral("taken.csv")), ExportFormat::csv, rows(1));
        QTRY_COMPARE(failed.count(), 2);
        QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("taken.csv.part"))));
    }
};

QTEST_GUILESS_MAIN(ExportJobTest)
#include "export_job_test.moc"
