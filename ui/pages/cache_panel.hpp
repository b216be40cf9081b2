// The response cache: how often it answered, what that saved, what it holds of its bound, which presets may use it, and emptying it.
// Thread: main. Owner: the providers page. It shows and announces; the page does every call.
#pragma once

#include "ui/models/preset_row.hpp"

#include <QHash>
#include <QJsonObject>
#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QPushButton;

namespace ui::pages {

class KpiTile;

/// GET cache, as numbers.
struct CacheView {
    qint64 bytes = 0, bytesMax = 0, entries = 0, entriesMax = 0, hits = 0, misses = 0, bypasses = 0, flushes = 0;
    std::optional<double> hitRatio;
    std::optional<qint64> savedNanoUsd;  ///< unset: an engine that does not say
    qint64 unpriced = 0;
    QHash<QString, qint64> savedByPreset;

    static CacheView fromJson(const QJsonObject& body);
    bool isOff() const { return bytesMax == 0 || entriesMax == 0; }
};

class CachePanel : public QWidget {
    Q_OBJECT

public:
    explicit CachePanel(QWidget* parent);

    void show(const CacheView& view);
    /// Which of them let the cache answer, and what.
    void showPresets(const std::vector<models::PresetRow>& presets);
    void setStale(bool stale);
    QPushButton* emptyButton() const { return empty_; }
    const CacheView& view() const { return view_; }
    using QWidget::show;

Q_SIGNALS:
    void emptyAsked();

private:
    void showState();
    void showSaved();
    void writePresets();

    CacheView view_;
    std::vector<models::PresetRow> rows_;
    QLabel* state_;
    QLabel* presets_;
    KpiTile* ratio_;
    KpiTile* answers_;
    KpiTile* saved_;
    KpiTile* entries_;
    KpiTile* bytes_;
    QPushButton* empty_;
};

}  // namespace ui::pages
