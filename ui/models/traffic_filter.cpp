#include "ui/models/traffic_filter.hpp"

namespace ui::models {

namespace {

constexpr int kTooManyRequests = 429;

bool inClasses(int status, unsigned classes) {
    if ((classes & TrafficFilter::success) != 0 && status >= 200 && status < 300) return true;
    if ((classes & TrafficFilter::clientError) != 0 && status >= 400 && status < 500) return true;
    if ((classes & TrafficFilter::rateLimited) != 0 && status == kTooManyRequests) return true;
    return (classes & TrafficFilter::serverError) != 0 && status >= 500;
}

}  // namespace

bool TrafficFilter::accepts(const TrafficRow& row) const {
    if (!row.isRequest()) return true;
    if (classes != 0 && !inClasses(row.status, classes)) return false;
    if (slowerThanMs && row.latencyMs <= *slowerThanMs) return false;
    if (!tracePrefix.isEmpty() && !row.traceId.startsWith(tracePrefix) && !row.clientRequestId.startsWith(tracePrefix)) return false;
    return expression.accepts(row);
}

}  // namespace ui::models
