// What the response cache does for a preset: which requests, who shares, how long, at what price. Thread: main. Owner: the form.
#pragma once

#include "ui/models/preset_row.hpp"

#include <QWidget>

class QComboBox;
class QSpinBox;

namespace ui::pages {

class PresetCacheFields : public QWidget {
    Q_OBJECT

public:
    /// @param prefix objectName prefix: "dialog.newPreset" gives "dialog.newPreset.cache.use".
    PresetCacheFields(const QString& prefix, QWidget* parent);

    void setCache(const models::PresetCache& cache);
    models::PresetCache cache() const;

Q_SIGNALS:
    void changed();

private:
    QComboBox* addChoice(const QString& name, const QString& label);
    QSpinBox* addNumber(const QString& name, const QString& label, int most);
    void refresh();

    QString prefix_;
    QComboBox* use_ = nullptr;
    QComboBox* scope_ = nullptr;
    QSpinBox* ttl_ = nullptr;
    QSpinBox* percent_ = nullptr;
};

}  // namespace ui::pages
