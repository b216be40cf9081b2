// Reads events of the topic "requests" into rows, without the tree of values in between that TrafficRow::fromJson needs:
// 2,000 rows a second cost a fifth of it (tests/bench/console_cost). Texts many rows have in common are kept once.
// One thread: the one that reads. Owned by the traffic feed's reader.
#pragma once

#include "ui/models/traffic_row.hpp"

#include <QByteArray>

#include <memory>

namespace ui::models {

class TrafficJson {
public:
    TrafficJson();
    ~TrafficJson();

    /// The rows of {"items":[REQUEST, …]}, as trafficRows() would give them; what is not such a row is left out.
    std::vector<TrafficRow> rows(const QByteArray& data);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace ui::models
