// The lower part of the live traffic page: one request's attempts as a waterfall, why it went there, and its
// facts.
// Thread: main. Owner: the traffic page, which loads; the view shows and copies.
#pragma once

#include "ui/models/trace_detail.hpp"

#include <QHash>
#include <QWidget>

class QGridLayout;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QStackedLayout;
class QTabWidget;

namespace ui::pages {

class TraceWaterfall;
class TraceWhy;

class TraceView : public QWidget {
    Q_OBJECT

public:
    enum class Tab { attempts, why };

    explicit TraceView(QWidget* parent);

    void showTab(Tab tab);
    Tab shownTab() const;

    void showNothing();
    /// What the list knows, until the detail is there.
    void showRow(const models::TrafficRow& row);
    void showDetail(const models::TraceDetail& detail);
    /// In place of the attempts: why they cannot be shown, or that they are on their way.
    void showNote(const QString& text);
    /// Preset id → name, for the facts shown from here on.
    void setPresetNames(QHash<QString, QString> names);
    QString traceId() const { return traceId_; }

Q_SIGNALS:
    void keyWanted(const QString& keyId);

private:
    QWidget* buildStory();
    QWidget* buildFacts();
    void addHead(QHBoxLayout* row);
    void copy(const QString& text);
    void fill(const models::TrafficRow& row, const models::TraceDetail* detail);
    void followStory(const models::TraceDetail& detail);

    QStackedLayout* stack_ = nullptr;
    QLabel* id_ = nullptr;
    QLabel* note_ = nullptr;
    QTabWidget* tabs_ = nullptr;
    TraceWaterfall* waterfall_ = nullptr;
    TraceWhy* why_ = nullptr;
    QGridLayout* facts_ = nullptr;
    QPushButton* openKey_ = nullptr;
    QHash<QString, QString> presetNames_;
    QString traceId_;
    QString followed_;        // the trace whose story chose the tab
    int chosen_ = 0;          // the tab of the person's choice
    bool following_ = false;  // a story chooses the tab, not the person
    QString keyId_;
};

}  // namespace ui::pages
