// The value of `Idempotency-Key`: one for each dialog or form, so that a repeated press or a lost reply never makes a
// second object. Any thread; a pure draw of chance.
#pragma once

#include <QByteArray>

namespace ui::bridge {

/// 32 hexadecimal digits.
QByteArray freshIdempotencyKey();

}  // namespace ui::bridge
