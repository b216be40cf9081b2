// Changes to a preset's routes that a person has made but not applied. Each remembers the value it started from, so that
// a change by somebody else is seen and never silently overwritten. Plain values; main thread, owned by the page.
#pragma once

#include "ui/models/preset_row.hpp"

#include <map>
#include <utility>

namespace ui::models {

enum class RouteField { active, priority, weight, parallel, rpm };

/// Of a cap 0: there is none.
qint64 valueOf(const PresetItem& item, RouteField field);
void setValue(PresetItem& item, RouteField field, qint64 value);

struct RouteChange {
    PresetItem item;  // as the gateway has it
    RouteField field;
    qint64 base;      // what it was when the change was made
    qint64 now;       // what the gateway has
    qint64 planned;

    bool isConflict() const { return now != base && now != planned; }
};

class RoutingDraft {
public:
    /// A value equal to what the change started from takes the change back.
    void set(const PresetRow& now, const QString& itemId, RouteField field, qint64 value);
    bool has(const QString& itemId, RouteField field) const { return edits_.count({itemId, field}) > 0; }
    bool isEmpty() const { return edits_.empty(); }
    int size() const { return static_cast<int>(edits_.size()); }
    void clear() { edits_.clear(); }

    /// The preset as it would be after applying.
    PresetRow planned(const PresetRow& now) const;
    /// In the preset's order.
    std::vector<RouteChange> changes(const PresetRow& now) const;
    bool hasConflict(const PresetRow& now) const;
    /// Drops what the gateway has already, and what belongs to routes that are gone.
    /// @return how many changes lost their route.
    int settle(const PresetRow& now);

private:
    struct Edit {
        qint64 base;
        qint64 planned;
    };
    std::map<std::pair<QString, RouteField>, Edit> edits_;
};

}  // namespace ui::models
