// A secret that is shown once: visible until it is copied, then masked; the clipboard is emptied after 60 seconds
// unless something else was copied meanwhile. Main thread; owned by its parent widget; wipes its copy when destroyed.
#pragma once

#include <QWidget>

#include <chrono>

class QLabel;
class QLineEdit;
class QPushButton;
class QTimer;
class QToolButton;

namespace ui::widgets {

class SecretField : public QWidget {
    Q_OBJECT

public:
    explicit SecretField(QWidget* parent = nullptr);
    ~SecretField() override;

    void setSecret(const QString& secret);
    bool isMasked() const { return masked_; }
    bool wasCopied() const { return copied_; }
    void setClipboardLife(std::chrono::milliseconds life) { clipboardLife_ = life; }

Q_SIGNALS:
    void copied();

private:
    void copy();
    void setMasked(bool masked);
    void clearClipboard();

    QString secret_;
    QLineEdit* field_ = nullptr;
    QToolButton* reveal_ = nullptr;
    QPushButton* copy_ = nullptr;
    QLabel* note_ = nullptr;
    QTimer* clipboardTimer_ = nullptr;
    std::chrono::milliseconds clipboardLife_{60000};
    bool masked_ = false;
    bool copied_ = false;
};

}  // namespace ui::widgets
