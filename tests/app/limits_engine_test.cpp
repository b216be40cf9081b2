// Rate limits, caps and cache against the gateway inside the program, with its demo provider: limits that a person sets are
// those the gateway holds to, the replay tells of requests that were really made, and the cache's figures are the cache's.
#include "app/console_options.hpp"
#include "app/embedded_engine.hpp"
#include "ui/bridge/admin_client.hpp"
#include "ui/pages/kpi_tile.hpp"
#include "ui/pages/page.hpp"
#include "ui/pages/page_registry.hpp"
#include "ui/style/theme.hpp"

#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using ui::bridge::AdminClient;
using ui::bridge::ApiReply;

namespace {

constexpr int kPatienceMs = 60'000;

/// A gateway with a provider, a preset `default` and one key; a page on it.
class Rig {
public:
    bool start() {
        options_.dataDir = folder_.path().toStdString();
        engine_ = std::make_unique<app::EmbeddedEngine>(options_);
        const auto door = engine_->start();
        if (!door) return false;
        client = std::make_unique<AdminClient>(app::endpointOf(*door));
        context_ = std::make_unique<ui::pages::PageContext>(ui::pages::PageContext{*client});
        if (!waitFor([this] { return client->link() == AdminClient::Link::needsAdmin; })) return false;
        bool online = false;
        client->bootstrap(u"owner@example.test"_s, u"correct horse battery"_s, qApp, [&](const ApiReply& reply) { online = reply.ok(); });
        return waitFor([&] { return online && client->link() == AdminClient::Link::online; });
    }
    bool fill() {
        const int port = engine_->startDemoUpstream(0);
        const QJsonObject provider = ask("POST", u"/api/v1/admin/providers"_s, {{u"name"_s, u"demo"_s}, {u"kind"_s, u"openai"_s}, {u"base_url"_s, u"http://127.0.0.1:%1"_s.arg(port)},
                                                     {u"api_key"_s, u"sk-demo"_s}, {u"allow_private"_s, true}});
        preset = ask("POST", u"/api/v1/admin/presets"_s, {{u"name"_s, u"default"_s}, {u"items"_s, QJsonArray{QJsonObject{{u"provider"_s, u"demo"_s}, {u"model"_s, u"demo-small"_s}}}}})[u"id"_s].toString();
        const QJsonObject made = ask("POST", u"/api/v1/admin/api-keys"_s, {{u"name"_s, u"batch"_s}});
        key = made[u"id"_s].toString();
        secret_ = made[u"key"_s].toString();
        if (provider[u"id"_s].isUndefined()) qWarning() << provider;
        return port > 0 && !preset.isEmpty() && !secret_.isEmpty();
    }
    ~Rig() {
        page.reset();
        client.reset();
        if (engine_) engine_->stop();
    }

    static bool waitFor(const std::function<bool()>& done) { return QTest::qWaitFor(done, kPatienceMs); }
    QJsonObject ask(const char* verb, const QString& path, const QJsonObject& body = {}) const {
        QJsonObject answer;
        bool came = false;
        const auto take = [&](const ApiReply& reply) {
            answer = reply.body;
            came = true;
        };
        const QByteArray what(verb);
        if (what == "GET") client->get(path, qApp, take);
        if (what == "POST") client->post(path, body, qApp, take);
        if (what == "PUT") client->put(path, body, qApp, take);
        waitFor([&] { return came; });
        return answer;
    }
    /// The status of one chat request with the key.
    int chat(const QString& words, double temperature = 1) {
        QNetworkRequest request(QUrl(client->gatewayUrl() + u"/v1/chat/completions"_s));
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        request.setRawHeader("Authorization", "Bearer " + secret_.toUtf8());
        const QJsonObject body{{u"model"_s, u"default"_s}, {u"temperature"_s, temperature}, {u"max_tokens"_s, 8},
                               {u"messages"_s, QJsonArray{QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, words}}}}};
        std::unique_ptr<QNetworkReply> reply(net_.post(request, QJsonDocument(body).toJson()));
        waitFor([&] { return reply->isFinished(); });
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (status != 200 && status != 429) qWarning() << status << reply->errorString() << reply->readAll();
        return status;
    }
    void openPage(const char* name) {
        page.reset(ui::pages::findPage(QString::fromLatin1(name))->create(*context_, nullptr));
        page->resize(1240, 800);
        page->show();
    }
    template <class Part = QWidget>
    Part* part(const char* name) const {
        if (auto* found = page->findChild<Part*>(QLatin1StringView(name))) return found;
        for (QWidget* top : QApplication::topLevelWidgets())
            if (auto* found = top->findChild<Part*>(QLatin1StringView(name))) return found;
        return nullptr;
    }
    bool press(const char* name) const {
        auto* button = part<QPushButton>(name);
        if (!button || !button->isEnabled()) return false;
        QTest::mouseClick(button, Qt::LeftButton);
        return true;
    }
    bool pressWhenPossible(const char* name) const {
        return waitFor([this, name] { return part(name) && part(name)->isEnabled(); }) && press(name);
    }

    std::unique_ptr<AdminClient> client;
    std::unique_ptr<ui::pages::Page> page;
    QString key, preset;

private:
    QTemporaryDir folder_;
    app::ConsoleOptions options_;
    std::unique_ptr<app::EmbeddedEngine> engine_;
    std::unique_ptr<ui::pages::PageContext> context_;
    QNetworkAccessManager net_;
    QString secret_;
};

}  // namespace

class LimitsEngineTest : public QObject {
    Q_OBJECT
    std::unique_ptr<Rig> rig_;

    void setByDialog(const QString& scope, const QString& subject, const QString& rpm) {
        QVERIFY(rig_->pressWhenPossible("page.limits.new"));
        auto* scopes = rig_->part<QComboBox>("dialog.limit.scope");
        QVERIFY(scopes);
        scopes->setCurrentIndex(scopes->findData(scope));
        auto* subjects = rig_->part<QComboBox>("dialog.limit.subject");
        if (scope == u"ip"_s) {
            subjects->setEditText(subject);
        } else {
            QTRY_VERIFY_WITH_TIMEOUT(subjects->findData(subject) >= 0, kPatienceMs);
            subjects->setCurrentIndex(subjects->findData(subject));
        }
        QTest::keyClicks(rig_->part<QLineEdit>("dialog.limit.rpm"), rpm);
        QVERIFY(rig_->press("dialog.limit.verb"));
        QTRY_VERIFY_WITH_TIMEOUT(!rig_->part("dialog.limit"), kPatienceMs);
    }
    void selectLimit(const QString& scope) {
        auto* table = rig_->part<QTableView>("page.limits.table");
        const auto rowOf = [&] {
            for (int row = 0; row < table->model()->rowCount(); ++row)
                if (table->model()->index(row, 0).data().toString() == scope) return row;
            return -1;
        };
        QTRY_VERIFY_WITH_TIMEOUT(rowOf() >= 0, kPatienceMs);
        table->selectRow(rowOf());
    }

private Q_SLOTS:
    void initTestCase() {
        qputenv("GATEWAY_PORT", "0");
        ui::style::applyTheme(*qApp, ui::style::ThemeKind::light);
        rig_ = std::make_unique<Rig>();
        QVERIFY(rig_->start());
        QVERIFY(rig_->fill());
    }
    void cleanupTestCase() { rig_.reset(); }

    void theReplayTellsOfRequestsThatWereMade() {
        for (int i = 0; i < 6; ++i) QCOMPARE(rig_->chat(u"again %1"_s.arg(i)), 200);
        rig_->openPage("limits");
        setByDialog(u"key"_s, rig_->key, u"50"_s);
        if (QTest::currentTestFailed()) return;
        selectLimit(u"Key"_s);
        rig_->part<QTabWidget>("page.limits.tabs")->setCurrentIndex(1);
        auto* verdict = rig_->part<QLabel>("page.limits.whatIf.verdict");
        // The log is written a moment after the requests.
        const auto saysSix = [verdict] { return verdict->text().startsWith(u"None of the 6 requests"_s); };
        for (int i = 0; i < 40; ++i) {
            rig_->page->refresh();
            if (QTest::qWaitFor(saysSix, 500)) break;
        }
        QVERIFY2(saysSix(), qPrintable(verdict->text()));
        auto* rpm = rig_->part<QSpinBox>("page.limits.whatIf.rpm");
        QCOMPARE(rpm->value(), 50);
        rpm->setFocus();
        rpm->selectAll();
        QTest::keyClicks(rpm, u"2"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(verdict->text().startsWith(u"4 of the 6 requests"_s), qPrintable(verdict->text()), kPatienceMs);
    }

    void whatIsInForceIsTheLeastOfAllScopes() {
        rig_->openPage("limits");
        setByDialog(u"preset"_s, rig_->preset, u"30"_s);
        setByDialog(u"ip"_s, u"127.0.0.1"_s, u"7"_s);
        if (QTest::currentTestFailed()) return;
        auto* verdict = rig_->part<QLabel>("page.limits.verdict");
        QTRY_VERIFY2_WITH_TIMEOUT(verdict->text().startsWith(u"Requests a minute: Key 50 in force"_s), qPrintable(verdict->text()), kPatienceMs);
        auto* presets = rig_->part<QComboBox>("page.limits.preset");
        QTRY_VERIFY_WITH_TIMEOUT(presets->findText(u"default"_s) > 0, kPatienceMs);
        presets->setCurrentIndex(presets->findText(u"default"_s));
        QTest::keyClicks(rig_->part<QLineEdit>("page.limits.address"), u"127.0.0.1"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(verdict->text().startsWith(u"Requests a minute: 7 in force = min(Key 50, Preset 30, Address 7)"_s), qPrintable(verdict->text()), kPatienceMs);
        // And so it is held: the eighth of a minute is refused, and not once the counter has begun afresh.
        int served = 0;
        for (int i = 0; i < 8; ++i) served += rig_->chat(u"count %1"_s.arg(i)) == 200 ? 1 : 0;
        QCOMPARE(served, 7);
        selectLimit(u"Address"_s);
        QVERIFY(rig_->pressWhenPossible("page.limits.afresh"));
        QVERIFY(rig_->press("dialog.countAfresh.verb"));
        QTRY_COMPARE_WITH_TIMEOUT(rig_->chat(u"afresh"_s), 200, kPatienceMs);
        const auto audited = rig_->ask("GET", u"/api/v1/admin/audit?limit=20"_s)[u"items"_s].toArray();
        QVERIFY(std::any_of(audited.begin(), audited.end(), [](const QJsonValue& row) { return row[u"action"_s].toString() == u"limit.reset"_s; }));
        rig_->ask("PUT", u"/api/v1/admin/limits/ip/127.0.0.1"_s, {{u"rpm"_s, 1000}});
    }

    void capsTypedInTheTableAreTheRoutesCaps() {
        rig_->openPage("providers");
        auto* table = rig_->part<QTableView>("page.providers.routing");
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, kPatienceMs);
        constexpr int kParallel = 6;
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, kParallel));
        QTest::keyClick(table, Qt::Key_F2);
        auto* editor = table->findChild<QSpinBox*>(u"page.providers.parallelEditor"_s);
        QVERIFY(editor);
        QTest::keyClicks(editor, u"3"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QVERIFY(rig_->pressWhenPossible("page.providers.apply"));
        QVERIFY(rig_->pressWhenPossible("dialog.applyRouting.verb"));
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->index(0, kParallel).data().toString(), u"3"_s, kPatienceMs);
        const QJsonObject now = rig_->ask("GET", u"/api/v1/admin/presets/"_s + rig_->preset);
        QCOMPARE(now[u"items"_s][0][u"max_parallel"_s].toInt(), 3);
        QVERIFY(now[u"items"_s][0][u"rpm"_s].isNull());
    }

    void theCacheTellsItsHitsAndIsEmptied() {
        for (int i = 0; i < 4; ++i) QCOMPARE(rig_->chat(u"the same words"_s, 0), 200);
        rig_->openPage("providers");
        auto* table = rig_->part<QTableView>("page.providers.routing");
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, kPatienceMs);
        rig_->page->open(u"cache"_s);
        auto* ratio = rig_->part<ui::pages::KpiTile>("page.providers.cache.ratio");
        auto* kept = rig_->part<ui::pages::KpiTile>("page.providers.cache.entries");
        QTRY_COMPARE_WITH_TIMEOUT(ratio->value(), u"75.0 %"_s, kPatienceMs);
        QCOMPARE(kept->value(), u"1"_s);
        QVERIFY(rig_->pressWhenPossible("page.providers.cache.empty"));
        QVERIFY(rig_->press("dialog.emptyCache.verb"));
        QTRY_COMPARE_WITH_TIMEOUT(kept->value(), u"0"_s, kPatienceMs);
        QCOMPARE(rig_->ask("GET", u"/api/v1/admin/cache"_s)[u"flushes"_s].toInt(), 1);
    }
};

QTEST_MAIN(LimitsEngineTest)
#include "limits_engine_test.moc"
