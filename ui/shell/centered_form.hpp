// A surface in the middle of the window: heading, explanation and room for a form. Base of the views before the pages.
// Main thread; owned by MainWindow's stack.
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace ui::shell {

class CenteredForm : public QWidget {
    Q_OBJECT

public:
    explicit CenteredForm(QWidget* parent = nullptr);

    void setHeading(const QString& title, const QString& explanation);
    QString heading() const;

protected:
    QVBoxLayout* form() const { return form_; }
    /// A label above a field, joined for screen readers.
    QLineEdit* addField(const char* name, const QString& label, bool secret);

private:
    QLabel* title_ = nullptr;
    QLabel* explanation_ = nullptr;
    QVBoxLayout* form_ = nullptr;
};

}  // namespace ui::shell
