#include "gateway/base/result.hpp"

#include <QSet>
#include <QTest>

using namespace gw;

class ErrorTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void everyCodeHasAWordAStatusAndASentence() {
        QSet<QString> words;
        const ErrorCode codes[] = {
#define GW_ERROR(name, code, status, sentence) ErrorCode::name,
#include "gateway/base/error_codes.def"
#undef GW_ERROR
        };
        for (const auto code : codes) {
            const auto word = QString::fromStdString(std::string(codeText(code)));
            QVERIFY2(!words.contains(word), qPrintable(word));
            words.insert(word);
            QVERIFY(httpStatus(code) >= 400 && httpStatus(code) < 600);
            QVERIFY2(codeSentence(code).ends_with('.'), qPrintable(word));
        }
    }

    void failCarriesCodeSourceAndDetail() {
        const Result<int> result = fail(ErrorCode::upstreamTimeout, ErrorSource::upstream, Retry::nextCandidate, "after 5 s");
        QVERIFY(!result);
        QCOMPARE(codeText(result.error().code), std::string_view("UPSTREAM_TIMEOUT"));
        QVERIFY(result.error().source == ErrorSource::upstream && result.error().retry == Retry::nextCandidate);
        QCOMPARE(describe(result.error()), std::string("The provider did not answer in time. after 5 s"));
    }
};

QTEST_GUILESS_MAIN(ErrorTest)
#include "error_test.moc"
