#include "gateway/dialect/openai_error.hpp"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace gw;
using namespace gw::dialect;

class OpenAiErrorTest : public QObject {
    Q_OBJECT

    static QJsonObject envelope(const Error& error) {
        return QJsonDocument::fromJson(QByteArray::fromStdString(openAiErrorBody(error))).object()[QLatin1String("error")].toObject();
    }

   private Q_SLOTS:
    void speaksOpenAisWords_data() {
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("word");
        QTest::newRow("key") << int(ErrorCode::invalidApiKey) << QByteArray("invalid_request_error") << QByteArray("invalid_api_key");
        QTest::newRow("frozen") << int(ErrorCode::keyFrozen) << QByteArray("permission_error") << QByteArray("key_frozen");
        QTest::newRow("model") << int(ErrorCode::unknownModel) << QByteArray("invalid_request_error") << QByteArray("model_not_found");
        QTest::newRow("rate") << int(ErrorCode::rateLimit) << QByteArray("rate_limit_error") << QByteArray("rate_limit_exceeded");
        QTest::newRow("busy") << int(ErrorCode::tooBusy) << QByteArray("rate_limit_error") << QByteArray("too_busy");
        QTest::newRow("budget") << int(ErrorCode::budgetExceeded) << QByteArray("insufficient_quota") << QByteArray("insufficient_quota");
        QTest::newRow("json") << int(ErrorCode::badJson) << QByteArray("invalid_request_error") << QByteArray("bad_json");
        QTest::newRow("timeout") << int(ErrorCode::upstreamTimeout) << QByteArray("server_error") << QByteArray("upstream_timeout");
        QTest::newRow("internal") << int(ErrorCode::internal) << QByteArray("server_error") << QByteArray("internal");
    }
    void speaksOpenAisWords() {
        QFETCH(int, code);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, word);
        const auto error = envelope({ErrorCode(code), ErrorSource::downstream, Retry::never, {}, {}});
        QCOMPARE(error[QLatin1String("type")].toString().toUtf8(), type);
        QCOMPARE(error[QLatin1String("code")].toString().toUtf8(), word);
        QVERIFY(error.contains(QLatin1String("param")) && error[QLatin1String("param")].isNull());
        QVERIFY(!error[QLatin1String("message")].toString().isEmpty());
    }

    void tellsTheClientItsOwnFaultsOnly() {
        const auto own = envelope({ErrorCode::badJson, ErrorSource::downstream, Retry::never, "At byte 7: \"x\".", "model"});
        QVERIFY(own[QLatin1String("message")].toString().contains(QLatin1String("At byte 7")));
        QCOMPARE(own[QLatin1String("param")].toString(), QLatin1String("model"));
        const auto theirs = envelope({ErrorCode::upstreamUnreachable, ErrorSource::upstream, Retry::never, "10.0.0.7:443 refused", {}});
        QVERIFY(!theirs[QLatin1String("message")].toString().contains(QLatin1String("10.0.0.7")));
    }

    void saysOfUpstreamsThatRestThatTheyRest() {
        const auto rests = envelope({ErrorCode::noUpstream, ErrorSource::internal, Retry::never, "at rest: a/m; the next call is tried in 3 s", {}});
        QCOMPARE(rests[QLatin1String("message")].toString(),
                 QLatin1String("No upstream of this model takes calls at the moment; at rest: a/m; the next call is tried in 3 s."));
        const auto nobody = envelope({ErrorCode::noUpstream, ErrorSource::internal, Retry::never, {}, {}});
        QCOMPARE(nobody[QLatin1String("message")].toString(), QString::fromUtf8(codeSentence(ErrorCode::noUpstream).data()));
    }
};

QTEST_GUILESS_MAIN(OpenAiErrorTest)
#include "openai_error_test.moc"
