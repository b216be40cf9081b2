#include "ui/models/trace_verdict.hpp"

#include "ui/models/error_advice.hpp"
#include "ui/models/number_text.hpp"
#include "ui/models/trace_detail.hpp"
#include "ui/models/trace_time.hpp"

#include <QCoreApplication>

#include <algorithm>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

struct VerdictWords {
    Q_DECLARE_TR_FUNCTIONS(ui::models::TraceVerdict)
};

QString routeText(const QString& provider, const QString& model) {
    return model.isEmpty() ? provider : VerdictWords::tr("%1 · %2", "provider · model").arg(provider, model);
}

QString failureText(const TraceAttempt& attempt) {
    const QString meaning = errorMeaning(attempt.errorCode);
    const QString why = meaning.isEmpty() ? VerdictWords::tr("status %1").arg(attempt.status) : meaning;
    return VerdictWords::tr("%1: %2", "route: what went wrong").arg(routeText(attempt.provider, attempt.upstreamModel), why);
}

bool hasFailed(const TraceAttempt& attempt) { return attempt.failed() || !attempt.errorCode.isEmpty(); }

QString clientGoneText(const TraceDetail& detail) {
    const QString after = durationText(static_cast<double>(detail.row.latencyMs));
    if (detail.attempts.empty()) return VerdictWords::tr("The client closed the connection after %1, before any provider was asked.").arg(after);
    if (detail.row.ttftMs) return VerdictWords::tr("The client closed the connection after %1, while the answer was on its way.").arg(after);
    return VerdictWords::tr("The client closed the connection after %1, before the answer began.").arg(after);
}

QString noUpstreamText(const TraceExplain& explain) {
    const auto& all = explain.candidates;
    const auto isOpen = [](const WhyCandidate& one) { return one.outcome == "circuit_open"_L1 || one.outcome == "at_rest"_L1; };
    if (all.empty()) return VerdictWords::tr("No active route serves this model, so no provider was asked.");
    if (std::all_of(all.begin(), all.end(), isOpen)) return VerdictWords::tr("The circuits of all its routes were open, so no provider was asked.");
    return VerdictWords::tr("No route took the request: each had an open circuit or was at its own cap.");
}

/// Of a request that was refused before a provider was asked.
QString refusalText(const TraceDetail& detail) {
    const QString& code = detail.row.errorCode;
    if (code == "RATE_LIMIT"_L1) return VerdictWords::tr("A rate limit was reached, so no provider was asked and nothing was billed.");
    if (code == "BUDGET_EXCEEDED"_L1) return VerdictWords::tr("A budget was used up, so no provider was asked and nothing was billed.");
    if (code == "NO_UPSTREAM"_L1) return noUpstreamText(detail.explain);
    const QString meaning = errorMeaning(code);
    return VerdictWords::tr("It was refused before any provider was asked: %1").arg(meaning.isEmpty() ? code : meaning);
}

QString attemptsText(const TraceDetail& detail) {
    QStringList failures;
    for (const TraceAttempt& attempt : detail.attempts) {
        if (hasFailed(attempt)) failures << failureText(attempt);
    }
    const TraceAttempt& last = detail.attempts.back();
    const auto failed = static_cast<int>(failures.size());
    if (!hasFailed(last) && detail.row.errorCode.isEmpty()) {
        if (failed == 0) return {};
        return VerdictWords::tr("%n attempt(s) failed, then %1 answered. %2", nullptr, failed).arg(routeText(last.provider, last.upstreamModel), failures.join(u' '));
    }
    if (last.status > 0 && last.status < 400) {
        return VerdictWords::tr("%1 began to answer, but the answer broke off: %2").arg(routeText(last.provider, last.upstreamModel), errorMeaning(detail.row.errorCode));
    }
    if (failed == 0) return errorMeaning(detail.row.errorCode);
    return VerdictWords::tr("%n attempt(s) were made and none succeeded. %1", nullptr, failed).arg(failures.join(u' '));
}

QString outcomeText(const TraceDetail& detail) {
    if (detail.explain.why == "cache"_L1 || detail.cache == "hit"_L1) return VerdictWords::tr("The response cache answered it: no provider was asked.");
    if (detail.row.errorCode == "CLIENT_GONE"_L1) return clientGoneText(detail);
    if (!detail.attempts.empty()) return attemptsText(detail);
    return detail.row.errorCode.isEmpty() ? QString() : refusalText(detail);
}

/// Routes that were passed over, by why.
QStringList passedOver(const TraceExplain& explain) {
    QStringList open, full;
    for (const WhyCandidate& one : explain.candidates) {
        if (one.outcome == "circuit_open"_L1 || one.outcome == "at_rest"_L1) open << routeText(one.provider, one.model);
        if (one.outcome == "at_cap"_L1) full << routeText(one.provider, one.model);
    }
    QStringList lines;
    const QString comma = VerdictWords::tr(", ", "between routes");
    if (!open.isEmpty()) lines << VerdictWords::tr("Passed over because its circuit was open: %1.").arg(open.join(comma));
    if (!full.isEmpty()) lines << VerdictWords::tr("Passed over because it was at its own cap: %1.").arg(full.join(comma));
    return lines;
}

QString billText(const TraceDetail& detail) {
    if (detail.usageSource != "estimated"_L1) return {};
    if (detail.row.errorCode == "CLIENT_GONE"_L1) return VerdictWords::tr("The bill is an estimate: it counts what had been delivered when the client left.");
    return VerdictWords::tr("The bill is an estimate: the provider did not say how many tokens it used, so they were counted from the text.");
}

}  // namespace

QStringList traceVerdict(const TraceDetail& detail) {
    QStringList lines;
    if (const QString outcome = outcomeText(detail); !outcome.isEmpty()) lines << outcome;
    if (const QString time = timeSentence(detail); !time.isEmpty()) lines << time;
    // Where no route answered, how the first one was picked is beside the point.
    const bool picked = detail.explain.why != "cache"_L1 && detail.explain.why != "all_rest"_L1;
    if (const QString choice = picked ? whySentence(detail.explain) : QString(); !choice.isEmpty()) lines << choice;
    if (detail.row.errorCode != "NO_UPSTREAM"_L1) lines << passedOver(detail.explain);
    if (const QString bill = billText(detail); !bill.isEmpty()) lines << bill;
    return lines;
}

}  // namespace ui::models
