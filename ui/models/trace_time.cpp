#include "ui/models/trace_time.hpp"

#include "ui/models/number_text.hpp"
#include "ui/models/trace_detail.hpp"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace ui::models {

namespace {

constexpr qint64 kSlowMs = 1000;  // under a second nobody asks

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ui::models::TraceTime)
};

/// What the milliseconds of a request were spent on.
struct Parts {
    qint64 failed = 0;   // attempts before the last one
    qint64 connect = 0;  // of the last attempt: name, TCP, TLS
    qint64 wait = 0;     // until its first byte
    qint64 answer = 0;   // from then on
    qint64 gateway = 0;  // outside of all attempts

    qint64 largest() const { return std::max({failed, connect, wait, answer, gateway}); }
};

Parts partsOf(const TraceDetail& detail) {
    Parts parts;
    qint64 attempts = 0;
    for (const TraceAttempt& attempt : detail.attempts) {
        attempts += attempt.totalMs;
        if (&attempt != &detail.attempts.back()) parts.failed += attempt.totalMs;
    }
    const TraceAttempt& last = detail.attempts.back();
    parts.connect = last.dnsMs.value_or(0) + last.connectMs.value_or(0) + last.tlsMs.value_or(0);
    // Without a first byte everything after the connection was waiting.
    parts.wait = last.firstByteMs ? last.waitMs().value_or(0) : last.restMs();
    parts.answer = last.firstByteMs ? last.restMs() : 0;
    parts.gateway = std::max<qint64>(detail.row.latencyMs - attempts, 0);
    return parts;
}

QString answerText(const TraceDetail& detail, const QString& spent, const QString& whole, const QString& route, qint64 answerMs) {
    const qint64 tokens = detail.row.tokensOut;
    if (tokens <= 0) return Words::tr("%1 of its %2 went by while %3 was sending its answer.").arg(spent, whole, route);
    const auto pace = std::llround(static_cast<double>(tokens) * 1000 / static_cast<double>(answerMs));
    return Words::tr("%1 of its %2 went by while %3 was sending its answer: %4 tokens, %5 a second.").arg(spent, whole, route, countText(tokens), countText(pace));
}

}  // namespace

QString timeSentence(const TraceDetail& detail) {
    if (detail.row.latencyMs < kSlowMs || detail.attempts.empty()) return {};
    const Parts parts = partsOf(detail);
    const qint64 most = parts.largest();
    if (most <= 0) return {};
    const TraceAttempt& last = detail.attempts.back();
    const QString route = last.upstreamModel.isEmpty() ? last.provider : Words::tr("%1 · %2", "provider · model").arg(last.provider, last.upstreamModel);
    const QString spent = durationText(static_cast<double>(most)), whole = durationText(static_cast<double>(detail.row.latencyMs));
    if (most == parts.answer) return answerText(detail, spent, whole, route, most);
    if (most == parts.wait) return Words::tr("%1 of its %2 went by waiting for the first byte of %3.").arg(spent, whole, route);
    if (most == parts.failed) return Words::tr("%1 of its %2 went by in attempts that failed, before %3 was asked.").arg(spent, whole, route);
    if (most == parts.connect) return Words::tr("%1 of its %2 went by connecting to %3.").arg(spent, whole, route);
    return Words::tr("%1 of its %2 went by in this gateway, outside of any attempt.").arg(spent, whole);
}

}  // namespace ui::models
