// Providers & routing: the presets on the left; on the right the chosen preset's routes (edited as a draft), all providers,
// the circuits of all routes, and the response cache. Thread: main. Owner: the shell. Panels announce, dialogs return values; every call is made here.
#pragma once

#include "ui/models/preset_row.hpp"
#include "ui/models/row_filter.hpp"
#include "ui/pages/cache_panel.hpp"
#include "ui/pages/circuit_panel.hpp"
#include "ui/pages/page.hpp"
#include "ui/pages/provider_panel.hpp"
#include "ui/pages/routing_panel.hpp"

#include <QHash>
#include <QPointer>

#include <array>

class QPushButton;
class QStackedWidget;
class QTabWidget;

namespace ui::bridge {
struct ApiReply;
}

namespace ui::pages {

class PresetFormDialog;
class ProviderFormDialog;

class ProvidersPage : public Page {
    Q_OBJECT

public:
    ProvidersPage(PageContext& context, QWidget* parent);
    ~ProvidersPage() override;

    QString title() const override;
    void refresh() override;
    /// "new" opens the dialog for a provider, "newPreset" the one for a preset, "circuits" and "cache" show them; else the id or name of a
    /// preset or provider to select.
    void open(const QString& argument) override;
    void toggleDetails() override;

protected:
    void poll() override;
    void setLive(bool live) override;
    void showFreshness(bool stale, bool offline) override;

private:
    enum Part { kProviders, kPresets, kHealth, kCircuits, kCache, kLatency, kPrices, kPartCount };
    using Handler = std::function<void(const bridge::ApiReply&)>;
    /// Empty: it worked, or it was given up. Otherwise a sentence. After a change by somebody else it comes twice: at once, and
    /// when that is settled.
    using Replaced = std::function<void(const QString& problem)>;

    // providers_page.cpp
    void build();
    QWidget* buildPresets();
    QPushButton* addButton(const QString& name, const QString& text, void (ProvidersPage::*run)());
    void load(Part part);
    static QString nameOf(Part part);
    void loadFacts();
    void take(Part part, const QJsonObject& body);
    void takePresets(std::vector<models::PresetRow> rows);
    void showRows();
    void showRouting();
    void showProvider();
    void updateActions();
    void updateRoutingActions();
    void updateProviderActions();
    void updateCallAction(const models::ProviderRow* row, const QString& hindrance);
    void selectPreset(const QString& id);
    const models::PresetRow* selectedPreset() const;
    QStringList presetsOf(const QString& provider) const;
    QStringList providerNames() const;
    QSet<QString> providersOff() const { return models::providersOff(providerModel_->rows()); }
    void explain(const QString& sentence);
    /// Notes the call in the task drawer and tells it when `run` gets the reply.
    Handler tracked(const QString& action, const QString& target, const char* method, const QString& path, Handler run) const;

    // providers_actions.cpp
    void onProviderAsked(ProviderAction action);
    void newProvider();
    void createProvider(ProviderFormDialog* dialog, const QByteArray& idempotencyKey);
    void editProvider();
    void saveProvider(ProviderFormDialog* dialog, const models::ProviderRow& before);
    /// Somebody else was faster: shows what they changed; the same fields go to what the provider is by then, or are given up.
    void meetProviderConflict(ProviderFormDialog* dialog, const models::ProviderRow& before, const QString& told);
    void undoEdit(const models::ProviderRow& before, const QJsonObject& changed);
    void toggleProvider();
    void setActive(const models::ProviderRow& row, bool active, bool offerUndo);
    void removeProvider();
    void testProvider(const models::ProviderRow& row, bool realCall = false);

    // circuits_actions.cpp
    void takeCircuits(const QJsonObject& body);
    void updateCircuitActions();
    void onCircuitAsked(CircuitAction action);
    void openCircuit(const models::CircuitRow& row);
    void closeCircuit(const models::CircuitRow& row);
    void putCircuit(const models::CircuitRow& row, const QJsonObject& body);

    // cache_actions.cpp
    void takeCache(const QJsonObject& body);
    void updateCacheActions();
    void emptyCache();

    // presets_actions.cpp
    void newPreset();
    void createPreset(const models::PresetRow& row, const QByteArray& idempotencyKey, Replaced then);
    void editPreset();
    void deletePreset();
    void addRoute();
    void removeRoute();
    void importPreset();
    void askImport(models::PresetRow fromFile);
    void exportPreset();

    // routing_actions.cpp
    void onRoutingAsked(RoutingAction action);
    void editCell(const QString& itemId, models::RouteField field, qint64 value);
    void discardDraft();
    void showDifferences(bool apply);
    void applyDraft(const models::PresetRow& before, const models::PresetRow& after);
    /// A change of a preset on its way to the gateway.
    struct PresetChange {
        models::PresetRow before, after;
        QString done;  // the sentence when it worked
        Replaced then;
    };
    /// Sends the change only when the gateway still has `before`, reads it back, and offers to undo it.
    void replacePreset(const models::PresetRow& before, const models::PresetRow& after, const QString& done, Replaced then);
    void sendPreset(const PresetChange& change, const QString& tag);

    // preset_conflict.cpp
    /// Somebody else was faster: reads what the gateway has now. @param told who it was, as far as the gateway knows.
    void meetConflict(const PresetChange& change, const QString& told);
    /// Shows what they changed and what the change would do to that; goes on from there, or gives the change up.
    void showConflict(const PresetChange& change, const models::PresetRow& now, const QString& told);

    // routing_actions.cpp
    void readBack(const models::PresetRow& before, const models::PresetRow& after, const QString& done);
    void undoReplace(const models::PresetRow& before, const models::PresetRow& after);
    /// One sentence about what somebody else did. @param lines what is different; none: it cannot be seen.
    static QString changedMeanwhile(const QStringList& lines);
    QString lostBy(const models::PresetRow& before, const models::PresetRow& after) const;

    models::ProviderModel* providerModel_;
    models::PresetModel* presetModel_;
    models::RowFilter* presetFilter_;
    QStackedWidget* whole_ = nullptr;
    DataTable* presetTable_ = nullptr;
    QTabWidget* tabs_ = nullptr;
    RoutingPanel* routing_ = nullptr;
    ProviderPanel* providers_ = nullptr;
    CircuitPanel* circuits_ = nullptr;
    CachePanel* cache_ = nullptr;
    QPushButton* newProvider_ = nullptr;
    QPushButton* newPreset_ = nullptr;
    QPushButton* import_ = nullptr;
    std::vector<models::ProviderRow> providerRows_;  // as the gateway told, without health
    QHash<QString, QJsonObject> health_;             // provider's name → its dependency
    QHash<QString, models::RoutingDraft> drafts_;    // preset id → what is not applied
    QHash<QString, ProbeOutcome> probes_;            // provider id → last test
    models::RouteFactsTable facts_;
    int ticks_ = 0;
    std::array<bool, kPartCount> loading_{};
    std::array<bool, kPartCount> loaded_{};
    QString wanted_;  // preset or provider to select as soon as it is there
    bool applying_ = false;
    bool live_ = false;
};

}  // namespace ui::pages
