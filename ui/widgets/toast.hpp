// A short notice at the bottom left of its host, with an optional undo; goes by itself after 8 seconds.
// Main thread; owned by the host widget. A second notice replaces the first, whose undo is then gone.
#pragma once

#include <QFrame>

#include <chrono>
#include <functional>

class QLabel;
class QPushButton;
class QTimer;
class QToolButton;

namespace ui::widgets {

class Toast : public QFrame {
    Q_OBJECT

public:
    explicit Toast(QWidget* host);

    void notify(const QString& text, const QString& undoLabel = {}, std::function<void()> undo = {});
    void setDuration(std::chrono::milliseconds duration) { duration_ = duration; }
    /// Distance kept from the host's bottom edge.
    void setBottomMargin(int px) { bottomMargin_ = px; }
    QString text() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void place();

    QWidget* host_;
    QLabel* text_ = nullptr;
    QPushButton* undo_ = nullptr;
    QToolButton* close_ = nullptr;
    QTimer* timer_ = nullptr;
    std::function<void()> undoRun_;
    std::chrono::milliseconds duration_{8000};
    int bottomMargin_ = 40;
};

}  // namespace ui::widgets
