// The gesture of level L3: keep pressed for a second (mouse, Space or Enter) while the button fills, then held().
// Letting go early does nothing. With setDoublePress(true) two presses at least the hold time apart do instead; at
// first it is what style::comfort() says.
// Main thread; owned by its parent widget.
#pragma once

#include <QElapsedTimer>
#include <QPushButton>

#include <chrono>

class QVariantAnimation;

namespace ui::widgets {

class HoldButton : public QPushButton {
    Q_OBJECT

public:
    explicit HoldButton(const QString& text = {}, QWidget* parent = nullptr);

    void setHoldTime(std::chrono::milliseconds time);
    std::chrono::milliseconds holdTime() const { return holdTime_; }
    void setDoublePress(bool on);
    /// 0 at rest, 1 when it fires.
    double progress() const { return progress_; }
    QSize sizeHint() const override;

Q_SIGNALS:
    void held();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void begin();
    void cancel();
    void fire();
    void pressTwice();

    QVariantAnimation* animation_ = nullptr;
    std::chrono::milliseconds holdTime_{1000};
    double progress_ = 0;
    bool holding_ = false;
    bool doublePress_ = false;
    QElapsedTimer firstPress_;
};

}  // namespace ui::widgets
