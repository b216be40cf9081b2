#include "ui/pages/limit_what_if.hpp"

#include "ui/charts/bar_chart.hpp"
#include "ui/models/json_values.hpp"
#include "ui/models/number_text.hpp"
#include "ui/style/spacing.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace ui::pages {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kRpmMax = 10'000'000;
constexpr int kTpmMax = 1'000'000'000;
constexpr int kSliderMin = 20;
constexpr auto kRest = 250ms;

QString clockOf(const QJsonValue& at) { return models::timeOf(at).toLocalTime().toString(u"HH:mm"_s); }

}  // namespace

QString whatIfVerdict(const QJsonObject& body, bool each) {
    const qint64 requests = body["requests"_L1].toInteger();
    const qint64 refused = body["refused"_L1].toInteger();
    if (requests == 0) return LimitWhatIf::tr("No requests came in the last 24 hours.");
    const QJsonObject peak = body["peak_requests"_L1].toObject();
    const QString most = LimitWhatIf::tr("The most in any minute was %1, at %2.").arg(models::countText(peak["amount"_L1].toInteger()), clockOf(peak["at"_L1]));
    QStringList parts;
    if (refused == 0) {
        parts << (requests == 1 ? LimitWhatIf::tr("The only request of the last 24 hours would not have been refused.")
                                : LimitWhatIf::tr("None of the %1 requests of the last 24 hours would have been refused.").arg(models::countText(requests)));
    } else {
        const QJsonObject worst = body["worst"_L1].toObject();
        parts << LimitWhatIf::tr("%1 of the %2 requests of the last 24 hours would have been refused (%3).")
                     .arg(models::countText(refused), models::countText(requests), models::percentText(double(refused) / double(requests)))
              << LimitWhatIf::tr("Worst minute: %1, with %2 of %3 refused.")
                     .arg(clockOf(worst["at"_L1]), models::countText(worst["refused"_L1].toInteger()), models::countText(worst["requests"_L1].toInteger()));
    }
    parts << most;
    if (each) parts << LimitWhatIf::tr("Each is counted by itself; %n had requests.", "subjects of a limit", static_cast<int>(body["subjects"_L1].toInteger()));
    if (body["counted_since"_L1].isString()) parts << LimitWhatIf::tr("Only the time since %1 was looked at: the log holds more requests than are read at once.").arg(clockOf(body["counted_since"_L1]));
    if (const qint64 then = body["refused_then"_L1].toInteger(); then > 0) parts << LimitWhatIf::tr("%1 were refused when they came; no tokens are known of them.").arg(models::countText(then));
    return parts.join(u' ');
}

LimitWhatIf::LimitWhatIf(QWidget* parent)
    : QWidget(parent), heading_(new QLabel(this)), slider_(new QSlider(Qt::Horizontal, this)), verdict_(new QLabel(this)), adopt_(new QPushButton(tr("Set this limit…"), this)), chart_(new charts::BarChart(this)) {
    setObjectName(u"page.limits.whatIf"_s);
    rest_.setSingleShot(true);
    rest_.setInterval(kRest);
    connect(&rest_, &QTimer::timeout, this, &LimitWhatIf::asked);
    build();
    showNothing();
}

QSpinBox* LimitWhatIf::addNumber(const QString& name, const QString& label, int most) {
    auto* number = new QSpinBox(this);
    number->setObjectName(u"page.limits.whatIf."_s + name);
    number->setAccessibleName(label);
    number->setRange(0, most);
    number->setGroupSeparatorShown(true);
    number->setSpecialValueText(tr("no limit"));
    number->setMinimumWidth(128);
    connect(number, &QSpinBox::valueChanged, this, &LimitWhatIf::takeNumber);
    return number;
}

void LimitWhatIf::build() {
    heading_->setProperty("role", u"secondary"_s);
    slider_->setObjectName(u"page.limits.whatIf.slider"_s);
    slider_->setAccessibleName(tr("Requests a minute to try"));
    slider_->setRange(1, kSliderMin);
    rpm_ = addNumber(u"rpm"_s, tr("Requests a minute to try"), kRpmMax);
    tpm_ = addNumber(u"tpm"_s, tr("Tokens a minute to try"), kTpmMax);
    tpm_->setSingleStep(1000);
    verdict_->setObjectName(u"page.limits.whatIf.verdict"_s);
    verdict_->setWordWrap(true);
    verdict_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    chart_->setObjectName(u"page.limits.whatIf.chart"_s);
    chart_->setAccessibleName(tr("Requests let in and refused over the last 24 hours"));
    chart_->setSeriesNames({tr("Let in", "chart series"), tr("Refused", "chart series")});
    chart_->setEmptyText(tr("No requests in the last 24 hours"));
    chart_->setWhole(true);
    const auto count = [](double value) { return models::countText(std::llround(value)); };
    chart_->setFormats([](double value) { return models::shortCountText(value); }, count);
    auto* line = new QHBoxLayout;
    line->setSpacing(style::kGap);
    line->addWidget(heading_);
    line->addWidget(slider_, 1);
    for (QSpinBox* number : {rpm_, tpm_}) {
        auto* label = new QLabel(number == rpm_ ? tr("Requests/min") : tr("Tokens/min"), this);
        label->setBuddy(number);
        line->addWidget(label);
        line->addWidget(number);
    }
    adopt_->setObjectName(u"page.limits.whatIf.adopt"_s);
    adopt_->setAccessibleName(tr("Set the limit that is tried"));
    setTabOrder(tpm_, adopt_);
    auto* said = new QHBoxLayout;
    said->setSpacing(style::kGap);
    said->addWidget(verdict_, 1);
    said->addWidget(adopt_, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, style::kGap, 0, 0);
    column->setSpacing(style::kGap);
    column->addLayout(line);
    column->addLayout(said);
    column->addWidget(chart_, 1);
    connect(slider_, &QSlider::valueChanged, rpm_, &QSpinBox::setValue);
}

void LimitWhatIf::takeNumber() {
    const QSignalBlocker quiet(slider_);
    if (rpm_->value() > slider_->maximum()) fitSlider(rpm_->value());
    slider_->setValue(rpm_->value());
    rest_.start();
    Q_EMIT tried();
}

/// The slider reaches a quarter beyond what is of interest.
void LimitWhatIf::fitSlider(qint64 most) {
    const qint64 wanted = std::max<qint64>({kSliderMin, most + most / 4, rpm_->value()});
    const QSignalBlocker quiet(slider_);
    slider_->setMaximum(static_cast<int>(std::min<qint64>(wanted, kRpmMax)));
    slider_->setPageStep(std::max(1, slider_->maximum() / 10));
}

void LimitWhatIf::showSubject(const models::LimitRow& row) {
    if (row.key() == key_) return;
    key_ = row.key();
    each_ = row.subject == "*"_L1;
    setEnabled(true);
    heading_->setText(tr("%1 held to", "whose limit is tried").arg(models::limitSubjectText(row)));
    const auto rpm = row.rpm ? row.rpm : row.settingRpm ? row.settingRpm : row.inheritedRpm;
    {
        const QSignalBlocker quietRpm(rpm_), quietTpm(tpm_), quietSlider(slider_);
        rpm_->setValue(static_cast<int>(std::clamp<qint64>(rpm.value_or(0), 0, kRpmMax)));
        tpm_->setValue(0);
        fitSlider(rpm_->value());
        slider_->setValue(rpm_->value());
    }
    verdict_->clear();
    chart_->setBars(0, 1, 1, {});
    Q_EMIT asked();
}

void LimitWhatIf::showNothing() {
    key_.clear();
    rest_.stop();
    heading_->setText(tr("Select a line first."));
    verdict_->clear();
    chart_->setBars(0, 1, 1, {});
    setEnabled(false);
}

void LimitWhatIf::showBusy() {
    if (verdict_->text().isEmpty()) verdict_->setText(tr("Looking through the last 24 hours…"));
}

void LimitWhatIf::showProblem(const QString& sentence) {
    verdict_->setProperty("role", u"critical"_s);
    verdict_->style()->polish(verdict_);
    verdict_->setText(sentence);
    chart_->setStale(true);
}

void LimitWhatIf::showAnswer(const QJsonObject& body) {
    verdict_->setProperty("role", QVariant());
    verdict_->style()->polish(verdict_);
    verdict_->setText(whatIfVerdict(body, each_) + u' ' + tr("As of %1; F5 looks again.").arg(clockOf(body["until"_L1])));
    fitSlider(body["peak_requests"_L1]["amount"_L1].toInteger());
    showBars(body);
}

void LimitWhatIf::showBars(const QJsonObject& body) {
    QList<charts::Bar> bars;
    for (const QJsonValue& step : body["steps"_L1].toArray()) {
        const auto requests = step["requests"_L1].toDouble();
        const auto refused = step["refused"_L1].toDouble();
        if (requests > 0) bars << charts::Bar{models::timeOf(step["at"_L1]).toSecsSinceEpoch(), {requests - refused, refused}};
    }
    chart_->setStale(false);
    chart_->setBars(models::timeOf(body["since"_L1]).toSecsSinceEpoch(), models::timeOf(body["until"_L1]).toSecsSinceEpoch(), body["step"_L1].toInteger(), std::move(bars));
}

void LimitWhatIf::setFreshness(bool stale, bool offline) {
    chart_->setStale(stale || offline);
    setEnabled(!offline && !key_.isEmpty());
}

std::optional<qint64> LimitWhatIf::rpmTried() const { return rpm_->value() > 0 ? std::optional<qint64>(rpm_->value()) : std::nullopt; }

std::optional<qint64> LimitWhatIf::tpmTried() const { return tpm_->value() > 0 ? std::optional<qint64>(tpm_->value()) : std::nullopt; }

QString LimitWhatIf::query() const {
    QStringList parts;
    if (const auto rpm = rpmTried()) parts << u"rpm=%1"_s.arg(*rpm);
    if (const auto tpm = tpmTried()) parts << u"tpm=%1"_s.arg(*tpm);
    return parts.isEmpty() ? QString() : u"?"_s + parts.join(u'&');
}

}  // namespace ui::pages
