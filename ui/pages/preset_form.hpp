// The fields of a preset: name, strategy and, for a new one, its first routes. Thread: main. Owner: the dialog.
#pragma once

#include "ui/models/preset_row.hpp"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QToolButton;
class QVBoxLayout;

namespace ui::pages {

class PresetCacheFields;

/// One route: provider, model, priority and weight in a line; under it the most it may be asked at once and in a minute.
class RouteFields : public QWidget {
    Q_OBJECT

public:
    /// @param prefix objectName prefix: "dialog.newPreset.route0" gives "dialog.newPreset.route0.model".
    RouteFields(const QString& prefix, const QStringList& providers, bool removable, QWidget* parent);

    models::PresetItem item() const;
    /// What is wrong with it; empty when valid.
    QString problem() const;
    void focusModel();

Q_SIGNALS:
    void changed();
    void removeAsked();

private:
    QSpinBox* addNumber(const QString& name, const QString& label, int numberMax, int value);
    QSpinBox* addCap(const QString& name, const QString& label, qint64 most);
    QWidget* buildCaps(const QString& prefix);

    QComboBox* provider_;
    QLineEdit* model_;
    QSpinBox* priority_ = nullptr;
    QSpinBox* weight_ = nullptr;
    QSpinBox* parallel_ = nullptr;
    QSpinBox* rpm_ = nullptr;
};

class PresetForm : public QWidget {
    Q_OBJECT

public:
    PresetForm(const QString& prefix, QWidget* parent);

    /// Of an existing preset: its routes are changed elsewhere.
    void setRow(const models::PresetRow& row);
    /// A new preset has at least one route.
    void offerRoutes(const QStringList& providers);
    models::PresetRow row() const;
    /// The first thing that is wrong; empty when valid.
    QString firstProblem() const;
    void showRefusal(const QString& sentence);
    void focusFirst();

Q_SIGNALS:
    void changed();

private:
    void layOut();
    void addRoute();
    void dropRoute(RouteFields* route);
    void refresh();

    QString prefix_;
    QStringList providers_;
    models::PresetRow before_;
    QLineEdit* name_;
    QComboBox* strategy_;
    QLabel* strategyNote_;
    QLabel* problem_;
    PresetCacheFields* cache_;
    QVBoxLayout* routes_;
    QPushButton* add_ = nullptr;
    QList<RouteFields*> fields_;
    QString refusal_;
    int routesMade_ = 0;
    bool touched_ = false;
};

}  // namespace ui::pages
