// The 44 px band on top of every page: which environment this is, its address and state, time range, pause, menu.
// Main thread; owned by MainWindow. Shows what it is told and emits what the person chose.
#pragma once

#include "ui/style/icons.hpp"

#include <QWidget>

#include <chrono>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace ui::shell {

class EnvironmentChip;

class EnvironmentStrip : public QWidget {
    Q_OBJECT

public:
    explicit EnvironmentStrip(QWidget* parent = nullptr);

    /// @param environmentClass "development", "staging", "production" or empty.
    void setEnvironment(const QString& name, const QString& environmentClass);
    void setGatewayUrl(const QString& url);
    void setStatus(style::Status status, const QString& word);
    void setRange(std::chrono::seconds range);
    void setPaused(bool paused);
    /// Range and pause make sense only over pages.
    void setPageControlsVisible(bool visible);
    void setSignOutVisible(bool visible);
    void setLocale(const QString& locale);

Q_SIGNALS:
    void rangeChosen(std::chrono::seconds range);
    void pauseToggled(bool paused);
    void themeChosen(ui::style::ThemeKind theme);
    void languageChosen(const QString& locale);
    void signOutChosen();
    void quitChosen();

private:
    void buildAddress(QHBoxLayout* row);
    void buildPageControls(QHBoxLayout* row);
    void buildMenu(QHBoxLayout* row);
    void redrawStatus();

    EnvironmentChip* chip_ = nullptr;
    QLabel* url_ = nullptr;
    QToolButton* copyUrl_ = nullptr;
    QLabel* statusGlyph_ = nullptr;
    QLabel* statusWord_ = nullptr;
    QComboBox* range_ = nullptr;
    QPushButton* pause_ = nullptr;
    QToolButton* menuButton_ = nullptr;
    QMenu* menu_ = nullptr;
    QAction* signOut_ = nullptr;
    style::Status status_ = style::Status::unknown;
};

}  // namespace ui::shell
