// The dialogs about a preset: create and edit (L1), add or remove a route (L1), the differences before applying (L1),
// delete (L2: type the name). Thread: main. Owner: the page, which opens them and does every call itself.
#pragma once

#include "ui/models/preset_diff.hpp"
#include "ui/pages/dialog_parts.hpp"
#include "ui/pages/preset_form.hpp"
#include "ui/widgets/type_name_dialog.hpp"

namespace ui::bridge {
struct ApiError;
}

namespace ui::pages {

class PresetFormDialog : public SubmitDialog {
    Q_OBJECT

public:
    /// A new preset with its first routes: dialog.newPreset.
    static PresetFormDialog* forNew(const QUrl& api, const QStringList& providers, QWidget* parent);
    /// Name and strategy of an existing one: dialog.editPreset.
    static PresetFormDialog* forEdit(const QUrl& api, const models::PresetRow& row, QWidget* parent);

    PresetForm& form() const { return *fields_; }
    void showError(const bridge::ApiError& error);

private:
    PresetFormDialog(const QString& name, const QString& title, const QString& plan, const QString& verb, QWidget* parent);
    void refresh();

    PresetForm* fields_;
    QUrl api_;
    models::PresetRow before_;
};

/// One more route of a preset: dialog.addRoute.
class RouteDialog : public SubmitDialog {
    Q_OBJECT

public:
    RouteDialog(const QUrl& api, const models::PresetRow& preset, const QStringList& providers, QWidget* parent);

    /// The preset with the route.
    models::PresetRow after() const;
    RouteFields& fields() const { return *fields_; }

private:
    void refresh();

    QUrl api_;
    models::PresetRow preset_;
    RouteFields* fields_;
};

/// What a PresetDiffDialog shows.
struct PresetDiffView {
    QString name;      // "dialog.applyRouting"
    QString title, plan, verb;
    QString warning;   // what loses its last route; makes the verb a dangerous one
    QString command;   // the equivalent call
    QString undoNote;
    bool lookOnly = false;
};

/// A table of what changes, with shares before and after, then the warning and the equivalent call.
class PresetDiffDialog : public widgets::ConfirmDialog {
    Q_OBJECT

public:
    PresetDiffDialog(const PresetDiffView& view, const std::vector<models::PresetDiffRow>& rows, QWidget* parent);
};

/// @param lost which models lose their last route by it; joins the plan.
widgets::TypeNameDialog* makeDeletePresetDialog(const QUrl& api, const models::PresetRow& row, const QString& lost, QWidget* parent);

/// Body of POST presets.
QJsonObject presetBody(const models::PresetRow& row);

}  // namespace ui::pages
