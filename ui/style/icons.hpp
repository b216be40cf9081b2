// Line icons and status shapes, drawn from our own SVG files and recoloured by token.
// Main thread. Icons re-render themselves when the theme changes: they ask for the tokens when painted.
#pragma once

#include "ui/style/status.hpp"
#include "ui/style/theme.hpp"

#include <QIcon>
#include <QPixmap>
#include <QString>

namespace ui::style {

enum class Glyph {
    alert, audit, back, bell, block, check, chevronDown, clipboard, clock, close, copy, database, download, edit,
    errors, external, filter, forward, gauge, globe, hide, info, instances, keyhole, keys, limits, lock, menu,
    migrations, minus, more, overview, pause, play, playground, plus, power, providers, queue, quit, refresh,
    runbook, search, settings, show, snowflake, sun, moon, traffic, trash, undo, usage, users, warning
};

/// @param role which token colours it; text by default. Disabled mode uses textDisabled.
QIcon icon(Glyph glyph);
QIcon icon(Glyph glyph, QColor Tokens::*role);
QPixmap glyphPixmap(Glyph glyph, int px, const QColor& color, qreal devicePixelRatio = 1.0);

/// @param px edge in logical pixels; rendered at the application's highest pixel ratio.
QPixmap statusGlyph(Status status, int px);
QPixmap statusGlyph(Status status, int px, const QColor& color);
QColor statusColor(Status status);
const BadgeColors& statusBadge(Status status);
/// One translated word: OK, Degraded, Critical, Down, Unknown, Paused, Running, Read-only.
QString statusWord(Status status);
/// "ok|degraded|down|…" of the admin API; anything else is unknown.
Status statusFromName(const QString& name);

/// The program's own mark, coloured, for window and tray.
QIcon applicationIcon();

}  // namespace ui::style
