#include "gateway/admin/exchange.hpp"

#include "tests/gateway/admin/recording_sink.hpp"

#include <QtTest>

#include <stdexcept>

using namespace gw;
using namespace gw::admin;

namespace {

struct Rig {
    std::shared_ptr<RecordingSink> sink = std::make_shared<RecordingSink>();
    std::shared_ptr<int> life = std::make_shared<int>(0);
    ExchangePtr exchange;
    explicit Rig(const std::string& query = {}) {
        pipeline::AdminRequest request;
        request.query = query;
        request.requestId = "req-1";
        exchange = std::make_shared<Exchange>(std::move(request), sink);
        exchange->bind(life);
    }
};

}  // namespace

class ExchangeTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void answersWithSecurityHeaders() {
        Rig rig;
        rig.exchange->ok(boost::json::object{{"a", 1}});
        QCOMPARE(rig.sink->head.status, 200);
        QCOMPARE(rig.sink->body, std::string("{\"a\":1}"));
        QCOMPARE(rig.sink->field("cache-control"), std::string("no-store"));
        QCOMPARE(rig.sink->field("x-content-type-options"), std::string("nosniff"));
        QCOMPARE(rig.sink->field("x-frame-options"), std::string("DENY"));
        QCOMPARE(rig.sink->field("x-request-id"), std::string("req-1"));
        QVERIFY(rig.sink->field("access-control-allow-origin").empty());
    }
    void answersOnce() {
        Rig rig;
        rig.exchange->ok(boost::json::object{});
        rig.exchange->ok(boost::json::object{});
        QCOMPARE(rig.sink->replies, 1);
        QVERIFY(!rig.exchange->takeSink());
    }
    void wrapsErrors() {
        Rig rig;
        rig.exchange->fail(Error{ErrorCode::invalidValue, ErrorSource::downstream, Retry::never, "rpm must be 1 to 5.", "rpm"});
        QCOMPARE(rig.sink->head.status, 422);
        QCOMPARE(rig.sink->body, std::string(R"({"error":{"code":"INVALID_VALUE","message":"rpm must be 1 to 5.","field":"rpm",)"
                                             R"("detail":null},"request_id":"req-1"})"));
    }
    void keepsOwnFaultsToTheLog() {
        Rig rig;
        rig.exchange->fail(Error{ErrorCode::internal, ErrorSource::internal, Retry::never, "null in table x", {}});
        QCOMPARE(rig.sink->head.status, 500);
        QVERIFY(rig.sink->body.find("table x") == std::string::npos);
    }
    void turnsAnExceptionInto500() {
        Rig rig;
        auto work = rig.exchange->then([](int) { throw std::runtime_error("boom"); });
        work(1);
        QCOMPARE(rig.sink->head.status, 500);
        QVERIFY(rig.sink->body.find("boom") == std::string::npos);
    }
    void answers503WhenNobodyAnswered() {
        Rig rig;
        rig.exchange.reset();
        QCOMPARE(rig.sink->head.status, 503);
        QVERIFY(rig.sink->body.find("ENGINE_NOT_READY") != std::string::npos);
    }
    void answers503WhenItsPartsAreGone() {
        Rig rig;
        bool ran = false;
        auto work = rig.exchange->then([&ran] { ran = true; });
        rig.life.reset();
        work();
        QVERIFY(!ran);
        QCOMPARE(rig.sink->head.status, 503);
    }
    void readsThePage_data() {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<int>("limit");
        QTest::newRow("default") << QByteArray() << 100;
        QTest::newRow("given") << QByteArray("limit=7&cursor=abc") << 7;
        QTest::newRow("zero") << QByteArray("limit=0") << -1;
        QTest::newRow("too many") << QByteArray("limit=501") << -1;
        QTest::newRow("words") << QByteArray("limit=ten") << -1;
        QTest::newRow("tail") << QByteArray("limit=10x") << -1;
        QTest::newRow("negative") << QByteArray("limit=-1") << -1;
        QTest::newRow("long cursor") << QByteArray("cursor=") + QByteArray(201, 'a') << -1;
    }
    void readsThePage() {
        QFETCH(QByteArray, query);
        QFETCH(int, limit);
        Rig rig(query.toStdString());
        const auto page = rig.exchange->page();
        QCOMPARE(page ? static_cast<int>(page->limit) : -1, limit);
    }
    void readsTimes() {
        Rig rig("since=2026-01-06T12:00:00Z&until=yesterday");
        QVERIFY(*rig.exchange->queryTime("since"));
        QCOMPARE(rig.exchange->queryTime("until").error().field, std::string("until"));
        QVERIFY(!*rig.exchange->queryTime("other"));
    }
    void tellsNullFromAbsent() {
        Rig rig;
        rig.exchange->setBody({{"a", nullptr}, {"b", 5}, {"c", "x"}});
        QVERIFY(rig.exchange->patchInteger("a").has_value());
        QVERIFY(!rig.exchange->patchInteger("a")->has_value());
        QCOMPARE(**rig.exchange->patchInteger("b"), std::int64_t{5});
        QCOMPARE(**rig.exchange->patchText("c"), std::string("x"));
        QVERIFY(!rig.exchange->patchText("d"));
    }
};

QTEST_GUILESS_MAIN(ExchangeTest)
#include "exchange_test.moc"
