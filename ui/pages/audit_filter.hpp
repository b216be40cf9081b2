// The filter line of the audit page: who, what, target, result, since when; and the query it makes.
// Thread: main. Owner: the page. Texts are asked for a moment after the last key was pressed.
#pragma once

#include <QTimer>
#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLineEdit;

namespace ui::pages {

class AuditFilter : public QWidget {
    Q_OBJECT

public:
    explicit AuditFilter(QWidget* parent);
    /// "&actor=ops&outcome=failed", percent-encoded; empty: everything.
    QString query() const;
    void focusFirst();
    void clear();

Q_SIGNALS:
    void changed();

private:
    QLineEdit* addText(QHBoxLayout* row, const QString& name, const QString& hint);
    QComboBox* addChoice(QHBoxLayout* row, const QString& name, const QString& label);

    QLineEdit* actor_;
    QComboBox* action_;
    QLineEdit* target_;
    QComboBox* outcome_;
    QComboBox* since_;
    QTimer pause_;
};

}  // namespace ui::pages
