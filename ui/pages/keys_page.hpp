// API keys: the table, search and state filter, the details panel, and creating, editing, freezing and revoking.
// Thread: main. Owner: the shell. Dialogs return values; every call to the gateway is made here.
#pragma once

#include "ui/models/key_row.hpp"
#include "ui/models/row_filter.hpp"
#include "ui/pages/key_details.hpp"
#include "ui/pages/key_form.hpp"
#include "ui/pages/page.hpp"

#include <QJsonArray>
#include <QPointer>

#include <memory>
#include <vector>

class QComboBox;
class QLineEdit;
class QMenu;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace ui::bridge {
struct ApiReply;
}
namespace ui::widgets {
class Card;
class EmptyState;
class InlineMessage;
}

namespace ui::pages {

class DataTable;
class KeyFormDialog;

class KeysPage : public Page {
    Q_OBJECT

public:
    KeysPage(PageContext& context, QWidget* parent);
    ~KeysPage() override;

    QString title() const override;
    void refresh() override;
    void focusFilter() override;
    void toggleDetails() override;
    /// "new" opens the dialog for a new key; anything else is the id of a key to select.
    void open(const QString& argument) override;

protected:
    void poll() override;
    void setLive(bool live) override;
    void showFreshness(bool stale, bool offline) override;

private:
    void build();
    QWidget* buildFilterBar();
    QWidget* buildTable();
    QPushButton* addButton(const QString& name, const QString& text, void (KeysPage::*run)());

    void loadPage(const QString& cursor, std::vector<models::KeyRow> before);
    void takeKeys(std::vector<models::KeyRow> rows, bool complete);
    void loadTrail();
    void applyFilter();
    void updateActions();
    void showSelection();
    void showMenu(const QPoint& at);
    const models::KeyRow* selected() const;
    void select(const QString& id);

    Task taskOf(const QString& action, const QString& target, const char* verb, const QString& path) const;
    void newKey();
    void openNewKeyDialog(const QList<OwnerChoice>& owners);
    void createKey(KeyFormDialog* dialog, const QJsonObject& body, const QByteArray& idempotencyKey);
    void editKey();
    void saveKey(KeyFormDialog* dialog, const models::KeyRow& before, const QJsonObject& body);
    void undoEdit(const models::KeyRow& before, const QJsonObject& body);
    void toggleFreeze();
    void askFreeze(const models::KeyRow& row, bool freeze);
    void setFrozen(const models::KeyRow& row, bool freeze, bool offerUndo);
    // keys_rotation.cpp
    void rotateKey();
    void rotate(const models::KeyRow& row, int hours, const QByteArray& idempotencyKey);
    void showSecret(const bridge::ApiReply& reply, const QString& heading);
    void endGrace();
    std::vector<models::KeyRow> shownActive() const;
    void freezeShown();
    void freezeNext(const std::shared_ptr<std::vector<models::KeyRow>>& rows, const QString& reason, size_t at);
    // keys_export.cpp
    void exportKeys();
    void exportTo(const QString& file);
    void revokeKey();
    void revoke(const models::KeyRow& row, const QString& reason);
    void verify(const models::KeyRow& row, int attempt);
    void showVerified(const models::KeyRow& row, const std::vector<WorkerAnswer>& answers, int attempt);
    /// The reply of a change: its row into the table, or its error into the notice.
    bool takeChanged(const bridge::ApiReply& reply, const QString& whatFailed);
    QString curlFor(const models::KeyRow& row) const;

    models::KeyModel* model_;
    models::RowFilter* filter_;
    DataTable* table_ = nullptr;
    QLineEdit* search_ = nullptr;
    QComboBox* state_ = nullptr;
    QPushButton* new_ = nullptr;
    QPushButton* edit_ = nullptr;
    QPushButton* freeze_ = nullptr;
    QPushButton* revoke_ = nullptr;
    QPushButton* rotate_ = nullptr;
    QPushButton* endGrace_ = nullptr;
    QPushButton* freezeShown_ = nullptr;
    QPushButton* export_ = nullptr;
    QStackedWidget* tableOrEmpty_ = nullptr;
    KeyDetails* details_ = nullptr;
    QWidget* detailsCard_ = nullptr;
    QString wanted_;  // key to select as soon as it is there
    bool loading_ = false;
    bool loadedOnce_ = false;
    bool live_ = false;
};

}  // namespace ui::pages
