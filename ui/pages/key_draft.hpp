// What a person has typed about a key: texts, their judgement, and the JSON for POST or PATCH.
// Plain values and pure functions; main thread. The page submits; dialogs only fill a draft.
#pragma once

#include "ui/models/key_row.hpp"

#include <QDateTime>
#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>

namespace ui::pages {

struct KeyDraft {
    QString name, ownerId, rpm, tpm, parallelMax, budgetUsd, models, allowedIps, preset, tags;
    bool requireSignature = false;
    QDateTime expiresAt;  // invalid: never

    static KeyDraft fromRow(const models::KeyRow& row);

    /// Field name of the admin API → what is wrong with it. Empty: everything can be sent.
    QMap<QString, QString> problems(const QDateTime& now) const;
    /// Body of POST api-keys: only what is given.
    QJsonObject toJson() const;
    /// Body of PATCH: only what differs from `before`; a cleared field is null or an empty list.
    QJsonObject changesFrom(const KeyDraft& before) const;
};

/// Items parted by commas, spaces or lines.
QStringList splitList(const QString& text);
/// One address or CIDR.
bool isAddressRange(const QString& text);

}  // namespace ui::pages
