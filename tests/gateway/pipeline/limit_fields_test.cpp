// Headers about limits, in the words of each dialect (dialects.md O9, O10, A4).
#include "gateway/base/ready_fields.hpp"
#include "gateway/pipeline/limit_fields.hpp"

#include <QtTest>

#include <algorithm>
#include <limits>

using namespace gw;
using namespace gw::pipeline;
using namespace std::chrono_literals;

namespace {

HeaderFields fieldsOf(std::string_view lines) {
    HeaderFields fields;
    while (!lines.empty()) {
        const auto end = lines.find("\r\n");
        const auto colon = lines.find(": ");
        fields.emplace_back(lines.substr(0, colon), lines.substr(colon + 2, end - colon - 2));
        lines.remove_prefix(end + 2);
    }
    return fields;
}

HeaderFields limitFields(const limits::Standings& standings, std::string_view dialect, const Clock& clock) {
    std::string lines;
    appendLimitFields(lines, standings, dialect, clock);
    return fieldsOf(lines);
}

std::string valueOf(const HeaderFields& fields, const std::string& name) {
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.first == name; });
    return found == fields.end() ? "(none)" : found->second;
}

}  // namespace

class LimitFieldsTest : public QObject {
    Q_OBJECT
    const FakeClock clock_{WallTime{std::chrono::milliseconds{1'767'700'800'250}}};  // 2026-01-06T12:00:00.250Z

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
        QTest::newRow("nothing") << qint64(0) << "0ms";
        QTest::newRow("the last ms") << qint64(999) << "999ms";
        QTest::newRow("a second") << qint64(1000) << "1s";
        QTest::newRow("s") << qint64(1500) << "1.5s";
        QTest::newRow("zeros inside a fraction") << qint64(2007) << "2.007s";
        QTest::newRow("two digits of one") << qint64(59'250) << "59.25s";
        QTest::newRow("a minute") << qint64(60'000) << "1m0s";
        QTest::newRow("m and a fraction") << qint64(119'990) << "1m59.99s";
        QTest::newRow("an hour") << qint64(3'600'000) << "1h0m0s";
        QTest::newRow("hours and a fraction") << qint64(90'061'001) << "25h1m1.001s";
        QTest::newRow("m") << qint64(360'000) << "6m0s";
        QTest::newRow("h") << qint64(24 * 3'600'000 - 360'000) << "23h54m0s";
    }
    void openAiSaysHowLong() {
        QFETCH(qint64, millis);
        QFETCH(QString, text);
        limits::Standings standings;
        standings.tokens = limits::Standing{1000, 7, std::chrono::milliseconds{millis}};
        const auto fields = limitFields(standings, "openai_chat", clock_);
        QCOMPARE(valueOf(fields, "x-ratelimit-reset-tokens"), text.toStdString());
        QCOMPARE(valueOf(fields, "x-ratelimit-limit-tokens"), std::string("1000"));
        QCOMPARE(valueOf(fields, "x-ratelimit-remaining-tokens"), std::string("7"));
        QCOMPARE(valueOf(fields, "x-ratelimit-limit-requests"), std::string("(none)"));
    }

    void anthropicSaysWhen() {
        limits::Standings standings;
        standings.requests = limits::Standing{60, 3, 30'000ms};
        const auto fields = limitFields(standings, "anthropic_messages", clock_);
        QCOMPARE(valueOf(fields, "anthropic-ratelimit-requests-limit"), std::string("60"));
        QCOMPARE(valueOf(fields, "anthropic-ratelimit-requests-remaining"), std::string("3"));
        QCOMPARE(valueOf(fields, "anthropic-ratelimit-requests-reset"), std::string("2026-01-06T12:00:31Z"));
        QCOMPARE(valueOf(fields, "x-ratelimit-limit-requests"), std::string("(none)"));
    }

    void aRateSaysWhenToComeBack() {
        const auto fields = refusalFields(denialOf(ErrorCode::rateLimit, false), "openai_chat", clock_);
        QCOMPARE(valueOf(fields, "retry-after"), std::string("17"));
        QCOMPARE(valueOf(fields, "x-should-retry"), std::string("(none)"));
        QCOMPARE(valueOf(fields, "x-gateway-limit"), std::string("user tpm"));
        QCOMPARE(valueOf(fields, "x-ratelimit-remaining-requests"), std::string("0"));
    }

    void whatNeverFitsIsNotTriedAgain() {
        QCOMPARE(valueOf(refusalFields(denialOf(ErrorCode::rateLimit, true), "openai_chat", clock_), "x-should-retry"), std::string("false"));
        auto longer = denialOf(ErrorCode::rateLimit, false);
        longer.retryAfter = 60s;
        QCOMPARE(valueOf(refusalFields(longer, "openai_chat", clock_), "x-should-retry"), std::string("(none)"));
        longer.retryAfter = 61s;
        QCOMPARE(valueOf(refusalFields(longer, "openai_chat", clock_), "x-should-retry"), std::string("false"));
        QCOMPARE(valueOf(refusalFields(longer, "openai_chat", clock_), "retry-after"), std::string("61"));
    }

    void moneyDoesNotComeBackByWaiting() {
        const auto fields = refusalFields(denialOf(ErrorCode::budgetExceeded, true), "openai_chat", clock_);
        QCOMPARE(valueOf(fields, "retry-after"), std::string("(none)"));
    }

    /// The room of the lines is as long as they can get.
    void theLongestNumbersFit() {
        const limits::Standing longest{std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::max(), std::chrono::milliseconds{3'599'999}};
        limits::Standings standings{longest, longest};
        for (const char* dialect : {"openai_chat", "anthropic_messages"}) {
            const auto fields = limitFields(standings, dialect, clock_);
            QCOMPARE(fields.size(), std::size_t{6});
            for (const std::size_t i : {0U, 1U, 3U, 4U}) QCOMPARE(fields[i].second, std::string("9223372036854775807"));
        }
    }

    void nothingIsSaidWhereNothingIsLimited() {
        ResponseHead head{200, {{"x-ratelimit-limit-requests", "9999"}}};
        addLimitFields(head, {}, "openai_chat", clock_);
        QCOMPARE(valueOf(head.fields, "x-ratelimit-limit-requests"), std::string("9999"));
        QCOMPARE(head.fields.size(), std::size_t{1});
    }

    void ourStandingsTakeThePlaceOfTheUpstreams() {
        ResponseHead head{200, {{"x-ratelimit-limit-requests", "9999"}, {"anthropic-ratelimit-tokens-limit", "1"}, {"content-type", "text/plain"}}};
        limits::Standings standings;
        standings.requests = limits::Standing{60, 3, 1000ms};
        addLimitFields(head, standings, "openai_chat", clock_);
        QCOMPARE(valueOf(head.fields, std::string(kReadyFields)), std::string("x-ratelimit-limit-requests: 60\r\nx-ratelimit-remaining-requests: 3\r\nx-ratelimit-reset-requests: 1s\r\n"));
        QCOMPARE(valueOf(head.fields, "x-ratelimit-limit-requests"), std::string("(none)"));
        QCOMPARE(valueOf(head.fields, "anthropic-ratelimit-tokens-limit"), std::string("(none)"));
        QCOMPARE(valueOf(head.fields, "content-type"), std::string("text/plain"));
    }
};

QTEST_GUILESS_MAIN(LimitFieldsTest)
#include "limit_fields_test.moc"
