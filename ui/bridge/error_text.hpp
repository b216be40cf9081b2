// Turns an ApiError into a sentence for people, in their language.
// Any thread. The sentences are those of gateway/base/error_codes.def, translated in context "ErrorCode".
#pragma once

#include "ui/bridge/api_types.hpp"

#include <QStringList>

namespace ui::bridge {

/// The sentence of the code; for a code this console does not know, the engine's own message.
QString errorText(const ApiError& error);
/// Every code that has a sentence here.
QStringList knownErrorCodes();

}  // namespace ui::bridge
