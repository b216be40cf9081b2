// Where the time of one slow request went, as one sentence. Pure; main.
#pragma once

#include <QString>

namespace ui::models {

struct TraceDetail;

/// "6.40 s of its 7.76 s went by while demo · m was sending its answer: 2,450 tokens, 383 a second." Names the largest part.
/// Empty for a request that took less than a second, and where no attempt tells its times.
QString timeSentence(const TraceDetail& detail);

}  // namespace ui::models
