// One line of fixed-width text with a copy button: the API call that equals a click, an address, a path.
// Main thread; owned by its parent widget.
#pragma once

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace ui::widgets {

class CommandLine : public QWidget {
    Q_OBJECT

public:
    explicit CommandLine(const QString& text = {}, QWidget* parent = nullptr);

    void setText(const QString& text);
    QString text() const;

private:
    QLineEdit* field_ = nullptr;
    QToolButton* copy_ = nullptr;
};

}  // namespace ui::widgets
