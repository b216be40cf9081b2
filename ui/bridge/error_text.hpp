// Turns an ApiError into a sentence for people, in their language.
// Any thread. The sentences are those of gateway/base/error_codes.def, translated in context "ErrorCode".
#pragma once

#include "ui/bridge/api_types.hpp"

#include <QJsonObject>
#include <QStringList>

namespace ui::bridge {

/// The sentence of the code; for a code this console does not know, the engine's own message.
QString errorText(const ApiError& error);
/// What a provider's test found wrong (the reply of POST providers/{id}/probe), with the place where it broke.
QString probeText(const QJsonObject& probe);
/// Every code that has a sentence here.
QStringList knownErrorCodes();

}  // namespace ui::bridge
