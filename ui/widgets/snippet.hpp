// Several lines of fixed-width text to be taken along: a request as curl or as a program, with a copy button.
// Main thread; owned by its parent widget.
#pragma once

#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace ui::widgets {

class Snippet : public QWidget {
    Q_OBJECT

public:
    /// @param name objectName; the parts are `name`.text and `name`.copy.
    Snippet(const QString& name, const QString& accessibleName, QWidget* parent = nullptr);

    void setText(const QString& text);
    QString text() const;

private:
    QPlainTextEdit* text_ = nullptr;
    QPushButton* copy_ = nullptr;
};

}  // namespace ui::widgets
