// A message that is part of the layout: what happened, and buttons that mend it. Hidden while it has no text.
// Main thread; owned by its parent widget.
#pragma once

#include <QFrame>

#include <functional>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace ui::widgets {

class InlineMessage : public QFrame {
    Q_OBJECT

public:
    enum class Kind { info, warn, crit };

    explicit InlineMessage(QWidget* parent = nullptr);

    /// Shows the text and removes the buttons of the message before.
    void showMessage(Kind kind, const QString& text);
    /// @return the button, owned by this message; its objectName is `name`.
    QPushButton* addAction(const QString& name, const QString& label, std::function<void()> run);
    void setClosable(bool closable);
    void clear();
    Kind kind() const { return kind_; }
    QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void recolour();

    Kind kind_ = Kind::info;
    QLabel* glyph_ = nullptr;
    QLabel* text_ = nullptr;
    QHBoxLayout* buttons_ = nullptr;
    QToolButton* close_ = nullptr;
};

}  // namespace ui::widgets
