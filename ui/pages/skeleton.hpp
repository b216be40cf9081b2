// Grey blocks in the page's shape while its first data is on the way; shown only when that takes noticeable time.
// Thread: main. Owner: the page.
#pragma once

#include <QWidget>

namespace ui::pages {

class Skeleton : public QWidget {
    Q_OBJECT

public:
    explicit Skeleton(QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace ui::pages
