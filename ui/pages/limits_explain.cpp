// The half of LimitsPage under the table: what holds for a key, a preset and an address together, and what another limit
// would have done to the last day.
#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/delegates/cell_delegates.hpp"
#include "ui/pages/data_table.hpp"
#include "ui/pages/dialog_parts.hpp"
#include "ui/pages/limit_dialog.hpp"
#include "ui/pages/limit_what_if.hpp"
#include "ui/pages/limits_page.hpp"
#include "ui/style/spacing.hpp"
#include "ui/widgets/card.hpp"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHostAddress>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabWidget>
#include <QUrlQuery>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::ApiReply;
using models::LimitRow;
using models::LimitStateRow;

namespace {

constexpr int kTabsHeight = 320;

/// An address as a person types it; nothing is a fair answer too.
bool isAddress(const QString& text) {
    // QHostAddress takes 203.0.113 too.
    const bool whole = text.contains(u':') || text.count(u'.') == 3;
    QHostAddress address;
    return text.isEmpty() || (whole && address.setAddress(text));
}

}  // namespace

QWidget* LimitsPage::buildTabs() {
    auto* card = new widgets::Card({}, this);
    tabs_ = new QTabWidget(card);
    tabs_->setObjectName(u"page.limits.tabs"_s);
    tabs_->setAccessibleName(tr("Explanation and what-if"));
    tabs_->addTab(buildExplanation(), tr("What holds", "tab"));
    whatIf_ = new LimitWhatIf(tabs_);
    tabs_->addTab(whatIf_, tr("What if", "tab"));
    card->content()->addWidget(tabs_);
    card->setFixedHeight(kTabsHeight);
    details_ = card;
    connect(whatIf_, &LimitWhatIf::asked, this, &LimitsPage::askWhatIf);
    connect(whatIf_, &LimitWhatIf::tried, this, &LimitsPage::updateActions);
    connect(whatIf_->adoptButton(), &QPushButton::clicked, this, &LimitsPage::adoptWhatIf);
    connect(tabs_, &QTabWidget::currentChanged, this, [this] { askWhatIf(); });
    return card;
}

QWidget* LimitsPage::buildQuestion() {
    auto* part = new QWidget(this);
    auto* line = new QHBoxLayout(part);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(style::kGap);
    key_ = new QComboBox(part);
    key_->setObjectName(u"page.limits.key"_s);
    key_->setAccessibleName(tr("Key to explain"));
    key_->setMinimumWidth(200);
    preset_ = new QComboBox(part);
    preset_->setObjectName(u"page.limits.preset"_s);
    preset_->setAccessibleName(tr("Preset whose limits count too"));
    preset_->setMinimumWidth(140);
    preset_->addItem(tr("Any preset", "no preset chosen"), QString());
    address_ = new QLineEdit(part);
    address_->setObjectName(u"page.limits.address"_s);
    address_->setAccessibleName(tr("Address whose limits count too"));
    address_->setPlaceholderText(tr("any address"));
    address_->setClearButtonEnabled(true);
    address_->setMaximumWidth(200);
    const auto add = [&](const QString& text, QWidget* field) {
        auto* label = new QLabel(text, part);
        label->setBuddy(field);
        line->addWidget(label);
        line->addWidget(field);
    };
    add(tr("Key", "whose limits are explained"), key_);
    add(tr("calls", "a key calls a preset"), preset_);
    add(tr("from", "an address"), address_);
    line->addStretch(1);
    connect(key_, &QComboBox::currentIndexChanged, this, &LimitsPage::loadExplanation);
    connect(preset_, &QComboBox::currentIndexChanged, this, &LimitsPage::loadExplanation);
    connect(address_, &QLineEdit::textChanged, this, &LimitsPage::loadExplanation);
    return part;
}

QWidget* LimitsPage::buildExplanation() {
    auto* part = new QWidget(this);
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(0, style::kGap, 0, 0);
    column->setSpacing(style::kGap);
    column->addWidget(buildQuestion());
    verdict_ = new QLabel(part);
    verdict_->setObjectName(u"page.limits.verdict"_s);
    verdict_->setWordWrap(true);
    verdict_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(verdict_);
    stateTable_ = new DataTable(u"page.limits.states"_s, tr("Limits of the chosen key"), part);
    stateTable_->setModel(states_);
    stateTable_->setSortingEnabled(false);
    stateTable_->setItemDelegateForColumn(states_->columnOf("used"), new delegates::StatusDelegate(stateTable_));
    const auto at = [this](const char* name) { return states_->columnOf(name); };
    stateTable_->setColumnPlan({{at("limit"), 180, 0}, {at("whose"), 90, 0}, {at("used"), 120, 0}, {at("value"), 120, 0},
                                {at("left"), 120, 0}, {at("resets"), 210, 1}, {at("source"), 0, 0}});
    column->addWidget(stateTable_, 1);
    return part;
}

void LimitsPage::loadKeys() {
    client().get(u"/api/v1/admin/api-keys?limit=500&status=active"_s, this, [this](const ApiReply& reply) {
        if (!reply.ok()) return markFailed(tr("Keys"), reply.error);
        markFresh(tr("Keys"));
        const QSignalBlocker quiet(key_);
        const QString chosen = wantedKey_.isEmpty() ? key_->currentData().toString() : std::exchange(wantedKey_, {});
        key_->clear();
        for (const QJsonValue& item : reply.body["items"_L1].toArray()) {
            key_->addItem(tr("%1 (%2)", "name and prefix of a key").arg(item["name"_L1].toString(), item["prefix"_L1].toString()),
                          item["id"_L1].toString());
        }
        key_->setCurrentIndex(std::max(0, key_->findData(chosen)));
        loadExplanation();
    });
}

void LimitsPage::loadPresets() {
    client().get(u"/api/v1/admin/presets"_s, this, [this](const ApiReply& reply) {
        if (!reply.ok()) return markFailed(tr("Presets"), reply.error);
        markFresh(tr("Presets"));
        const QSignalBlocker quiet(preset_);
        const QString chosen = preset_->currentData().toString();
        while (preset_->count() > 1) preset_->removeItem(1);
        for (const QJsonValue& item : reply.body["items"_L1].toArray()) preset_->addItem(item["name"_L1].toString(), item["id"_L1].toString());
        preset_->setCurrentIndex(std::max(0, preset_->findData(chosen)));
    });
}

void LimitsPage::loadExplanation() {
    const QString id = key_->currentData().toString();
    const QString address = address_->text().trimmed();
    markInvalid(address_, !isAddress(address));
    address_->setToolTip(isAddress(address) ? tr("The limits of the caller's address, such as 203.0.113.7, count too.") : tr("Write one address, such as 203.0.113.7 or 2001:db8::1."));
    if (!isAddress(address)) return;
    if (id.isEmpty()) {
        states_->apply({});
        verdict_->clear();
        return stateTable_->setPlaceholder(tr("There is no active key. Create one on the page API keys."));
    }
    QUrlQuery query;
    if (const QString preset = preset_->currentData().toString(); !preset.isEmpty()) query.addQueryItem(u"preset"_s, preset);
    if (!address.isEmpty()) query.addQueryItem(u"ip"_s, address);
    QString path = adminPath(u"api-keys"_s, id, u"limits"_s);
    if (!query.isEmpty()) path += u'?' + query.toString(QUrl::FullyEncoded);
    client().get(path, this, [this, id, address, preset = preset_->currentData()](const ApiReply& reply) {
        if (key_->currentData().toString() != id || preset_->currentData() != preset || address_->text().trimmed() != address) return;
        if (!reply.ok()) return markFailed(tr("Limits of the key"), reply.error);
        markFresh(tr("Limits of the key"));
        std::vector<LimitStateRow> rows;
        for (const QJsonValue& item : reply.body["items"_L1].toArray()) rows.push_back(LimitStateRow::fromJson(item.toObject()));
        takeExplanation(rows);
    });
}

void LimitsPage::takeExplanation(const std::vector<LimitStateRow>& rows) {
    states_->apply(rows);
    stateTable_->setPlaceholder(tr("No limit and no budget holds for this call."));
    QStringList sentences;
    for (const char* limit : {"rpm", "tpm", "tpd", "max_parallel", "budget_day", "budget_month", "budget"}) {
        const QString text = models::tightestText(rows, QLatin1StringView(limit));
        if (!text.isEmpty() && sentences.size() < 2) sentences << text;
    }
    verdict_->setText(sentences.join(u" · "_s));
    verdict_->setVisible(!sentences.isEmpty());
}

void LimitsPage::showWhatIfSubject() {
    const LimitRow* row = selected();
    if (!row && tableOrEmpty_->currentIndex() != 0) row = model_->find(u"global/*"_s);  // nothing to choose from
    row ? whatIf_->showSubject(*row) : whatIf_->showNothing();
}

/// Only while somebody looks: each answer reads a day of the log.
void LimitsPage::askWhatIf() {
    const QString key = whatIf_->subjectKey();
    const LimitRow* row = model_->find(key);
    if (!row || tabs_->currentWidget() != whatIf_ || !isVisible() || !isOnline()) return;
    const QString path = limitPath(*row, u"what-if"_s) + whatIf_->query();
    const int question = ++whatIfAsked_;
    whatIf_->showBusy();
    client().get(path, this, [this, question](const ApiReply& reply) {
        if (question != whatIfAsked_) return;
        if (!reply.ok()) return whatIf_->showProblem(bridge::errorText(reply.error));
        whatIf_->showAnswer(reply.body);
    });
}

}  // namespace ui::pages
