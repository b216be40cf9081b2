// Headers about limits, in the words of each dialect (dialects.md O9, O10, A4).
#include "gateway/pipeline/limit_fields.hpp"

#include <QtTest>

#include <algorithm>

using namespace gw;
using namespace gw::pipeline;
using namespace std::chrono_literals;

namespace {

std::string valueOf(const HeaderFields& fields, const std::string& name) {
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.first == name; });
    return found == fields.end() ? "(none)" : found->second;
}

}  // namespace

class LimitFieldsTest : public QObject {
    Q_OBJECT
    const WallTime now_{std::chrono::milliseconds{1'767'700'800'250}};  // 2026-01-06T12:00:00.250Z

    static limits::Denial denialOf(ErrorCode code, bool final) {
        limits::Denial denial{Error{code, ErrorSource::downstream, Retry::never, "", {}}, 17s, final, {}, limits::Scope::user, limits::Limit::tpm};
        denial.standings.requests = limits::Standing{60, 0, 16'500ms};
        return denial;
    }

   private Q_SLOTS:
    void openAiSaysHowLong_data() {
        QTest::addColumn<qint64>("millis");
        QTest::addColumn<QString>("text");
        QTest::newRow("ms") << qint64(12) << "12ms";
        QTest::newRow("s") << qint64(1500) << "1.5s";
        QTest::newRow("m") << qint64(360'000) << "6m0s";
        QTest::newRow("h") << qint64(24 * 3'600'000 - 360'000) << "23h54m0s";
    }
    void openAiSaysHowLong() {
        QFETCH(qint64, millis);
        QFETCH(QString, text);
        limits::Standings standings;
        standings.tokens = limits::Standing{1000, 7, std::chrono::milliseconds{millis}};
        const auto fields = limitFields(standings, "openai_chat", now_);
        QCOMPARE(valueOf(fields, "x-ratelimit-reset-tokens"), text.toStdString());
        QCOMPARE(valueOf(fields, "x-ratelimit-limit-tokens"), std::string("1000"));
        QCOMPARE(valueOf(fields, "x-ratelimit-remaining-tokens"), std::string("7"));
        QCOMPARE(valueOf(fields, "x-ratelimit-limit-requests"), std::string("(none)"));
    }

    void anthropicSaysWhen() {
        limits::Standings standings;
        standings.requests = limits::Standing{60, 3, 30'000ms};
        const auto fields = limitFields(standings, "anthropic_messages", now_);
        QCOMPARE(valueOf(fields, "anthropic-ratelimit-requests-limit"), std::string("60"));
        QCOMPARE(valueOf(fields, "anthropic-ratelimit-requests-remaining"), std::string("3"));
        QCOMPARE(valueOf(fields, "anthropic-ratelimit-requests-reset"), std::string("2026-01-06T12:00:31Z"));
        QCOMPARE(valueOf(fields, "x-ratelimit-limit-requests"), std::string("(none)"));
    }

    void aRateSaysWhenToComeBack() {
        const auto fields = refusalFields(denialOf(ErrorCode::rateLimit, false), "openai_chat", now_);
        QCOMPARE(valueOf(fields, "retry-after"), std::string("17"));
        QCOMPARE(valueOf(fields, "x-should-retry"), std::string("(none)"));
        QCOMPARE(valueOf(fields, "x-gateway-limit"), std::string("user tpm"));
        QCOMPARE(valueOf(fields, "x-ratelimit-remaining-requests"), std::string("0"));
    }

    void whatNeverFitsIsNotTriedAgain() {
        QCOMPARE(valueOf(refusalFields(denialOf(ErrorCode::rateLimit, true), "openai_chat", now_), "x-should-retry"), std::string("false"));
    }

    void moneyDoesNotComeBackByWaiting() {
        const auto fields = refusalFields(denialOf(ErrorCode::budgetExceeded, true), "openai_chat", now_);
        QCOMPARE(valueOf(fields, "retry-after"), std::string("(none)"));
    }

    void ourStandingsTakeThePlaceOfTheUpstreams() {
        ResponseHead head{200, {{"x-ratelimit-limit-requests", "9999"}, {"anthropic-ratelimit-tokens-limit", "1"}, {"content-type", "text/plain"}}};
        limits::Standings standings;
        standings.requests = limits::Standing{60, 3, 1000ms};
        addLimitFields(head, standings, "openai_chat", now_);
        QCOMPARE(valueOf(head.fields, "x-ratelimit-limit-requests"), std::string("60"));
        QCOMPARE(valueOf(head.fields, "anthropic-ratelimit-tokens-limit"), std::string("(none)"));
        QCOMPARE(valueOf(head.fields, "content-type"), std::string("text/plain"));
    }
};

QTEST_GUILESS_MAIN(LimitFieldsTest)
#include "limit_fields_test.moc"
