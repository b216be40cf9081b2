#include "ui/widgets/secret_field.hpp"

#include "ui/style/icons.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui::widgets {

namespace {

constexpr qsizetype kShownWhileMasked = 4;

}  // namespace

SecretField::SecretField(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("secretField"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::kGapSmall);
    auto* row = new QHBoxLayout;
    row->setSpacing(style::kGapSmall);
    field_ = new QLineEdit(this);
    field_->setObjectName(QStringLiteral("secretField.text"));
    field_->setAccessibleName(tr("Secret, shown once"));
    field_->setReadOnly(true);
    field_->setFont(style::monoFont());
    reveal_ = new QToolButton(this);
    reveal_->setObjectName(QStringLiteral("secretField.reveal"));
    copy_ = new QPushButton(style::icon(style::Glyph::copy, &style::Tokens::primaryText), tr("Copy", "secret"), this);
    copy_->setObjectName(QStringLiteral("secretField.copy"));
    copy_->setAccessibleName(tr("Copy the secret"));
    style::setButtonKind(*copy_, "primary");
    row->addWidget(field_, 1);
    row->addWidget(reveal_);
    row->addWidget(copy_);
    note_ = new QLabel(this);
    note_->setObjectName(QStringLiteral("secretField.note"));
    note_->setWordWrap(true);
    note_->setProperty("role", QStringLiteral("secondary"));
    column->addLayout(row);
    column->addWidget(note_);
    clipboardTimer_ = new QTimer(this);
    clipboardTimer_->setSingleShot(true);
    connect(clipboardTimer_, &QTimer::timeout, this, &SecretField::clearClipboard);
    connect(copy_, &QPushButton::clicked, this, &SecretField::copy);
    connect(reveal_, &QToolButton::clicked, this, [this] { setMasked(!masked_); });
    setSecret({});
}

SecretField::~SecretField() {
    // A dialog that closes earlier must not leave the secret on the clipboard for ever.
    if (clipboardTimer_->isActive()) clearClipboard();
    secret_.fill(u'\0');
}

void SecretField::setSecret(const QString& secret) {
    secret_ = secret;
    copied_ = false;
    note_->setText(tr("This is the only time it is shown. Copy it and keep it safe."));
    setMasked(false);
}

void SecretField::setMasked(bool masked) {
    masked_ = masked;
    const QString dots(12, QChar(0x2022));
    field_->setText(masked ? secret_.left(3) + dots + secret_.right(kShownWhileMasked) : secret_);
    field_->setCursorPosition(0);
    reveal_->setIcon(style::icon(masked ? style::Glyph::show : style::Glyph::hide));
    reveal_->setAccessibleName(masked ? tr("Show the secret") : tr("Hide the secret"));
    reveal_->setToolTip(reveal_->accessibleName());
}

void SecretField::copy() {
    QGuiApplication::clipboard()->setText(secret_);
    copied_ = true;
    setMasked(true);
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(clipboardLife_).count();
    note_->setText(tr("Copied. The clipboard is emptied after %1 s.").arg(seconds));
    clipboardTimer_->start(clipboardLife_);
    Q_EMIT copied();
}

void SecretField::clearClipboard() {
    clipboardTimer_->stop();
    if (QGuiApplication::clipboard()->text() != secret_) return;  // something else was copied meanwhile
    QGuiApplication::clipboard()->clear();
    note_->setText(tr("The clipboard has been emptied."));
}

}  // namespace ui::widgets
