// Reads live request events into rows for the traffic feed. Works on the bridge thread; made by the feed, which hears
// the signal on main.
#pragma once

#include "ui/bridge/request_reader.hpp"
#include "ui/models/traffic_json.hpp"

#include <memory>
#include <vector>

namespace ui::pages {

using TrafficBatch = std::shared_ptr<std::vector<ui::models::TrafficRow>>;

class TrafficReader : public bridge::RequestReader {
    Q_OBJECT

public:
    void read(const QByteArray& data) override {
        Q_EMIT rowsRead(std::make_shared<std::vector<ui::models::TrafficRow>>(json_.rows(data)));
    }

Q_SIGNALS:
    /// Whoever hears it may take the rows out.
    void rowsRead(const ui::pages::TrafficBatch& rows);

private:
    models::TrafficJson json_;
};

}  // namespace ui::pages
