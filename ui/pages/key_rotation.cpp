#include "ui/pages/key_rotation.hpp"

#include "ui/models/time_text.hpp"
#include "ui/pages/dialog_parts.hpp"
#include "ui/pages/key_dialogs.hpp"
#include "ui/style/spacing.hpp"

#include <QCoreApplication>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QVBoxLayout>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::KeyRow;

namespace {

struct RotationWords {
    Q_DECLARE_TR_FUNCTIONS(ui::pages::KeyRotation)
};

QString usedText(const QString& prefix, const QDateTime& at, const QString& ip) {
    if (!at.isValid()) return RotationWords::tr("%1… has not been used yet.").arg(prefix);
    const QString when = models::relativeText(at, QDateTime::currentDateTimeUtc());
    if (ip.isEmpty()) return RotationWords::tr("%1… was last used %2.").arg(prefix, when);
    return RotationWords::tr("%1… was last used %2 from %3.").arg(prefix, when, ip);
}

}  // namespace

RotateDialog::RotateDialog(const QUrl& api, const KeyRow& row, QWidget* parent)
    : ConfirmDialog(tr("Rotate %1?").arg(row.name),
                    tr("The key gets a fresh secret, shown one time. The old one works on for the hours below, then it is refused with 401."),
                    tr("Rotate %1").arg(row.name), parent),
      request_(requestText("POST", api, keyPath(row.id, u"rotate"_s))), hours_(new QSpinBox(this)),
      slider_(new QSlider(Qt::Horizontal, this)), ends_(new QLabel(this)), lastUse_(usedText(row.prefix, row.lastUsedAt, row.lastIp)) {
    hours_->setRange(0, kGraceMax);
    hours_->setValue(kGraceDefault);
    hours_->setSuffix(tr(" h", "hours"));
    hours_->setAccessibleName(tr("Hours the old secret works on"));
    slider_->setRange(0, kGraceMax);
    slider_->setPageStep(24);
    slider_->setValue(kGraceDefault);
    slider_->setAccessibleName(hours_->accessibleName());
    ends_->setWordWrap(true);
    auto* caption = new QLabel(tr("Old secret works on for"), this);
    caption->setBuddy(hours_);
    auto* line = new QHBoxLayout;
    line->setSpacing(style::kGapCard);
    line->addWidget(caption);
    line->addWidget(slider_, 1);
    line->addWidget(hours_);
    body()->addLayout(line);
    body()->addWidget(ends_);
    connect(slider_, &QSlider::valueChanged, hours_, &QSpinBox::setValue);
    connect(hours_, &QSpinBox::valueChanged, slider_, &QSlider::setValue);
    connect(hours_, &QSpinBox::valueChanged, this, &RotateDialog::refresh);
    setUndoNote(row.previousUntil.isValid() && row.previousUntil > QDateTime::currentDateTimeUtc()
                    ? tr("This cannot be undone, and the secret before (%1…) ends at once.").arg(row.previousPrefix)
                    : tr("This cannot be undone. The old secret can be ended earlier at any time."));
    nameDialog(*this, u"dialog.rotate"_s);
    hours_->setObjectName(u"dialog.rotate.hours"_s);
    slider_->setObjectName(u"dialog.rotate.slider"_s);
    ends_->setObjectName(u"dialog.rotate.ends"_s);
    refresh();
}

int RotateDialog::graceHours() const { return hours_->value(); }

void RotateDialog::refresh() {
    const QDateTime until = QDateTime::currentDateTimeUtc().addSecs(3600LL * graceHours());
    const QString end = graceHours() == 0 ? tr("The old secret is refused from the next request on, and its open streams end.")
                                          : tr("The old secret works until %1.").arg(models::exactText(until));
    ends_->setText(tr("%1 %2", "two sentences").arg(end, lastUse_));
    setCommand(u"%1?grace_period_hours=%2"_s.arg(request_).arg(graceHours()));
}

widgets::ConfirmDialog* makeEndGraceDialog(const QUrl& api, const KeyRow& row, QWidget* parent) {
    auto* dialog = new widgets::ConfirmDialog(
        RotationWords::tr("End the old secret of %1?").arg(row.name),
        RotationWords::tr("%1… is refused with 401 from the next request on, and its open streams end. %2")
            .arg(row.previousPrefix, usedText(row.previousPrefix, row.previousUsedAt, row.previousIp)),
        RotationWords::tr("End the old secret of %1").arg(row.name), parent);
    dialog->setUndoNote(RotationWords::tr("This cannot be undone. The key's present secret works on."));
    dialog->setDanger(true);
    dialog->setCommand(requestText("POST", api, keyPath(row.id, u"end-grace"_s)));
    nameDialog(*dialog, u"dialog.endGrace"_s);
    return dialog;
}

}  // namespace ui::pages
