// A provider of the admin API with its recent health, and the table of providers.
// Rows are plain values; the model lives on main, owned by the providers page. The credential is never part of a row.
#pragma once

#include "ui/models/row_table_model.hpp"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

#include <optional>

namespace ui::models {

struct ProviderRow {
    QString id, name, kind, baseUrl, credentialHint;
    bool allowPrivate = false;
    bool isActive = true;
    bool hasCredential = false;
    std::optional<qint64> connectMs, firstByteMs, idleMs, totalMs;  // none: the gateway's default
    std::optional<qint64> probeSeconds;                             // none: it is not probed
    style::Status health = style::Status::unknown;                  // recent traffic, from GET dependencies
    QString healthDetail, recentCalls;
    std::optional<double> latencyMs;

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

/// openai, anthropic, gemini, azure.
QStringList providerKinds();
/// "OpenAI", "Anthropic" …: product names, not translated.
QString providerKindName(const QString& kind);
QSet<QString> providersOff(const std::vector<ProviderRow>& providers);

using ProviderModel = RowTableModel<ProviderRow>;

/// Columns: name, kind, baseUrl, private, active, health, latency, credential.
std::vector<Column<ProviderRow>> providerColumns();

}  // namespace ui::models
