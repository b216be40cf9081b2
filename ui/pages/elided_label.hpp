// A label that cuts its one line with an ellipsis and shows the whole in its tool tip; never widens its surroundings.
// Thread: main. Owner: its parent widget.
#pragma once

#include <QLabel>

namespace ui::pages {

class ElidedLabel : public QLabel {
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent, Qt::TextElideMode mode = Qt::ElideRight);

    /// What stands there when the whole text does not fit; the tool tip still tells the whole.
    void setBrief(const QString& brief);
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Qt::TextElideMode mode_;
    QString brief_;
};

}  // namespace ui::pages
