#include "ui/pages/provider_form.hpp"

#include "ui/pages/dialog_parts.hpp"
#include "ui/style/icons.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

namespace ui::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRowsPerField = 3;  // label, input, problem
constexpr int kColumns = 12;

QString exampleAddress(const QString& kind) {
    if (kind == "anthropic"_L1) return u"https://api.anthropic.com"_s;
    if (kind == "gemini"_L1) return u"https://generativelanguage.googleapis.com"_s;
    if (kind == "azure"_L1) return u"https://NAME.openai.azure.com"_s;
    return u"https://api.openai.com"_s;
}

}  // namespace

ProviderForm::ProviderForm(const QString& prefix, QWidget* parent)
    : QWidget(parent), prefix_(prefix), grid_(new QGridLayout(this)) {
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setHorizontalSpacing(style::kGapCard);
    grid_->setVerticalSpacing(style::kGapTiny);
    for (int column = 0; column < kColumns; ++column) grid_->setColumnStretch(column, 1);
    addText(u"name"_s, tr("Name"), tr("for example openai"), 0, 0, 6);
    addKind();
    addText(u"base_url"_s, tr("Address"), {}, 1, 0, 12);
    addCredential();
    addPrivate();
    const QString inherit = tr("default", "placeholder of a time limit");
    addText(u"connect_timeout_ms"_s, tr("Connect (ms)"), inherit, 4, 0, 3);
    addText(u"first_byte_timeout_ms"_s, tr("First byte (ms)"), inherit, 4, 3, 3);
    addText(u"idle_timeout_ms"_s, tr("Silence (ms)"), inherit, 4, 6, 3);
    addText(u"total_timeout_ms"_s, tr("Whole call (ms)"), inherit, 4, 9, 3);
    addText(u"probe_interval_seconds"_s, tr("Probe every (s)"), tr("never", "placeholder of the probe's interval"), 5, 0, 3)
        ->setToolTip(tr("The gateway looks so often whether the provider works, so that what does not is passed by before a request finds out. "
                        "Without a probe model it asks for the model list, which costs nothing and stands in no bill."));
    addText(u"probe_model"_s, tr("Probe model"), tr("none — ask for the model list only", "placeholder of the probe's model"), 5, 3, 9)
        ->setToolTip(tr("Each probe then asks this model for a real answer of one token: only that shows that it answers. It costs a little and stands in "
                        "the bill as health probes, in nobody's budget. While the model answers real requests, no probe is made."));
    showKindHint();
}

ProviderForm::~ProviderForm() { texts_[u"api_key"_s]->setText(QString()); }

void ProviderForm::addProblemLine(const QString& field, int row, int column, int span) {
    auto* line = new QLabel(this);
    line->setObjectName(u"%1.%2.problem"_s.arg(prefix_, field));
    line->setFont(style::captionFont());
    line->setProperty("role", u"critical"_s);
    line->setWordWrap(true);
    // The place is kept free, so that the form does not jump when a problem appears.
    line->setMinimumHeight(QFontMetrics(line->font()).height() + style::kGapSmall);
    line->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    grid_->addWidget(line, row * kRowsPerField + 2, column, 1, span);
    problemLines_.insert(field, line);
}

QLineEdit* ProviderForm::addText(const QString& field, const QString& label, const QString& hint, int row, int column,
                                 int span) {
    auto* input = new QLineEdit(this);
    input->setObjectName(u"%1.%2"_s.arg(prefix_, field));
    input->setAccessibleName(label);
    input->setPlaceholderText(hint);
    auto* caption = new QLabel(label, this);
    caption->setBuddy(input);
    grid_->addWidget(caption, row * kRowsPerField, column, 1, span);
    grid_->addWidget(input, row * kRowsPerField + 1, column, 1, span);
    addProblemLine(field, row, column, span);
    texts_.insert(field, input);
    connect(input, &QLineEdit::textEdited, this, [this, field] { touch(field); });
    return input;
}

void ProviderForm::addKind() {
    kind_ = new QComboBox(this);
    kind_->setObjectName(prefix_ + u".kind"_s);
    kind_->setAccessibleName(tr("Kind"));
    for (const QString& kind : models::providerKinds()) kind_->addItem(models::providerKindName(kind), kind);
    auto* caption = new QLabel(tr("Kind"), this);
    caption->setBuddy(kind_);
    grid_->addWidget(caption, 0, 6, 1, 6);
    grid_->addWidget(kind_, 1, 6, 1, 6);
    connect(kind_, &QComboBox::currentIndexChanged, this, [this] {
        showKindHint();
        touch(u"kind"_s);
    });
}

void ProviderForm::addCredential() {
    QLineEdit* input = addText(u"api_key"_s, tr("Credential"), tr("none — or the key that this provider gave you"), 2, 0, 12);
    input->setEchoMode(QLineEdit::Password);
    input->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    QAction* reveal = input->addAction(style::icon(style::Glyph::show), QLineEdit::TrailingPosition);
    reveal->setObjectName(prefix_ + u".reveal"_s);
    reveal->setCheckable(true);
    reveal->setToolTip(tr("Show what is typed"));
    connect(reveal, &QAction::toggled, this, [input, reveal](bool shown) {
        input->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
        reveal->setIcon(style::icon(shown ? style::Glyph::hide : style::Glyph::show));
    });
}

void ProviderForm::addPrivate() {
    private_ = new QCheckBox(tr("Allow addresses of this machine and of private networks"), this);
    private_->setObjectName(prefix_ + u".allow_private"_s);
    auto* why = new QLabel(tr("Only for a model in your own network. Otherwise it stays off, so that nobody can use the "
                              "gateway to reach inner services."),
                           this);
    why->setWordWrap(true);
    why->setProperty("role", u"secondary"_s);
    why->setMinimumHeight(2 * QFontMetrics(why->font()).lineSpacing());
    why->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    private_->setAccessibleDescription(why->text());
    grid_->addWidget(private_, 3 * kRowsPerField, 0, 1, kColumns);
    grid_->addWidget(why, 3 * kRowsPerField + 1, 0, 1, kColumns);
    grid_->setRowMinimumHeight(3 * kRowsPerField + 2, style::kGapCard);
    connect(private_, &QCheckBox::toggled, this, [this] { touch(u"allow_private"_s); });
}

void ProviderForm::showKindHint() { texts_[u"base_url"_s]->setPlaceholderText(exampleAddress(kind_->currentData().toString())); }

void ProviderForm::setRow(const models::ProviderRow& row) {
    const ProviderDraft draft = ProviderDraft::fromRow(row);
    texts_[u"name"_s]->setText(draft.name);
    texts_[u"name"_s]->setReadOnly(true);
    texts_[u"name"_s]->setToolTip(tr("The name of a provider does not change: presets and logs refer to it."));
    texts_[u"base_url"_s]->setText(draft.baseUrl);
    texts_[u"connect_timeout_ms"_s]->setText(draft.connectMs);
    texts_[u"first_byte_timeout_ms"_s]->setText(draft.firstByteMs);
    texts_[u"idle_timeout_ms"_s]->setText(draft.idleMs);
    texts_[u"total_timeout_ms"_s]->setText(draft.totalMs);
    texts_[u"probe_interval_seconds"_s]->setText(draft.probeSeconds);
    texts_[u"probe_model"_s]->setText(draft.probeModel);
    if (row.hasCredential) {
        texts_[u"api_key"_s]->setPlaceholderText(tr("stays as it is (%1) — or type a new one").arg(row.credentialHint));
    }
    const QSignalBlocker quietKind(kind_);
    const QSignalBlocker quietPrivate(private_);
    kind_->setCurrentIndex(kind_->findData(draft.kind));
    private_->setChecked(draft.allowPrivate);
    showKindHint();
    touched_.clear();
    refusals_.clear();
    showProblems();
    Q_EMIT changed();
}

ProviderDraft ProviderForm::draft() const {
    ProviderDraft draft;
    draft.name = texts_[u"name"_s]->text();
    draft.kind = kind_->currentData().toString();
    draft.baseUrl = texts_[u"base_url"_s]->text();
    draft.credential = texts_[u"api_key"_s]->text();
    draft.allowPrivate = private_->isChecked();
    draft.connectMs = texts_[u"connect_timeout_ms"_s]->text();
    draft.firstByteMs = texts_[u"first_byte_timeout_ms"_s]->text();
    draft.idleMs = texts_[u"idle_timeout_ms"_s]->text();
    draft.totalMs = texts_[u"total_timeout_ms"_s]->text();
    draft.probeSeconds = texts_[u"probe_interval_seconds"_s]->text();
    draft.probeModel = texts_[u"probe_model"_s]->text();
    return draft;
}

QString ProviderForm::firstProblem() const {
    const auto problems = draft().problems();
    if (!problems.isEmpty()) return problems.first();
    return refusals_.isEmpty() ? QString() : *refusals_.cbegin();
}

bool ProviderForm::showRefusal(const QString& field, const QString& sentence) {
    if (!problemLines_.contains(field)) return false;
    refusals_.insert(field, sentence);
    showProblems();
    Q_EMIT changed();
    texts_[field]->setFocus();
    return true;
}

void ProviderForm::focusFirst() {
    QLineEdit* name = texts_[u"name"_s];
    (name->isReadOnly() ? texts_[u"base_url"_s] : name)->setFocus();
}

void ProviderForm::touch(const QString& field) {
    touched_.insert(field);
    refusals_.clear();
    showProblems();
    Q_EMIT changed();
}

void ProviderForm::showProblems() {
    const auto problems = draft().problems();
    for (auto it = problemLines_.begin(); it != problemLines_.end(); ++it) {
        const QString own = touched_.contains(it.key()) ? problems.value(it.key()) : QString();
        const QString shown = own.isEmpty() ? refusals_.value(it.key()) : own;
        it.value()->setText(shown);
        QLineEdit* input = texts_.value(it.key());
        markInvalid(input, !shown.isEmpty());
        input->setAccessibleDescription(shown);
    }
}

}  // namespace ui::pages
