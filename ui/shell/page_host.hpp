// The stack of pages: makes each when it is first opened, keeps a history, hands range and pause on, shows toasts.
// Main thread; owned by MainWindow.
#pragma once

#include "ui/pages/page.hpp"

#include <QHash>
#include <QStackedWidget>
#include <QStringList>

#include <chrono>

namespace ui::widgets {
class Toast;
}

namespace ui::shell {

class PageHost : public QStackedWidget {
    Q_OBJECT

public:
    explicit PageHost(pages::PageContext context, QWidget* parent = nullptr);

    /// @return false for a page that is not built.
    bool open(const QString& name, const QString& argument = {});
    void back();
    void forward();
    pages::Page* currentPage() const;
    QString currentName() const { return currentName_; }
    void setRange(std::chrono::seconds range);
    void setPaused(bool paused);
    void setPace(int pace);

Q_SIGNALS:
    void opened(const QString& name);
    void resumeWanted();

private:
    pages::Page* pageFor(const QString& name);
    void showPage(const QString& name);

    pages::PageContext context_;
    QHash<QString, pages::Page*> pages_;
    QStringList history_;
    qsizetype historyAt_ = -1;
    QString currentName_;
    widgets::Toast* toast_ = nullptr;
    std::chrono::seconds range_{900};
    int pace_ = 1;
    bool paused_ = false;
};

}  // namespace ui::shell
