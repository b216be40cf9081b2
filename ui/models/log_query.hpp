// The list's filter as the gateway's own log can be asked (GET requests, requests/export), and what of it cannot be asked.
// Pure values and functions; any thread.
#pragma once

#include "ui/models/traffic_filter.hpp"

#include <QStringList>

#include <functional>

namespace ui::models {

struct LogQuery {
    /// "status=5xx&provider=openai", encoded; empty: the whole log.
    QString query;
    /// What the query asks, as the expression line would write it.
    QStringList asked;
    /// Parts of the filter that the gateway does not know: what they hide is in its answer too.
    QStringList left;
};

/// How the log writes a value that the expression compares without regard to case; may return the value as it is.
using AsLogged = std::function<QString(const QString& field, const QString& value)>;

LogQuery logQuery(const TrafficFilter& filter, const AsLogged& asLogged);

}  // namespace ui::models
