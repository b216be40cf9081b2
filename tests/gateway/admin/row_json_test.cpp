#include "gateway/admin/row_json.hpp"

#include "gateway/admin/key_reply.hpp"

#include <boost/json/serialize.hpp>

#include <QTest>

using namespace gw;
using namespace gw::admin;

namespace {

std::string textAt(const boost::json::object& object, std::string_view name) { return boost::json::serialize(object.at(name)); }

}  // namespace

class RowJsonTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void showsWhatIsUnknownAsNull() {
        const auto json = requestJson(store::RequestRow{});
        for (const char* name : {"client_request_id", "key_id", "key_prefix", "key_name", "user_id", "ip", "dialect", "model", "preset_id",
                                 "provider", "upstream_model", "error_code", "cache", "cost_nanousd", "ttft_ms", "node"}) {
            QCOMPARE(textAt(json, name), std::string("null"));
        }
        QCOMPARE(textAt(json, "status"), std::string("0"));
    }

    void showsARecordAsItsRowWillLook() {
        ledger::RequestRecord record;
        record.traceId = "t-1";
        record.keyId = "gone";
        record.status = 503;
        record.error = ErrorCode::storageFull;
        record.usage = {1, 2, 3, 0, 4};
        record.cost = NanoUsd{0};
        record.ttftMs = 0;
        const auto json = requestJson(record, control::State{});
        QCOMPARE(textAt(json, "id"), std::string("\"t-1\""));
        QCOMPARE(textAt(json, "trace_id"), std::string("\"t-1\""));
        QCOMPARE(textAt(json, "key_name"), std::string("null"));
        QCOMPARE(textAt(json, "error_code"), std::string("\"STORAGE_FULL\""));
        QCOMPARE(textAt(json, "tokens_reasoning"), std::string("4"));
        QCOMPARE(textAt(json, "cost_nanousd"), std::string("0"));  // priced at nothing is not unpriced
        QCOMPARE(textAt(json, "ttft_ms"), std::string("0"));
        record.cost.reset();
        QCOMPARE(textAt(requestJson(record, control::State{}), "cost_nanousd"), std::string("null"));
    }

    void showsAnAuditRowsTextAsObject_data() {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("nothing") << QByteArray() << QByteArray("null");
        QTest::newRow("an object") << QByteArray("{\"rpm\":5}") << QByteArray("{\"rpm\":5}");
        QTest::newRow("edited by hand") << QByteArray("{rpm") << QByteArray("\"{rpm\"");
    }
    void showsAnAuditRowsTextAsObject() {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, shown);
        store::AuditRow row;
        row.before = before.toStdString();
        QCOMPARE(textAt(auditJson(row), "before"), shown.toStdString());
        QCOMPARE(textAt(auditJson(row), "after"), std::string("null"));
    }

    void aKeyExpiresAtItsTimeExactly() {
        store::KeyListRow row;
        row.key.expiresAt = fromMillis(1000);
        QCOMPARE(textAt(keyJson(row, fromMillis(999)), "expired"), std::string("false"));
        QCOMPARE(textAt(keyJson(row, fromMillis(1000)), "expired"), std::string("true"));
        row.key.expiresAt.reset();
        QCOMPARE(textAt(keyJson(row, fromMillis(1000)), "expired"), std::string("false"));
        QCOMPARE(textAt(keyJson(row, fromMillis(1000)), "expires_at"), std::string("null"));
    }

    void aKeyShowsItsBudgetInDollarsAndNoSecret() {
        store::KeyListRow row;
        row.key.budgetNanoUsd = 1'500'000'000;
        row.key.tags = {"a", "b"};
        const auto json = keyJson(row, fromMillis(0));
        QCOMPARE(textAt(json, "budget_usd"), std::string("\"1.5\""));
        QCOMPARE(textAt(json, "tags"), std::string("[\"a\",\"b\"]"));
        for (const char* name : {"key", "hash", "key_hash", "secret", "signing_secret"}) QVERIFY(!json.contains(name));
    }
};

QTEST_GUILESS_MAIN(RowJsonTest)
#include "row_json_test.moc"
