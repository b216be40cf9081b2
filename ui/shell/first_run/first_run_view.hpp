// The first steps, from language to first request: step list on top, one form in the middle, Back, Skip and Continue.
// Main thread; owned by MainWindow's stack. A view like the others, never a dialog. Where it stands is remembered, so
// that it goes on after a restart or in another language.
#pragma once

#include "ui/shell/first_run/first_run_context.hpp"
#include "ui/style/icons.hpp"

#include <QUrl>
#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace ui::shell {

class FirstAdminView;
class FirstRunStep;

class FirstRunView : public QWidget {
    Q_OBJECT

public:
    FirstRunView(FirstRunContext context, QWidget* parent = nullptr);

    /// There is something to do: the window shows this view in place of the pages.
    bool isRunning() const { return running_; }
    /// To be called at each change of the link.
    void followLink();
    /// From the settings: all steps again, from the first.
    void runAgain();

Q_SIGNALS:
    /// isRunning() has changed without a change of the link.
    void runningChanged();
    void attachChosen(const QUrl& gateway);

private:
    struct Step {
        QString name;
        QString title;
        FirstRunStep* form;
        QLabel* glyph = nullptr;
        QLabel* text = nullptr;
    };
    void buildHeader(QVBoxLayout* column);
    void buildSteps();
    void buildFooter(QVBoxLayout* column);
    void connectAdmin();
    void makeAdmin(const QString& email, const QString& password);
    void onOnline();
    void lookForProviders();
    void begin(const QString& step);
    void end();
    void go(int step);
    void goOn();
    void keepFacts();
    void loadFacts();
    void refresh();
    int indexOf(const QString& name) const;

    FirstRunContext context_;
    std::vector<Step> steps_;
    QWidget* header_ = nullptr;
    QStackedWidget* stack_ = nullptr;
    QWidget* footer_ = nullptr;
    FirstAdminView* admin_ = nullptr;
    QPushButton* back_ = nullptr;
    QPushButton* close_ = nullptr;
    QPushButton* skip_ = nullptr;
    QPushButton* continue_ = nullptr;
    int at_ = 0;
    bool running_ = false;
    bool adminMissing_ = false;
    bool asked_ = false;
};

}  // namespace ui::shell
