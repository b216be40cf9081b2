#include "gateway/engine/start_failure.hpp"

#include <QTest>

using namespace gw;
using namespace gw::engine;

namespace {

StageReport failed(ErrorCode code, std::string detail, std::string field = {}) {
    StageReport report;
    report.stage = Stage::failed;
    report.error = Error{code, ErrorSource::internal, Retry::never, std::move(detail), std::move(field)};
    report.host = "127.0.0.1";
    report.port = 8000;
    return report;
}

}  // namespace

class StartFailureTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void aSettingNamesFileLineValueAndRange() {
        const auto detail = startFailureDetail(
            failed(ErrorCode::settingsInvalid, "/data/.env:3: GATEWAY_PORT=70000: allowed is 0…65535\n/data/.env:4: X", "GATEWAY_PORT"));
        QCOMPARE(std::string(detail.at("file").as_string()), std::string("/data/.env"));
        QCOMPARE(detail.at("line").as_int64(), std::int64_t(3));
        QCOMPARE(std::string(detail.at("value").as_string()), std::string("70000"));
        QCOMPARE(std::string(detail.at("allowed").as_string()), std::string("0…65535"));
        QCOMPARE(std::string(detail.at("field").as_string()), std::string("GATEWAY_PORT"));
    }

    void aTakenPortNamesItsHolder() {
        const auto detail = startFailureDetail(failed(ErrorCode::portTaken, "127.0.0.1:8000 is held by nginx (pid 123)."));
        QCOMPARE(detail.at("port").to_number<int>(), 8000);
        QCOMPARE(std::string(detail.at("holder_name").as_string()), std::string("nginx"));
        QCOMPARE(detail.at("holder_pid").as_int64(), std::int64_t(123));
    }

    void anUnknownHolderIsLeftOut() {
        const auto detail = startFailureDetail(failed(ErrorCode::portTaken, "127.0.0.1:8000 is in use."));
        QVERIFY(!detail.contains("holder_pid"));
        QVERIFY(detail.contains("port"));
    }

    void aLockedStoreNamesThePath() {
        const auto detail = startFailureDetail(failed(ErrorCode::storeLocked, "/data is used by gatehoused (pid 9): stop it.", "/data"));
        QCOMPARE(std::string(detail.at("path").as_string()), std::string("/data"));
        QCOMPARE(std::string(detail.at("holder_name").as_string()), std::string("gatehoused"));
    }

    void aStrangeTextIsNoProblem() {
        for (const char* text : {"", "x", ": ", "a:b: c", " (pid ", "x (pid y)"})
            for (const auto code : {ErrorCode::settingsInvalid, ErrorCode::portTaken, ErrorCode::storeLocked})
                QVERIFY(startFailureDetail(failed(code, text)).contains("text"));
        QVERIFY(startFailureDetail(StageReport{}).empty());
    }
};

QTEST_GUILESS_MAIN(StartFailureTest)
#include "start_failure_test.moc"
