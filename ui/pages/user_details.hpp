// The right-hand panel of the users page: facts, sign-ins with a button to end each, keys owned, and the user's own history.
// Thread: main. Owner: the users page. It shows and asks; the page does.
#pragma once

#include "ui/models/change_row.hpp"
#include "ui/models/key_row.hpp"
#include "ui/models/user_row.hpp"

#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;
class QStackedLayout;
class QVBoxLayout;

namespace ui::widgets {
class StatusBadge;
}

namespace ui::pages {

class UserDetails : public QWidget {
    Q_OBJECT

public:
    explicit UserDetails(QWidget* parent);

    void showNothing();
    void showUser(const models::UserRow& row);
    void showSessions(const std::vector<models::SessionRow>& sessions);
    void showKeys(const std::vector<models::KeyRow>& keys);
    void showTrail(const std::vector<models::ChangeRow>& changes);
    /// @param whyNot empty: sign-ins may be ended.
    void permitEnding(const QString& whyNot);

Q_SIGNALS:
    void endSession(const ui::models::SessionRow& session);
    void openKey(const QString& id);

private:
    QVBoxLayout* addSection(const QString& title);
    QLabel* addFact(QGridLayout* grid, const QString& label);
    void addSessionLine(const models::SessionRow& session);
    void addKeyLine(const models::KeyRow& key);
    void addNote(QVBoxLayout* lines, const QString& text);
    void build();

    QStackedLayout* stack_;
    QVBoxLayout* column_ = nullptr;
    QLabel* name_ = nullptr;
    widgets::StatusBadge* badge_ = nullptr;
    QList<QLabel*> facts_;
    QVBoxLayout* sessions_ = nullptr;
    QVBoxLayout* keys_ = nullptr;
    QVBoxLayout* trail_ = nullptr;
    std::vector<models::SessionRow> shownSessions_;
    std::vector<models::KeyRow> shownKeys_;
    QString shownId_;
    QString whyNotEnd_;
};

}  // namespace ui::pages
