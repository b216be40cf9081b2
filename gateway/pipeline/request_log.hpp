// Where a worker's finished requests go to become log lines (engine: a ring a worker to the log thread). Called on the
// worker only; never blocks, drops and counts when full.
#pragma once

#include "gateway/ledger/usage_record.hpp"

namespace gw::pipeline {

class RequestLog {
 public:
    virtual ~RequestLog() = default;
    virtual void log(ledger::RequestRecord&& record) = 0;
};

}  // namespace gw::pipeline
