#include "ui/pages/cache_panel.hpp"

#include "ui/models/json_values.hpp"
#include "ui/models/number_text.hpp"
#include "ui/pages/kpi_tile.hpp"
#include "ui/pages/list_parts.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"

#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::pages {

using namespace Qt::StringLiterals;
using style::Status;

namespace {

constexpr double kNearlyFull = 0.95;

QString useText(const models::PresetCache& cache) {
    const QString use = cache.use == "all"_L1 ? CachePanel::tr("every request", "what the cache answers") : CachePanel::tr("temperature 0", "what the cache answers");
    const QString scope = cache.scope == "user"_L1 ? CachePanel::tr("all keys of a user", "who shares an answer") : CachePanel::tr("one key", "who shares an answer");
    return CachePanel::tr("%1, %2", "what the cache answers, who shares it").arg(use, scope);
}

}  // namespace

CacheView CacheView::fromJson(const QJsonObject& body) {
    CacheView view;
    view.bytes = body["bytes"_L1].toInteger();
    view.bytesMax = body["bytes_max"_L1].toInteger();
    view.entries = body["entries"_L1].toInteger();
    view.entriesMax = body["entries_max"_L1].toInteger();
    view.hits = body["hits"_L1].toInteger();
    view.misses = body["misses"_L1].toInteger();
    view.bypasses = body["bypasses"_L1].toInteger();
    view.flushes = body["flushes"_L1].toInteger();
    view.hitRatio = models::numberOf(body["hit_ratio"_L1]);
    if (const QJsonValue saved = body["saved_nanousd"_L1]; saved.isDouble()) view.savedNanoUsd = saved.toInteger();
    view.unpriced = body["saved_unpriced"_L1].toInteger();
    for (const QJsonValue& row : body["saved_by_preset"_L1].toArray()) view.savedByPreset.insert(row["preset"_L1].toString(), row["saved_nanousd"_L1].toInteger());
    return view;
}

CachePanel::CachePanel(QWidget* parent)
    : QWidget(parent), state_(new QLabel(this)), presets_(new QLabel(this)),
      ratio_(new KpiTile(u"page.providers.cache.ratio"_s, tr("Hit ratio"), this)),
      answers_(new KpiTile(u"page.providers.cache.answers"_s, tr("Hits", "of the cache"), this)),
      saved_(new KpiTile(u"page.providers.cache.saved"_s, tr("Saved", "money, by the cache"), this)),
      entries_(new KpiTile(u"page.providers.cache.entries"_s, tr("Answers kept"), this)),
      bytes_(new KpiTile(u"page.providers.cache.bytes"_s, tr("Memory used"), this)),
      empty_(namedButton(u"page.providers.cache.empty"_s, tr("Empty the cache…"), this)) {
    setObjectName(u"page.providers.cache"_s);
    state_->setObjectName(u"page.providers.cache.state"_s);
    state_->setWordWrap(true);
    presets_->setObjectName(u"page.providers.cache.presets"_s);
    presets_->setWordWrap(true);
    presets_->setTextFormat(Qt::PlainText);
    auto* head = new QHBoxLayout;
    head->setSpacing(style::kGap);
    head->addWidget(state_, 1);
    head->addWidget(empty_, 0, Qt::AlignTop);
    auto* tiles = new QHBoxLayout;
    tiles->setSpacing(style::kGapCard);
    for (KpiTile* tile : {ratio_, answers_, saved_, entries_, bytes_}) {
        tile->hideTrend();
        tile->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        tiles->addWidget(tile, 1);
    }
    auto* heading = new QLabel(tr("Presets that use it"), this);
    heading->setFont(style::bodyStrongFont());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, style::kGap, 0, 0);
    column->setSpacing(style::kGapCard);
    column->addLayout(head);
    column->addLayout(tiles);
    column->addWidget(heading);
    column->addWidget(presets_);
    column->addStretch(1);
    connect(empty_, &QPushButton::clicked, this, &CachePanel::emptyAsked);
}

void CachePanel::showState() {
    if (view_.isOff()) {
        state_->setText(tr("The cache is switched off: GATEWAY_CACHE_BYTES or GATEWAY_CACHE_ENTRIES is 0."));
    } else if (view_.hits + view_.misses == 0) {
        state_->setText(tr("No request has asked the cache since the gateway's start. Presets ask it for temperature 0 unless they say otherwise."));
    } else {
        state_->setText(tr("Answers that are kept in this gateway's memory and given again, since its start. What is answered from here never goes upstream."));
    }
}

void CachePanel::show(const CacheView& view) {
    view_ = view;
    showState();
    const bool known = view.hitRatio.has_value();
    ratio_->setValue(known ? Status::ok : Status::unknown, models::percentText(view.hitRatio),
                     known ? tr("of %1 requests that asked it").arg(models::countText(view.hits + view.misses)) : tr("nobody has asked it"));
    answers_->setValue(known ? Status::ok : Status::unknown, models::countText(view.hits),
                       tr("%1 fetched · %2 went past it", "misses, bypasses").arg(models::countText(view.misses), models::countText(view.bypasses)),
                       tr("%1 fetched", "misses").arg(models::countText(view.misses)));
    showSaved();
    writePresets();
    const QLocale locale;
    entries_->setValue(view.isOff() ? Status::unknown : Status::ok, models::countText(view.entries), tr("of at most %1").arg(models::countText(view.entriesMax)));
    const bool full = view.bytesMax > 0 && double(view.bytes) >= kNearlyFull * double(view.bytesMax);
    bytes_->setValue(view.isOff() ? Status::unknown : Status::ok, locale.formattedDataSize(view.bytes),
                     full ? tr("of %1: the oldest answers make room").arg(locale.formattedDataSize(view.bytesMax))
                          : tr("of at most %1").arg(locale.formattedDataSize(view.bytesMax)));
}

/// Prices are those of the moment of each answer; what was billed for it is taken off.
void CachePanel::showSaved() {
    const bool known = view_.savedNanoUsd && view_.hits > 0;
    QString detail = tr("since the start, at the providers' prices");
    if (view_.unpriced > 0) detail = tr("and %n answer(s) without a known price", "of the cache", int(view_.unpriced));
    saved_->setValue(known ? Status::ok : Status::unknown, known ? models::moneyText(view_.savedNanoUsd) : models::unknownText(),
                     known ? detail : tr("no answer was given yet"),
                     known && view_.unpriced == 0 ? tr("since the start", "money saved") : QString());
}

void CachePanel::showPresets(const std::vector<models::PresetRow>& presets) {
    rows_ = presets;
    writePresets();
}

void CachePanel::writePresets() {
    QStringList lines;
    for (const models::PresetRow& preset : rows_) {
        if (preset.cache.use == "off"_L1) continue;
        const auto saved = view_.savedByPreset.constFind(preset.name);
        lines << (saved == view_.savedByPreset.constEnd()
                      ? tr("%1: %2", "preset, what the cache does for it").arg(preset.name, useText(preset.cache))
                      : tr("%1: %2; saved %3 since the start", "preset, what the cache does for it, money").arg(preset.name, useText(preset.cache), models::moneyText(*saved)));
    }
    presets_->setText(lines.isEmpty() ? tr("No preset lets the cache answer. Edit a preset to change that.") : lines.join(u'\n'));
}

void CachePanel::setStale(bool stale) {
    for (KpiTile* tile : {ratio_, answers_, saved_, entries_, bytes_}) tile->setStale(stale);
}

}  // namespace ui::pages
