#include "ui/pages/providers_page.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/models/change_row.hpp"
#include "ui/pages/data_table.hpp"
#include "ui/pages/dialog_parts.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/widgets/card.hpp"
#include "ui/widgets/empty_state.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::ApiReply;
using models::PresetRow;
using models::ProviderRow;
using widgets::InlineMessage;

namespace {

constexpr std::chrono::seconds kInterval{3};
constexpr int kPresetsWidth = 184;
constexpr int kFactsTicks = 10;  // P95 and prices of the routes: each half minute, and only while they are looked at
enum Tab { kRoutingTab, kProvidersTab, kCircuitsTab, kCacheTab };

}  // namespace

ProvidersPage::ProvidersPage(PageContext& context, QWidget* parent)
    : Page(context, kInterval, parent), providerModel_(new models::ProviderModel(models::providerColumns(), this)),
      presetModel_(new models::PresetModel(models::presetColumns(), this)), presetFilter_(new models::RowFilter(this)) {
    setObjectName(u"page.providers"_s);
    presetFilter_->setSourceModel(presetModel_);
    build();
    connect(&client().events(), &bridge::EventStream::changes, this, [this](const QJsonArray& rows) {
        const auto changed = models::changeRows(rows);
        const bool ours = std::any_of(changed.begin(), changed.end(), [](const models::ChangeRow& row) {
            return row.action.startsWith("provider."_L1) || row.action.startsWith("preset"_L1) || row.action.startsWith("circuit."_L1);
        });
        if (live_ && ours) refresh();
    });
    connect(presetTable_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] { showRouting(); });
    connect(routing_, &RoutingPanel::asked, this, &ProvidersPage::onRoutingAsked);
    connect(routing_, &RoutingPanel::edited, this, &ProvidersPage::editCell);
    connect(routing_, &RoutingPanel::selectionChanged, this, &ProvidersPage::updateRoutingActions);
    connect(providers_, &ProviderPanel::asked, this, &ProvidersPage::onProviderAsked);
    connect(providers_, &ProviderPanel::selectionChanged, this, &ProvidersPage::showProvider);
    connect(circuits_, &CircuitPanel::asked, this, &ProvidersPage::onCircuitAsked);
    connect(circuits_, &CircuitPanel::selectionChanged, this, &ProvidersPage::updateCircuitActions);
    connect(cache_, &CachePanel::emptyAsked, this, &ProvidersPage::emptyCache);
    connect(tabs_, &QTabWidget::currentChanged, this, [this](int tab) {
        if (tab == kCacheTab) load(kCache);
        if (tab == kRoutingTab) loadFacts();
    });
    updateActions();
}

ProvidersPage::~ProvidersPage() {
    // A cell that is being edited hands in its value when the window goes: by then there is no page to take it.
    for (QObject* sender : {static_cast<QObject*>(routing_), static_cast<QObject*>(providers_), static_cast<QObject*>(circuits_), static_cast<QObject*>(cache_), static_cast<QObject*>(tabs_),
                            static_cast<QObject*>(presetTable_->selectionModel())}) {
        sender->disconnect(this);
    }
    if (live_) setLive(false);
}

QString ProvidersPage::title() const { return tr("Providers & routing"); }

QPushButton* ProvidersPage::addButton(const QString& name, const QString& text, void (ProvidersPage::*run)()) {
    auto* button = new QPushButton(text, this);
    button->setObjectName(u"page.providers."_s + name);
    button->setAccessibleName(text);
    connect(button, &QPushButton::clicked, this, run);
    return button;
}

void ProvidersPage::build() {
    newProvider_ = addButton(u"new"_s, tr("Add provider…"), &ProvidersPage::newProvider);
    newProvider_->setIcon(style::icon(style::Glyph::plus, &style::Tokens::primaryText));
    style::setButtonKind(*newProvider_, "primary");
    actions()->addWidget(newProvider_);

    auto* content = new QWidget(this);
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::kGapCard);
    row->addWidget(buildPresets());
    auto* card = new widgets::Card({}, content);
    tabs_ = new QTabWidget(card);
    tabs_->setObjectName(u"page.providers.tabs"_s);
    tabs_->setAccessibleName(tr("Routing, providers, circuits and cache"));
    routing_ = new RoutingPanel(tabs_);
    providers_ = new ProviderPanel(*providerModel_, tabs_);
    tabs_->addTab(routing_, tr("Routing", "tab"));
    circuits_ = new CircuitPanel(tabs_);
    tabs_->addTab(providers_, tr("Providers", "tab"));
    tabs_->addTab(circuits_, tr("Circuits", "tab"));
    cache_ = new CachePanel(tabs_);
    tabs_->addTab(cache_, tr("Cache", "tab"));
    card->content()->addWidget(tabs_);
    row->addWidget(card, 1);

    auto* empty = new widgets::EmptyState(style::Glyph::providers, tr("No providers yet"),
                                          tr("A provider is an upstream API that answers requests: OpenAI, Anthropic, Gemini, "
                                             "Azure, or a model in your own network."),
                                          this);
    empty->setObjectName(u"page.providers.empty"_s);
    empty->setAction(tr("Add a provider…"));
    connect(empty, &widgets::EmptyState::actionTriggered, newProvider_, &QPushButton::click);
    whole_ = new QStackedWidget(this);
    whole_->addWidget(content);
    whole_->addWidget(empty);
    body()->addWidget(whole_, 1);
}

QWidget* ProvidersPage::buildPresets() {
    auto* card = new widgets::Card(tr("Presets"), this);
    card->setFixedWidth(kPresetsWidth);
    presetTable_ = new DataTable(u"page.providers.presets"_s, tr("Presets"), card);
    presetTable_->setModel(presetFilter_);
    presetTable_->sortByColumn(0, Qt::AscendingOrder);
    presetTable_->horizontalHeader()->setDefaultSectionSize(presetTable_->horizontalHeader()->minimumSectionSize());  // the plan only widens
    presetTable_->setColumnPlan({{0, 0, 0}, {1, 76, 0}});
    presetTable_->setPlaceholder(tr("No presets yet."));
    newPreset_ = addButton(u"newPreset"_s, tr("New preset…"), &ProvidersPage::newPreset);
    import_ = addButton(u"import"_s, tr("Import…"), &ProvidersPage::importPreset);
    import_->setAccessibleName(tr("Import a preset"));
    card->content()->addWidget(presetTable_, 1);
    card->content()->addWidget(newPreset_);
    card->content()->addWidget(import_);
    return card;
}

void ProvidersPage::setLive(bool live) {
    if (live == live_) return;
    live_ = live;
    if (live) {
        client().events().subscribe(u"changes"_s);
    } else {
        client().events().unsubscribe(u"changes"_s);
    }
}

void ProvidersPage::refresh() {
    for (const Part part : {kProviders, kPresets, kHealth, kCircuits}) load(part);
    if (tabs_->currentIndex() == kCacheTab) load(kCache);
    if (tabs_->currentIndex() == kRoutingTab && ticks_ % kFactsTicks == 0) loadFacts();
}

void ProvidersPage::loadFacts() {
    load(kLatency);
    load(kPrices);
}

void ProvidersPage::poll() {
    ++ticks_;
    refresh();
}

QString ProvidersPage::nameOf(Part part) {
    switch (part) {
        case kProviders: return tr("Providers");
        case kPresets: return tr("Presets");
        case kHealth: return tr("Recent health");
        case kCache: return tr("Cache");
        case kLatency: return tr("Latency of the routes");
        case kPrices: return tr("Prices of the routes");
        default: return tr("Circuits");
    }
}

void ProvidersPage::load(Part part) {
    if (loading_[part]) return;
    loading_[part] = true;
    static const std::array<QString, kPartCount> paths{u"/api/v1/admin/providers"_s, u"/api/v1/admin/presets"_s,
                                                       u"/api/v1/admin/dependencies"_s, u"/api/v1/admin/circuits"_s,
                                                       u"/api/v1/admin/cache"_s, u"/api/v1/admin/reports/latency"_s,
                                                       u"/api/v1/admin/prices/routes"_s};
    client().get(paths[part], this, [this, part](const ApiReply& reply) {
        loading_[part] = false;
        if (!reply.ok()) return markFailed(nameOf(part), reply.error);
        take(part, reply.body);
        markFresh(nameOf(part));
        if (loaded_[kProviders] && loaded_[kPresets]) markReady();
    });
}

void ProvidersPage::take(Part part, const QJsonObject& body) {
    loaded_[part] = true;
    const QJsonArray items = body["items"_L1].toArray();
    if (part == kCircuits) {
        takeCircuits(body);
        return showRows();
    }
    if (part == kCache) return takeCache(body);
    if (part == kLatency) facts_.takeLatency(body);
    if (part == kPrices) facts_.takePrices(body);
    if (part == kLatency || part == kPrices) return showRouting();
    if (part == kPresets) {
        std::vector<PresetRow> rows;
        for (const QJsonValue& item : items) rows.push_back(PresetRow::fromJson(item.toObject()));
        return takePresets(std::move(rows));
    }
    if (part == kProviders) providerRows_.clear();
    if (part == kHealth) health_.clear();
    for (const QJsonValue& item : items) {
        if (part == kProviders) providerRows_.push_back(ProviderRow::fromJson(item.toObject()));
        if (part == kHealth && item["kind"_L1].toString() == "upstream"_L1) health_.insert(item["name"_L1].toString(), item.toObject());
    }
    showRows();
}

void ProvidersPage::takePresets(std::vector<PresetRow> rows) {
    QSet<QString> there;
    for (PresetRow& row : rows) {
        there.insert(row.id);
        const auto draft = drafts_.find(row.id);
        if (draft == drafts_.end()) continue;
        if (const int lost = draft->settle(row); lost > 0) {
            notice()->showMessage(InlineMessage::Kind::warn,
                                  tr("%n change(s) of yours to %1 fell away: the route is gone.", "draft", lost).arg(row.name));
        }
        row.draftedChanges = draft->size();
    }
    drafts_.removeIf([&](const auto& entry) { return entry.value().isEmpty() || !there.contains(entry.key()); });
    presetModel_->apply(std::move(rows));
    if (presetTable_->selectionModel()->selectedRows().isEmpty() && presetFilter_->rowCount() > 0) presetTable_->selectRow(0);
    showRows();
}

void ProvidersPage::showRows() {
    std::vector<ProviderRow> rows = providerRows_;
    for (ProviderRow& row : rows) row.takeHealth(health_.value(row.name));
    providerModel_->apply(std::move(rows));
    const bool empty = loaded_[kProviders] && loaded_[kPresets] && providerModel_->rowCount() == 0 && presetModel_->rowCount() == 0;
    whole_->setCurrentIndex(empty ? 1 : 0);
    setSubtitle(tr("%1, %2", "providers, presets")
                    .arg(tr("%n provider(s)", "page subtitle", providerModel_->rowCount()),
                         tr("%n preset(s)", "page subtitle", presetModel_->rowCount())));
    if (!wanted_.isEmpty() && loaded_[kProviders] && loaded_[kPresets]) open(std::exchange(wanted_, {}));
    if (!providers_->selected() && providerModel_->rowCount() > 0) providers_->table().selectRow(0);
    showRouting();
    showProvider();
}

const PresetRow* ProvidersPage::selectedPreset() const {
    const QModelIndexList rows = presetTable_->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : presetModel_->find(rows.first().data(models::kKeyRole).toString());
}

void ProvidersPage::showRouting() {
    const PresetRow* preset = selectedPreset();
    if (preset) {
        routing_->showPreset(*preset, drafts_.value(preset->id), providerModel_->rows(), circuits_->rows(), facts_);
    } else {
        routing_->showNothing();
    }
    updateRoutingActions();
}

void ProvidersPage::showProvider() {
    const ProviderRow* row = providers_->selected();
    if (row) {
        const auto probe = probes_.constFind(row->id);
        providers_->details().showProvider(*row, presetsOf(row->name), probe == probes_.cend() ? nullptr : &*probe);
    } else {
        providers_->details().showNothing();
    }
    updateProviderActions();
}

QStringList ProvidersPage::presetsOf(const QString& provider) const {
    QStringList names;
    for (const PresetRow& preset : presetModel_->rows()) {
        const bool routes = std::any_of(preset.items.begin(), preset.items.end(),
                                        [&](const models::PresetItem& item) { return item.provider == provider; });
        if (routes) names << preset.name;
    }
    return names;
}

QStringList ProvidersPage::providerNames() const {
    QStringList names;
    for (const ProviderRow& row : providerModel_->rows()) names << row.name;
    return names;
}

void ProvidersPage::selectPreset(const QString& id) {
    const QModelIndex row = presetFilter_->mapFromSource(presetModel_->index(presetModel_->rowOf(id), 0));
    if (!row.isValid()) return;
    presetTable_->selectRow(row.row());
    tabs_->setCurrentIndex(kRoutingTab);
}

void ProvidersPage::open(const QString& argument) {
    if (argument == "new"_L1) return newProvider();
    if (argument == "newPreset"_L1) return newPreset();
    if (argument == "routing"_L1) return tabs_->setCurrentIndex(kRoutingTab);
    if (argument == "list"_L1) return tabs_->setCurrentIndex(kProvidersTab);
    if (argument == "circuits"_L1) return tabs_->setCurrentIndex(kCircuitsTab);
    if (argument == "cache"_L1) return tabs_->setCurrentIndex(kCacheTab);
    if (!loaded_[kProviders] || !loaded_[kPresets]) {
        wanted_ = argument;
        return;
    }
    for (const PresetRow& preset : presetModel_->rows()) {
        if (preset.id == argument || preset.name == argument) return selectPreset(preset.id);
    }
    for (const ProviderRow& row : providerModel_->rows()) {
        if (row.id != argument && row.name != argument) continue;
        tabs_->setCurrentIndex(kProvidersTab);
        return providers_->select(row.id);
    }
}

void ProvidersPage::toggleDetails() { providers_->details().setVisible(providers_->details().isHidden()); }

void ProvidersPage::explain(const QString& sentence) { notice()->showMessage(InlineMessage::Kind::crit, sentence); }

ProvidersPage::Handler ProvidersPage::tracked(const QString& action, const QString& target, const char* method,
                                              const QString& path, Handler run) const {
    const auto end = beginTask({action, target, requestText(method, client().endpoint().base, path)});
    return [end, run = std::move(run)](const ApiReply& reply) {
        end(reply);
        run(reply);
    };
}

Page* createProvidersPage(PageContext& context, QWidget* parent) { return new ProvidersPage(context, parent); }

}  // namespace ui::pages
