// The response cache's part in an exchange: ask, wait for whoever fetches the same, answer from what is kept.
#include "gateway/pipeline/cached_reply.hpp"
#include "gateway/pipeline/chat_exchange.hpp"
#include "gateway/pipeline/live_reply.hpp"

#include <utility>

namespace gw::pipeline {

namespace {

/// Whoever has waited this long for another's answer fetches his own.
constexpr std::chrono::seconds kWaitMax{30};

/// More than the body decides what it asks for.
bool mustBeRead(const RequestHead& head) { return saysCacheControl(head) || !head.value("openai-beta").empty(); }

}  // namespace

HitMark ChatExchange::hitMark() const {
    const bool pricedOnly = state_->context().settings.unpriced == config::UnpricedPolicy::refuse;
    return {job_->facts.key.get(), job_->dialect, pricedOnly, job_->body.text()};
}

/// Whether the very same bytes have been answered from the cache before and are again, or are refused by a limit: then they are
/// not read once more. Everything that may have changed meanwhile is asked as ever: the ledger, the limits, the cache.
bool ChatExchange::answeredBefore(SteadyTime now) {
    PipelineContext& context = state_->context();
    if (!context.cache) return false;
    const HitMemo* memo = state_->hitMemos().find(*job_->snapshot, hitMark());
    if (!memo || mustBeRead(client_.head())) return false;
    cache::EntryPtr entry = context.cache->find(memo->plan.key);
    if (!entry || !context.ledger.accepting()) return false;
    dialect::Request& request = job_->request;
    request.model = memo->model;
    request.stream = memo->stream;
    request.inputEstimate = memo->inputEstimate;
    request.inputMost = memo->inputMost;
    request.outputMax = memo->outputMax;
    request.choices = memo->choices;
    if (!admitted(memo->route, now)) return true;
    job_->route.presetId = memo->route.presetId;
    job_->route.preset = memo->route.preset;
    plan_ = memo->plan;
    replay(std::move(entry));
    return true;
}

void ChatExchange::rememberHit() {
    if (plan_.renews || !state_->context().cache->grows() || mustBeRead(client_.head())) return;
    state_->hitMemos().keep(*job_->snapshot, hitMark(), job_->request, job_->route, plan_);
}

void ChatExchange::replay(cache::EntryPtr entry) {
    replay_ = std::make_unique<CachedReply>(*state_, client_, std::move(job_), std::move(entry), alive());
    replay_->start(plan_.billPercent);
}

void ChatExchange::askCache() {
    plan_ = planCache(*state_, *job_, client_.head());
    job_->cacheWord = plan_.word;
    if (!plan_.asks) return forward();
    takeAnswer(state_->context().cache->ask(plan_.key, *this, plan_.renews, claim_, plan_.madeSince));
}

void ChatExchange::onCacheAnswer(cache::Answer answer) {
    if (!ended_ && !isServed()) takeAnswer(std::move(answer));
}

void ChatExchange::takeAnswer(cache::Answer answer) {
    switch (answer.verdict) {
        case cache::Verdict::hit:
            claim_.leave();
            rememberHit();
            return replay(std::move(answer.entry));
        case cache::Verdict::lead:
            job_->capture.begin(std::move(claim_), plan_, state_->context().cache->largest());
            return forward();
        case cache::Verdict::pass:
            claim_.leave();
            return forward();
        case cache::Verdict::listen:
            claim_.leave();
            return listen(std::move(answer.feed));
        case cache::Verdict::wait:
            break;
    }
    state_->context().timers.after(kWaitMax, [this, alive = std::weak_ptr(alive())] {
        if (alive.expired() || ended_ || isServed()) return;
        claim_.leave();
        forward();
    });
}

void ChatExchange::listen(cache::FeedPtr feed) {
    live_ = std::make_unique<LiveReply>(*state_, client_, std::move(job_), plan_.billPercent);
    live_->start(std::move(feed));
}

/// The client is cut, the call goes on for those who hear it: their keys are fine. This may be gone when it returns.
void ChatExchange::leaveToHearers(const std::string& last) {
    ended_ = true;
    if (!state_->adopt(forward_)) forward_->giveUp();
    const std::weak_ptr isHere = alive();
    client_.write(last);
    if (!isHere.expired()) client_.abort();
}

void ChatExchange::forward() {
    forward_ = std::make_unique<Forward>(*state_, client_, std::move(job_));
    forward_->start();
}

}  // namespace gw::pipeline
