// A splitter between cards: the gap is the handle and shows a short grip, in the accent colour while it has the pointer.
// Thread: main. Owner: the page.
#pragma once

#include <QSplitter>

namespace ui::pages {

class GripSplitter : public QSplitter {
    Q_OBJECT

public:
    GripSplitter(Qt::Orientation orientation, QWidget* parent);

protected:
    QSplitterHandle* createHandle() override;
};

}  // namespace ui::pages
