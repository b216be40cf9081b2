// A record as a view of one that owns its texts, and the other way round. Plain functions, any thread.
#pragma once

#include "gateway/ledger/usage_record.hpp"

#include <string>
#include <string_view>

namespace gw::ledger {

template <class To, class From>
BasicAttempt<To> attemptAs(const BasicAttempt<From>& a) {
    return {a.attempt, To(a.provider), To(a.upstreamModel), a.status, a.error, To(a.detail), a.dnsMs, a.connectMs, a.tlsMs, a.firstByteMs, a.totalMs,
            To(a.circuitState)};
}

template <class To, class From>
BasicBilled<To> billedAs(const BasicBilled<From>& b) {
    return {b.attempt, b.source, To(b.provider), To(b.model), b.usage, b.cost, To(b.priceVersion)};
}

template <class To, class From>
BasicRecord<To> recordAs(const BasicRecord<From>& r) {
    BasicRecord<To> made{To(r.traceId), To(r.clientRequestId), To(r.keyId), To(r.keyPrefix), To(r.userId), To(r.ip), To(r.route), To(r.dialect),
                         To(r.model), To(r.presetId), To(r.provider), To(r.upstreamModel), To(r.cache), To(r.node),
                         r.createdAt, r.status, r.error, r.stream, r.estimated, r.previousSecret, r.console, r.attempts, r.usage, r.cost, r.ttftMs,
                         r.latencyMs, r.upstreamMs, r.overheadUs, r.queuedUs, r.bodyMs, To(r.routeNote), {}, {}, r.released};
    made.attemptList.reserve(r.attemptList.size());
    for (const auto& attempt : r.attemptList) made.attemptList.push_back(attemptAs<To>(attempt));
    made.billed.reserve(r.billed.size());
    for (const auto& billed : r.billed) made.billed.push_back(billedAs<To>(billed));
    return made;
}

/// `record` must outlive it.
inline RecordView viewOf(const RequestRecord& record) { return recordAs<std::string_view>(record); }
inline RequestRecord ownOf(const RecordView& record) { return recordAs<std::string>(record); }

}  // namespace gw::ledger
