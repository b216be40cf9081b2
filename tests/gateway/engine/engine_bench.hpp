// A whole engine in a temporary data directory on free ports, and a plain HTTP client for its two doors.
#pragma once

#include "gateway/engine/engine.hpp"
#include "tests/gateway/net/wire_client.hpp"

#include <boost/json.hpp>

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace gw::test {

struct HttpReply {
    int status = 0;
    std::string body;
    boost::json::value json;
    /// "/error/detail/port" as text; empty when it is not there.
    std::string at(const std::string& pointer) const {
        boost::system::error_code missing;
        const auto* value = json.find_pointer(pointer, missing);
        if (!value || missing) return {};
        return value->is_string() ? std::string(value->as_string()) : boost::json::serialize(*value);
    }
};

inline HttpReply ask(std::uint16_t port, const std::string& method, const std::string& path, const std::string& body = {},
                     const std::string& fields = {}) {
    net::test::WireClient client(port);
    if (!client.connected()) return {};
    std::string request = method + " " + path + " HTTP/1.1\r\nhost: 127.0.0.1:" + std::to_string(port) + "\r\nconnection: close\r\n";
    if (!body.empty()) request += "content-type: application/json\r\ncontent-length: " + std::to_string(body.size()) + "\r\n";
    client.send(request + fields + "\r\n" + body);
    const auto text = client.reply();
    HttpReply reply;
    reply.status = net::test::statusOf(text);
    reply.body = net::test::bodyOf(text);
    boost::system::error_code broken;
    reply.json = boost::json::parse(reply.body, broken);
    return reply;
}

inline std::string bearer(const std::string& token) { return "authorization: Bearer " + token + "\r\n"; }

class EngineBench {
   public:
    EngineBench() { environment = {{"GATEWAY_PORT", "0"}, {"GATEWAY_THREADS", "2"}}; }
    ~EngineBench() {
        engine.reset();
        log::shutdown();
    }

    std::filesystem::path dataDir() const { return std::filesystem::path(dir.path().toStdString()) / "data"; }
    void writeSettings(const std::string& text) const {
        std::filesystem::create_directories(dataDir());
        std::ofstream(dataDir() / ".env", std::ios::trunc) << text;
    }
    /// Returns at once; see isAt.
    void start() {
        engine::EngineOptions options;
        options.load.environment = environment;
        options.load.dataDir = dataDir();
        options.console = true;
        engine = std::make_unique<engine::Engine>(std::move(options));
        door = *engine->start([this](const engine::StageReport& report) { told = static_cast<int>(report.stage); });
    }
    bool isAt(engine::Stage stage) const { return told == static_cast<int>(stage) && engine->stage().stage == stage; }
    std::uint16_t port() const {
        const auto url = engine->stage().url;
        return static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
    }
    HttpReply local(const std::string& method, const std::string& path, const std::string& body = {}) const {
        return ask(door.port, method, path, body, "x-gatehouse-local: " + door.secret + "\r\n");
    }

    QTemporaryDir dir;
    std::map<std::string, std::string> environment;
    std::atomic<int> told{-1};
    engine::PrivateDoor door;
    std::unique_ptr<engine::Engine> engine;
};

}  // namespace gw::test
