#include "ui/pages/trace_view.hpp"

#include "ui/pages/trace_facts.hpp"
#include "ui/pages/trace_waterfall.hpp"
#include "ui/pages/trace_why.hpp"
#include "ui/style/icons.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"
#include "ui/widgets/empty_state.hpp"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>
#include <QTabWidget>
#include <QVBoxLayout>

#include <utility>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::TraceDetail;
using models::TrafficRow;

namespace {

constexpr int kFactsWidth = 360;

void clearLayout(QLayout* layout) {
    while (QLayoutItem* item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

QScrollArea* scrolled(QWidget* inside, QWidget* parent) {
    auto* scroll = new QScrollArea(parent);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    inside->setParent(scroll);
    scroll->setWidget(inside);
    return scroll;
}

}  // namespace

TraceView::TraceView(QWidget* parent) : QWidget(parent), stack_(new QStackedLayout(this)) {
    setObjectName(u"page.traffic.trace.view"_s);
    setAccessibleName(tr("Trace of the selected request"));
    stack_->addWidget(new widgets::EmptyState(style::Glyph::traffic, tr("No request selected"),
                                              tr("Select a request to see its attempts, or enter a trace id."), this));
    auto* content = new QWidget(this);
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::kGapLarge);
    row->addWidget(buildStory(), 1);
    row->addWidget(buildFacts());
    stack_->addWidget(content);
}

QWidget* TraceView::buildStory() {
    auto* story = new QWidget(this);
    auto* column = new QVBoxLayout(story);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::kGap);
    auto* head = new QHBoxLayout;
    head->setSpacing(style::kGap);
    addHead(head);
    column->addLayout(head);
    note_ = new QLabel(story);
    note_->setObjectName(u"page.traffic.trace.note"_s);
    note_->setProperty("role", u"secondary"_s);
    note_->setWordWrap(true);
    column->addWidget(note_);
    auto* inside = new QWidget;
    inside->setObjectName(u"scrolled"_s);
    auto* bars = new QVBoxLayout(inside);
    bars->setContentsMargins(0, 0, 0, 0);
    waterfall_ = new TraceWaterfall(inside);
    bars->addWidget(waterfall_);
    bars->addStretch(1);
    tabs_ = new QTabWidget(story);
    tabs_->setObjectName(u"page.traffic.trace.tabs"_s);
    tabs_->setAccessibleName(tr("Attempts, and why"));
    tabs_->setDocumentMode(true);
    auto* reasons = new QWidget;
    reasons->setObjectName(u"scrolled"_s);
    auto* lines = new QVBoxLayout(reasons);
    lines->setContentsMargins(0, 0, 0, 0);
    why_ = new TraceWhy(reasons);
    lines->addWidget(why_);
    tabs_->addTab(scrolled(inside, story), tr("Attempts", "tab"));
    tabs_->addTab(scrolled(reasons, story), tr("Why?", "tab"));
    connect(tabs_, &QTabWidget::currentChanged, this, [this](int tab) {
        if (!following_) chosen_ = tab;
    });
    column->addWidget(tabs_, 1);
    return story;
}

void TraceView::addHead(QHBoxLayout* row) {
    id_ = new QLabel(this);
    id_->setObjectName(u"page.traffic.trace.id"_s);
    id_->setFont(style::monoFont());
    id_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    row->addWidget(id_);
    const auto add = [&](const QString& name, const QString& text, const QString& tip, QString (*what)(const QString&)) {
        auto* button = new QPushButton(style::icon(style::Glyph::copy), text, this);
        button->setObjectName(name);
        button->setAccessibleName(text);
        button->setToolTip(tip);
        connect(button, &QPushButton::clicked, this, [this, what] { copy(what(traceId_)); });
        row->addWidget(button);
    };
    add(u"page.traffic.trace.copy"_s, tr("Copy trace id"), tr("Copies the trace id"), [](const QString& id) { return id; });
    add(u"page.traffic.trace.grep"_s, tr("Copy as grep"), tr("Copies a command that finds this request in the log"),
        [](const QString& id) { return u"grep \"trace_id=%1\" app.log"_s.arg(id); });
    row->addStretch(1);
}

QWidget* TraceView::buildFacts() {
    auto* inside = new QWidget;
    inside->setObjectName(u"scrolled"_s);
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, style::kGap, 0);
    column->setSpacing(style::kGap);
    facts_ = new QGridLayout;
    facts_->setHorizontalSpacing(style::kGapCard);
    facts_->setVerticalSpacing(style::kGapSmall);
    facts_->setColumnStretch(1, 1);
    column->addLayout(facts_);
    openKey_ = new QPushButton(this);
    openKey_->setObjectName(u"page.traffic.trace.key"_s);
    connect(openKey_, &QPushButton::clicked, this, [this] { Q_EMIT keyWanted(keyId_); });
    column->addWidget(openKey_, 0, Qt::AlignLeft);
    column->addStretch(1);
    QScrollArea* scroll = scrolled(inside, this);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFixedWidth(kFactsWidth);
    return scroll;
}

void TraceView::showTab(Tab tab) {
    chosen_ = static_cast<int>(tab);
    tabs_->setCurrentIndex(chosen_);
}

TraceView::Tab TraceView::shownTab() const { return static_cast<Tab>(tabs_->currentIndex()); }

void TraceView::copy(const QString& text) { QGuiApplication::clipboard()->setText(text); }

void TraceView::setPresetNames(QHash<QString, QString> names) { presetNames_ = std::move(names); }

void TraceView::showNothing() {
    traceId_.clear();
    stack_->setCurrentIndex(0);
}

void TraceView::showRow(const TrafficRow& row) {
    waterfall_->clear();
    why_->clear();
    fill(row, nullptr);
}

void TraceView::showDetail(const TraceDetail& detail) {
    waterfall_->show(detail.attempts, detail.row.latencyMs);
    why_->show(detail);
    fill(detail.row, &detail);
    followStory(detail);
    showNote(detail.attempts.empty() ? tr("This request reached no upstream.") : QString());
}

/// A request without attempts has nothing to show but why; the next one with attempts is shown as the person chose.
void TraceView::followStory(const TraceDetail& detail) {
    if (detail.row.traceId == std::exchange(followed_, detail.row.traceId)) return;
    following_ = true;
    tabs_->setCurrentIndex(detail.attempts.empty() ? static_cast<int>(Tab::why) : chosen_);
    following_ = false;
}

void TraceView::showNote(const QString& text) {
    note_->setText(text);
    note_->setVisible(!text.isEmpty());
    stack_->setCurrentIndex(1);
}

void TraceView::fill(const TrafficRow& row, const TraceDetail* detail) {
    traceId_ = row.traceId;
    keyId_ = row.keyId;
    id_->setText(row.traceId);
    clearLayout(facts_);
    int line = 0;
    for (const TraceFact& fact : traceFacts(row, detail, presetNames_)) {
        auto* label = new QLabel(fact.label, facts_->parentWidget());
        label->setProperty("role", u"secondary"_s);
        auto* text = new QLabel(fact.text, facts_->parentWidget());
        text->setObjectName(u"page.traffic.fact."_s + QString::fromLatin1(fact.id));
        text->setAccessibleName(fact.label);
        text->setTextFormat(Qt::PlainText);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        facts_->addWidget(label, line, 0, Qt::AlignTop);
        facts_->addWidget(text, line++, 1, Qt::AlignTop);
    }
    openKey_->setText(tr("Open key %1").arg(row.key()));
    openKey_->setAccessibleName(openKey_->text());
    openKey_->setVisible(!row.keyId.isEmpty());
    stack_->setCurrentIndex(1);
}

}  // namespace ui::pages
