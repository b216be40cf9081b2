// The response cache's part in an exchange: ask, wait for whoever fetches the same, answer from what is kept.
#include "gateway/pipeline/cached_reply.hpp"
#include "gateway/pipeline/chat_exchange.hpp"

#include <utility>

namespace gw::pipeline {

namespace {

/// Whoever has waited this long for another's answer fetches his own.
constexpr std::chrono::seconds kWaitMax{30};

}  // namespace

void ChatExchange::askCache() {
    plan_ = planCache(*state_, *job_, client_.head());
    job_->cacheWord = plan_.word;
    if (!plan_.asks) return forward();
    takeAnswer(state_->context().cache->ask(plan_.key, *this, plan_.renews, claim_));
}

void ChatExchange::onCacheAnswer(cache::Answer answer) {
    if (!ended_ && !forward_ && !replay_) takeAnswer(std::move(answer));
}

void ChatExchange::takeAnswer(cache::Answer answer) {
    switch (answer.verdict) {
        case cache::Verdict::hit:
            claim_.leave();
            replay_ = std::make_unique<CachedReply>(*state_, client_, std::move(job_), std::move(answer.entry));
            return replay_->start(plan_.billPercent);
        case cache::Verdict::lead:
            job_->capture.begin(std::move(claim_), plan_, state_->context().cache->largest());
            return forward();
        case cache::Verdict::pass:
            claim_.leave();
            return forward();
        case cache::Verdict::wait:
            break;
    }
    state_->context().timers.after(kWaitMax, [this, alive = std::weak_ptr(alive_)] {
        if (alive.expired() || ended_ || forward_ || replay_) return;
        claim_.leave();
        forward();
    });
}

void ChatExchange::forward() {
    forward_ = std::make_unique<Forward>(*state_, client_, std::move(job_));
    forward_->start();
}

}  // namespace gw::pipeline
