#include "ui/pages/provider_details.hpp"

#include "ui/bridge/error_text.hpp"
#include "ui/models/json_values.hpp"
#include "ui/models/number_text.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"
#include "ui/widgets/status_badge.hpp"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <array>

namespace ui::pages {

using namespace Qt::StringLiterals;

namespace {

enum Fact { kAddress, kCredential, kPrivate, kTraffic, kPresets, kTimes, kProbe, kLastProbe, kFactCount };
enum Time { kDns, kConnect, kTls, kFirstByte, kStatus, kWhole, kTimeCount };
constexpr int kModelsShown = 6;

QString timeText(const std::optional<qint64>& value) {
    return value ? models::durationText(static_cast<double>(*value)) : ProviderDetails::tr("default", "time limit");
}

QString timeLimitsText(const models::ProviderRow& row) {
    if (!row.hasOwnTimeLimits()) return ProviderDetails::tr("the gateway's own", "time limits");
    return ProviderDetails::tr("connect %1, first byte %2, silence %3, whole call %4")
        .arg(timeText(row.connectMs), timeText(row.firstByteMs), timeText(row.idleMs), timeText(row.totalMs));
}

QString credentialText(const models::ProviderRow& row) {
    if (!row.hasCredential) return ProviderDetails::tr("none", "credential");
    if (!row.hasCredentialTail()) return ProviderDetails::tr("kept sealed", "credential");
    return ProviderDetails::tr("kept sealed, ends with %1").arg(row.credentialHint);
}

QString trafficText(const models::ProviderRow& row) {
    if (!row.healthDetail.isEmpty()) return row.healthDetail;
    if (row.recentCalls.isEmpty()) return models::unknownText();
    return ProviderDetails::tr("%1 calls in 5 minutes, mean %2")
        .arg(row.recentCalls, models::durationText(row.latencyMs));
}

/// Why a step has no time.
QString stepHint(int step) {
    if (step == kDns) return ProviderDetails::tr("No name was resolved: the address is a number, or its name is unknown.");
    if (step == kTls) return ProviderDetails::tr("No TLS handshake took place.");
    return ProviderDetails::tr("The test did not come this far.");
}

QString verdictText(const ProbeOutcome& probe) {
    if (probe.isRunning && probe.isCall) return ProviderDetails::tr("The gateway asks the model for one token…");
    if (probe.isRunning) return ProviderDetails::tr("The gateway asks the provider for its models…");
    if (!probe.isOk) return probe.error.isEmpty() ? ProviderDetails::tr("The provider did not answer as it should.") : probe.error;
    if (probe.isCall) {
        const QString cost = probe.costNanoUsd ? models::tinyMoneyText(*probe.costNanoUsd) : ProviderDetails::tr("an unknown price", "of a model's call");
        return ProviderDetails::tr("%1 has answered, for %2. It stands in the bill as a health probe.").arg(probe.model, cost);
    }
    if (probe.models.isEmpty()) return ProviderDetails::tr("Address, TLS and credential are right.");
    QString names = probe.models.mid(0, kModelsShown).join(u", "_s);
    if (probe.models.size() > kModelsShown) names += u", …"_s;
    return ProviderDetails::tr("Address, TLS and credential are right. Models: %1").arg(names);
}

QString planText(const models::ProviderRow& row) {
    if (!row.probeSeconds) return ProviderDetails::tr("none", "probe of a provider");
    if (row.probeModel.isEmpty()) return ProviderDetails::tr("its model list, every %1 s").arg(*row.probeSeconds);
    const QString plan = ProviderDetails::tr("a real call of %1, every %2 s").arg(row.probeModel).arg(*row.probeSeconds);
    if (!row.callEstimateNanoUsd) return plan;
    return ProviderDetails::tr("%1; each costs about %2", "plan of probes, money").arg(plan, models::tinyMoneyText(*row.callEstimateNanoUsd));
}

QString lastProbeText(const models::ProviderRow& row) {
    QString text = ProviderDetails::tr("not yet");
    if (row.lastProbe) {
        const models::LastProbe& last = *row.lastProbe;
        const QString at = last.at.toLocalTime().toString(u"HH:mm:ss"_s);
        text = last.isOk ? ProviderDetails::tr("answered at %1 in %2").arg(at, models::durationText(last.latencyMs))
                         : ProviderDetails::tr("failed at %1: %2").arg(at, bridge::probeText(last.told));
    }
    if (!row.nextProbe.isValid()) return text;
    return ProviderDetails::tr("%1 · next at %2", "what the last probe has shown").arg(text, row.nextProbe.toLocalTime().toString(u"HH:mm:ss"_s));
}

}  // namespace

ProbeOutcome ProbeOutcome::fromJson(const QJsonObject& json) {
    ProbeOutcome probe;
    probe.isOk = json["ok"_L1].toBool();
    probe.status = models::integerOf(json["status"_L1]);
    probe.dnsMs = models::numberOf(json["dns_ms"_L1]);
    probe.connectMs = models::numberOf(json["connect_ms"_L1]);
    probe.tlsMs = models::numberOf(json["tls_ms"_L1]);
    probe.firstByteMs = models::numberOf(json["first_byte_ms"_L1]);
    probe.wholeMs = models::numberOf(json["latency_ms"_L1]);
    if (!probe.isOk) probe.error = bridge::probeText(json);
    probe.models = models::wordsOf(json["models"_L1]);
    probe.isCall = json["call"_L1].toString() == "chat"_L1;
    probe.model = json["model"_L1].toString();
    probe.costNanoUsd = models::integerOf(json["cost_nanousd"_L1]);
    probe.at = QDateTime::currentDateTime();
    return probe;
}

ProviderDetails::ProviderDetails(QWidget* parent) : QWidget(parent), stack_(new QStackedLayout(this)) {
    setObjectName(u"page.providers.details"_s);
    auto* nothing = new QLabel(tr("Choose a provider to see its facts and its last test."), this);
    nothing->setProperty("role", u"secondary"_s);
    nothing->setAlignment(Qt::AlignCenter);
    nothing->setWordWrap(true);
    auto* panel = new QWidget(this);
    auto* row = new QHBoxLayout(panel);
    row->setContentsMargins(style::kGap, style::kGap, style::kGap, 0);
    row->setSpacing(style::kGapLarge);
    row->addWidget(buildFacts(), 1);
    row->addWidget(buildTest(), 1);
    stack_->addWidget(nothing);
    stack_->addWidget(panel);
}

QLabel* ProviderDetails::addFact(QGridLayout* grid, const QString& name, const QString& label) {
    const int row = grid->rowCount();
    auto* caption = new QLabel(label, this);
    caption->setProperty("role", u"secondary"_s);
    auto* value = new QLabel(this);
    value->setObjectName(u"page.providers.details."_s + name);
    value->setAccessibleName(label);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setWordWrap(true);
    grid->addWidget(caption, row, 0, Qt::AlignTop);
    grid->addWidget(value, row, 1);
    return value;
}

QWidget* ProviderDetails::buildFacts() {
    auto* part = new QWidget(this);
    auto* grid = new QGridLayout(part);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(style::kGapCard);
    grid->setVerticalSpacing(style::kGapSmall);
    grid->setColumnStretch(1, 1);
    title_ = new QLabel(part);
    title_->setObjectName(u"page.providers.details.name"_s);
    title_->setFont(style::sectionFont());
    grid->addWidget(title_, 0, 0, 1, 2);
    facts_ << addFact(grid, u"address"_s, tr("Address")) << addFact(grid, u"credential"_s, tr("Credential"))
           << addFact(grid, u"private"_s, tr("Private addresses")) << addFact(grid, u"traffic"_s, tr("Recent traffic"))
           << addFact(grid, u"presets"_s, tr("Used by presets")) << addFact(grid, u"limits"_s, tr("Time limits"))
           << addFact(grid, u"probe"_s, tr("Probe")) << addFact(grid, u"lastProbe"_s, tr("Last probe"));
    grid->setRowStretch(grid->rowCount(), 1);
    return part;
}

QWidget* ProviderDetails::buildTest() {
    auto* part = new QWidget(this);
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::kGapSmall);
    auto* heading = new QHBoxLayout;
    heading->setSpacing(style::kGap);
    auto* title = new QLabel(tr("Last test"), part);
    title->setFont(style::sectionFont());
    badge_ = new widgets::StatusBadge(style::Status::unknown, {}, part);
    badge_->setObjectName(u"page.providers.test.badge"_s);
    when_ = new QLabel(part);
    when_->setProperty("role", u"secondary"_s);
    heading->addWidget(title);
    heading->addWidget(badge_);
    heading->addWidget(when_, 1);
    column->addLayout(heading);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(style::kGapCard);
    grid->setVerticalSpacing(style::kGapSmall);
    const QStringList labels{tr("DNS"), tr("Connect"), tr("TLS"), tr("First byte"), tr("HTTP status"), tr("Whole call")};
    for (int i = 0; i < kTimeCount; ++i) {
        auto* caption = new QLabel(labels[i], part);
        caption->setProperty("role", u"secondary"_s);
        auto* value = new QLabel(part);
        value->setObjectName(u"page.providers.test.%1"_s.arg(i));
        value->setAccessibleName(labels[i]);
        times_ << value;
        grid->addWidget(caption, i / 2, i % 2 * 2);
        grid->addWidget(value, i / 2, i % 2 * 2 + 1);
    }
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
    column->addLayout(grid);
    verdict_ = new QLabel(part);
    verdict_->setObjectName(u"page.providers.test.verdict"_s);
    verdict_->setWordWrap(true);
    verdict_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(verdict_);
    column->addStretch();
    return part;
}

void ProviderDetails::showNothing() { stack_->setCurrentIndex(0); }

void ProviderDetails::showProvider(const models::ProviderRow& row, const QStringList& presets, const ProbeOutcome* probe) {
    stack_->setCurrentIndex(1);
    title_->setText(row.name);
    facts_[kAddress]->setText(row.baseUrl);
    facts_[kCredential]->setText(credentialText(row));
    facts_[kPrivate]->setText(row.allowPrivate ? tr("allowed") : tr("refused"));
    facts_[kTraffic]->setText(trafficText(row));
    facts_[kPresets]->setText(presets.isEmpty() ? tr("none", "presets") : presets.join(u", "_s));
    facts_[kTimes]->setText(timeLimitsText(row));
    facts_[kProbe]->setText(planText(row));
    facts_[kProbe]->setToolTip(tr("A probe finds out whether the provider works before a request does. A real call is skipped while its model answers "
                                  "requests anyway; its cost stands in the bill as health probes."));
    facts_[kLastProbe]->setText(lastProbeText(row));
    showProbe(probe);
}

void ProviderDetails::showProbe(const ProbeOutcome* probe) {
    const ProbeOutcome shown = probe ? *probe : ProbeOutcome();
    const std::array<std::optional<double>, 4> steps{shown.dnsMs, shown.connectMs, shown.tlsMs, shown.firstByteMs};
    for (int i = kDns; i <= kFirstByte; ++i) {
        const auto& step = steps[static_cast<size_t>(i)];
        times_[i]->setText(models::durationText(step));
        times_[i]->setToolTip(step || !probe ? QString() : stepHint(i));
    }
    times_[kStatus]->setText(shown.status ? QString::number(*shown.status) : models::unknownText());
    times_[kWhole]->setText(models::durationText(shown.wholeMs));
    badge_->setVisible(probe != nullptr);
    if (!probe) {
        when_->setText(tr("not yet in this session"));
        verdict_->setText(tr("Test asks the provider for its models: address, TLS and credential are checked."));
    } else {
        badge_->setStatus(probe->isRunning ? style::Status::running : probe->isOk ? style::Status::ok : style::Status::down);
        when_->setText(probe->isRunning ? QString() : probe->at.toString(u"HH:mm:ss"_s));
        verdict_->setText(verdictText(*probe));
    }
}

}  // namespace ui::pages
