// The first request as text to copy: curl and Python, with the gateway's address and a model, the key as $GW_KEY.
// Any thread; pure functions.
#pragma once

#include <QString>

namespace ui::shell {

QString curlSnippet(const QString& gateway, const QString& model);
QString pythonSnippet(const QString& gateway, const QString& model);

}  // namespace ui::shell
