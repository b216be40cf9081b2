// What the exchanges of one worker share: the reader, the hash, the wheels, the retry budget, and the calls that
// outlive their request. Owned by PipelineFactory (and weakly by posted tasks); its worker only.
#pragma once

#include "gateway/base/digest.hpp"
#include "gateway/dialect/canonical_json.hpp"
#include "gateway/dialect/json_reader.hpp"
#include "gateway/pipeline/context.hpp"
#include "gateway/pipeline/hit_memo.hpp"
#include "gateway/routing/retry_budget.hpp"
#include "gateway/routing/router.hpp"

#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace gw::pipeline {

class Attempt;
class Forward;

class WorkerState : public std::enable_shared_from_this<WorkerState> {
 public:
    explicit WorkerState(PipelineContext& context);
    ~WorkerState();

    PipelineContext& context() noexcept { return context_; }
    dialect::JsonReader& json() noexcept { return json_; }
    dialect::CanonicalWriter& canonical() noexcept { return canonical_; }
    Sha256& sha() noexcept { return sha_; }
    /// Text that is made and thrown away within one call.
    std::string& scratch() noexcept { return scratch_; }
    /// What a large one took is given back.
    void trimScratch();
    routing::Router& router() noexcept { return router_; }
    HitMemos& hitMemos() noexcept { return hitMemos_; }
    /// Of a request that is about to call its first upstream.
    void countCall(SteadyTime now) { retries_.countCall(now); }
    /// Takes another call out of the retry budget and counts it; false when the budget is used up.
    bool takeRetry(SteadyTime now);

    /// Cancels a call after the present handler: it may be the one that is calling back.
    void cancelSoon(std::unique_ptr<Attempt> attempt);
    /// Lets a call that has given everything reach its end, so that its connection can be used again.
    void letFinish(std::unique_ptr<Attempt> attempt);
    /// Keeps a request whose client has left until its true usage is known (CLIENT_GONE=drain); false when too many are
    /// kept.
    bool adopt(std::unique_ptr<Forward>& forward);
    /// Called by an adopted request when it is over.
    void abandonSoon(const Forward* forward);
    void giveUpAdopted();
    /// At most 100 rows a second for callers without a key.
    bool mayRecordStranger();

 private:
    /// Ids instead of addresses: an address may be taken again before a timer runs.
    template <class Kept>
    using KeptList = std::list<std::pair<std::uint64_t, std::unique_ptr<Kept>>>;

    void endFinishing(std::uint64_t id);
    void endAdopted(std::uint64_t id);
    void watchAdopted(std::uint64_t id);

    PipelineContext& context_;
    dialect::JsonReader json_;
    dialect::CanonicalWriter canonical_;
    Sha256 sha_;
    std::string scratch_;
    routing::Router router_;
    routing::RetryBudget retries_;
    HitMemos hitMemos_;
    std::vector<std::unique_ptr<Attempt>> cancelled_;
    KeptList<Attempt> finishing_;
    KeptList<Forward> adopted_;
    std::uint64_t lastId_ = 0;
    std::int64_t strangerSecond_ = 0;
    unsigned strangers_ = 0;
};

}  // namespace gw::pipeline
