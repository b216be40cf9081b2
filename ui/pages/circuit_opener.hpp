// Opens a circuit from a page that shows no circuits: asks the gateway which routes there are, lets the person choose among those
// that are meant, and shows the same dialog as the providers page. Thread: main. Owner: the page, which makes one for each press.
#pragma once

#include "ui/models/circuit_row.hpp"

#include <QObject>

#include <functional>

class QWidget;

namespace ui::bridge {
class AdminClient;
struct ApiReply;
}  // namespace ui::bridge

namespace ui::pages {

/// Which routes are meant; an empty text means any.
struct CircuitWish {
    QString provider, model;
};

class CircuitOpener : public QObject {
    Q_OBJECT

public:
    /// Notes a call in the task drawer: action, target, path; returns what is to be called with the reply.
    using Track = std::function<std::function<void(const bridge::ApiReply&)>(const QString& target, const QString& path)>;

    CircuitOpener(bridge::AdminClient& client, CircuitWish wish, Track track, QWidget* parent);
    /// Deletes itself when all is over.
    void start(const QPoint& menuAt);

Q_SIGNALS:
    void opened(const QString& route);
    /// A sentence: it could not be opened, or there is nothing to open.
    void refused(const QString& sentence);

private:
    void load(int part);
    void take(int part, const QJsonObject& body);
    void choose();
    void ask(const models::CircuitRow& row);
    void send(const models::CircuitRow& row, const QJsonObject& body);
    void giveUp(const QString& sentence);

    bridge::AdminClient& client_;
    const CircuitWish wish_;
    const Track track_;
    QWidget* window_;
    QPoint menuAt_;
    std::vector<models::CircuitRow> circuits_;
    std::vector<models::PresetRow> presets_;
    QSet<QString> providersOff_;
};

}  // namespace ui::pages
