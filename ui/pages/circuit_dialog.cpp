#include "ui/pages/circuit_dialog.hpp"

#include "ui/pages/dialog_parts.hpp"
#include "ui/style/icons.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <array>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::CircuitRow;

namespace {

constexpr int kSecondsDefault = 300;
constexpr int kSecondsMax = 2'592'000;  // gateway/admin/resources/circuits.cpp
constexpr int kWidth = 600;

QList<widgets::ReasonChoice> reasonChoices() {
    return {{u"outage"_s, CircuitOpenDialog::tr("Outage", "reason to open a circuit")},
            {u"errors"_s, CircuitOpenDialog::tr("Errors", "reason to open a circuit")},
            {u"maintenance"_s, CircuitOpenDialog::tr("Maintenance", "reason to open a circuit")},
            {u"other"_s, CircuitOpenDialog::tr("Other", "reason to open a circuit")}};
}

QString encoded(const QString& text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); }

}  // namespace

QString circuitPath(const CircuitRow& row) { return u"/api/v1/admin/circuits/%1/%2"_s.arg(encoded(row.provider), encoded(row.model)); }

CircuitOpenDialog::CircuitOpenDialog(const QUrl& api, const CircuitRow& row, const QStringList& stopped, QWidget* parent)
    : HoldDialog(tr("Open the circuit of %1 · %2?").arg(row.provider, row.model),
                 tr("Nothing is sent to it from the next request on; other routes get its share. When the time is over one request tries it."),
                 tr("Hold to stop %1 · %2").arg(row.provider, row.model), reasonChoices(), parent),
      row_(row) {
    nameDialog(*this, u"dialog.openCircuit"_s);
    setMinimumWidth(kWidth);
    body()->addWidget(buildDurations());
    if (!stopped.isEmpty()) {
        setWarning(tr("It is the last route that serves: requests to these presets will be refused with 503: %1").arg(stopped.join(u", "_s)));
        typed_ = new QLineEdit(this);
        typed_->setObjectName(u"dialog.openCircuit.typed"_s);
        typed_->setAccessibleName(tr("Type the model's name to go on"));
        typed_->setPlaceholderText(tr("Type %1 to go on").arg(row.model));
        body()->addWidget(typed_);
        connect(typed_, &QLineEdit::textChanged, this, &CircuitOpenDialog::judgeTyped);
        judgeTyped();
    }
    setCommand([this, api](const QString& reason) {
        QJsonObject sent = requestBody();
        sent.insert(u"reason"_s, reason.isEmpty() ? u"…"_s : reason);
        return requestText("PUT", api, circuitPath(row_), sent);
    });
}

QWidget* CircuitOpenDialog::buildDurations() {
    auto* row = new QWidget(this);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(style::kGap);
    seconds_ = new QSpinBox(row);
    seconds_->setObjectName(u"dialog.openCircuit.seconds"_s);
    seconds_->setAccessibleName(tr("For how many seconds"));
    seconds_->setRange(1, kSecondsMax);
    seconds_->setValue(kSecondsDefault);
    seconds_->setSuffix(tr(" s", "behind a number of seconds"));
    auto* caption = new QLabel(tr("For"), row);
    caption->setBuddy(seconds_);
    line->addWidget(caption);
    line->addWidget(seconds_);
    const std::array<std::pair<int, QString>, 3> choices{{{300, tr("5 min")}, {900, tr("15 min")}, {3600, tr("60 min")}}};
    for (const auto& [seconds, words] : choices) {
        auto* chip = new QPushButton(words, row);
        chip->setObjectName(u"dialog.openCircuit.for.%1"_s.arg(seconds));
        chip->setAccessibleName(tr("Open for %1").arg(words));
        chip->setAutoDefault(false);
        chip->setCheckable(true);
        style::setButtonKind(*chip, "chip");
        connect(chip, &QPushButton::clicked, seconds_, [this, value = seconds] {
            seconds_->setValue(value);
            showDuration();
        });
        chips_.insert(seconds, chip);
        line->addWidget(chip);
    }
    until_ = new QLabel(row);
    until_->setObjectName(u"dialog.openCircuit.until"_s);
    until_->setProperty("role", u"secondary"_s);
    line->addWidget(until_, 1);
    connect(seconds_, &QSpinBox::valueChanged, this, &CircuitOpenDialog::showDuration);
    showDuration();
    return row;
}

/// Which chip says the same as the number, and when the trial comes.
void CircuitOpenDialog::showDuration() {
    for (auto chip = chips_.cbegin(); chip != chips_.cend(); ++chip) chip.value()->setChecked(chip.key() == seconds_->value());
    const QDateTime end = QDateTime::currentDateTime().addSecs(seconds_->value());
    const bool today = end.date() == QDate::currentDate();
    until_->setText(tr("until %1", "time of day or date").arg(QLocale().toString(end, today ? u"HH:mm"_s : u"yyyy-MM-dd HH:mm"_s)));
}

void CircuitOpenDialog::judgeTyped() {
    setWhyNot(typed_->text() == row_.model ? QString() : tr("Type the model's name first."));
}

QJsonObject CircuitOpenDialog::requestBody() const {
    return {{u"state"_s, u"open"_s}, {u"seconds"_s, seconds_->value()}, {u"reason"_s, reason()}};
}

}  // namespace ui::pages
