// The live list: batches in one signal, a bounded ring, an own filter index, lines between requests.
#include "ui/models/roles.hpp"
#include "ui/models/traffic_ring.hpp"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace ui::models;

namespace {

TrafficRow request(int number, int status = 200) {
    TrafficRow row;
    row.traceId = QStringLiteral("req-%1").arg(number);
    row.status = status;
    row.atMs = 1000 * number;
    row.provider = QStringLiteral("openai");
    row.latencyMs = 10;
    row.attempts = 1;
    return row;
}

std::vector<TrafficRow> requests(int from, int to) {
    std::vector<TrafficRow> rows;
    for (int i = from; i <= to; ++i) rows.push_back(request(i, i % 2 == 0 ? 500 : 200));
    return rows;
}

TrafficRow marker() {
    TrafficRow row;
    row.kind = TrafficRow::Kind::marker;
    row.traceId = QStringLiteral("Marker 12:00:00");
    return row;
}

QString order(const TrafficRing& ring) {
    QStringList names;
    for (int row = 0; row < ring.rowCount(); ++row) names << ring.at(row).traceId.section(u'-', -1);
    return names.join(u' ');
}

TrafficFilter serverErrors() {
    TrafficFilter filter;
    filter.classes = TrafficFilter::serverError;
    return filter;
}

}  // namespace

class TrafficRingTest : public QObject {
    Q_OBJECT

    void make(size_t rowsMax = 10) {
        ring_ = std::make_unique<TrafficRing>(nullptr, rowsMax);
        tester_ = std::make_unique<QAbstractItemModelTester>(ring_.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }

private Q_SLOTS:
    void init() { make(); }
    void cleanup() {
        tester_.reset();
        ring_.reset();
    }

    void insertsABatchWithOneSignal() {
        QSignalSpy inserted(ring_.get(), &QAbstractItemModel::rowsInserted);
        QCOMPARE(ring_->append(requests(1, 5)), 5);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(order(*ring_), QStringLiteral("1 2 3 4 5"));
        QCOMPARE(ring_->newestAtMs(), 5000);
    }

    void leavesOutWhatIsThere() {
        ring_->append(requests(1, 3));
        QCOMPARE(ring_->append(requests(2, 5)), 2);
        QCOMPARE(order(*ring_), QStringLiteral("1 2 3 4 5"));
        QCOMPARE(ring_->requestCount(), 5);
    }

    void dropsTheOldestWhenFull() {
        ring_->append(requests(1, 8));
        QSignalSpy removed(ring_.get(), &QAbstractItemModel::rowsRemoved);
        ring_->append(requests(9, 13));
        QCOMPARE(removed.count(), 1);
        QCOMPARE(order(*ring_), QStringLiteral("4 5 6 7 8 9 10 11 12 13"));
        QVERIFY(!ring_->contains(QStringLiteral("req-3")));
        QVERIFY(ring_->isFull());
        QCOMPARE(ring_->rowOf(QStringLiteral("req-4")), 0);
    }

    void keepsTheHeadWhileSomebodyReads() {
        ring_->setHeld(true);
        ring_->append(requests(1, 18));
        QCOMPARE(ring_->rowCount(), 18);
        ring_->append(requests(19, 25));
        QCOMPARE(ring_->rowCount(), 20);  // never beyond twice the capacity
        ring_->setHeld(false);
        QCOMPARE(ring_->rowCount(), 10);
        QCOMPARE(order(*ring_), QStringLiteral("16 17 18 19 20 21 22 23 24 25"));
    }

    void putsOlderRowsBefore() {
        ring_->append(requests(5, 6));
        QCOMPARE(ring_->prepend(requests(1, 5)), 4);
        QCOMPARE(order(*ring_), QStringLiteral("1 2 3 4 5 6"));
        QCOMPARE(ring_->rowOf(QStringLiteral("req-2")), 1);
        QCOMPARE(ring_->rowOf(QStringLiteral("req-6")), 5);
    }

    void takesNoMoreOlderRowsThanItHolds() {
        ring_->append(requests(11, 18));
        QCOMPARE(ring_->prepend(requests(1, 10)), 2);
        QCOMPARE(order(*ring_), QStringLiteral("9 10 11 12 13 14 15 16 17 18"));
        QCOMPARE(ring_->prepend(requests(1, 8)), 0);
    }

    void filtersByItsOwnIndex() {
        ring_->append(requests(1, 6));
        ring_->setFilter(serverErrors());
        QCOMPARE(order(*ring_), QStringLiteral("2 4 6"));
        QCOMPARE(ring_->shownRequestCount(), 3);
        QCOMPARE(ring_->requestCount(), 6);
        QCOMPARE(ring_->rowOf(QStringLiteral("req-3")), -1);
        QVERIFY(ring_->find(QStringLiteral("req-3")));
        ring_->append(requests(7, 14));
        QCOMPARE(order(*ring_), QStringLiteral("6 8 10 12 14"));
        QCOMPARE(ring_->shownRequestCount(), 5);
        ring_->setFilter({});
        QCOMPARE(ring_->rowCount(), 10);
    }

    void sendsNoSignalForRowsThatDoNotPass() {
        ring_->setFilter(serverErrors());
        QSignalSpy inserted(ring_.get(), &QAbstractItemModel::rowsInserted);
        QCOMPARE(ring_->append({request(1), request(3)}), 0);
        QCOMPARE(inserted.count(), 0);
        QCOMPARE(ring_->requestCount(), 2);
    }

    void filtersByTraceAndLatency() {
        std::vector<TrafficRow> rows = requests(1, 3);
        rows[1].latencyMs = 6000;
        rows[2].clientRequestId = QStringLiteral("order-3");
        ring_->append(rows);
        TrafficFilter filter;
        filter.slowerThanMs = 5000;
        ring_->setFilter(filter);
        QCOMPARE(order(*ring_), QStringLiteral("2"));
        filter = {};
        filter.tracePrefix = QStringLiteral("order");
        ring_->setFilter(filter);
        QCOMPARE(order(*ring_), QStringLiteral("3"));
    }

    void statusChipsNameTheirClasses_data() {
        QTest::addColumn<unsigned>("classes");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("2xx takes 204") << unsigned(TrafficFilter::success) << 204 << true;
        QTest::newRow("2xx leaves 304") << unsigned(TrafficFilter::success) << 304 << false;
        QTest::newRow("4xx takes 429") << unsigned(TrafficFilter::clientError) << 429 << true;
        QTest::newRow("429 leaves 404") << unsigned(TrafficFilter::rateLimited) << 404 << false;
        QTest::newRow("429 takes 429") << unsigned(TrafficFilter::rateLimited) << 429 << true;
        QTest::newRow("5xx takes 504") << unsigned(TrafficFilter::serverError) << 504 << true;
        QTest::newRow("two chips take either") << unsigned(TrafficFilter::success | TrafficFilter::serverError) << 500 << true;
    }

    void statusChipsNameTheirClasses() {
        QFETCH(unsigned, classes);
        QFETCH(int, status);
        QFETCH(bool, accepted);
        TrafficFilter filter;
        filter.classes = classes;
        QCOMPARE(filter.accepts(request(1, status)), accepted);
    }

    void showsLinesWhateverTheFilter() {
        ring_->append({request(1), marker(), request(2)});
        ring_->setFilter(serverErrors());
        QCOMPARE(ring_->rowCount(), 1);
        QVERIFY(!(ring_->flags(ring_->index(0, 0)) & Qt::ItemIsSelectable));
        QCOMPARE(ring_->index(0, 0).data().toString(), QStringLiteral("Marker 12:00:00"));
        QVERIFY(!ring_->index(0, 1).data().isValid());
        QCOMPARE(ring_->shownRequestCount(), 0);
        QCOMPARE(ring_->requestCount(), 2);
    }

    void saysWhyARowStandsOut_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("latencyMs");
        QTest::addColumn<int>("attempts");
        QTest::addColumn<int>("emphasis");
        QTest::newRow("plain") << 200 << 10 << 1 << int(Emphasis::none);
        QTest::newRow("failed before slow") << 502 << 9000 << 2 << int(Emphasis::failed);
        QTest::newRow("limited") << 429 << 10 << 1 << int(Emphasis::limited);
        QTest::newRow("slow before retried") << 200 << 5001 << 2 << int(Emphasis::slow);
        QTest::newRow("not slow at the border") << 200 << 5000 << 1 << int(Emphasis::none);
        QTest::newRow("retried") << 200 << 10 << 2 << int(Emphasis::retried);
    }

    void saysWhyARowStandsOut() {
        QFETCH(int, status);
        QFETCH(int, latencyMs);
        QFETCH(int, attempts);
        QFETCH(int, emphasis);
        TrafficRow row = request(1, status);
        row.latencyMs = latencyMs;
        row.attempts = attempts;
        ring_->append({row});
        QCOMPARE(ring_->index(0, 0).data(kEmphasisRole).toInt(), emphasis);
        ring_->setSlowMs(100'000);
        QCOMPARE(emphasisOf(row, 100'000) == Emphasis::slow, false);
    }

    void knowsTheValuesOfAField() {
        std::vector<TrafficRow> rows = requests(1, 3);
        rows[0].provider = QStringLiteral("azure");
        rows[1].provider.clear();
        ring_->append(rows);
        QCOMPARE(ring_->valuesOf(QStringLiteral("provider"), 10), (QStringList{QStringLiteral("azure"), QStringLiteral("openai")}));
        QVERIFY(ring_->valuesOf(QStringLiteral("latency"), 10).isEmpty());
    }

    void showsUnknownNumbersAsADash() {
        ring_->append({request(1)});
        for (const char* column : {"ttft", "tokens", "cost", "error", "model"}) {
            QCOMPARE(ring_->index(0, ring_->columnOf(column)).data().toString(), QStringLiteral("—"));
        }
        QCOMPARE(ring_->columnOf("nonsense"), -1);
    }

    void readsARowOfTheGateway() {
        const QJsonObject json{{QStringLiteral("trace_id"), QStringLiteral("req-9")},
                               {QStringLiteral("created_at"), QStringLiteral("2026-11-27T03:00:00.250Z")},
                               {QStringLiteral("key_name"), QJsonValue::Null},
                               {QStringLiteral("key_prefix"), QStringLiteral("gw-ab12")},
                               {QStringLiteral("status"), 200},
                               {QStringLiteral("ttft_ms"), QJsonValue::Null},
                               {QStringLiteral("latency_ms"), 812},
                               {QStringLiteral("cost_nanousd"), 4'200'000}};
        const auto rows = trafficRows(QJsonArray{json, QJsonObject{}, 7});
        QCOMPARE(rows.size(), size_t(1));  // without a trace id there is no row
        QCOMPARE(rows[0].atMs % 1000, 250);
        QCOMPARE(rows[0].key(), QStringLiteral("gw-ab12"));
        QVERIFY(!rows[0].ttftMs);
        QCOMPARE(rows[0].costNanoUsd, std::optional<qint64>(4'200'000));
    }

    void holdsAHundredThousandRows() {
        tester_.reset();
        ring_ = std::make_unique<TrafficRing>(nullptr);
        for (int batch = 0; batch < 210; ++batch) ring_->append(requests(batch * 500, batch * 500 + 499));
        QCOMPARE(ring_->rowCount(), 100'000);
        ring_->setFilter(serverErrors());
        QCOMPARE(ring_->rowCount(), 50'000);
        QCOMPARE(ring_->shownRequests().size(), size_t(50'000));
    }

private:
    std::unique_ptr<TrafficRing> ring_;
    std::unique_ptr<QAbstractItemModelTester> tester_;
};

QTEST_MAIN(TrafficRingTest)
#include "traffic_ring_test.moc"
