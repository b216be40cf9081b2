// Numbers as a filter expression writes them: 500, 5s, 200ms, $0.01, and 5xx for a hundred status codes.
// For traffic_expression only. Pure functions; any thread.
#pragma once

#include <QString>

#include <optional>

namespace ui::models {

/// "5xx" is 5.
std::optional<int> statusClass(const QString& text);
/// Milliseconds for latency and ttft, nano-dollars for cost (exact, at most nine decimals), the plain number for others.
std::optional<qint64> expressionNumber(const QString& field, const QString& text);

}  // namespace ui::models
