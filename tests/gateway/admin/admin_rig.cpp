#include "tests/gateway/admin/admin_rig.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <array>
#include <filesystem>
#include <stdexcept>

using namespace gw;

namespace {

void must(bool good, const std::string& what) {
    if (!good) throw std::runtime_error(what);
}

std::array<std::uint8_t, 32> someKey() {
    std::array<std::uint8_t, 32> key{};
    key.fill(7);
    return key;
}

}  // namespace

void Mailbox::post(std::function<void()> task) {
    {
        const std::lock_guard lock(mutex_);
        tasks_.push_back(std::move(task));
    }
    came_.notify_one();
}

bool Mailbox::runUntil(const std::function<bool()>& done) {
    while (!done()) {
        std::function<void()> task;
        {
            std::unique_lock lock(mutex_);
            if (!came_.wait_for(lock, std::chrono::seconds{10}, [this] { return !tasks_.empty(); })) return false;
            task = std::move(tasks_.front());
            tasks_.pop_front();
        }
        task();
    }
    return true;
}

std::string Answer::field(std::string_view name) const {
    for (const auto& [key, value] : head.fields) {
        if (key == name) return value;
    }
    return {};
}

std::string Answer::code() const {
    const auto* error = json.if_contains("error");
    return error ? std::string(error->as_object().at("code").as_string()) : std::string();
}

std::string Answer::wrongField() const {
    const auto* error = json.if_contains("error");
    const auto* name = error ? error->as_object().if_contains("field") : nullptr;
    return name && name->is_string() ? std::string(name->as_string()) : std::string();
}

std::string Answer::at(std::string_view name) const {
    const auto* value = json.if_contains(name);
    if (!value) return {};
    return value->is_string() ? std::string(value->as_string()) : boost::json::serialize(*value);
}

AdminRig::AdminRig() {
    engine.now.stage = "starting";
    engine.now.node = "node-1";
    api = std::make_unique<admin::AdminApi>(admin::StageParts{clock, timers.after(), engine, kSecret});
}

AdminRig::~AdminRig() {
    api->detach();
    control.reset();
    crypto.reset();
    store.reset();
}

void AdminRig::attach() {
    const auto file = std::filesystem::path(dir.path().toStdString()) / "gateway.db";
    const auto post = [this](std::function<void()> task) { box.post(std::move(task)); };
    {
        auto database = store::Database::openSqlite({file});
        must(database.has_value(), "database");
        const auto migrated = store::Migrator(**database).upgrade();
        must(migrated.has_value(), migrated ? "" : describe(migrated.error()));
    }
    store = std::move(*store::Store::open({file, post}));
    crypto = std::make_unique<secrets::CryptoThread>(post);
    control = std::make_unique<control::Control>(
        control::Control::Options{*store, *crypto, secrets::MasterKey(someKey()), clock, post, timers.after()});
    bool loaded = false;
    control->load([&](const Result<std::vector<std::string>>& problems) {
        must(problems.has_value(), "load");
        loaded = true;
    });
    must(box.runUntil([&] { return loaded; }), "load did not end");
    control->setTargets({&target});
    auto keys = admin::TokenKeys::open(std::filesystem::path(dir.path().toStdString()) / "security");
    must(keys.has_value(), "keys");
    bool attached = false;
    api->attach({*control, *store, *crypto, aggregator, workers, probes, facts, *keys},
                [&](const Result<void>& done) { attached = done.has_value(); });
    must(box.runUntil([&] { return attached; }), "attach did not end");
    engine.now.stage = "ready";
}

void AdminRig::makeUsers() {
    const std::string first = std::string(R"({"email":"admin@example.com","password":")") + kPassword + "\"}";
    const auto made = local(Method::post, "/api/v1/auth/bootstrap", first);
    must(made.status == 201, made.text);
    admin = made.at("access_token");
    for (const char* role : {"operator", "viewer"}) {
        const auto answer = post("/api/v1/admin/users",
                                 std::string(R"({"email":")") + role + R"(@example.com","password":")" + kPassword +
                                     R"(","role":")" + role + "\"}",
                                 admin);
        must(answer.status == 201, answer.text);
    }
    operation = signIn("operator@example.com");
    viewer = signIn("viewer@example.com");
}

std::string AdminRig::signIn(const std::string& email) {
    const auto answer = login(email, kPassword);
    must(answer.status == 200, answer.text);
    return answer.at("access_token");
}

std::shared_ptr<RecordingSink> AdminRig::start(const Call& call) {
    pipeline::AdminRequest request;
    request.method = call.method;
    const auto question = call.path.find('?');
    request.path = call.path.substr(0, question);
    if (question != std::string::npos) request.query = call.path.substr(question + 1);
    request.body = call.body;
    request.fields = call.fields;
    const auto has = [&](const char* name) {
        return std::any_of(call.fields.begin(), call.fields.end(), [&](const auto& field) { return field.first == name; });
    };
    if (!has("host")) request.fields.emplace_back("host", "127.0.0.1:8000");
    if (!call.body.empty() && !call.type.empty()) request.fields.emplace_back("content-type", call.type);
    if (!call.token.empty()) request.fields.emplace_back("authorization", "Bearer " + call.token);
    request.peer = parseIp(call.peer).value_or(IpAddress{});
    request.privateListener = call.privateListener;
    request.requestId = "req-" + std::to_string(++requests_);
    auto sink = std::make_shared<RecordingSink>();
    api->handle(std::move(request), sink);
    return sink;
}

Answer AdminRig::call(const Call& call) {
    const auto sink = start(call);
    must(box.runUntil([&] { return sink->replies > 0 || sink->streaming; }), "no reply to " + call.path);
    Answer answer;
    answer.status = sink->head.status;
    answer.text = sink->body;
    answer.head = sink->head;
    boost::json::error_code ec;
    auto value = boost::json::parse(sink->body, ec);
    if (!ec && value.is_object()) answer.json = std::move(value.as_object());
    return answer;
}

Answer AdminRig::local(Method method, const std::string& path, const std::string& body) {
    Call call{method, path, body};
    call.privateListener = true;
    call.fields = {{"x-gatehouse-local", kSecret}, {"x-gatehouse-client", "console"}};
    return this->call(call);
}

Answer AdminRig::login(const std::string& email, const std::string& password, const std::string& peer) {
    Call call{Method::post, "/api/v1/auth/login", R"({"email":")" + email + R"(","password":")" + password + "\"}"};
    call.peer = peer;
    return this->call(call);
}
