// A page on a real admin client against the scripted HTTP peer: for protocol faults only.
// Test thread; the client's bridge thread talks to the peer over loopback.
#pragma once

#include "tests/ui/bridge/http_peer.hpp"
#include "ui/bridge/admin_client.hpp"
#include "ui/pages/page.hpp"
#include "ui/pages/page_registry.hpp"
#include "ui/style/theme.hpp"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include <memory>

class PageBench {
public:
    explicit PageBench(const QByteArray& role = "admin", const QByteArray& environment = "production") {
        ui::style::applyTheme(*qApp, ui::style::ThemeKind::light);
        answerAsReadyEngine(peer, role, 900, environment);
        peer.on("GET /api/v1/admin/users", 200, R"({"items":[{"id":"u1","email":"ops@example.com","role":"admin","is_active":true}]})");
        peer.on("GET /api/v1/admin/audit", 200, R"({"items":[],"next_cursor":null})");
        peer.on("GET /api/v1/admin/changes", 200, R"({"items":[],"next_cursor":null})");
        peer.on("GET /api/v1/admin/circuits", 200, R"({"items":[],"presets_without_upstream":[]})");
        peer.on("GET /api/v1/admin/reports/latency", 200, R"({"items":[],"steps":[]})");
        peer.on("GET /api/v1/admin/prices/routes", 200, R"({"items":[],"next_cursor":null})");
        peer.on("GET /api/v1/admin/events", [](const PeerRequest&) { return PeerReply{200, ": hello\n\n", false, false, true}; });
        ui::bridge::BridgeTiming timing;
        timing.pollStarting = std::chrono::milliseconds{20};
        client = std::make_unique<ui::bridge::AdminClient>(
            ui::bridge::Endpoint{peer.url(), QByteArray(64, 'a'), true}, nullptr, timing);
        context = std::make_unique<ui::pages::PageContext>(ui::pages::PageContext{*client});
    }

    ~PageBench() {
        page.reset();
        client.reset();
    }

    void openPage(const char* name) {
        page.reset(ui::pages::findPage(QString::fromLatin1(name))->create(*context, nullptr));
        page->resize(1200, 800);
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

    HttpPeer peer;
    std::unique_ptr<ui::bridge::AdminClient> client;
    std::unique_ptr<ui::pages::PageContext> context;
    std::unique_ptr<ui::pages::Page> page;
};
