// What happened to one request, and why, in plain sentences: answered from the cache, refused, gone on to another route, given up
// by the client, billed by estimate. Pure functions over the trace; any thread.
#pragma once

#include <QStringList>

namespace ui::models {

struct TraceDetail;

/// The outcome first, then how the first route was picked, what was passed over, and what is to be known of the bill.
QStringList traceVerdict(const TraceDetail& detail);

}  // namespace ui::models
