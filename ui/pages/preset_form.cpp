#include "ui/pages/preset_form.hpp"

#include "ui/pages/dialog_parts.hpp"
#include "ui/pages/preset_cache_fields.hpp"
#include "ui/style/icons.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/style/type_scale.hpp"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::PresetItem;
using models::PresetRow;

namespace {

constexpr int kProviderWidth = 150;
constexpr int kNumberWidth = 96;
constexpr int kLabelledHeight = 2;  // rows of the grid: label, input

QString strategyNote(const QString& strategy) {
    if (strategy == "weighted"_L1) return PresetForm::tr("Requests are spread by weight.");
    if (strategy == "priority"_L1) return PresetForm::tr("The lowest priority goes first, spread by weight; the others stand in when it fails.");
    if (strategy == "latency"_L1)
        return PresetForm::tr("Of two routes drawn at random the one that is expected to answer sooner is taken; weights do not count, 0 leaves a route out.");
    if (strategy == "least_busy"_L1) return PresetForm::tr("The route with the fewest requests under way for its weight is taken.");
    if (strategy == "sticky"_L1)
        return PresetForm::tr("A user, or a conversation named in the header x-gateway-conversation, stays with one route; new ones are spread by weight.");
    return {};
}

}  // namespace

RouteFields::RouteFields(const QString& prefix, const QStringList& providers, bool removable, QWidget* parent)
    : QWidget(parent), provider_(new QComboBox(this)), model_(new QLineEdit(this)) {
    setObjectName(prefix);
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(style::kGapSmall);
    auto* row = new QHBoxLayout;
    row->setSpacing(style::kGap);
    lines->addLayout(row);
    provider_->setObjectName(prefix + u".provider"_s);
    provider_->setAccessibleName(tr("Provider"));
    provider_->setMinimumWidth(kProviderWidth);
    provider_->addItems(providers);
    model_->setObjectName(prefix + u".model"_s);
    model_->setAccessibleName(tr("Model, as the provider calls it"));
    model_->setPlaceholderText(tr("name of the model"));
    row->addWidget(provider_);
    row->addWidget(model_, 1);
    priority_ = addNumber(prefix + u".priority"_s, tr("Priority"), static_cast<int>(models::kPriorityMax), 0);
    priority_->setPrefix(tr("priority ", "in front of a number"));
    weight_ = addNumber(prefix + u".weight"_s, tr("Weight"), static_cast<int>(models::kWeightMax), 100);
    weight_->setPrefix(tr("weight ", "in front of a number"));
    row->addWidget(priority_);
    row->addWidget(weight_);
    lines->addWidget(buildCaps(prefix));
    connect(provider_, &QComboBox::currentIndexChanged, this, &RouteFields::changed);
    connect(model_, &QLineEdit::textEdited, this, &RouteFields::changed);
    if (!removable) return;
    auto* remove = new QToolButton(this);
    remove->setObjectName(prefix + u".remove"_s);
    remove->setAccessibleName(tr("Take this route out"));
    remove->setToolTip(remove->accessibleName());
    remove->setIcon(style::icon(style::Glyph::close));
    row->addWidget(remove);
    connect(remove, &QToolButton::clicked, this, &RouteFields::removeAsked);
}

QSpinBox* RouteFields::addNumber(const QString& name, const QString& label, int numberMax, int value) {
    auto* number = new QSpinBox(this);
    number->setObjectName(name);
    number->setAccessibleName(label);
    number->setRange(0, numberMax);
    number->setValue(value);
    number->setMinimumWidth(kNumberWidth);
    connect(number, &QSpinBox::valueChanged, this, &RouteFields::changed);
    return number;
}

QSpinBox* RouteFields::addCap(const QString& name, const QString& label, qint64 most) {
    QSpinBox* cap = addNumber(name, label, static_cast<int>(most), 0);
    cap->setSpecialValueText(tr("no cap", "in place of a number"));
    cap->setToolTip(tr("From 1 to %1; 0 is no cap. The next route takes what is beyond.").arg(QLocale().toString(most)));
    return cap;
}

QWidget* RouteFields::buildCaps(const QString& prefix) {
    auto* line = new QWidget(this);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::kGap);
    parallel_ = addCap(prefix + u".parallel"_s, tr("Most calls at once"), models::kRouteParallelMax);
    rpm_ = addCap(prefix + u".rpm"_s, tr("Most calls a minute"), models::kRouteRpmMax);
    for (QSpinBox* cap : {parallel_, rpm_}) {
        auto* caption = new QLabel(cap->accessibleName(), line);
        caption->setProperty("role", u"secondary"_s);
        caption->setBuddy(cap);
        row->addWidget(caption);
        row->addWidget(cap);
        if (cap == parallel_) row->addSpacing(style::kGapCard);
    }
    row->addStretch(1);
    return line;
}

PresetItem RouteFields::item() const {
    PresetItem item;
    item.provider = provider_->currentText();
    item.model = model_->text().trimmed();
    item.priority = priority_->value();
    item.weight = weight_->value();
    if (parallel_->value() > 0) item.parallelMax = parallel_->value();
    if (rpm_->value() > 0) item.rpm = rpm_->value();
    return item;
}

QString RouteFields::problem() const {
    static const QRegularExpression printable(u"^[!-~]{1,128}$"_s);
    if (provider_->count() == 0) return tr("Add a provider first.");
    if (model_->text().trimmed().isEmpty()) return tr("Name the model of each route.");
    return printable.match(model_->text().trimmed()).hasMatch() ? QString() : tr("A model's name has no blanks and at most 128 characters.");
}

void RouteFields::focusModel() { model_->setFocus(); }

PresetForm::PresetForm(const QString& prefix, QWidget* parent)
    : QWidget(parent), prefix_(prefix), name_(new QLineEdit(this)), strategy_(new QComboBox(this)),
      strategyNote_(new QLabel(this)), problem_(new QLabel(this)), cache_(new PresetCacheFields(prefix, this)),
      routes_(new QVBoxLayout) {
    name_->setObjectName(prefix + u".name"_s);
    name_->setAccessibleName(tr("Name"));
    name_->setPlaceholderText(tr("for example default"));
    strategy_->setObjectName(prefix + u".strategy"_s);
    strategy_->setAccessibleName(tr("Strategy"));
    for (const QString& strategy : models::strategyNames()) strategy_->addItem(models::strategyWord(strategy), strategy);
    strategyNote_->setObjectName(prefix + u".strategyNote"_s);
    strategyNote_->setProperty("role", u"secondary"_s);
    strategyNote_->setWordWrap(true);
    problem_->setObjectName(prefix + u".problem"_s);
    problem_->setProperty("role", u"critical"_s);
    problem_->setFont(style::captionFont());
    problem_->setWordWrap(true);
    problem_->setMinimumHeight(QFontMetrics(problem_->font()).height() + style::kGapSmall);
    routes_->setSpacing(style::kGap);
    layOut();
    connect(name_, &QLineEdit::textEdited, this, [this] {
        touched_ = true;
        refresh();
    });
    connect(strategy_, &QComboBox::currentIndexChanged, this, &PresetForm::refresh);
    cache_->setCache({});
    connect(cache_, &PresetCacheFields::changed, this, &PresetForm::refresh);
    refresh();
}

void PresetForm::layOut() {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(style::kGapCard);
    grid->setVerticalSpacing(style::kGapSmall);
    int column = 0;
    for (QWidget* input : {static_cast<QWidget*>(name_), static_cast<QWidget*>(strategy_)}) {
        auto* caption = new QLabel(input->accessibleName(), this);
        caption->setBuddy(input);
        grid->addWidget(caption, 0, column);
        grid->addWidget(input, 1, column);
        grid->setColumnStretch(column++, 1);
    }
    grid->addWidget(strategyNote_, kLabelledHeight, 0, 1, 2);
    grid->addWidget(cache_, kLabelledHeight + 1, 0, 1, 2);
    grid->addLayout(routes_, kLabelledHeight + 2, 0, 1, 2);
    grid->addWidget(problem_, kLabelledHeight + 3, 0, 1, 2);
}

void PresetForm::setRow(const PresetRow& row) {
    before_ = row;
    name_->setText(row.name);
    const int known = strategy_->findData(row.strategy);
    if (known < 0) strategy_->addItem(row.strategy, row.strategy);
    strategy_->setCurrentIndex(strategy_->findData(row.strategy));
    cache_->setCache(row.cache);
    refresh();
}

void PresetForm::offerRoutes(const QStringList& providers) {
    providers_ = providers;
    auto* heading = new QLabel(tr("First routes"), this);
    heading->setFont(style::bodyStrongFont());
    routes_->addWidget(heading);
    add_ = new QPushButton(tr("One more route"), this);
    add_->setObjectName(prefix_ + u".addRoute"_s);
    add_->setAccessibleName(add_->text());
    add_->setAutoDefault(false);
    add_->setIcon(style::icon(style::Glyph::plus, &style::Tokens::accent));
    style::setButtonKind(*add_, "flat");
    routes_->addWidget(add_, 0, Qt::AlignLeft);
    connect(add_, &QPushButton::clicked, this, [this] {
        addRoute();
        fields_.last()->focusModel();
    });
    addRoute();
}

void PresetForm::addRoute() {
    auto* route = new RouteFields(u"%1.route%2"_s.arg(prefix_).arg(routesMade_++), providers_, true, this);
    routes_->insertWidget(routes_->count() - 1, route);
    fields_ << route;
    connect(route, &RouteFields::changed, this, &PresetForm::refresh);
    connect(route, &RouteFields::removeAsked, this, [this, route] { dropRoute(route); });
    refresh();
}

void PresetForm::dropRoute(RouteFields* route) {
    if (fields_.size() < 2) return;  // a preset without routes serves nobody
    fields_.removeOne(route);
    route->hide();
    route->deleteLater();
    refresh();
}

PresetRow PresetForm::row() const {
    PresetRow row = before_;
    row.name = name_->text().trimmed();
    row.strategy = strategy_->currentData().toString();
    row.cache = cache_->cache();
    for (const RouteFields* route : fields_) row.items.push_back(route->item());
    return row;
}

QString PresetForm::firstProblem() const {
    static const QRegularExpression nameForm(u"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"_s);
    if (!nameForm.match(name_->text().trimmed()).hasMatch()) {
        return tr("Use 1 to 64 letters, digits, dots, - and _ for the name; begin with a letter or digit.");
    }
    QStringList seen;
    for (const RouteFields* route : fields_) {
        if (const QString problem = route->problem(); !problem.isEmpty()) return problem;
        const QString name = route->item().routeName();
        if (seen.contains(name)) return tr("%1 stands here twice.").arg(name);
        seen << name;
    }
    return refusal_;
}

void PresetForm::showRefusal(const QString& sentence) {
    refusal_ = sentence;
    problem_->setText(sentence);
    Q_EMIT changed();
}

void PresetForm::focusFirst() { name_->setFocus(); }

void PresetForm::refresh() {
    refusal_.clear();
    const QString strategy = strategy_->currentData().toString();
    strategyNote_->setText(strategyNote(strategy));
    const QString problem = firstProblem();
    problem_->setText(touched_ ? problem : QString());
    markInvalid(name_, touched_ && name_->text().trimmed().isEmpty());
    if (add_) add_->setEnabled(fields_.size() < models::kPresetItemsMax);
    Q_EMIT changed();
}

}  // namespace ui::pages
