#include "gateway/dialect/registry.hpp"

#include <QJsonDocument>
#include <QTest>

#include <set>

using namespace gw;
using namespace gw::dialect;

class RegistryTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void findsEachDialectByItsName() {
        std::set<std::string_view> names;
        for (const Dialect* dialect : allDialects()) {
            QVERIFY(names.insert(dialect->name()).second);
            QCOMPARE(findDialect(dialect->name()), dialect);
        }
        QVERIFY(!findDialect("latin"));
    }

    /// What every leaf of dialects.def keeps.
    void everyDialectKeepsTheContract() {
        JsonReader reader;
        for (const Dialect* dialect : allDialects()) {
            QVERIFY(dialect->upstreamPath().starts_with("/v1"));
            QVERIFY(!dialect->parse(reader, "{"));
            QVERIFY(!dialect->readReply(reader, "x").isObject);
            const Error error{ErrorCode::upstreamCut, ErrorSource::upstream, Retry::never, "secret detail", {}};
            QVERIFY(!QJsonDocument::fromJson(QByteArray::fromStdString(dialect->errorBody(error))).isNull());
            QVERIFY(dialect->errorEvent(error).ends_with("\n\n"));
            QVERIFY(dialect->errorEvent(error).find("secret detail") == std::string::npos);
            QVERIFY(dialect->openStream(reader, true)->facts().tail.empty());
        }
    }
};

QTEST_GUILESS_MAIN(RegistryTest)
#include "registry_test.moc"
