// The L3 dialog that blocks: an address or range with how long, a key (freezes it), or a user (switches it off).
// Thread: main. Owner: the security page, which opens it with open() and does every call itself; it returns a value.
#pragma once

#include "ui/widgets/hold_dialog.hpp"

#include <QJsonObject>
#include <QList>
#include <QUrl>

#include <optional>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QStackedWidget;

namespace ui::pages {

/// A key or a user that can be chosen.
struct BlockChoice {
    QString id;
    QString name;
};

class BlockDialog : public widgets::HoldDialog {
    Q_OBJECT

public:
    enum class Target { address, key, user };

    /// dialog.block. @param userReason why users cannot be chosen; empty: they can.
    BlockDialog(const QUrl& api, const QString& address, const QString& userReason, QWidget* parent);

    void setKeys(const QList<BlockChoice>& keys);
    void setUsers(const QList<BlockChoice>& users);
    /// What blocking the address would stop, asked of the gateway by the page.
    void setImpact(const QString& sentence);

    Target target() const;
    /// The address as typed, or the id of the chosen key or user.
    QString subject() const;
    QString subjectName() const;
    /// Method, path and body of the call that does it.
    QString path() const;
    QByteArray method() const;
    QJsonObject requestBody() const;

Q_SIGNALS:
    /// Another address that could be blocked stands in the field.
    void addressChanged(const QString& address);

private:
    QWidget* buildTargets();
    QWidget* buildAddress(const QString& address);
    QWidget* buildDurations();
    void refreshForm();
    QString whyNot() const;
    std::optional<qint64> seconds() const;

    QUrl api_;
    QComboBox* what_ = nullptr;
    QStackedWidget* subjects_ = nullptr;
    QLineEdit* address_ = nullptr;
    QLabel* problem_ = nullptr;
    QLabel* note_ = nullptr;
    QLabel* impact_ = nullptr;
    QButtonGroup* durations_ = nullptr;
    QCheckBox* force_ = nullptr;
    QComboBox* keys_ = nullptr;
    QComboBox* users_ = nullptr;
};

}  // namespace ui::pages
