// Two columns: keys, and what they do. Made for the key list and the settings page.
// Main thread; owned by its parent widget.
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

#include <utility>

namespace ui::widgets {

class KeyList : public QWidget {
    Q_OBJECT

public:
    /// @param lines keys and what they do, in the interface language.
    explicit KeyList(const QList<std::pair<QString, QString>>& lines, QWidget* parent = nullptr);
};

}  // namespace ui::widgets
