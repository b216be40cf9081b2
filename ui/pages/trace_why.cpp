#include "ui/pages/trace_why.hpp"

#include "ui/delegates/cell_delegates.hpp"
#include "ui/models/error_advice.hpp"
#include "ui/models/trace_verdict.hpp"
#include "ui/pages/data_table.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"

#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace ui::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kColumnWidthMin = 48;  // the plan below widens, never narrows
constexpr int kRowsShown = 6;

QLabel* textLabel(const QString& name, QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

}  // namespace

TraceWhy::TraceWhy(QWidget* parent)
    : QWidget(parent), model_(new models::RowTableModel<models::WhyCandidate>(models::whyColumns(), this)) {
    setObjectName(u"page.traffic.why"_s);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, style::kGap, 0, 0);
    column->setSpacing(style::kGap);
    sentence_ = textLabel(u"page.traffic.why.sentence"_s, this);
    sentence_->setFont(style::bodyStrongFont());
    more_ = textLabel(u"page.traffic.why.more"_s, this);
    advice_ = textLabel(u"page.traffic.why.advice"_s, this);
    lines_ = textLabel(u"page.traffic.why.lines"_s, this);
    table_ = new DataTable(u"page.traffic.why.candidates"_s, tr("Routes that could have been taken"), this);
    table_->setModel(model_);
    // The order of trial is the story.
    table_->setSortingEnabled(false);
    const auto at = [this](const char* name) { return model_->columnOf(name); };
    table_->setItemDelegateForColumn(at("outcome"), new delegates::StatusDelegate(table_));
    table_->horizontalHeader()->setDefaultSectionSize(kColumnWidthMin);
    table_->setColumnPlan({{at("place"), 76, 1},
                           {at("upstream"), 0, 0},
                           {at("outcome"), 168, 0},
                           {at("weight"), 84, 0},
                           {at("share"), 76, 0},
                           {at("running"), 108, 2},
                           {at("expected"), 96, 3}});
    column->addWidget(sentence_);
    column->addWidget(more_);
    column->addWidget(advice_);
    column->addWidget(table_);
    column->addWidget(lines_);
    column->addStretch(1);
}

void TraceWhy::clear() { show({}); }

void TraceWhy::show(const models::TraceDetail& detail) {
    const models::TraceExplain& explain = detail.explain;
    model_->apply(explain.candidates);
    const int rows = std::clamp(model_->rowCount(), 1, kRowsShown);
    table_->setFixedHeight(table_->horizontalHeader()->sizeHint().height() + rows * style::kRowHeight + style::kGap);
    table_->setVisible(!explain.candidates.empty());
    QStringList sentences = models::traceVerdict(detail);
    if (sentences.isEmpty() && explain.known) sentences << tr("No upstream was chosen.");
    if (sentences.isEmpty()) sentences << tr("The gateway has not kept why this request went where it went.");
    sentence_->setText(sentences.takeFirst());
    more_->setText(sentences.join(u'\n'));
    more_->setVisible(!sentences.isEmpty());
    const QString& code = detail.row.errorCode;
    advice_->setText(code.isEmpty() ? QString() : tr("What to do: %1", "advice").arg(models::errorAdvice(code)));
    advice_->setVisible(!code.isEmpty());
    const QStringList lines = models::whyLines(explain);
    lines_->setText(lines.join(u'\n'));
    lines_->setVisible(!lines.isEmpty());
}

}  // namespace ui::pages
