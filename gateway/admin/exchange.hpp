// One admin request under way: what was asked, who asks, and the one reply. Shared by the callbacks that work on it;
// control's thread only (the last reference may be dropped on any thread: an unanswered request then gets 503).
#pragma once

#include "gateway/admin/identity.hpp"
#include "gateway/admin/route_table.hpp"
#include "gateway/base/result.hpp"
#include "gateway/pipeline/ports.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace gw::admin {

struct Page {
    std::size_t limit = 100;
    std::string cursor;
};

class Exchange : public std::enable_shared_from_this<Exchange> {
   public:
    /// Sees a reply before it leaves and lets it go: Idempotency-Key keeps it first.
    using ReplyHook = std::function<void(int status, const std::string& body, std::function<void()> letGo)>;

    Exchange(pipeline::AdminRequest request, std::shared_ptr<pipeline::AdminReplySink> sink);
    ~Exchange();
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    /// While `life` lasts callbacks may run; afterwards (the engine took its parts away) they are answered with 503.
    void bind(std::weak_ptr<const void> life) { life_ = std::move(life); }

    const pipeline::AdminRequest& request() const { return request_; }
    const Route* route() const { return route_; }
    void setRoute(const Route& route, PathParams params);
    const Identity& who() const { return who_; }
    void setWho(Identity who) { who_ = std::move(who); }
    const boost::json::object& body() const { return body_; }
    void setBody(boost::json::object body) { body_ = std::move(body); }
    void setReplyHook(ReplyHook hook) { hook_ = std::move(hook); }
    /// Told once when the call is refused (fail, refuse), before the reply leaves.
    void setRefusalHook(std::function<void(const Error&)> hook) { refused_ = std::move(hook); }

    /// First value of a request header (name in lower case); empty when absent.
    std::string_view field(std::string_view name) const;
    /// What a streamed file ends with when its reader asked for it (x-export-end-mark: request-id): this request's id, behind the
    /// last line end. For clients whose HTTP library takes a broken chunked reply for a whole one now and then, as Qt's does.
    std::string endMark() const;
    /// A path parameter of the route.
    const std::string& param(std::string_view name) const;
    /// A query value; nullopt when absent or empty.
    std::optional<std::string> query(std::string_view name) const;
    /// A whole number from the query. @return invalidValue naming it when it is none or outside min…max.
    Result<std::optional<std::int64_t>> queryInteger(std::string_view name, std::int64_t min, std::int64_t max) const;
    /// An RFC 3339 time from the query. @return invalidValue naming it.
    Result<std::optional<WallTime>> queryTime(std::string_view name) const;
    /// ?limit=1…500 (100) & ?cursor=.
    Result<Page> page() const;

    // Members of the checked body; unset when absent or null.
    std::optional<std::string> text(std::string_view name) const;
    std::optional<std::int64_t> integer(std::string_view name) const;
    std::optional<bool> boolean(std::string_view name) const;
    std::optional<std::vector<std::string>> texts(std::string_view name) const;
    // For PATCH: outer unset when absent, inner unset when null.
    std::optional<std::optional<std::string>> patchText(std::string_view name) const;
    std::optional<std::optional<std::int64_t>> patchInteger(std::string_view name) const;
    bool has(std::string_view name) const { return body_.contains(boost::json::string_view(name.data(), name.size())); }

    /// The reply. Only the first one counts. A member `etag`, the tag of the row it tells of, is the field ETag too.
    void ok(const boost::json::value& body, int status = 0);
    void fail(const Error& error, boost::json::object detail = {});
    /// As fail, with header fields (allow, retry-after).
    void refuse(const Error& error, boost::json::object detail, std::vector<std::pair<std::string, std::string>> fields);
    /// A reply that is no JSON (metrics text) or was kept (idempotency).
    void send(int status, std::string contentType, std::string body,
              std::vector<std::pair<std::string, std::string>> fields = {});
    /// Takes the connection over for a stream: no reply follows. @return nullptr when it was answered already.
    std::shared_ptr<pipeline::AdminReplySink> takeSink();
    bool answered() const { return !sink_; }

    /// Wraps a callback: keeps this exchange alive until it ran and turns an exception into 500.
    template <class Fn>
    auto then(Fn fn) {
        return [self = shared_from_this(), fn = std::move(fn)](auto&&... values) mutable {
            self->guarded([&] { fn(std::forward<decltype(values)>(values)...); });
        };
    }
    /// Runs `work` unless what it needs is gone (503), answering 500 INTERNAL when it throws.
    void guarded(const std::function<void()>& work) noexcept;

   private:
    void deliver(ResponseHead head, std::string body);
    pipeline::AdminRequest request_;
    std::shared_ptr<pipeline::AdminReplySink> sink_;
    const Route* route_ = nullptr;
    PathParams params_;
    Identity who_;
    boost::json::object body_;
    ReplyHook hook_;
    std::function<void(const Error&)> refused_;
    std::weak_ptr<const void> life_;
};

/// The head of every admin reply: media type and the security headers (no-store, nosniff, no framing, no CORS).
ResponseHead replyHead(int status, std::string contentType, const std::string& requestId);

/// {"error":{code,message,field,detail},"request_id"} as it goes out.
std::string errorBody(const Error& error, boost::json::object detail, const std::string& requestId);

}  // namespace gw::admin
