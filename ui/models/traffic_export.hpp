// Requests as lines of a file: CSV that no spreadsheet runs as a formula, or JSON lines with the admin API's names.
// Pure functions; called on the export's thread.
#pragma once

#include "ui/models/traffic_row.hpp"

#include <QByteArray>

namespace ui::models {

enum class ExportFormat { csv, jsonl };

/// First line of the file; empty for JSON lines.
QByteArray exportHeading(ExportFormat format);
/// One request with its line end (CRLF in CSV, RFC 4180).
QByteArray exportLine(ExportFormat format, const TrafficRow& row);
/// Quoted where it must be; a text that begins with = + - @ tab, CR or NUL gets an apostrophe before it.
QByteArray csvCell(const QString& text);

}  // namespace ui::models
