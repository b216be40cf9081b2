#include "ui/pages/circuit_panel.hpp"

#include "ui/bridge/error_text.hpp"
#include "ui/delegates/cell_delegates.hpp"
#include "ui/models/time_text.hpp"
#include "ui/pages/data_table.hpp"
#include "ui/style/spacing.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::CircuitRow;

namespace {

constexpr int kColumnWidthMin = 48;  // the plan below widens, never narrows
constexpr int kTurnsShown = 4;

/// An error code as a sentence, where there is one.
QString reasonWords(const QString& code) {
    if (code.isEmpty()) return {};
    if (code == "MANUAL"_L1) return CircuitPanel::tr("ordered by an operator");
    bridge::ApiError error;
    error.code = code;
    const QString sentence = bridge::errorText(error);
    return sentence.isEmpty() || sentence == code ? code : CircuitPanel::tr("%1: %2", "error code, sentence").arg(code, sentence);
}

}  // namespace

CircuitPanel::CircuitPanel(QWidget* parent)
    : QWidget(parent), model_(new models::CircuitModel(models::circuitColumns(), this)), sorted_(new models::RowFilter(this)) {
    sorted_->setSourceModel(model_);
    buildTable();
    stopped_ = new widgets::InlineMessage(this);
    stopped_->setObjectName(u"page.providers.circuits.stopped"_s);
    stopped_->hide();
    story_ = new QLabel(this);
    story_->setObjectName(u"page.providers.circuits.story"_s);
    story_->setAccessibleName(tr("What became of this circuit"));
    story_->setTextFormat(Qt::PlainText);
    story_->setProperty("role", u"secondary"_s);
    story_->setWordWrap(true);
    story_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    story_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto* bar = new QHBoxLayout;
    bar->setSpacing(style::kGap);
    bar->addStretch();
    bar->addWidget(addButton(CircuitAction::open, u"openCircuit"_s, tr("Open (stop)…", "circuit")));
    bar->addWidget(addButton(CircuitAction::close, u"closeCircuit"_s, tr("Close now…", "circuit")));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, style::kGap, 0, 0);
    column->setSpacing(style::kGap);
    column->addLayout(bar);
    column->addWidget(stopped_);
    column->addWidget(table_, 1);
    column->addWidget(story_);
    showStory();
}

QPushButton* CircuitPanel::addButton(CircuitAction action, const QString& name, const QString& text) {
    auto* button = new QPushButton(text, this);
    button->setObjectName(u"page.providers."_s + name);
    button->setAccessibleName(text);
    buttons_.insert(action, button);
    connect(button, &QPushButton::clicked, this, [this, action] { Q_EMIT asked(action); });
    return button;
}

void CircuitPanel::buildTable() {
    table_ = new DataTable(u"page.providers.circuits"_s, tr("Circuits"), this);
    table_->setModel(sorted_);
    const auto at = [this](const char* column) { return model_->columnOf(column); };
    table_->setItemDelegateForColumn(at("state"), new delegates::StatusDelegate(table_));
    table_->sortByColumn(at("state"), Qt::AscendingOrder);
    table_->horizontalHeader()->setDefaultSectionSize(kColumnWidthMin);
    table_->setColumnPlan({{at("provider"), 104, 0},
                           {at("model"), 0, 0},
                           {at("state"), 148, 0},
                           {at("reason"), 168, 0},
                           {at("by"), 110, 2},
                           {at("since"), 100, 1},
                           {at("next"), 100, 0},
                           {at("openings"), 72, 3}});
    table_->setPlaceholder(tr("No upstream has been called yet, and no preset names one."));
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        showStory();
        Q_EMIT selectionChanged();
    });
}

const CircuitRow* CircuitPanel::selected() const {
    const QModelIndexList rows = table_->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : model_->find(rows.first().data(models::kKeyRole).toString());
}

void CircuitPanel::show(std::vector<CircuitRow> rows, const QStringList& withoutUpstream) {
    model_->apply(std::move(rows));
    if (withoutUpstream.isEmpty()) {
        stopped_->hide();
    } else {
        stopped_->showMessage(widgets::InlineMessage::Kind::crit,
                              tr("Every circuit is open, so requests are refused with 503: %1").arg(withoutUpstream.join(u", "_s)));
    }
    if (table_->selectionModel()->selectedRows().isEmpty() && sorted_->rowCount() > 0) table_->selectRow(0);
    showStory();
}

void CircuitPanel::showStory() {
    const CircuitRow* row = selected();
    if (!row) return story_->setText(tr("Choose a circuit to see what became of it."));
    QStringList lines{tr("%1: %2", "provider · model, state").arg(QStringList{row->provider, row->model}.join(u" · "_s), models::circuitStateWord(row->state))};
    if (!row->note.isEmpty()) lines << tr("Order by %1: %2").arg(models::circuitByText(*row), row->note);
    if (!row->presets.isEmpty()) lines << tr("Presets that call it: %1").arg(row->presets.join(u", "_s));
    int shown = 0;
    for (const auto& turn : row->history) {
        if (++shown > kTurnsShown) break;
        const QString state = models::circuitStateWord(turn.state);
        const QString reason = reasonWords(turn.reason);
        const QString what = reason.isEmpty() ? state : tr("%1 — %2", "state of a circuit, reason").arg(state, reason);
        lines << tr("%1  %2", "time, what happened").arg(models::exactText(turn.at), what);
    }
    if (row->history.empty()) lines << tr("It has not opened since the gateway started.");
    story_->setText(lines.join(u'\n'));
}

}  // namespace ui::pages
