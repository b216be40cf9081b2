#include "ui/pages/traffic_filter_bar.hpp"

#include "ui/style/icons.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::TrafficFilter;

namespace {

constexpr std::chrono::milliseconds kSettle{150};
constexpr int kSlowMsDefault = 5000;
constexpr int kSlowMsMax = 600'000;
constexpr int kTraceWidth = 176;

struct ChipPlan {
    const char* name;
    const char* label;
    unsigned classes;
};
constexpr std::array kChips{ChipPlan{"page.traffic.chip.2xx", "2xx", TrafficFilter::success},
                            ChipPlan{"page.traffic.chip.4xx", "4xx", TrafficFilter::clientError},
                            ChipPlan{"page.traffic.chip.429", "429", TrafficFilter::rateLimited},
                            ChipPlan{"page.traffic.chip.5xx", "5xx", TrafficFilter::serverError}};

}  // namespace

TrafficFilterBar::TrafficFilterBar(ExpressionEdit::Values values, QWidget* parent)
    : QWidget(parent), expression_(new ExpressionEdit(std::move(values), this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::kGapSmall);
    auto* row = new QHBoxLayout;
    row->setSpacing(style::kGap);
    row->addWidget(buildTrace());
    addChips(row);
    addSlow(row);
    row->addWidget(buildExpression(), 1);
    clear_ = new QPushButton(tr("Clear", "all filters"), this);
    clear_->setObjectName(u"page.traffic.clear"_s);
    clear_->setAccessibleName(tr("Clear all filters"));
    clear_->setToolTip(clear_->accessibleName());
    style::setButtonKind(*clear_, "flat");
    row->addWidget(clear_);
    column->addLayout(row);
    problem_ = new QLabel(this);
    problem_->setObjectName(u"page.traffic.expression.problem"_s);
    problem_->setProperty("role", u"critical"_s);
    problem_->hide();
    column->addWidget(problem_);

    settle_.setSingleShot(true);
    settle_.setInterval(kSettle);
    connect(&settle_, &QTimer::timeout, this, &TrafficFilterBar::filterChanged);
    connect(clear_, &QPushButton::clicked, this, &TrafficFilterBar::clearAll);
    connect(this, &TrafficFilterBar::filterChanged, this, [this] { clear_->setEnabled(!filter().isEmpty()); });
    clear_->setEnabled(false);
}

QWidget* TrafficFilterBar::buildTrace() {
    trace_ = new QLineEdit(this);
    trace_->setObjectName(u"page.traffic.trace"_s);
    trace_->setAccessibleName(tr("Trace id or its beginning"));
    trace_->setToolTip(tr("Shows the requests whose trace id begins like this. Enter opens the trace, also one that is no longer in the list. (Ctrl+G)"));
    trace_->setPlaceholderText(tr("Trace id"));
    trace_->setFont(style::monoFont());
    trace_->setClearButtonEnabled(true);
    trace_->addAction(style::icon(style::Glyph::search), QLineEdit::LeadingPosition);
    trace_->setFixedWidth(kTraceWidth);
    connect(trace_, &QLineEdit::textChanged, this, [this] { settle_.start(); });
    connect(trace_, &QLineEdit::returnPressed, this, [this] {
        if (settle_.isActive()) {
            settle_.stop();
            Q_EMIT filterChanged();
        }
        const QString wanted = trace_->text().trimmed();
        if (!wanted.isEmpty()) Q_EMIT traceWanted(wanted);
    });
    return trace_;
}

void TrafficFilterBar::addChips(QHBoxLayout* row) {
    for (const ChipPlan& plan : kChips) {
        const QString label = QString::fromLatin1(plan.label);
        auto* chip = new QPushButton(label, this);
        chip->setObjectName(QString::fromLatin1(plan.name));
        chip->setAccessibleName(tr("Only status %1").arg(label));
        chip->setToolTip(chip->accessibleName());
        chip->setCheckable(true);
        style::setButtonKind(*chip, "chip");
        connect(chip, &QPushButton::toggled, this, &TrafficFilterBar::filterChanged);
        chips_ << chip;
        row->addWidget(chip);
    }
}

void TrafficFilterBar::addSlow(QHBoxLayout* row) {
    slow_ = new QPushButton(tr("Slower than", "filter: requests slower than N ms"), this);
    slow_->setObjectName(u"page.traffic.chip.slow"_s);
    slow_->setAccessibleName(tr("Only slow requests"));
    slow_->setToolTip(slow_->accessibleName());
    slow_->setCheckable(true);
    style::setButtonKind(*slow_, "chip");
    slowMs_ = new QSpinBox(this);
    slowMs_->setObjectName(u"page.traffic.slowMs"_s);
    slowMs_->setAccessibleName(tr("Requests that take longer than this are slow"));
    slowMs_->setToolTip(slowMs_->accessibleName());
    slowMs_->setRange(1, kSlowMsMax);
    slowMs_->setSingleStep(500);
    slowMs_->setGroupSeparatorShown(true);
    slowMs_->setSuffix(u" ms"_s);
    slowMs_->setValue(kSlowMsDefault);
    slowMs_->setKeyboardTracking(false);
    connect(slow_, &QPushButton::toggled, this, &TrafficFilterBar::filterChanged);
    connect(slowMs_, &QSpinBox::valueChanged, this, [this] {
        Q_EMIT slowChanged();
        if (slow_->isChecked()) Q_EMIT filterChanged();
    });
    row->addWidget(slow_);
    row->addWidget(slowMs_);
}

QWidget* TrafficFilterBar::buildExpression() {
    expression_->setObjectName(u"page.traffic.expression"_s);
    expression_->setAccessibleName(tr("Filter expression"));
    expression_->setPlaceholderText(u"status>=500 and provider=openai and latency>5s"_s);
    expression_->setToolTip(tr("Fields: %1\nOperators: = != > >= < <= ~ (contains)\nJoined by and, or, not, with brackets")
                                .arg(models::expressionFields().join(u", "_s)));
    expression_->addAction(style::icon(style::Glyph::filter), QLineEdit::LeadingPosition);
    expression_->setMinimumWidth(200);
    connect(expression_, &ExpressionEdit::parsed, this, [this] { settle_.start(); });
    connect(expression_, &ExpressionEdit::problemChanged, this, &TrafficFilterBar::showProblem);
    connect(expression_, &QLineEdit::returnPressed, this, [this] {
        settle_.stop();
        if (!expression_->problem()) Q_EMIT filterChanged();
    });
    return expression_;
}

void TrafficFilterBar::showProblem() {
    const QString text = expression_->problemText();
    if (!text.isEmpty()) settle_.stop();  // the list keeps what it shows until the line can be read again
    problem_->setText(text);
    problem_->setVisible(!text.isEmpty());
}

TrafficFilter TrafficFilterBar::filter() const {
    TrafficFilter filter;
    for (qsizetype i = 0; i < chips_.size(); ++i) {
        if (chips_[i]->isChecked()) filter.classes |= kChips.at(static_cast<size_t>(i)).classes;
    }
    if (slow_->isChecked()) filter.slowerThanMs = slowMs();
    filter.tracePrefix = trace_->text().trimmed();
    filter.expression = expression_->expression();
    return filter;
}

qint64 TrafficFilterBar::slowMs() const { return slowMs_->value(); }

models::FilterText TrafficFilterBar::filterText() const {
    return {filter().classes, slow_->isChecked(), slowMs(), trace_->text().trimmed(), expression_->text()};
}

void TrafficFilterBar::setFilterText(const models::FilterText& text) {
    for (qsizetype i = 0; i < chips_.size(); ++i) {
        const QSignalBlocker quiet(chips_[i]);
        chips_[i]->setChecked((text.classes & kChips.at(static_cast<size_t>(i)).classes) != 0);
    }
    {
        const QSignalBlocker quiet(slow_);
        slow_->setChecked(text.slow);
    }
    if (text.slowMs > 0) slowMs_->setValue(static_cast<int>(std::min<qint64>(text.slowMs, kSlowMsMax)));
    trace_->setText(text.tracePrefix);
    expression_->setText(text.expression);
    settle_.stop();
    if (!expression_->problem()) Q_EMIT filterChanged();
}

void TrafficFilterBar::addCondition(const QString& field, const QString& op, const QString& value) {
    // What cannot be read is replaced: nothing can be joined to it.
    expression_->setText(models::withCondition(expression_->problem() ? QString() : expression_->text(), field, op, value));
    settle_.stop();
    Q_EMIT filterChanged();
}

void TrafficFilterBar::clearAll() {
    {
        const QSignalBlocker quietSlow(slow_);
        slow_->setChecked(false);
        for (QPushButton* chip : chips_) {
            const QSignalBlocker quietChip(chip);
            chip->setChecked(false);
        }
    }
    trace_->clear();
    expression_->clear();
    settle_.stop();
    Q_EMIT filterChanged();
}

void TrafficFilterBar::focusTrace() {
    trace_->setFocus(Qt::ShortcutFocusReason);
    trace_->selectAll();
}

void TrafficFilterBar::focusExpression() { expression_->setFocus(Qt::ShortcutFocusReason); }

}  // namespace ui::pages
