// The command line of the console: which pages and views it takes, and what it says about others.
#include "app/console_options.hpp"

#include "ui/pages/page_registry.hpp"

#include <QTest>

#include <array>
#include <string>

namespace {

std::optional<std::string> refusalOf(const char* page) {
    app::ConsoleOptions options;
    options.page = page;
    return app::pageRefusal(options);
}

}  // namespace

class ConsoleOptionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesEveryPageAndEachOfItsViews() {
        QVERIFY(!refusalOf(""));
        for (const QString& address : ui::pages::pageAddresses()) QVERIFY2(!refusalOf(qPrintable(address)), qPrintable(address));
        QVERIFY(!refusalOf("limits/holds"));
    }

    void saysWhatThereIsInstead_data() {
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("said");
        QTest::newRow("unknown page") << "nonsense" << "--page: nonsense is not a page; pages are overview, traffic, traffic/why, errors,";
        QTest::newRow("asked for the list") << "?" << "limits/what-if";
        QTest::newRow("a page of a later version") << "queues" << "--page: queues is not part of this version; pages are";
        QTest::newRow("unknown view") << "limits/nonsense" << "--page: limits/nonsense is not a view; views of limits are holds, what-if";
        QTest::newRow("empty view") << "limits/" << "views of limits are holds, what-if";
        QTest::newRow("page with one view") << "overview/all" << "--page: overview/all is not a view: overview has only one, --page overview";
    }

    void saysWhatThereIsInstead() {
        QFETCH(QString, page);
        QFETCH(QString, said);
        const auto refusal = refusalOf(qPrintable(page));
        QVERIFY(refusal);
        QVERIFY2(QString::fromStdString(*refusal).contains(said), refusal->c_str());
    }

    void handsPageAndViewToTheConsole() {
        std::array<std::string, 3> words{"gatehouse", "--page", "providers/cache"};
        std::array<char*, 3> argv{words[0].data(), words[1].data(), words[2].data()};
        app::ConsoleOptions options;
        QVERIFY(!app::parseConsoleOptions(static_cast<int>(argv.size()), argv.data(), options));
        const auto shown = app::shellOptions(options);
        QCOMPARE(shown.page, QStringLiteral("providers"));
        QCOMPARE(shown.view, QStringLiteral("cache"));
        QVERIFY(!shown.firstSteps);
    }
};

QTEST_GUILESS_MAIN(ConsoleOptionsTest)
#include "console_options_test.moc"
