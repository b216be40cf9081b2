// The console's own settings: appearance, connection, refresh, keys, data, about. Applied at once, kept by the shell.
// Thread: main. Owner: the shell. It asks the gateway nothing; the choices are those of PageContext::preferences.
#pragma once

#include "ui/pages/page.hpp"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace ui::widgets {
class Card;
}

namespace ui::pages {

class SettingsPage : public Page {
    Q_OBJECT

public:
    SettingsPage(PageContext& context, QWidget* parent);

    QString title() const override;
    void refresh() override;

protected:
    void poll() override;

private:
    void build();
    widgets::Card* addCard(QVBoxLayout* column, const QString& title);
    QFormLayout* addForm(widgets::Card* card);
    void buildAppearance(QVBoxLayout* column);
    void buildConnection(QVBoxLayout* column);
    void buildRefresh(QVBoxLayout* column);
    void buildKeys(QVBoxLayout* column);
    void buildData(QVBoxLayout* column);
    void buildAbout(QVBoxLayout* column);
    QComboBox* addChoice(QFormLayout* form, const QString& name, const QString& label);
    QCheckBox* addSwitch(QFormLayout* form, const QString& name, const QString& text);
    QLabel* addFact(QFormLayout* form, const QString& name, const QString& label);
    QPushButton* makeButton(const QString& name, const QString& text);
    void connectChoices();
    void showChoices();
    void showConnection();
    void restoreDefaults();

    QComboBox* theme_ = nullptr;
    QComboBox* language_ = nullptr;
    QCheckBox* reduceMotion_ = nullptr;
    QCheckBox* doublePress_ = nullptr;
    QComboBox* pace_ = nullptr;
    QLabel* url_ = nullptr;
    QLabel* environment_ = nullptr;
    QLabel* user_ = nullptr;
    QLabel* version_ = nullptr;
    QLabel* dataFolder_ = nullptr;
    QLabel* masterKey_ = nullptr;
};

}  // namespace ui::pages
