// A provider of the admin API with its recent health, and the table of providers.
// Rows are plain values; the model lives on main, owned by the providers page. The credential is never part of a row.
#pragma once

#include "ui/models/row_table_model.hpp"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

#include <optional>

namespace ui::models {

/// What the last probe has shown that the gateway, or somebody else, has made.
struct LastProbe {
    QDateTime at;
    bool isOk = false;
    bool isCall = false;  // a real one; else of the model list
    double latencyMs = 0;
    QJsonObject told;     // of one that failed: error_code, error; bridge::probeText makes the sentence
    std::optional<qint64> costNanoUsd;
    bool operator==(const LastProbe&) const = default;
};

struct ProviderRow {
    QString id, name, kind, baseUrl, credentialHint;
    bool allowPrivate = false;
    bool isActive = true;
    bool hasCredential = false;
    std::optional<qint64> connectMs, firstByteMs, idleMs, totalMs;  // none: the gateway's default
    std::optional<qint64> probeSeconds;                             // none: it is not probed
    QString probeModel;                                             // empty: a probe asks for the model list
    std::optional<LastProbe> lastProbe;
    QDateTime nextProbe;                                            // invalid: none is due
    std::optional<qint64> callEstimateNanoUsd;                      // of a real call; none: nobody knows its price
    style::Status health = style::Status::unknown;                  // recent traffic, from GET dependencies
    QString healthDetail, recentCalls;
    std::optional<double> latencyMs;
    QString tag{};                                                  // the gateway's mark of exactly this state (`etag`)

    QString key() const { return id; }
    bool operator==(const ProviderRow&) const = default;
    static ProviderRow fromJson(const QJsonObject& json);
    /// What is known of its traffic: an item of GET dependencies, or an empty object when nothing is known.
    void takeHealth(const QJsonObject& dependency);
    /// A provider that is off is paused, whatever its traffic was.
    style::Status shownHealth() const;
    QString healthWord() const;
    /// Its last characters are known; a short credential keeps all of its own.
    bool hasCredentialTail() const;
    bool hasOwnTimeLimits() const { return connectMs || firstByteMs || idleMs || totalMs; }
};

/// A sum far below a cent, with all its figures: "$0.0000018".
QString tinyMoneyText(qint64 nanoUsd);
/// openai, anthropic, gemini, azure.
QStringList providerKinds();
/// "OpenAI", "Anthropic" …: product names, not translated.
QString providerKindName(const QString& kind);
QSet<QString> providersOff(const std::vector<ProviderRow>& providers);

using ProviderModel = RowTableModel<ProviderRow>;

/// Columns: name, kind, baseUrl, private, active, health, latency, credential.
std::vector<Column<ProviderRow>> providerColumns();

}  // namespace ui::models
