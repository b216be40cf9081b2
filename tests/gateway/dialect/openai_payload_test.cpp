#include "gateway/dialect/openai_payload.hpp"

// moc of Qt 6.4 loses its way in raw strings that hold \": it does not see the tables.
#ifndef Q_MOC_RUN
#include "tests/gateway/dialect/openai_payload_cases.hpp"
#endif

#include <QTest>

using namespace gw::dialect;

class OpenAiPayloadTest : public QObject {
    Q_OBJECT
    JsonReader reader_;

   private Q_SLOTS:
    void seesWhatAPayloadIs_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("facts");  // o object, e error, c choices empty, f finished
        QTest::addColumn<qulonglong>("bytes");
        for (const auto& row : cases::kRows) QTest::newRow(row.name) << QByteArray(row.text) << QByteArray(row.facts) << qulonglong(row.bytes);
    }
    void seesWhatAPayloadIs() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, facts);
        QFETCH(qulonglong, bytes);
        const std::string copy = text.toStdString();
        const Payload payload = readChatPayload(reader_, copy);
        QByteArray seen;
        if (payload.isObject) seen += 'o';
        if (payload.error) seen += 'e';
        if (payload.choicesEmpty) seen += 'c';
        if (payload.finished) seen += 'f';
        QCOMPARE(seen, facts);
        if (payload.isObject) QCOMPARE(qulonglong(payload.tally.bytes), bytes);
        if (payload.isObject) QCOMPARE(payload.tally.chunks, std::uint64_t(bytes > 0 ? 1 : 0));
    }
};

QTEST_GUILESS_MAIN(OpenAiPayloadTest)
#include "openai_payload_test.moc"
