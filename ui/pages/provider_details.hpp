// Under the table of providers: the facts of the chosen one, and what its last test said.
// Thread: main. Owner: the provider panel. It shows; it does nothing.
#pragma once

#include "ui/models/provider_row.hpp"

#include <QDateTime>
#include <QStringList>
#include <QWidget>

#include <optional>

class QGridLayout;
class QLabel;
class QStackedLayout;

namespace ui::widgets {
class StatusBadge;
}

namespace ui::pages {

/// The answer of POST providers/{id}/probe.
struct ProbeOutcome {
    bool isRunning = false;
    bool isOk = false;
    std::optional<qint64> status;
    std::optional<double> dnsMs, connectMs, tlsMs, firstByteMs, wholeMs;
    QString error;
    QStringList models;
    QDateTime at;
    bool isCall = false;  // a real one of a model
    QString model;
    std::optional<qint64> costNanoUsd;

    static ProbeOutcome fromJson(const QJsonObject& json);
};

class ProviderDetails : public QWidget {
    Q_OBJECT

public:
    explicit ProviderDetails(QWidget* parent);

    void showNothing();
    /// @param presets names of the presets that route to it. @param probe nullptr: never tested here.
    void showProvider(const models::ProviderRow& row, const QStringList& presets, const ProbeOutcome* probe);

private:
    QLabel* addFact(QGridLayout* grid, const QString& name, const QString& label);
    QWidget* buildFacts();
    QWidget* buildTest();
    void showProbe(const ProbeOutcome* probe);

    QStackedLayout* stack_;
    QLabel* title_ = nullptr;
    QList<QLabel*> facts_;
    QList<QLabel*> times_;
    widgets::StatusBadge* badge_ = nullptr;
    QLabel* when_ = nullptr;
    QLabel* verdict_ = nullptr;
};

}  // namespace ui::pages
