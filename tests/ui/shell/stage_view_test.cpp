#include "ui/shell/stage_view.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include <optional>

using ui::shell::StageView;

namespace {

QJsonObject json(const char* text) { return QJsonDocument::fromJson(text).object(); }

struct Stage {
    StageView view;
    std::optional<std::optional<int>> asked;

    Stage() {
        view.show();
        QObject::connect(&view, &StageView::retryRequested, &view, [this](std::optional<int> port) { asked = port; });
    }
    template <typename T>
    T* find(const char* name) const {
        return view.findChild<T*>(QLatin1StringView(name));
    }
    QString problem() const { return find<ui::widgets::InlineMessage>("stage.problem")->text(); }
    void click(const char* name) { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
};

constexpr const char* kPortTaken =
    R"({"stage":"failed","failed_stage":"workers","error":{"code":"PORT_TAKEN","message":"Choose another.",
        "detail":{"host":"127.0.0.1","port":8000,"holder_pid":4711,"holder_name":"nginx"}}})";

}  // namespace

class StageViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsHowFarTheStartIs() {
        Stage stage;
        stage.view.showEngine(json(R"({"stage":"migrate"})"));
        QCOMPARE(stage.view.heading(), QStringLiteral("Starting the gateway"));
        QVERIFY(!stage.find<QPushButton>("stage.retry")->isVisible());
        QCOMPARE(stage.find<QLabel>("stage.step.store")->accessibleDescription(), QStringLiteral("OK"));
        QCOMPARE(stage.find<QLabel>("stage.step.migrate")->accessibleDescription(), QStringLiteral("Running"));
        QCOMPARE(stage.find<QLabel>("stage.step.workers")->accessibleDescription(), QStringLiteral("Unknown"));
    }

    void namesTheHolderOfATakenPortAndOffersOthers() {
        Stage stage;
        stage.view.showEngine(json(kPortTaken));
        QVERIFY(stage.problem().contains(QStringLiteral("8000")));
        QVERIFY(stage.problem().contains(QStringLiteral("nginx")));
        QVERIFY(stage.problem().contains(QStringLiteral("4711")));
        QCOMPARE(stage.find<QLabel>("stage.step.workers")->accessibleDescription(), QStringLiteral("Critical"));
        QCOMPARE(stage.find<QSpinBox>("stage.port")->value(), 8001);
        stage.find<QSpinBox>("stage.port")->setValue(9100);
        stage.click("stage.usePort");
        QCOMPARE(stage.asked.value(), std::optional<int>(9100));
        stage.click("stage.anyPort");
        QCOMPARE(stage.asked.value(), std::optional<int>(0));
        stage.click("stage.retry");
        QCOMPARE(stage.asked.value(), std::optional<int>());
    }

    void keepsTheChosenPortWhileTheFailureIsRepeated() {
        Stage stage;
        stage.view.showEngine(json(kPortTaken));
        stage.find<QSpinBox>("stage.port")->setValue(9100);
        stage.view.showEngine(json(kPortTaken));
        QCOMPARE(stage.find<QSpinBox>("stage.port")->value(), 9100);
    }

    void namesTheProcessThatLocksTheStore() {
        Stage stage;
        stage.view.showEngine(json(R"({"stage":"failed","failed_stage":"store","error":{"code":"STORE_LOCKED","message":"m",
            "detail":{"path":"/data","holder_pid":77,"holder_name":"gatehoused"}}})"));
        QVERIFY(stage.problem().contains(QStringLiteral("/data")));
        QVERIFY(stage.problem().contains(QStringLiteral("gatehoused (process 77)")));
        QVERIFY(!stage.find<QSpinBox>("stage.port")->isVisible());
        QVERIFY(stage.find<QPushButton>("stage.retry")->isVisible());
    }

    void describesEveryFailure_data() {
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<QStringList>("parts");
        QTest::newRow("setting in a file")
            << QByteArray(R"({"code":"SETTINGS_INVALID","detail":{"file":"/x/.env","line":7,"field":"GATEWAY_PORT","value":"80000","allowed":"0 to 65535"}})")
            << QStringList{QStringLiteral("/x/.env"), QStringLiteral("7"), QStringLiteral("GATEWAY_PORT"), QStringLiteral("80000"), QStringLiteral("0 to 65535")};
        QTest::newRow("setting of the environment")
            << QByteArray(R"({"code":"SETTINGS_INVALID","detail":{"field":"LOG_LEVEL"}})")
            << QStringList{QStringLiteral("environment"), QStringLiteral("LOG_LEVEL")};
        QTest::newRow("setting in an unnumbered file")
            << QByteArray(R"({"code":"SETTINGS_INVALID","detail":{"field":"LOG_LEVEL","file":"/x/.env"}})")
            << QStringList{QStringLiteral("/x/.env")};
        QTest::newRow("port without a known holder")
            << QByteArray(R"({"code":"PORT_TAKEN","detail":{"port":8000}})")
            << QStringList{QStringLiteral("8000"), QStringLiteral("another process")};
        QTest::newRow("port with a process number only")
            << QByteArray(R"({"code":"PORT_TAKEN","detail":{"port":8000,"holder_pid":5}})") << QStringList{QStringLiteral("process 5")};
        QTest::newRow("failed migration") << QByteArray(R"({"code":"MIGRATION_FAILED","message":"m"})")
                                          << QStringList{QStringLiteral("migration failed")};
        QTest::newRow("a code of a later version") << QByteArray(R"({"code":"NEW_ONE","message":"The moon is down."})")
                                                   << QStringList{QStringLiteral("The moon is down.")};
    }

    void describesEveryFailure() {
        QFETCH(QByteArray, error);
        QFETCH(QStringList, parts);
        const QString text = ui::shell::startFailureText(json(error.constData()));
        for (const QString& part : parts) QVERIFY2(text.contains(part), qPrintable(text));
    }

    void aRetryUnderWayDisablesTheButtons() {
        Stage stage;
        stage.view.showEngine(json(kPortTaken));
        stage.view.setBusy(true);
        QVERIFY(!stage.find<QPushButton>("stage.retry")->isEnabled());
        stage.view.showError(QStringLiteral("Refused."));
        QCOMPARE(stage.problem(), QStringLiteral("Refused."));
        QVERIFY(stage.find<QPushButton>("stage.retry")->isEnabled());
    }

    void clearsTheFailureWhenTheStartGoesOn() {
        Stage stage;
        stage.view.showEngine(json(kPortTaken));
        stage.view.showEngine(json(R"({"stage":"workers"})"));
        QVERIFY(stage.problem().isEmpty());
        QVERIFY(!stage.find<QPushButton>("stage.anyPort")->isVisible());
    }

    void saysWhenNothingAnswersAndHowManyRequestsDrain() {
        Stage stage;
        stage.view.showUnreachable(QStringLiteral("http://127.0.0.1:1"));
        QCOMPARE(stage.view.heading(), QStringLiteral("The gateway does not answer"));
        stage.view.showEngine(json(R"({"stage":"draining","inflight":12})"));
        QCOMPARE(stage.view.heading(), QStringLiteral("Stopping the gateway"));
        bool counted = false;
        for (const QLabel* label : stage.view.findChildren<QLabel*>()) counted = counted || label->text().contains(QStringLiteral("12"));
        QVERIFY(counted);
    }
};

QTEST_MAIN(StageViewTest)
#include "stage_view_test.moc"
