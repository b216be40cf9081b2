// Reads single values of the admin API's JSON. Any thread; pure functions.
#pragma once

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <limits>
#include <optional>

namespace ui::models {

inline std::optional<qint64> integerOf(const QJsonValue& value) {
    if (!value.isDouble()) return std::nullopt;
    return value.toInteger();
}

inline std::optional<double> numberOf(const QJsonValue& value) {
    if (!value.isDouble()) return std::nullopt;
    return value.toDouble();
}

/// RFC 3339; invalid for null and for anything else.
inline QDateTime timeOf(const QJsonValue& value) {
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

inline QStringList wordsOf(const QJsonValue& value) {
    QStringList words;
    for (const QJsonValue& word : value.toArray()) words << word.toString();
    return words;
}

}  // namespace ui::models
