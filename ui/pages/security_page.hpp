// Security & blocklist: what is blocked (with how often it was refused), what happened (with "block this address" on the
// row), and the keys that sign access tokens. Thread: main. Owner: the shell. Dialogs return values; every call to the
// gateway is made here (security_actions.cpp).
#pragma once

#include "ui/models/block_row.hpp"
#include "ui/models/row_filter.hpp"
#include "ui/models/security_event_row.hpp"
#include "ui/pages/page.hpp"

#include <QTimer>

class QComboBox;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTabWidget;

namespace ui::bridge {
struct ApiReply;
}

namespace ui::pages {

class BlockDialog;
class DataTable;
class JwtCard;

class SecurityPage : public Page {
    Q_OBJECT

public:
    SecurityPage(PageContext& context, QWidget* parent);
    ~SecurityPage() override;

    QString title() const override;
    void refresh() override;
    void focusFilter() override;
    /// "events", "jwt", "block" (opens the dialog) or an address: the dialog with it, or its row when it is blocked.
    void open(const QString& argument) override;

protected:
    void poll() override;
    void setLive(bool live) override;
    void showFreshness(bool stale, bool offline) override;

private:
    // security_page.cpp
    void build();
    QWidget* buildBlocks();
    QWidget* buildEvents();
    QPushButton* addButton(const QString& name, const QString& text, void (SecurityPage::*run)());
    QLineEdit* addSearch(const QString& name, const QString& accessibleName, void (SecurityPage::*changed)());
    void loadBlocks();
    void loadEvents();
    void loadJwt();
    void takeBlocks(std::vector<models::BlockRow> rows, qint64 total);
    void filterBlocks();
    void filterEvents();
    void updateActions();
    void showBlockMenu(const QPoint& at);
    void showEventMenu(const QPoint& at);
    const models::BlockRow* selectedBlock() const;
    const models::SecurityEventRow* selectedEvent() const;
    void selectBlock(const QString& ip);

    // security_actions.cpp
    Task taskOf(const QString& action, const QString& target, const QByteArray& method, const QString& path) const;
    void askBlock();
    void askBlockOf(const QString& address);
    void loadChoices(BlockDialog* dialog);
    void showImpact(BlockDialog* dialog, const QString& address);
    void sendBlock(const BlockDialog& dialog);
    void blockDone(const QString& ip, const bridge::ApiReply& reply);
    void verify(const QString& ip, int expected, int attempt);
    void showVerified(const QString& ip, int expected, int refusing, int total, int attempt);
    void unblock();
    void unblockOf(const models::BlockRow& row, bool offerUndo);
    void blockAgain(const models::BlockRow& row);
    void changeExpiry(const models::BlockRow& row, std::optional<qint64> seconds, bool offerUndo);
    void askExpiry();
    void blockEvent();
    void freezeEventKey();
    void openEventRequest();
    void exportCsv();
    void writeCsv(const QString& file);
    void rotateJwt();
    void retireJwt();
    void sendJwt(const QString& action, const QString& path, const QJsonObject& body);
    bool failed(const bridge::ApiReply& reply, const QString& what);

    models::BlockModel* blocks_;
    models::RowFilter* blockFilter_;
    models::SecurityEventModel* events_;
    models::RowFilter* eventFilter_;
    QTabWidget* tabs_ = nullptr;
    DataTable* blockTable_ = nullptr;
    QStackedWidget* blocksOrEmpty_ = nullptr;
    DataTable* eventTable_ = nullptr;
    QStackedWidget* eventsOrEmpty_ = nullptr;
    QLineEdit* blockSearch_ = nullptr;
    QLineEdit* eventSearch_ = nullptr;
    QComboBox* eventKind_ = nullptr;
    JwtCard* jwt_ = nullptr;
    QPushButton* block_ = nullptr;
    QPushButton* export_ = nullptr;
    QPushButton* expiry_ = nullptr;
    QPushButton* unblock_ = nullptr;
    QPushButton* verify_ = nullptr;
    QPushButton* blockEvent_ = nullptr;
    QPushButton* freezeEvent_ = nullptr;
    QPushButton* eventRequest_ = nullptr;
    QTimer countdown_;
    QTimer searchPause_;
    QString wanted_;
    bool loadingBlocks_ = false;
    bool blocksComplete_ = true;
    bool live_ = false;
};

}  // namespace ui::pages
