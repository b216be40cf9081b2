// A preset as a file: JSON to keep, to compare and to bring to another gateway. Files are read and written on a thread of
// the pool; the answer comes back on main, and never when `context` has died.
#pragma once

#include "ui/models/preset_row.hpp"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>
#include <optional>

namespace ui::pages {

QByteArray presetToFile(const models::PresetRow& row);

struct PresetFromFile {
    std::optional<models::PresetRow> preset;
    QString problem;  // a sentence when there is no preset
};
PresetFromFile presetFromFile(const QByteArray& text);

/// At most 1 MiB is read.
void readPresetFile(const QString& path, QObject* context, std::function<void(const PresetFromFile&)> then);
/// The file is readable by its owner only (0600). `then` gets an empty text, or what went wrong.
void writePresetFile(const QString& path, const QByteArray& text, QObject* context, std::function<void(const QString&)> then);

}  // namespace ui::pages
