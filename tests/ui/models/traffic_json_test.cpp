// The fast reader of request events: the same rows as the plain one, texts shared, and nothing of what is broken.
#include "ui/models/traffic_json.hpp"

#include <QJsonDocument>
#include <QTest>

using namespace ui::models;

namespace {

const QByteArray kFull = R"({"id":"req-1","trace_id":"req-1","client_request_id":"c-\u4e2d","created_at":"2026-01-06T12:00:00.123Z","key_id":"k",
"key_prefix":"gw-ab12","key_name":"billing \"prod\"","user_id":null,"ip":"10.0.0.7","route":"/v1/chat/completions","dialect":"openai","model":"gpt-4o",
"preset_id":"p","provider":"openai","upstream_model":"gpt-4o-2024","status":502,"error_code":"UPSTREAM_TIMEOUT","stream":true,"cache":null,"attempts":2,
"tokens_in":11,"tokens_out":22,"tokens_cached":3,"tokens_reasoning":4,"cost_nanousd":1234567890123,"estimated":true,"ttft_ms":50,"latency_ms":5321,
"upstream_ms":5300,"node":"n1"})";
const QByteArray kBare = R"({"trace_id":"req-2","created_at":"2026-01-06T12:00:00Z","key_name":null,"status":200,"cost_nanousd":null,"ttft_ms":null,"unknown":{"a":[1,2]}})";

QByteArray itemsOf(const QList<QByteArray>& rows) { return "{\"items\":[" + rows.join(',') + "]}"; }

std::vector<TrafficRow> plainly(const QByteArray& data) {
    return trafficRows(QJsonDocument::fromJson(data).object()[QLatin1StringView("items")].toArray());
}

}  // namespace

class TrafficJsonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatThePlainReaderReads_data() {
        QTest::addColumn<QByteArray>("data");
        QTest::newRow("all fields") << itemsOf({kFull});
        QTest::newRow("few fields, nulls, unknown ones") << itemsOf({kBare});
        QTest::newRow("several") << itemsOf({kFull, kBare, QByteArray(kFull).replace("req-1", "req-3")});
        QTest::newRow("another order") << itemsOf({R"({"status":404,"ip":"::1","trace_id":"req-9","latency_ms":7})"});
        QTest::newRow("no trace id") << itemsOf({R"({"status":404})", kBare});
        QTest::newRow("none") << itemsOf({});
        QTest::newRow("another shape") << QByteArray(R"({"rows":[]})");
        QTest::newRow("time with an offset") << itemsOf({R"({"trace_id":"a","created_at":"2026-01-06T12:00:00.5+08:00"})"});
        QTest::newRow("no time at all") << itemsOf({R"({"trace_id":"a","created_at":"2026-13-41T99:00:00.000Z"})"});
        QTest::newRow("wrong types") << itemsOf({R"({"trace_id":"a","status":"200","stream":1,"tokens_in":null,"ip":7})"});
    }
    void readsWhatThePlainReaderReads() {
        QFETCH(QByteArray, data);
        TrafficJson json;
        QVERIFY(json.rows(data) == plainly(data));
        QVERIFY2(json.rows(data) == plainly(data), "the second time too");
    }

    void sharesTextsAcrossEvents() {
        TrafficJson json;
        const auto first = json.rows(itemsOf({kFull}));
        const auto second = json.rows(itemsOf({QByteArray(kFull).replace("req-1", "req-2")}));
        QVERIFY(first.front().model.constData() == second.front().model.constData());
        QVERIFY(first.front().keyName.constData() == second.front().keyName.constData());
    }

    void keepsTheRowsBeforeABreak_data() {
        QTest::addColumn<QByteArray>("data");
        QTest::newRow("cut") << "{\"items\":[" + kBare + ",{\"trace_id\":\"req-";
        QTest::newRow("not a row") << "{\"items\":[" + kBare + ",7]}";
        QTest::newRow("garbage behind") << "{\"items\":[" + kBare + ",#]}";
    }
    void keepsTheRowsBeforeABreak() {
        QFETCH(QByteArray, data);
        TrafficJson json;
        QVERIFY(json.rows(data).size() <= 1);
        QCOMPARE(json.rows(itemsOf({kFull})).size(), size_t{1});
    }

    void takesNothingFromGarbage() {
        TrafficJson json;
        for (const char* text : {"", "null", "[]", "not json", "{\"items\":7}", "{"}) QVERIFY2(json.rows(text).empty(), text);
    }
};

QTEST_GUILESS_MAIN(TrafficJsonTest)
#include "traffic_json_test.moc"
