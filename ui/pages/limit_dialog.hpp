// dialog.limit: the limits of one subject, new or as they stand (L1). Empty fields are no limits. Thread: main. Owner: the
// rate limits page, which does every call itself.
#pragma once

#include "ui/models/limit_row.hpp"
#include "ui/pages/dialog_parts.hpp"
#include "ui/pages/limit_review.hpp"

#include <functional>
#include <optional>
#include <vector>

class QComboBox;
class QFormLayout;
class QLineEdit;

namespace ui::bridge {
struct ApiError;
}

namespace ui::pages {

struct LimitSubject {
    QString id, name;
};

class LimitDialog : public SubmitDialog {
    Q_OBJECT

public:
    /// Changes what stands in `row`; the scope and subject are fixed.
    LimitDialog(const LimitPlace& place, const models::LimitRow& row, QWidget* parent);
    /// Asks for scope and subject too.
    LimitDialog(const LimitPlace& place, QWidget* parent);

    models::LimitRow row() const;
    const models::LimitRow& before() const { return before_; }
    /// Who may be limited in the chosen scope.
    void offerSubjects(const QString& scope, const std::vector<LimitSubject>& subjects);
    void showError(const bridge::ApiError& error);
    /// Fills in what was tried elsewhere; none leaves the field as it is.
    void propose(std::optional<qint64> rpm, std::optional<qint64> tpm);

Q_SIGNALS:
    void subjectsWanted(const QString& scope);

private:
    LimitDialog(const LimitPlace& place, const models::LimitRow& row, bool isNew, QWidget* parent);
    void addWho(QFormLayout* rows);
    QLineEdit* addField(QFormLayout* rows, const char* name, const QString& label, const QString& value, const QString& hint);
    void chooseScope();
    QString subject() const;
    QString problem() const;
    void refresh();

    LimitPlace place_;
    models::LimitRow before_;
    const bool isNew_;
    QComboBox* scope_ = nullptr;
    QComboBox* subject_ = nullptr;
    QLineEdit* rpm_ = nullptr;
    QLineEdit* tpm_ = nullptr;
    QLineEdit* tpd_ = nullptr;
    QLineEdit* parallel_ = nullptr;
    QLineEdit* budget_ = nullptr;
    QLineEdit* budgetDay_ = nullptr;
    QLineEdit* budgetMonth_ = nullptr;
};

/// "/api/v1/admin/limits/{scope}/{subject}", percent-encoded.
QString limitPath(const models::LimitRow& row, const QString& action = {});

}  // namespace ui::pages
