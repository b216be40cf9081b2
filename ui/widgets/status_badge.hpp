// Shape + colour + word on a tint: the state of one thing.
// Main thread; owned by its parent widget.
#pragma once

#include "ui/style/icons.hpp"

#include <QWidget>

namespace ui::widgets {

class StatusBadge : public QWidget {
    Q_OBJECT

public:
    explicit StatusBadge(style::Status status = style::Status::unknown, const QString& text = {},
                         QWidget* parent = nullptr);

    /// An empty text shows the status' own word.
    void setStatus(style::Status status, const QString& text = {});
    style::Status status() const { return status_; }
    QString text() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    style::Status status_;
    QString text_;
};

}  // namespace ui::widgets
