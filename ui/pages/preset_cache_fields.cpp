#include "ui/pages/preset_cache_fields.hpp"

#include "ui/style/spacing.hpp"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QSpinBox>

#include <algorithm>

namespace ui::pages {

using namespace Qt::StringLiterals;

PresetCacheFields::PresetCacheFields(const QString& prefix, QWidget* parent) : QWidget(parent), prefix_(prefix + u".cache"_s) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(style::kGapCard);
    grid->setVerticalSpacing(style::kGapSmall);
    use_ = addChoice(u"use"_s, tr("Answer again from the cache"));
    use_->addItem(tr("Never"), u"off"_s);
    use_->addItem(tr("Requests with temperature 0"), u"temperature_zero"_s);
    use_->addItem(tr("Every request"), u"all"_s);
    scope_ = addChoice(u"scope"_s, tr("Who shares an answer"));
    scope_->addItem(tr("One key"), u"key"_s);
    scope_->addItem(tr("All keys of a user"), u"user"_s);
    ttl_ = addNumber(u"ttl"_s, tr("Kept for"), models::kCacheTtlMax);
    ttl_->setSuffix(tr(" s", "seconds behind a number"));
    ttl_->setSpecialValueText(tr("As the gateway's setting says"));
    percent_ = addNumber(u"percent"_s, tr("Charged, of its price"), 100);
    percent_->setSuffix(u" %"_s);
    percent_->setSpecialValueText(tr("Nothing"));
    refresh();
}

QComboBox* PresetCacheFields::addChoice(const QString& name, const QString& label) {
    auto* choice = new QComboBox(this);
    choice->setObjectName(prefix_ + u'.' + name);
    choice->setAccessibleName(label);
    auto* grid = static_cast<QGridLayout*>(layout());
    auto* caption = new QLabel(label, this);
    caption->setBuddy(choice);
    const int column = grid->count() / 2 % 2;
    grid->addWidget(caption, 0, column);
    grid->addWidget(choice, 1, column);
    grid->setColumnStretch(column, 1);
    connect(choice, &QComboBox::currentIndexChanged, this, &PresetCacheFields::refresh);
    return choice;
}

QSpinBox* PresetCacheFields::addNumber(const QString& name, const QString& label, int most) {
    auto* number = new QSpinBox(this);
    number->setObjectName(prefix_ + u'.' + name);
    number->setAccessibleName(label);
    number->setRange(0, most);
    auto* grid = static_cast<QGridLayout*>(layout());
    auto* caption = new QLabel(label, this);
    caption->setBuddy(number);
    const int column = grid->count() / 2 % 2;
    grid->addWidget(caption, 2, column);
    grid->addWidget(number, 3, column);
    connect(number, &QSpinBox::valueChanged, this, &PresetCacheFields::changed);
    return number;
}

void PresetCacheFields::setCache(const models::PresetCache& cache) {
    use_->setCurrentIndex(qMax(0, use_->findData(cache.use)));
    scope_->setCurrentIndex(qMax(0, scope_->findData(cache.scope)));
    ttl_->setValue(static_cast<int>(std::clamp<qint64>(cache.ttlSeconds.value_or(0), 0, models::kCacheTtlMax)));
    percent_->setValue(static_cast<int>(std::clamp<qint64>(cache.billPercent, 0, 100)));
}

models::PresetCache PresetCacheFields::cache() const {
    models::PresetCache cache;
    cache.use = use_->currentData().toString();
    cache.scope = scope_->currentData().toString();
    if (ttl_->value() > 0) cache.ttlSeconds = ttl_->value();
    cache.billPercent = percent_->value();
    return cache;
}

void PresetCacheFields::refresh() {
    if (!use_ || !percent_) return;
    const bool used = use_->currentData().toString() != "off"_L1;
    for (QWidget* field : {static_cast<QWidget*>(scope_), static_cast<QWidget*>(ttl_), static_cast<QWidget*>(percent_)}) field->setEnabled(used);
    Q_EMIT changed();
}

}  // namespace ui::pages
