// What the live traffic list shows: chips, the expression line and the trace id's beginning, all of which must hold.
// A plain value; any thread.
#pragma once

#include "ui/models/traffic_expression.hpp"

namespace ui::models {

struct TrafficFilter {
    enum Class : unsigned { success = 1, clientError = 2, rateLimited = 4, serverError = 8 };

    unsigned classes = 0;  // of Class, any of them; 0: every status. clientError includes 429.
    std::optional<qint64> slowerThanMs;
    QString tracePrefix;  // of the trace id or the client's own id
    TrafficExpression expression;

    bool isEmpty() const { return classes == 0 && !slowerThanMs && tracePrefix.isEmpty() && expression.isEmpty(); }
    /// Markers and gaps always pass: they belong to the time line, not to a request.
    bool accepts(const TrafficRow& row) const;
};

}  // namespace ui::models
