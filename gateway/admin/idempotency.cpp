#include "gateway/admin/idempotency.hpp"

#include "gateway/base/digest.hpp"
#include "gateway/base/log.hpp"
#include "gateway/secrets/sealed.hpp"
#include "gateway/store/idempotency_table.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <utility>

namespace gw::admin {
namespace {

constexpr std::size_t kKeyMax = 200;

tl::unexpected<Error> conflict(std::string detail) {
    return fail(ErrorCode::conflict, ErrorSource::downstream, Retry::never, std::move(detail), "idempotency-key");
}

/// Keyed, because a body may hold a password and a plain digest of it could be guessed at.
std::string bodyHash(const secrets::MasterKey& key, const pipeline::AdminRequest& request) {
    const std::string text = request.query + "\n" + request.body;
    std::array<std::uint8_t, 32> mac{};
    unsigned size = 0;
    HMAC(EVP_sha256(), key.bytes().data(), static_cast<int>(key.bytes().size()),
         reinterpret_cast<const unsigned char*>(text.data()), text.size(), mac.data(), &size);
    return hexText(mac);
}

store::IdempotencyRow rowFor(Services& services, const Exchange& exchange) {
    const auto& request = exchange.request();
    store::IdempotencyRow row;
    row.actorId = exchange.who().userId;
    row.key = std::string(exchange.field("idempotency-key"));
    row.route = std::string(methodText(request.method)) + " " + request.path;
    row.bodyHash = bodyHash(services.ready().control.masterKey(), request);
    row.createdAt = services.clock.wall();
    return row;
}

void answerAgain(Services& services, Exchange& exchange, const store::IdempotencyRow& asked, const store::IdempotencyRow& kept) {
    if (kept.route != asked.route || kept.bodyHash != asked.bodyHash) {
        return exchange.fail(conflict("This Idempotency-Key was used for another request: make a fresh one.").value());
    }
    if (kept.status == 0) {
        return exchange.fail(conflict("The first request with this Idempotency-Key is under way or was cut off: look at the "
                                      "list before trying again with a fresh key.")
                                 .value());
    }
    const auto context = store::idempotencyContext(kept.actorId, kept.key);
    const auto reply = secrets::openSealed(services.ready().control.masterKey(), context, kept.reply);
    if (!reply) return exchange.fail(reply.error());
    exchange.send(kept.status, "application/json", std::string(reply->reveal()), {{"idempotency-replayed", "true"}});
}

/// Keeps a reply that changed something, gives the key back otherwise; the reply leaves when that is done.
void keepReply(Services& services, const store::IdempotencyRow& row, int status, const std::string& body,
               std::function<void()> letGo) {
    const bool done = status >= 200 && status < 300;
    const auto context = store::idempotencyContext(row.actorId, row.key);
    const auto sealed = done ? secrets::seal(services.ready().control.masterKey(), context, body) : std::string();
    const auto job = [row, status, sealed, done](store::Database& database) -> Result<void> {
        if (!done) return store::dropIdempotency(database, row.actorId, row.key);
        return store::finishIdempotency(database, row.actorId, row.key, status, sealed);
    };
    services.ready().store.write(job, [letGo = std::move(letGo)](const Result<void>& kept) {
        if (!kept) log::admin().warn("reply not kept for its Idempotency-Key error={}", log::quoted(describe(kept.error())));
        letGo();
    });
}

}  // namespace

void runOnce(Services& services, const ExchangePtr& exchange, std::function<void()> run) {
    const auto row = rowFor(services, *exchange);
    const auto printable = [](char c) { return c > 0x20 && c < 0x7f; };
    if (row.key.size() > kKeyMax || !std::all_of(row.key.begin(), row.key.end(), printable)) {
        return exchange->fail(Error{ErrorCode::invalidValue, ErrorSource::downstream, Retry::never,
                                    "Idempotency-Key must be 1 to 200 printable characters without blanks.",
                                    "idempotency-key"});
    }
    const auto job = [row](store::Database& database) { return store::claimIdempotency(database, row); };
    auto claimed = [&services, exchange, row, run = std::move(run)](const Result<std::optional<store::IdempotencyRow>>& kept) {
        if (!kept) return exchange->fail(kept.error());
        if (*kept) return answerAgain(services, *exchange, row, **kept);
        exchange->setReplyHook([&services, row](int status, const std::string& body, std::function<void()> letGo) {
            keepReply(services, row, status, body, std::move(letGo));
        });
        run();
    };
    services.ready().store.write(job, exchange->then(std::move(claimed)));
}

}  // namespace gw::admin
