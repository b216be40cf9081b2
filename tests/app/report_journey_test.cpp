// The pages errors, latency and usage and the trace's "Why?" over the engine inside the program: a person clicks, types and reads;
// the requests they show were real, and what they write is held against what the gateway says. JOURNEY_PICTURES: a folder for
// pictures of what the person saw last.
#include "app/console_options.hpp"
#include "app/embedded_engine.hpp"
#include "ui/bridge/admin_client.hpp"
#include "ui/charts/time_series_chart.hpp"
#include "ui/models/number_text.hpp"
#include "ui/models/usage_row.hpp"
#include "ui/pages/page.hpp"
#include "ui/pages/page_registry.hpp"
#include "ui/pages/trace_why.hpp"
#include "ui/style/theme.hpp"
#include "ui/widgets/hold_button.hpp"

#include <QApplication>
#include <QComboBox>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using ui::pages::Page;

namespace {

constexpr int kPatienceMs = 60'000;
const QString kAdmin = u"/api/v1/admin/"_s;

void keepPicture(QWidget& seen) {
    const QString folder = qEnvironmentVariable("JOURNEY_PICTURES");
    if (folder.isEmpty()) return;
    const QString row = QString::fromLatin1(QTest::currentDataTag()).replace(u' ', u'_');
    seen.grab().save(u"%1/%2-%3.png"_s.arg(folder, QString::fromLatin1(QTest::currentTestFunction()), row));
}

/// An engine with its own demo upstream, a client of its admin API and one of the gateway.
class Gateway {
public:
    Gateway() : engine_(optionsOf(folder_)) {
        ui::style::applyTheme(*qApp, ui::style::ThemeKind::light);
        const auto door = engine_.start();
        if (!door) return;
        client = std::make_unique<ui::bridge::AdminClient>(app::endpointOf(*door));
        context = std::make_unique<ui::pages::PageContext>(ui::pages::PageContext{*client});
    }
    ~Gateway() {
        page.reset();
        client.reset();
        engine_.stop();
    }

    bool isReady() {
        return client && QTest::qWaitFor([this] { return client->link() == ui::bridge::Link::online && !client->gatewayUrl().isEmpty(); }, kPatienceMs);
    }
    int demoPort() { return engine_.startDemoUpstream(0); }

    QJsonObject call(const QByteArray& verb, const QString& path, const QJsonObject& body = {}) {
        QJsonObject answer;
        bool over = false;
        const auto take = [&](const ui::bridge::ApiReply& reply) {
            over = true;
            answer = reply.body;
            if (!reply.ok()) qWarning() << verb << path << reply.error.code << reply.error.message;
        };
        if (verb == "GET") client->get(kAdmin + path, &folderGuard_, take);
        if (verb == "POST") client->post(kAdmin + path, body, &folderGuard_, take);
        if (verb == "PUT") client->put(kAdmin + path, body, &folderGuard_, take);
        if (verb == "PATCH") client->patch(kAdmin + path, body, &folderGuard_, take);
        [[maybe_unused]] const bool done = QTest::qWaitFor([&] { return over; }, kPatienceMs);
        return answer;
    }

    QNetworkReply* begin(const QString& key, const QString& model, bool stream = false, int words = 8) {
        QNetworkRequest request{QUrl(client->gatewayUrl() + u"/v1/chat/completions"_s)};
        request.setRawHeader("Authorization", "Bearer " + key.toUtf8());
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        const QJsonObject body{{u"model"_s, model}, {u"stream"_s, stream}, {u"temperature"_s, 0}, {u"max_tokens"_s, words},
                               {u"messages"_s, QJsonArray{QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, u"hello"_s}}}}};
        return network_.post(request, QJsonDocument(body).toJson());
    }
    int ask(const QString& key, const QString& model) {
        const std::unique_ptr<QNetworkReply> reply(begin(key, model));
        if (!QTest::qWaitFor([&] { return reply->isFinished(); }, kPatienceMs)) return 0;
        lastAnswer = reply->readAll();
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }

    void provider(const QString& name, int port) {
        call("POST", u"providers"_s, {{u"name"_s, name}, {u"kind"_s, u"openai"_s}, {u"base_url"_s, u"http://127.0.0.1:%1"_s.arg(port)}, {u"api_key"_s, u"x"_s},
                                      {u"allow_private"_s, true}});
    }
    QString preset(const QString& name, const QStringList& routes) {
        QJsonArray items;
        for (qsizetype i = 0; i < routes.size(); ++i) {
            items << QJsonObject{{u"provider"_s, routes[i].section(u'/', 0, 0)}, {u"model"_s, routes[i].section(u'/', 1)}, {u"priority"_s, i + 1}, {u"weight"_s, 1}};
        }
        return call("POST", u"presets"_s, {{u"name"_s, name}, {u"strategy"_s, u"priority"_s}, {u"items"_s, items}})[u"id"_s].toString();
    }
    QString key(QJsonObject fields) { return call("POST", u"api-keys"_s, fields)[u"key"_s].toString(); }

    /// Newest first.
    QJsonArray log(const QString& filter = {}) { return call("GET", u"requests?limit=200"_s + filter)[u"items"_s].toArray(); }
    /// What "Why?" says of the newest request with this filter.
    /// Its routes and what became of them stand behind the sentences.
    QString whyOf(const QString& filter) {
        const QJsonArray rows = log(filter);
        if (rows.isEmpty()) return u"no row"_s;
        ui::pages::TraceWhy why(nullptr);
        why.show(ui::models::TraceDetail::fromJson(call("GET", u"requests/"_s + rows[0][u"trace_id"_s].toString())));
        why.resize(760, 300);
        keepPicture(why);
        QStringList said;
        for (const char* part : {"page.traffic.why.sentence", "page.traffic.why.more", "page.traffic.why.lines"}) said << why.findChild<QLabel*>(QLatin1StringView(part))->text();
        const QAbstractItemModel* routes = why.findChild<QTableView*>(u"page.traffic.why.candidates"_s)->model();
        for (int row = 0; row < routes->rowCount(); ++row) said << routes->index(row, 1).data().toString() + u' ' + routes->index(row, 2).data().toString();
        return said.join(u'\n');
    }

    void open(const char* name) {
        page.reset(ui::pages::findPage(QString::fromLatin1(name))->create(*context, nullptr));
        page->resize(1280, 800);
        page->show();
    }
    template <class Part = QWidget>
    Part* part(const char* name) const {
        if (auto* found = page->findChild<Part*>(QLatin1StringView(name))) return found;
        for (QWidget* top : QApplication::topLevelWidgets()) {
            if (auto* found = top->findChild<Part*>(QLatin1StringView(name))) return found;
        }
        return nullptr;
    }
    bool press(const char* name) const {
        auto* button = part<QPushButton>(name);
        if (!button || !button->isEnabled() || !button->isVisible()) return false;
        QTest::mouseClick(button, Qt::LeftButton);
        return true;
    }
    /// By the keyboard, as somebody does who knows the list.
    bool choose(const char* name, int index) const {
        auto* box = part<QComboBox>(name);
        if (!box) return false;
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Home);
        for (int i = 0; i < index; ++i) QTest::keyClick(box, Qt::Key_Down);
        return box->currentIndex() == index;
    }
    int rows(const char* name) const { return part<QTableView>(name)->model()->rowCount(); }
    QString cell(const char* name, int row, int column) const { return part<QTableView>(name)->model()->index(row, column).data().toString(); }
    bool select(const char* name, const QString& first) const {
        auto* table = part<QTableView>(name);
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            const QModelIndex index = table->model()->index(row, 0);
            if (index.data().toString() != first) continue;
            QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(index).center());
            return true;
        }
        return false;
    }
    QString subtitle() const { return part<QLabel>("page.subtitle")->text(); }
    /// The page's export into a file of this name, and what stands in it then.
    QByteArray exported(const char* button, const char* dialog, const QString& name) {
        const QString file = folder_.filePath(name);
        if (!press(button)) return "not pressed";
        auto* asked = part<QFileDialog>(dialog);
        if (!asked) return "no dialog";
        asked->selectFile(file);
        QMetaObject::invokeMethod(asked, "accept");
        QByteArray content;
        [[maybe_unused]] const bool written = QTest::qWaitFor([&] {
            QFile read(file);
            if (!read.open(QIODevice::ReadOnly)) return false;
            content = read.readAll();
            return !content.isEmpty();
        }, kPatienceMs);
        return content;
    }

    QByteArray lastAnswer;  // to ask()
    std::unique_ptr<ui::bridge::AdminClient> client;
    std::unique_ptr<ui::pages::PageContext> context;
    std::unique_ptr<Page> page;

private:
    static app::ConsoleOptions optionsOf(const QTemporaryDir& folder) {
        app::ConsoleOptions options;
        options.dataDir = folder.path().toStdString();
        options.screenshot = "unused";  // a trial with an administrator and a free port
        return options;
    }

    QTemporaryDir folder_;
    QObject folderGuard_;
    app::EmbeddedEngine engine_;
    QNetworkAccessManager network_;
};

}  // namespace

class ReportJourneyTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Gateway> gate_;
    QString key_;

    void sendEverything() {
        Gateway& gate = *gate_;
        gate.provider(u"main"_s, gate.demoPort());
        gate.provider(u"broken"_s, 9);  // nobody listens there
        gate.call("PUT", u"prices/main/demo-small"_s, {{u"input"_s, u"1.5"_s}, {u"output"_s, u"2.25"_s}});
        gate.preset(u"good"_s, {u"main/demo-small"_s});
        gate.preset(u"large"_s, {u"main/demo-large"_s});
        gate.preset(u"failover"_s, {u"broken/a"_s, u"main/demo-small"_s});
        gate.preset(u"bad"_s, {u"broken/b"_s});
        const QString cached = gate.preset(u"cached"_s, {u"main/demo-small"_s});
        gate.call("PATCH", u"presets/"_s + cached, {{u"cache"_s, u"all"_s}});
        key_ = gate.key({{u"name"_s, u"journey"_s}});
        const QString limited = gate.key({{u"name"_s, u"limited"_s}, {u"rpm"_s, 1}});
        const QString poor = gate.key({{u"name"_s, u"poor"_s}, {u"budget_usd"_s, u"0.000000001"_s}});
        for (int i = 0; i < 21; ++i) QVERIFY2(gate.ask(key_, u"good"_s) == 200, gate.lastAnswer);
        QCOMPARE(gate.ask(key_, u"large"_s), 200);
        QCOMPARE(gate.ask(key_, u"failover"_s), 200);
        for (int i = 0; i < 3; ++i) QVERIFY(gate.ask(key_, u"bad"_s) >= 500);
        QCOMPARE(gate.ask(key_, u"cached"_s), 200);
        QCOMPARE(gate.ask(key_, u"cached"_s), 200);
        QCOMPARE(gate.ask(limited, u"good"_s), 200);
        QCOMPARE(gate.ask(limited, u"good"_s), 429);
        QCOMPARE(gate.ask(poor, u"good"_s), 429);
        QCOMPARE(gate.ask(key_, u"nowhere"_s), 404);
        const std::unique_ptr<QNetworkReply> left(gate.begin(key_, u"good"_s, true, 500));
        QTRY_VERIFY_WITH_TIMEOUT(left->bytesAvailable() > 0, kPatienceMs);
        left->abort();
        QTRY_VERIFY_WITH_TIMEOUT(!gate.log(u"&error_code=CLIENT_GONE"_s).isEmpty(), kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(gate.log().size() >= 33, kPatienceMs);
    }

private Q_SLOTS:
    void initTestCase() {
        gate_ = std::make_unique<Gateway>();
        QVERIFY(gate_->isReady());
        sendEverything();
    }
    void cleanupTestCase() { gate_.reset(); }
    void cleanup() {
        if (gate_ && gate_->page) keepPicture(*gate_->page);
        if (gate_) gate_->page.reset();
    }

    void whyIsAnsweredInPlainWords_data() {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("said");
        QTest::newRow("cached") << u"&model=cached&status=2xx"_s << u"The response cache answered it"_s;
        QTest::newRow("limit") << u"&error_code=RATE_LIMIT"_s << u"A rate limit was reached"_s;
        QTest::newRow("budget") << u"&error_code=BUDGET_EXCEEDED"_s << u"A budget was used up"_s;
        QTest::newRow("failover") << u"&model=failover"_s << u"failed, then main · demo-small answered. broken · a: "_s;
        QTest::newRow("all failed") << u"&model=bad"_s << u"none succeeded. broken · b: "_s;
        QTest::newRow("client gone") << u"&error_code=CLIENT_GONE"_s << u"The client closed the connection after"_s;
        QTest::newRow("client gone, route") << u"&error_code=CLIENT_GONE"_s << u"main · demo-small the client left"_s;
        QTest::newRow("failed route") << u"&model=failover"_s << u"broken · a failed (attempt 1)\nmain · demo-small answered (attempt 2)"_s;
        QTest::newRow("estimated") << u"&error_code=CLIENT_GONE"_s << u"The bill is an estimate"_s;
        QTest::newRow("unknown model") << u"&error_code=UNKNOWN_MODEL"_s << u"It was refused before any provider was asked"_s;
    }
    void whyIsAnsweredInPlainWords() {
        QFETCH(QString, filter);
        QFETCH(QString, said);
        const QString text = gate_->whyOf(filter);
        QVERIFY2(text.contains(said), qPrintable(text));
    }

    void errorsTellWhatFailedAndStopIt() {
        Gateway& gate = *gate_;
        gate.open("errors");
        QTRY_VERIFY_WITH_TIMEOUT(gate.page->hasData() && gate.rows("page.errors.table") >= 4, kPatienceMs);
        QVERIFY(gate.select("page.errors.table", u"UNKNOWN_MODEL"_s));
        QTRY_VERIFY(gate.part<QLabel>("page.errors.details.message"));
        QCOMPARE(gate.part<QLabel>("page.errors.details.message")->text(), u"\"{name}\" is not known."_s);
        QSignalSpy goes(gate.page.get(), &Page::goTo);
        // The line has just been made; it shows with the next layout.
        QTRY_VERIFY(gate.part<QPushButton>("page.errors.details.sample")->isVisible());
        QVERIFY(gate.press("page.errors.details.sample"));
        QVERIFY(goes.last().at(1).toString().startsWith(u"req-"_s));
        QVERIFY(gate.press("page.errors.traffic"));
        QCOMPARE(goes.last().at(1).toString(), u"filter:error=UNKNOWN_MODEL"_s);

        const QByteArray markdown = gate.exported("page.errors.export", "dialog.errorsExport", u"errors.md"_s);
        QVERIFY2(markdown.startsWith("# Errors\n") && markdown.contains("| UNKNOWN_MODEL |"), markdown);
        const QByteArray csv = gate.exported("page.errors.export", "dialog.errorsExport", u"errors.csv"_s);
        QVERIFY2(csv.startsWith("code,name,meaning,count") && csv.contains("\r\nUNKNOWN_MODEL,"), csv);

        QVERIFY(gate.choose("page.errors.group", 1));
        QTRY_VERIFY_WITH_TIMEOUT(gate.select("page.errors.table", u"broken"_s), kPatienceMs);
        QVERIFY(gate.press("page.errors.circuit"));
        QTRY_VERIFY(gate.part<QMenu>("circuitOpener.menu"));
        auto* menu = gate.part<QMenu>("circuitOpener.menu");
        QCOMPARE(menu->actions().size(), 2);
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(menu->actions().last()).center());
        QTRY_VERIFY(gate.part<ui::widgets::HoldButton>("dialog.openCircuit.hold"));
        QVERIFY(gate.press("dialog.openCircuit.reason.outage"));
        // It is the last route of its preset: its name is asked for.
        auto* typed = gate.part<QLineEdit>("dialog.openCircuit.typed");
        QVERIFY(typed);
        QTest::keyClicks(typed, u"b"_s);
        auto* hold = gate.part<ui::widgets::HoldButton>("dialog.openCircuit.hold");
        hold->setHoldTime(std::chrono::milliseconds{1});
        QSignalSpy toast(gate.page.get(), &Page::toast);
        QTest::mousePress(hold, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(toast.size(), 1, kPatienceMs);
        QVERIFY(gate.ask(key_, u"bad"_s) == 503);
        QTRY_VERIFY_WITH_TIMEOUT(gate.whyOf(u"&error_code=NO_UPSTREAM"_s).contains(u"The circuits of all its routes were open"_s), kPatienceMs);
    }

    void latencyTellsOneFigureAndWhereToLook() {
        Gateway& gate = *gate_;
        gate.call("PUT", u"circuits/broken/b"_s, {{u"state"_s, u"open"_s}, {u"seconds"_s, 600}});
        gate.open("latency");
        QTRY_VERIFY_WITH_TIMEOUT(gate.page->hasData() && gate.rows("page.latency.routes") >= 2, kPatienceMs);
        const QStringList legend = gate.part<ui::charts::TimeSeriesChart>("page.latency.quantiles")->readOut();
        QVERIFY2(gate.subtitle().contains(u"P50 %1 · P95 %2 · P99 %3"_s.arg(legend[0], legend[1], legend[2])), qPrintable(gate.subtitle() + legend.join(u'|')));
        QVERIFY(legend[2] != u"—"_s);

        auto* threshold = gate.part<QSpinBox>("page.latency.threshold");
        QCOMPARE(threshold->value(), 5000);
        QCOMPARE(gate.rows("page.latency.slow"), 0);
        threshold->setFocus();
        threshold->selectAll();
        QTest::keyClicks(threshold, u"2"_s);
        QTest::keyClick(threshold, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(gate.rows("page.latency.slow") > 0, kPatienceMs);
        auto* slow = gate.part<QTableView>("page.latency.slow");
        QTest::mouseClick(slow->viewport(), Qt::LeftButton, {}, slow->visualRect(slow->model()->index(0, 0)).center());
        QSignalSpy goes(gate.page.get(), &Page::goTo);
        QVERIFY(gate.press("page.latency.trace"));
        QVERIFY(goes.last().at(1).toString().startsWith(u"req-"_s));

        QTRY_VERIFY_WITH_TIMEOUT(gate.part("page.latency.cause.circuits"), kPatienceMs);
        QVERIFY(gate.press("page.latency.cause.circuits"));
        QCOMPARE(goes.last().at(0).toString(), u"providers"_s);
        QCOMPARE(goes.last().at(1).toString(), u"circuits"_s);

        QVERIFY(gate.exported("page.latency.export", "dialog.latencyExport", u"latency.csv"_s).contains("\r\nmain,demo-small,"));
        QVERIFY(gate.exported("page.latency.export", "dialog.latencyExport", u"latency.md"_s).startsWith("# Latency\n"));
        QVERIFY(gate.exported("page.latency.export", "dialog.latencyExport", u"latency.png"_s).startsWith("\x89PNG"));
    }

    void tooFewRequestsSaySoInBothPlaces() {
        Gateway& gate = *gate_;
        gate.open("latency");
        QTRY_VERIFY_WITH_TIMEOUT(gate.page->hasData() && gate.rows("page.latency.routes") >= 2, kPatienceMs);
        auto* box = gate.part<QComboBox>("page.latency.route");
        QVERIFY(gate.choose("page.latency.route", box->findData(u"main/demo-large"_s)));
        QTRY_VERIFY_WITH_TIMEOUT(gate.subtitle().startsWith(u"1 request"_s), kPatienceMs);
        const QStringList legend = gate.part<ui::charts::TimeSeriesChart>("page.latency.quantiles")->readOut();
        QCOMPARE(legend.mid(1), (QStringList{u"—"_s, u"—"_s}));
        QVERIFY2(gate.subtitle().contains(u"P50 %1 · P95 — · P99 —"_s.arg(legend[0])), qPrintable(gate.subtitle()));
        QVERIFY(gate.subtitle().contains(u"too few"_s));
    }

    void usageAddsUpToTheNanoDollar() {
        Gateway& gate = *gate_;
        const QString trace = gate.log(u"&model=good&status=200"_s)[0][u"trace_id"_s].toString();
        QVERIFY(!gate.call("POST", u"requests/%1/adjustments"_s.arg(trace), {{u"cost_nanousd"_s, -1}, {u"reason"_s, u"a courtesy"_s}}).isEmpty());
        gate.open("usage");
        QTRY_VERIFY_WITH_TIMEOUT(gate.page->hasData() && gate.rows("page.usage.table") >= 2, kPatienceMs);
        const QJsonObject totals = gate.call("GET", u"reports/usage"_s)[u"totals"_s].toObject();
        QCOMPARE(totals[u"adjusted_nanousd"_s].toInteger(), -1);
        QVERIFY(totals[u"estimated_calls"_s].toInteger() > 0);
        const auto value = [&](const char* tile, const char* label) { return gate.part(tile)->findChild<QLabel*>(QLatin1StringView(label))->text(); };
        const qint64 bill = totals[u"cost_nanousd"_s].toInteger() + totals[u"adjusted_nanousd"_s].toInteger();
        QTRY_COMPARE_WITH_TIMEOUT(value("page.usage.tile.cost", "value"), ui::models::moneyText(bill), kPatienceMs);
        QVERIFY(gate.part<QWidget>("page.usage.tile.cost")->toolTip().contains(ui::models::exactMoneyText(bill)));
        QVERIFY(value("page.usage.tile.cost", "caption").contains(u"corrections"_s));
        QCOMPARE(value("page.usage.tile.unpriced", "value"), QString::number(totals[u"unpriced_calls"_s].toInteger()));
        QCOMPARE(value("page.usage.tile.estimated", "value"), QString::number(totals[u"estimated_calls"_s].toInteger()));
        for (int group = 0; group < 5; ++group) {
            QVERIFY(gate.choose("page.usage.group", group));
            QTRY_VERIFY_WITH_TIMEOUT(gate.rows("page.usage.table") > 0, kPatienceMs);
        }
        const QByteArray markdown = gate.exported("page.usage.export", "dialog.usageExport", u"usage.md"_s);
        QVERIFY2(markdown.contains(u"| Total | %1 | "_s.arg(ui::models::exactMoneyText(bill)).toUtf8()), markdown);

        const QByteArray csv = gate.exported("page.usage.export", "dialog.usageExport", u"usage.csv"_s);
        const QList<QByteArray> lines = csv.trimmed().split('\n');
        const QList<QByteArray> names = lines.first().trimmed().split(',');
        const auto sum = [&](const char* column) {
            qint64 all = 0;
            for (qsizetype i = 1; i < lines.size(); ++i) all += lines[i].trimmed().split(',').value(names.indexOf(column)).toLongLong();
            return all;
        };
        for (const char* column : {"calls", "tokens_in", "tokens_out", "cost_nanousd", "unpriced_calls", "estimated_calls"}) {
            QVERIFY2(names.contains(column), column);
            QCOMPARE(sum(column), totals[QLatin1StringView(column)].toInteger());
        }
    }
};

QTEST_MAIN(ReportJourneyTest)
#include "report_journey_test.moc"
