// What an error code of the request log means and what a person should do about it, in the interface language.
// Any thread; pure functions.
#pragma once

#include <QString>
#include <QStringList>

namespace ui::models {

/// The sentence of the code (gateway/base/error_codes.def); empty for one that this console does not know.
QString errorMeaning(const QString& code);
/// What to do, one or two sentences; for a code without advice of its own a general one.
QString errorAdvice(const QString& code);
/// Codes with advice of their own.
QStringList advisedErrorCodes();

}  // namespace ui::models
