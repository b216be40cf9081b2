#include "gateway/ledger/route_note.hpp"

#include <QtTest>

using namespace gw::ledger;

class RouteNoteTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void readsWhatWasWritten() {
        RouteNoteWriter writer;
        writer.choice("latency", "fastest");
        writer.candidate({"openai", "gpt-4o", 60, 1, NotedCandidate::none, 3, 412});
        writer.candidate({"azure", "org/gpt 4", 0, 0, NotedCandidate::rested | NotedCandidate::passed, 0, 0});
        writer.requests({60, 12, 1});
        writer.tokens({100'000, -5, 2048});
        writer.retryRefused();
        writer.queued(1'234'567);
        writer.refusal("no\troute\nleft");
        const auto note = readRouteNote(writer.taken());
        QVERIFY(note);
        QCOMPARE(note->strategy, std::string("latency"));
        QCOMPARE(note->why, std::string("fastest"));
        QCOMPARE(note->candidates.size(), std::size_t{2});
        QVERIFY(note->candidates[0] == (NotedCandidate{"openai", "gpt-4o", 60, 1, 0, 3, 412}));
        QVERIFY(note->candidates[1] == (NotedCandidate{"azure", "org/gpt 4", 0, 0, 3, 0, 0}));
        QVERIFY(note->requests == (NotedLimit{60, 12, 1}));
        QVERIFY(note->tokens == (NotedLimit{100'000, -5, 2048}));
        QVERIFY(note->retryRefused);
        QCOMPARE(note->queuedUs, 1'234'567U);
        QCOMPARE(note->refusal, std::string("no route left"));
    }

    void aPlainRequestTakesFewBytes() {
        RouteNoteWriter writer;
        writer.choice("weighted", "only");
        writer.candidate({"openai", "gpt-4o", 100, 0, 0, 1, 0});
        writer.queued(999);
        QVERIFY(writer.taken().size() < 48);
    }

    void aRefusalAloneIsANote() {
        RouteNoteWriter writer;
        writer.refusal("the key's limit of 60 requests a minute is reached");
        const auto note = readRouteNote(writer.taken());
        QVERIFY(note && note->candidates.empty() && note->why.empty());
        QCOMPARE(note->refusal, std::string("the key's limit of 60 requests a minute is reached"));
        QVERIFY(RouteNoteWriter().taken().empty());
    }

    void manyCandidatesAreCountedInsteadOfListed() {
        RouteNoteWriter writer;
        writer.choice("weighted", "wheel");
        for (int i = 0; i < 64; ++i) writer.candidate({"provider-with-a-long-name", "model-with-an-even-longer-name", 100, 1, 7, 9, 12345});
        writer.requests({9'000'000'000, 9'000'000'000, 1});
        writer.tokens({9'000'000'000'000, 9'000'000'000'000, 4'000'000});
        const std::string text = writer.taken();
        QVERIFY(text.size() <= 1024);
        const auto note = readRouteNote(text);
        QVERIFY(note && note->tokens);
        QCOMPARE(note->candidates.size() + note->more, std::size_t{64});
    }

    void aLongRefusalIsCutBetweenCharacters() {
        RouteNoteWriter writer;
        std::string sentence = "x";
        for (int i = 0; i < 200; ++i) sentence += "密";
        writer.refusal(sentence);
        const auto note = readRouteNote(writer.taken());
        QVERIFY(note->refusal.size() <= RouteNoteWriter::kRefusalMax);
        QCOMPARE((note->refusal.size() - 1) % 3, std::size_t{0});
    }

    void nonsenseIsNoNote_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("another version") << QByteArray("2\nSweighted\tonly");
        QTest::newRow("unknown line") << QByteArray("1\nXyz");
        QTest::newRow("empty line") << QByteArray("1\n\n");
        QTest::newRow("a number that is none") << QByteArray("1\nCopenai\tm\tten");
        QTest::newRow("a mark too large") << QByteArray("1\nCopenai\tm\t1\t0\t256");
        QTest::newRow("one part too many") << QByteArray("1\nR1\t2\t3\t4");
        QTest::newRow("two waits") << QByteArray("1\nQ5000\t1");
    }
    void nonsenseIsNoNote() {
        QFETCH(QByteArray, text);
        QVERIFY(!readRouteNote(text.toStdString()));
    }
};

QTEST_GUILESS_MAIN(RouteNoteTest)
#include "route_note_test.moc"
