// A bordered surface with a heading, an age line and room for content; the block every page is built of.
// Main thread; owned by its parent widget.
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace ui::widgets {

class Card : public QFrame {
    Q_OBJECT

public:
    explicit Card(const QString& title = {}, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    /// Secondary text right of the title: source, unit, age.
    void setSubtitle(const QString& subtitle);
    /// Greys the subtitle's place with "Data is 47 s old" while `staleSeconds` > 0.
    void setStale(int staleSeconds);
    bool isStale() const { return stale_; }
    QVBoxLayout* content() const { return content_; }
    /// Right end of the heading, for small buttons.
    QHBoxLayout* actions() const { return actions_; }

private:
    void showSubtitle();

    QWidget* heading_ = nullptr;
    QLabel* title_ = nullptr;
    QLabel* subtitle_ = nullptr;
    QHBoxLayout* actions_ = nullptr;
    QVBoxLayout* content_ = nullptr;
    QString subtitleText_;
    int staleSeconds_ = 0;
    bool stale_ = false;
};

}  // namespace ui::widgets
