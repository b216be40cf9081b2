// Where the gateway's master key lies, in words: for the settings page and the first steps. Pure; any thread.
#pragma once

#include <QJsonObject>
#include <QString>

namespace ui::pages {

/// @param engine GET /api/v1/engine. Empty when it does not tell (a remote gateway, one that has not started).
QString masterKeyText(const QJsonObject& engine);
/// What to know about that place: how to keep a copy, what is lost with it. Empty: nothing.
QString masterKeyHint(const QJsonObject& engine);

}  // namespace ui::pages
