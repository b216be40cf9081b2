// The first steps in a real window against the scripted peer: a gateway without administrator, provider or key.
// Test thread; the client's bridge thread talks to the peer over loopback.
#pragma once

#include "http_peer.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/shell/first_run/first_run_view.hpp"
#include "ui/shell/main_window.hpp"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

class FirstRunBench {
public:
    FirstRunBench() {
        answerAsReadyEngine(peer);
        peer.on("POST /api/v1/auth/local", [this](const PeerRequest&) {
            if (!hasAdmin) return reply(409, R"({"error":{"code":"NO_ADMIN","message":"m"}})");
            return reply(200, kTokens);
        });
        peer.on("POST /api/v1/auth/bootstrap", [this](const PeerRequest&) {
            hasAdmin = true;
            return reply(201, kTokens);
        });
        peer.on("GET /api/v1/admin/providers", 200, R"({"items":[],"next_cursor":null})");
        peer.on("POST /api/v1/admin/providers", 201, R"({"id":"p1","name":"openai"})");
        peer.on("PATCH /api/v1/admin/providers/p1", 200, R"({"id":"p1","name":"openai"})");
        peer.on("POST /api/v1/admin/providers/p1/probe", 200, R"({"ok":true,"status":200,"latency_ms":120,"error":null,"models":["babbage","gpt-4o-mini"]})");
        peer.on("POST /api/v1/admin/api-keys", 201, R"({"id":"k1","name":"first-key","prefix":"gw-ab12","status":"active","key":"gw-secret"})");
        peer.on("GET /api/v1/admin/requests", 200, R"({"items":[],"next_cursor":null})");
        peer.on("GET /api/v1/admin/events", [](const PeerRequest&) { return PeerReply{200, ": hello\n\n", false, false, true}; });
    }
    ~FirstRunBench() { close(); }

    void start() {
        ui::bridge::BridgeTiming timing;
        timing.pollStarting = std::chrono::milliseconds{20};
        timing.pollReady = std::chrono::milliseconds{40};
        timing.streamFlush = std::chrono::milliseconds{20};
        client = std::make_unique<ui::bridge::AdminClient>(ui::bridge::Endpoint{peer.url(), "s", true}, nullptr, timing);
        ui::shell::WindowParts parts;
        parts.firstRun.offered = offered;
        parts.firstRun.startDemo = startDemo;
        window = std::make_unique<ui::shell::MainWindow>(*client, ui::shell::ViewState(settings), std::move(parts));
        window->resize(1280, 800);
        window->show();
        window->activateWindow();
    }
    /// Ends window and client; what is remembered stays.
    void close() {
        window.reset();
        client.reset();
    }

    template <class Part = QWidget>
    Part* part(const char* name) const {
        return window->findChild<Part*>(QLatin1StringView(name));
    }
    bool shows(const char* name) const {
        const auto* widget = part<QWidget>(name);
        return widget && widget->isVisible();
    }
    bool press(const char* name) const {
        auto* button = part<QAbstractButton>(name);
        if (!button || !button->isVisible() || !button->isEnabled()) return false;
        QTest::mouseClick(button, Qt::LeftButton, {}, button->rect().center() - QPoint(button->width() / 2 - 8, 0));
        return true;
    }
    void type(const char* name, const char* text) const {
        auto* field = part<QLineEdit>(name);
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, QLatin1StringView(text));
    }
    QString text(const char* name) const { return part<QLabel>(name)->text(); }

    static PeerReply reply(int status, const QByteArray& body) { return {status, body, false, false, false}; }

    static constexpr const char* kTokens =
        R"({"access_token":"t","refresh_token":"r","expires_in":900,"user":{"email":"ops@example.com","role":"admin"}})";

    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("console.ini")), QSettings::IniFormat};
    HttpPeer peer;
    bool hasAdmin = false;
    bool offered = true;
    std::function<int(int)> startDemo;
    std::unique_ptr<ui::bridge::AdminClient> client;
    std::unique_ptr<ui::shell::MainWindow> window;
};
