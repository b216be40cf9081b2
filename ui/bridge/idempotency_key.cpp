#include "ui/bridge/idempotency_key.hpp"

#include <QRandomGenerator>

#include <array>

namespace ui::bridge {

QByteArray freshIdempotencyKey() {
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    return QByteArray(reinterpret_cast<const char*>(words.data()), sizeof(words)).toHex();
}

}  // namespace ui::bridge
