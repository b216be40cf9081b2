// The fields of a provider, each with its own line for what is wrong. Thread: main. Owner: the dialog it stands in.
// A field complains once it has been touched, or when the gateway refused it. The credential is typed into a masked
// field and lives only there and in the one request.
#pragma once

#include "ui/pages/provider_draft.hpp"

#include <QHash>
#include <QSet>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;

namespace ui::pages {

class ProviderForm : public QWidget {
    Q_OBJECT

public:
    /// @param prefix objectName prefix of the fields: "dialog.newProvider" gives "dialog.newProvider.name".
    ProviderForm(const QString& prefix, QWidget* parent);
    ~ProviderForm() override;

    /// An existing provider: its name is fixed, its credential is replaced only when one is typed.
    void setRow(const models::ProviderRow& row);
    ProviderDraft draft() const;
    /// The first thing that is wrong, touched or not; empty when valid.
    QString firstProblem() const;
    /// A refusal of the gateway: shown at the field it names until something is changed. @return false: no such field.
    bool showRefusal(const QString& field, const QString& sentence);
    void focusFirst();

Q_SIGNALS:
    void changed();

private:
    QLineEdit* addText(const QString& field, const QString& label, const QString& hint, int row, int column, int span);
    void addKind();
    void addCredential();
    void addPrivate();
    void addProblemLine(const QString& field, int row, int column, int span);
    void showKindHint();
    void touch(const QString& field);
    void showProblems();

    QString prefix_;
    QGridLayout* grid_;
    QHash<QString, QLineEdit*> texts_;
    QHash<QString, QLabel*> problemLines_;
    QHash<QString, QString> refusals_;
    QSet<QString> touched_;
    QComboBox* kind_ = nullptr;
    QCheckBox* private_ = nullptr;
};

}  // namespace ui::pages
