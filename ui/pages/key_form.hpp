// The fields of a key, each with its own line for what is wrong. Thread: main. Owner: the dialog it stands in.
// A field complains once it has been touched, or when the server refused it.
#pragma once

#include "ui/pages/key_draft.hpp"

#include <QHash>
#include <QSet>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QDateTimeEdit;
class QGridLayout;
class QLabel;
class QLineEdit;

namespace ui::pages {

struct OwnerChoice {
    QString id;
    QString email;
};

class KeyForm : public QWidget {
    Q_OBJECT

public:
    /// @param prefix objectName prefix of the fields: "dialog.newKey" gives "dialog.newKey.name".
    KeyForm(const QString& prefix, QWidget* parent);

    void setDraft(const KeyDraft& draft);
    KeyDraft draft() const;
    void setOwners(const QList<OwnerChoice>& owners, const QString& self);
    /// An existing key keeps its owner.
    void setOwnerFixed(const OwnerChoice& owner);
    bool isValid() const;
    /// The first thing that is wrong, touched or not; empty when valid.
    QString firstProblem() const;
    /// A refusal of the server: shown at the field it names until that field is changed.
    void showRefusal(const QString& field, const QString& sentence);
    void focusFirst();

Q_SIGNALS:
    void changed();

private:
    QLineEdit* addText(const QString& field, const QString& label, const QString& hint, int row, int column, int span);
    void addExpiry(int row, int column);
    void addOwner(int row, int column);
    void addSignature(int row);
    QLabel* addProblemLine(const QString& field, int row, int column, int span);
    void touch(const QString& field);
    void showProblems();
    QDateTime expiry() const;
    void setExpiry(const QDateTime& moment);

    QString prefix_;
    QGridLayout* grid_;
    QHash<QString, QLineEdit*> texts_;
    QHash<QString, QLabel*> problemLines_;
    QHash<QString, QString> refusals_;
    QSet<QString> touched_;
    QDateTime untouchedExpiry_;
    QComboBox* owner_ = nullptr;
    QCheckBox* signature_ = nullptr;
    QComboBox* expiryChoice_ = nullptr;
    QDateTimeEdit* expiryMoment_ = nullptr;
};

}  // namespace ui::pages
