// Users: the table, search, role and state filter, the details panel, and making, changing, deactivating and signing out.
// Thread: main. Owner: the shell. Dialogs return values; every call to the gateway is made here.
#pragma once

#include "ui/models/row_filter.hpp"
#include "ui/models/user_row.hpp"
#include "ui/pages/page.hpp"
#include "ui/pages/user_details.hpp"

class QComboBox;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace ui::bridge {
struct ApiReply;
}

namespace ui::pages {

class DataTable;
class NewUserDialog;
class OwnPasswordDialog;
class RoleDialog;

class UsersPage : public Page {
    Q_OBJECT

public:
    UsersPage(PageContext& context, QWidget* parent);
    ~UsersPage() override;

    QString title() const override;
    void refresh() override;
    void focusFilter() override;
    void toggleDetails() override;
    /// "new" opens the dialog for a new user; anything else is the id of a user to select.
    void open(const QString& argument) override;

protected:
    void poll() override;
    void setLive(bool live) override;
    void showFreshness(bool stale, bool offline) override;

private:
    void build();
    QWidget* buildFilterBar();
    QWidget* buildTable();
    QWidget* buildEmpty(QWidget* parent);
    QPushButton* addButton(const QString& name, const QString& text, void (UsersPage::*run)());

    void loadPage(const QString& cursor, std::vector<models::UserRow> before);
    void takeUsers(std::vector<models::UserRow> rows, bool complete);
    void loadDetails();
    void applyFilter();
    void updateActions();
    void showSelection();
    void showMenu(const QPoint& at);
    const models::UserRow* selected() const;
    void select(const QString& id);
    bool isSelf(const models::UserRow& row) const;
    bool isLastAdmin(const models::UserRow& row) const;
    QString whyNotChange(const models::UserRow* row) const;

    // users_actions.cpp
    Task taskOf(const QString& action, const QString& target, const char* verb, const QString& path) const;
    void newUser();
    void createUser(NewUserDialog* dialog, const QByteArray& idempotencyKey, const QString& password);
    void changeRole();
    void saveRole(RoleDialog* dialog, const models::UserRow& before);
    void sendRole(const models::UserRow& row, const QString& role);
    void toggleActive();
    void setActive(const models::UserRow& row, bool active, const QString& reason, bool offerUndo);
    void resetPassword();
    void sendReset(const models::UserRow& row);
    void endSessions();
    void endSession(const models::SessionRow& session);
    void takeSessions(const models::UserRow& row, const bridge::ApiReply& reply);
    void changeOwnPassword();
    void saveOwnPassword(OwnPasswordDialog* dialog);
    /// The reply of a change: its row into the table, or its error into the notice.
    bool takeChanged(const bridge::ApiReply& reply, const QString& whatFailed);

    models::UserModel* model_;
    models::RowFilter* filter_;
    DataTable* table_ = nullptr;
    QLineEdit* search_ = nullptr;
    QComboBox* role_ = nullptr;
    QComboBox* state_ = nullptr;
    QPushButton* new_ = nullptr;
    QPushButton* own_ = nullptr;
    QPushButton* edit_ = nullptr;
    QPushButton* reset_ = nullptr;
    QPushButton* end_ = nullptr;
    QPushButton* active_ = nullptr;
    QStackedWidget* tableOrEmpty_ = nullptr;
    UserDetails* details_ = nullptr;
    QWidget* detailsCard_ = nullptr;
    QString wanted_;  // user to select as soon as it is there
    bool loading_ = false;
    bool loadedOnce_ = false;
    bool live_ = false;
};

}  // namespace ui::pages
