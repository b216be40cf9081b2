// Texts in several languages and forms with their true token counts (token_samples.json), for token_estimate_test.
#pragma once

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <string>
#include <vector>

namespace gw::dialect {

struct TokenSample {
    std::string name, text;
    int o200k = 0, cl100k = 0;
    bool heldOut = false;  ///< the weights were not fitted to it
};

inline std::vector<TokenSample> tokenSamples() {
    QFile file(QStringLiteral(GW_SOURCE_DIR "/tests/gateway/dialect/token_samples.json"));
    std::vector<TokenSample> samples;
    if (!file.open(QIODevice::ReadOnly)) return samples;
    const QJsonObject all = QJsonDocument::fromJson(file.readAll()).object();
    for (const QJsonValue& one : all.value(QLatin1String("samples")).toArray()) {
        samples.push_back({one[QLatin1String("name")].toString().toStdString(), one[QLatin1String("text")].toString().toStdString(),
                           one[QLatin1String("o200k")].toInt(), one[QLatin1String("cl100k")].toInt(), one[QLatin1String("held_out")].toBool()});
    }
    return samples;
}

}  // namespace gw::dialect
