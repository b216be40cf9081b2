// What a person has typed about a provider: texts, their judgement, and the JSON for POST or PATCH.
// Plain values and pure functions; main thread. The page submits; the form only fills a draft.
#pragma once

#include "ui/models/provider_row.hpp"

#include <QJsonObject>
#include <QMap>
#include <QString>

namespace ui::pages {

struct ProviderDraft {
    QString name, kind, baseUrl;
    QString credential;  // typed once; an existing one is never here
    bool allowPrivate = false;
    QString connectMs, firstByteMs, idleMs, totalMs;  // empty: the gateway's default
    QString probeSeconds;                             // empty: it is not probed
    QString probeModel;                               // empty: a probe asks for the model list

    static ProviderDraft fromRow(const models::ProviderRow& row);

    /// Field name of the admin API → what is wrong with it. Empty: everything can be sent.
    QMap<QString, QString> problems() const;
    /// Body of POST providers: only what is given.
    QJsonObject toJson() const;
    /// Body of PATCH: only what differs from `before`; a cleared time limit is null, an empty credential stays as it is.
    QJsonObject changesFrom(const ProviderDraft& before) const;
};

/// The body as it may be shown: without the credential.
QJsonObject withoutCredential(QJsonObject body);

}  // namespace ui::pages
