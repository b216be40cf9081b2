// The right-hand panel of the errors page: what a group of errors means, what to do about it, and which codes are in it.
// Thread: main. Owner: the errors page. It shows and asks; the page does.
#pragma once

#include "ui/models/error_group_row.hpp"

#include <QWidget>

#include <vector>

class QLabel;
class QStackedLayout;
class QVBoxLayout;

namespace ui::pages {

/// Failed requests with one message: numbers, ids and names are taken out ("timeout after {n} ms").
struct ErrorMessage {
    QString text, code, traceId;
    qint64 count = 0;
    bool operator==(const ErrorMessage&) const = default;

    static ErrorMessage fromJson(const QJsonObject& json);
};

class ErrorDetails : public QWidget {
    Q_OBJECT

public:
    explicit ErrorDetails(QWidget* parent);

    void showNothing();
    void showGroup(const models::ErrorGroupRow& row);
    /// The same errors by another grouping: codes of a provider, or providers of a code.
    void showParts(const QString& title, const std::vector<models::ErrorGroupRow>& parts);

    /// What the requests of the group were told, the most frequent first.
    void showMessages(const std::vector<ErrorMessage>& messages);

Q_SIGNALS:
    /// The newest request of a message.
    void traceChosen(const QString& traceId);
    void partChosen(const ui::models::ErrorGroupRow& part);

private:
    QLabel* addText(QVBoxLayout* column, const char* role);
    void clearParts();
    void clearMessages();

    QStackedLayout* stack_;
    QLabel* name_ = nullptr;
    QLabel* facts_ = nullptr;
    QLabel* meaning_ = nullptr;
    QLabel* adviceTitle_ = nullptr;
    QLabel* advice_ = nullptr;
    QLabel* partsTitle_ = nullptr;
    QVBoxLayout* parts_ = nullptr;
    QLabel* messagesTitle_ = nullptr;
    QVBoxLayout* messages_ = nullptr;
    std::vector<models::ErrorGroupRow> shown_;
    std::vector<ErrorMessage> shownMessages_;
    QString shownKey_;
};

}  // namespace ui::pages
