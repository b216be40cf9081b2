#include "gateway/admin/exchange.hpp"

#include "gateway/base/assert.hpp"
#include "gateway/base/log.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <charconv>

namespace gw::admin {
namespace {

namespace json = boost::json;

constexpr std::int64_t kPageMax = 500;

tl::unexpected<Error> badQuery(std::string_view name, std::string wanted) {
    return fail(ErrorCode::invalidValue, ErrorSource::downstream, Retry::never,
                "The query value " + std::string(name) + " must be " + wanted + ".", std::string(name));
}

const json::value* member(const json::object& body, std::string_view name) {
    return body.if_contains(json::string_view(name.data(), name.size()));
}

}  // namespace

ResponseHead replyHead(int status, std::string contentType, const std::string& requestId) {
    ResponseHead head;
    head.status = status;
    head.fields = {{"content-type", std::move(contentType)},
                   {"cache-control", "no-store"},
                   {"x-content-type-options", "nosniff"},
                   {"x-frame-options", "DENY"},
                   {"content-security-policy", "default-src 'none'; frame-ancestors 'none'"},
                   {"cross-origin-resource-policy", "same-origin"},
                   {"referrer-policy", "no-referrer"},
                   {"x-request-id", requestId}};
    return head;
}

std::string errorBody(const Error& error, json::object detail, const std::string& requestId) {
    // What came from our own side is for the log; people get the documented sentence.
    const bool ours = error.code == ErrorCode::internal;
    const std::string_view sentence = codeSentence(error.code);
    json::object inner;
    inner["code"] = json::string(codeText(error.code));
    inner["message"] = ours || error.detail.empty() ? json::string(sentence) : json::string(error.detail);
    inner["field"] = error.field.empty() ? json::value(nullptr) : json::value(error.field);
    inner["detail"] = detail.empty() ? json::value(nullptr) : json::value(std::move(detail));
    json::object body;
    body["error"] = std::move(inner);
    body["request_id"] = requestId;
    return json::serialize(body);
}

Exchange::Exchange(pipeline::AdminRequest request, std::shared_ptr<pipeline::AdminReplySink> sink)
    : request_(std::move(request)), sink_(std::move(sink)) {}

Exchange::~Exchange() {
    if (!sink_) return;
    try {
        fail(Error{ErrorCode::engineNotReady, ErrorSource::internal, Retry::never,
                   "The engine stopped before this call was answered: look at its state and try again.", {}});
    } catch (const std::exception& fault) {
        log::admin().error("reply lost id={} fault={}", request_.requestId, log::quoted(fault.what()));
    }
}

void Exchange::setRoute(const Route& route, PathParams params) {
    route_ = &route;
    params_ = std::move(params);
}

std::string Exchange::endMark() const { return field("x-export-end-mark") == "request-id" ? request_.requestId : std::string(); }

std::string_view Exchange::field(std::string_view name) const {
    for (const auto& [key, value] : request_.fields) {
        if (key == name) return value;
    }
    return {};
}

const std::string& Exchange::param(std::string_view name) const {
    const auto found = params_.find(name);
    GW_ASSERT(found != params_.end());
    return found->second;
}

std::optional<std::string> Exchange::query(std::string_view name) const {
    auto value = queryValue(request_.query, name);
    if (value && value->empty()) return std::nullopt;
    return value;
}

Result<std::optional<std::int64_t>> Exchange::queryInteger(std::string_view name, std::int64_t min,
                                                           std::int64_t max) const {
    const auto value = query(name);
    if (!value) return std::optional<std::int64_t>{};
    std::int64_t number = 0;
    const auto* end = value->data() + value->size();
    const auto [stop, ec] = std::from_chars(value->data(), end, number);
    if (ec != std::errc{} || stop != end || number < min || number > max) {
        return badQuery(name, "a whole number from " + std::to_string(min) + " to " + std::to_string(max));
    }
    return std::optional(number);
}

Result<std::optional<WallTime>> Exchange::queryTime(std::string_view name) const {
    const auto value = query(name);
    if (!value) return std::optional<WallTime>{};
    WallTime time;
    if (!parseRfc3339(*value, time)) return badQuery(name, "a time such as 2026-01-06T12:00:00Z");
    return std::optional(time);
}

Result<Page> Exchange::page() const {
    const auto limit = queryInteger("limit", 1, kPageMax);
    if (!limit) return gw::fail(limit.error());
    Page page;
    if (*limit) page.limit = static_cast<std::size_t>(**limit);
    page.cursor = query("cursor").value_or("");
    if (page.cursor.size() > 200) return badQuery("cursor", "the next_cursor of an earlier page");
    return page;
}

std::optional<std::string> Exchange::text(std::string_view name) const {
    const auto* value = member(body_, name);
    if (!value || !value->is_string()) return std::nullopt;
    return std::string(value->as_string().data(), value->as_string().size());
}

std::optional<std::int64_t> Exchange::integer(std::string_view name) const {
    const auto* value = member(body_, name);
    if (!value || !value->is_int64()) return std::nullopt;
    return value->as_int64();
}

std::optional<bool> Exchange::boolean(std::string_view name) const {
    const auto* value = member(body_, name);
    if (!value || !value->is_bool()) return std::nullopt;
    return value->as_bool();
}

std::optional<std::vector<std::string>> Exchange::texts(std::string_view name) const {
    const auto* value = member(body_, name);
    if (!value || !value->is_array()) return std::nullopt;
    std::vector<std::string> out;
    for (const auto& entry : value->as_array()) {
        out.emplace_back(entry.as_string().data(), entry.as_string().size());
    }
    return out;
}

void Exchange::ok(const json::value& body, int status) {
    const int code = status != 0 ? status : route_ ? route_->success : 200;
    std::vector<std::pair<std::string, std::string>> fields;
    const auto* tag = body.is_object() ? member(body.get_object(), "etag") : nullptr;
    if (tag) fields.emplace_back("etag", '"' + std::string(tag->as_string()) + '"');
    send(code, "application/json", json::serialize(body), std::move(fields));
}

void Exchange::fail(const Error& error, json::object detail) { refuse(error, std::move(detail), {}); }

void Exchange::refuse(const Error& error, json::object detail, std::vector<std::pair<std::string, std::string>> fields) {
    if (error.code == ErrorCode::internal) {
        log::admin().error("admin call failed id={} path={} detail={}", request_.requestId, log::quoted(request_.path),
                           log::quoted(log::redacted(error.detail)));
    }
    if (const auto hook = std::exchange(refused_, nullptr); hook && sink_ && !life_.expired()) hook(error);
    if (error.code == ErrorCode::unauthenticated) fields.emplace_back("www-authenticate", "Bearer");
    auto body = errorBody(error, std::move(detail), request_.requestId);
    send(httpStatus(error.code), "application/json", std::move(body), std::move(fields));
}

void Exchange::send(int status, std::string contentType, std::string body,
                    std::vector<std::pair<std::string, std::string>> fields) {
    if (!sink_) return;
    auto head = replyHead(status, std::move(contentType), request_.requestId);
    for (auto& field : fields) head.fields.push_back(std::move(field));
    const auto hook = std::exchange(hook_, nullptr);
    // The last reference may be gone (an unanswered exchange is destroyed): then nothing can wait for the hook.
    const auto self = weak_from_this().lock();
    if (!hook || !self) return deliver(std::move(head), std::move(body));
    auto text = std::make_shared<std::string>(std::move(body));
    hook(status, *text, [self, head, text] { self->deliver(head, *text); });
}

void Exchange::deliver(ResponseHead head, std::string body) {
    if (const auto sink = std::exchange(sink_, nullptr)) sink->reply(std::move(head), std::move(body));
}

std::shared_ptr<pipeline::AdminReplySink> Exchange::takeSink() { return std::exchange(sink_, nullptr); }

std::optional<std::optional<std::string>> Exchange::patchText(std::string_view name) const {
    if (!has(name)) return std::nullopt;
    return std::optional<std::optional<std::string>>(std::in_place, text(name));
}

std::optional<std::optional<std::int64_t>> Exchange::patchInteger(std::string_view name) const {
    if (!has(name)) return std::nullopt;
    return std::optional<std::optional<std::int64_t>>(std::in_place, integer(name));
}

void Exchange::guarded(const std::function<void()>& work) noexcept {
    try {
        if (life_.expired()) {
            return fail(Error{ErrorCode::engineNotReady, ErrorSource::internal, Retry::never,
                              "The engine stopped while this call was under way: look at its state and try again.", {}});
        }
        work();
    } catch (const std::exception& fault) {
        try {
            fail(Error{ErrorCode::internal, ErrorSource::internal, Retry::never, fault.what(), {}});
        } catch (const std::exception&) {
            sink_.reset();
        }
    }
}

}  // namespace gw::admin
