#include "gateway/store/sql_script.hpp"

#include <QTest>

using gw::store::splitStatements;
using Statements = std::vector<std::string>;

Q_DECLARE_METATYPE(Statements)

class SqlScriptTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void splitsAtPartingLines_data() {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<Statements>("statements");
        const auto row = [](const char* name, const char* script, Statements statements) {
            QTest::newRow(name) << QByteArray(script) << std::move(statements);
        };
        row("nothing", "", {});
        row("one", "SELECT 1", {"SELECT 1"});
        row("two", "SELECT 1\n-- ;;\nSELECT 2\n", {"SELECT 1", "SELECT 2"});
        row("blanks around the line", "SELECT 1\n  -- ;; \t\nSELECT 2", {"SELECT 1", "SELECT 2"});
        row("carriage returns", "SELECT 1\r\n-- ;;\r\nSELECT 2\r\n", {"SELECT 1", "SELECT 2"});
        row("line without an end", "SELECT 1\n-- ;;", {"SELECT 1"});
        row("empty pieces", "-- ;;\n\n-- ;;\nSELECT 1\n-- ;;\n  \n", {"SELECT 1"});
        row("comments only", "-- first\n  -- second\n-- ;;\nSELECT 1", {"SELECT 1"});
        row("comment above", "-- why\nSELECT 1", {"-- why\nSELECT 1"});
        row("semicolons inside", "BEGIN\n a;\n b;\nEND\n-- ;;\nSELECT 1", {"BEGIN\n a;\n b;\nEND", "SELECT 1"});
        row("more on the line", "SELECT 1 -- ;;\n-- ;; no\nSELECT 2", {"SELECT 1 -- ;;\n-- ;; no\nSELECT 2"});
    }
    void splitsAtPartingLines() {
        QFETCH(const QByteArray, script);
        QFETCH(const Statements, statements);
        QCOMPARE(splitStatements(script.toStdString()), statements);
    }
};

QTEST_GUILESS_MAIN(SqlScriptTest)
#include "sql_script_test.moc"
