#include "gateway/admin/sessions.hpp"

#include "gateway/base/digest.hpp"
#include "gateway/base/log.hpp"
#include "gateway/base/random_id.hpp"

#include <utility>

namespace gw::admin {
namespace {

/// As long as an access token of an ended family could still pass.
constexpr std::chrono::seconds kEndedMatters = kAccessLifetime + 2 * kTokenLeeway;

tl::unexpected<Error> signInAgain(std::string why) {
    return fail(ErrorCode::unauthenticated, ErrorSource::downstream, Retry::never, std::move(why));
}

std::string hashed(std::string_view refreshToken) { return hexText(sha256(refreshToken)); }

const char* useText(store::TokenUse use) {
    switch (use) {
        case store::TokenUse::ok: return "ok";
        case store::TokenUse::unknown: return "unknown";
        case store::TokenUse::expired: return "expired";
        case store::TokenUse::revoked: return "ended";
        case store::TokenUse::reused: return "reused";
    }
    return "unknown";
}

}  // namespace

/// A refresh token on its way into the table.
struct Sessions::Minted {
    std::string refresh;
    store::RefreshTokenRow row;
};

Sessions::Sessions(std::shared_ptr<const TokenKeys> keys, control::Control& control, EventHub& events, const Clock& clock)
    : tokens_(std::move(keys), clock), control_(control), events_(events), clock_(clock) {}

Result<Identity> Sessions::identify(std::string_view token) const {
    auto who = tokens_.verify(token);
    if (!who) return who;
    if (ended_.contains(who->family)) return signInAgain("this sign-in was ended");
    const auto* user = control_.state().user(who->userId);
    const auto role = user && user->isActive ? roleFromText(user->role) : std::nullopt;
    if (!role) return signInAgain("the user is gone or disabled");
    who->email = user->email;
    who->role = *role;
    who->mustChangePassword = user->mustChangePassword;
    return who;
}

Result<TokenPair> Sessions::pairFor(const store::UserRow& user, const std::string& family, std::string refresh) const {
    Identity who;
    who.userId = user.id;
    who.email = user.email;
    who.role = roleFromText(user.role).value_or(Role::viewer);
    who.family = family;
    auto access = tokens_.issue(who);
    if (!access) return fail(access.error());
    return TokenPair{std::move(*access), std::move(refresh), user};
}

Sessions::Minted Sessions::mint(const std::string& ip) const {
    const auto now = clock_.wall();
    Minted minted;
    minted.refresh = "gr-" + randomHex(32);
    minted.row.id = uuidV7(now);
    minted.row.tokenHash = hashed(minted.refresh);
    minted.row.createdAt = now;
    minted.row.expiresAt = now + kRefreshLifetime;
    minted.row.ip = ip;
    return minted;
}

void Sessions::answer(const Minted& minted, const PairHandler& handler) const {
    const auto* user = control_.state().user(minted.row.userId);
    if (!user || !user->isActive) return handler(signInAgain("the user is gone or disabled"));
    handler(pairFor(*user, minted.row.family, minted.refresh));
}

void Sessions::open(const store::UserRow& user, const std::string& ip, const std::string& client, PairHandler handler) {
    auto minted = mint(ip);
    minted.row.client = client;
    minted.row.family = uuidV7(clock_.wall());
    minted.row.userId = user.id;
    const auto job = [row = minted.row](store::Database& database) -> Result<void> {
        return database.transaction([&]() -> Result<void> {
            if (auto kept = store::insertRefreshToken(database, row); !kept) return kept;
            if (auto swept = store::deleteExpiredTokens(database, row.createdAt); !swept) return fail(swept.error());
            return store::setLastLogin(database, row.userId, row.createdAt, row.ip);
        });
    };
    auto done = [this, alive = std::weak_ptr<int>(alive_), minted, handler = std::move(handler)](const Result<void>& kept) {
        if (alive.expired()) return;
        if (!kept) return handler(fail(kept.error()));
        answer(minted, handler);
    };
    control_.store().write(job, std::move(done));
}

void Sessions::refresh(std::string_view refreshToken, const std::string& ip, PairHandler handler) {
    auto minted = mint(ip);
    // Spending and the successor are one job of the one writer: no end of the family can come between them.
    const auto job = [hash = hashed(refreshToken), row = minted.row](store::Database& database) -> Result<store::SpentToken> {
        auto spent = store::spendRefreshToken(database, hash, row.createdAt);
        if (!spent || spent->use != store::TokenUse::ok) return spent;
        auto successor = row;
        successor.family = spent->row.family;
        successor.userId = spent->row.userId;
        successor.client = spent->row.client;
        if (auto swept = store::deleteExpiredTokens(database, row.createdAt); !swept) return fail(swept.error());
        if (auto kept = store::insertRefreshToken(database, successor); !kept) return fail(kept.error());
        return spent;
    };
    auto done = [this, alive = std::weak_ptr<int>(alive_), minted,
                 handler = std::move(handler)](const Result<store::SpentToken>& spent) mutable {
        if (alive.expired()) return;
        if (!spent) return handler(fail(spent.error()));
        if (spent->use == store::TokenUse::reused) {
            deny(spent->row.family);
            log::admin().warn("refresh token used twice, its sign-in was ended user_id={} ip={}", spent->row.userId,
                              minted.row.ip);
        }
        if (spent->use != store::TokenUse::ok) return handler(signInAgain(useText(spent->use)));
        minted.row.family = spent->row.family;
        minted.row.userId = spent->row.userId;
        answer(minted, handler);
    };
    control_.store().write(job, std::move(done));
}

void Sessions::end(const std::string& family, std::function<void(Result<void>)> handler) {
    deny(family);
    const auto job = [family, now = clock_.wall()](store::Database& database) {
        return store::revokeFamily(database, family, now);
    };
    control_.store().write(job, std::move(handler));
}

void Sessions::begin(std::function<void(Result<void>)> handler) {
    auto ended = [this, alive = std::weak_ptr<int>(alive_), handler = std::move(handler)](const Result<void>& done) {
        if (alive.expired()) return;
        if (!done) return handler(done);
        loadEnded(handler);
    };
    control_.store().write([now = clock_.wall()](store::Database& database) { return store::revokeLocalTokens(database, now); },
                           std::move(ended));
}

void Sessions::loadEnded(std::function<void(Result<void>)> handler) {
    const auto job = [since = clock_.wall() - kEndedMatters](store::Database& database) {
        return store::familiesRevokedSince(database, since);
    };
    auto done = [this, alive = std::weak_ptr<int>(alive_),
                 handler = std::move(handler)](const Result<std::vector<std::string>>& families) {
        if (alive.expired()) return;
        if (!families) return handler(fail(families.error()));
        for (const auto& family : *families) deny(family);
        handler({});
    };
    control_.store().read(job, std::move(done));
}

void Sessions::deny(const std::string& family) {
    const auto now = clock_.wall();
    std::erase_if(ended_, [now](const auto& entry) { return entry.second <= now; });
    if (ended_.insert_or_assign(family, now + kEndedMatters).second) events_.endFamily(family);
}

}  // namespace gw::admin
