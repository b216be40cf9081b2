#include "ui/pages/trace_waterfall.hpp"

#include "ui/models/number_text.hpp"
#include "ui/style/icons.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/style/type_scale.hpp"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <array>

namespace ui::pages {

using models::TraceAttempt;

namespace {

constexpr int kLegend = 24;
constexpr int kAttempt = 46;
constexpr int kBar = 14;
constexpr int kNames = 190;
constexpr int kNumberRoom = 210;  // right of the longest bar
constexpr int kSwatch = 10;
constexpr int kGlyph = 14;
constexpr int kWidthMin = 420;

enum class Phase { dns, connect, tls, wait, rest };
constexpr std::array kPhases{Phase::dns, Phase::connect, Phase::tls, Phase::wait, Phase::rest};

QString phaseWord(Phase phase) {
    switch (phase) {
        case Phase::dns: return TraceWaterfall::tr("DNS", "part of an attempt");
        case Phase::connect: return TraceWaterfall::tr("Connect", "part of an attempt");
        case Phase::tls: return TraceWaterfall::tr("TLS", "part of an attempt");
        case Phase::wait: return TraceWaterfall::tr("First byte", "part of an attempt: waiting for it");
        case Phase::rest: return TraceWaterfall::tr("Rest", "part of an attempt: after the first byte");
    }
    return {};
}

QBrush phaseBrush(Phase phase) {
    const style::Tokens& token = style::tokens();
    switch (phase) {
        case Phase::dns: return token.series[3];
        case Phase::connect: return token.series[1];
        case Phase::tls: return token.series[2];
        case Phase::wait: return QBrush(token.series[0], Qt::Dense4Pattern);
        case Phase::rest: return token.series[0];
    }
    return {};
}

std::optional<qint64> phaseMs(const TraceAttempt& attempt, Phase phase) {
    switch (phase) {
        case Phase::dns: return attempt.dnsMs;
        case Phase::connect: return attempt.connectMs;
        case Phase::tls: return attempt.tlsMs;
        // Without a first byte all that is left was waiting.
        case Phase::wait: return attempt.firstByteMs ? attempt.waitMs() : attempt.restMs();
        case Phase::rest: return attempt.firstByteMs ? std::optional(attempt.restMs()) : std::nullopt;
    }
    return {};
}

QString msText(qint64 ms) { return models::durationText(static_cast<double>(ms)); }

QString numbersOf(const TraceAttempt& attempt) {
    QStringList parts;
    for (const Phase phase : kPhases) {
        const auto ms = phaseMs(attempt, phase);
        if (ms && phase == Phase::wait && !attempt.firstByteMs) {
            // One that failed on its way to the upstream has not waited for an answer.
            if (*ms > 0 || parts.isEmpty()) parts << TraceWaterfall::tr("no byte for %1", "part of an attempt").arg(msText(*ms));
        } else if (ms) {
            parts << TraceWaterfall::tr("%1 %2", "part of an attempt, its time").arg(phaseWord(phase), msText(*ms));
        }
    }
    return parts.join(QStringLiteral(" · "));
}

/// "4.00 s · 504 UPSTREAM_TIMEOUT".
QString outcomeOf(const TraceAttempt& attempt) {
    QStringList parts{msText(attempt.totalMs)};
    QStringList answer;
    if (attempt.status > 0) answer << QString::number(attempt.status);
    if (!attempt.errorCode.isEmpty()) answer << attempt.errorCode;
    if (!answer.isEmpty()) parts << answer.join(u' ');
    return parts.join(QStringLiteral(" · "));
}

QString nameOf(const TraceAttempt& attempt) {
    return TraceWaterfall::tr("%1 · %2 %3", "attempt's number, provider, model")
        .arg(QString::number(attempt.number), attempt.provider, attempt.upstreamModel);
}

}  // namespace

TraceWaterfall::TraceWaterfall(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("page.traffic.waterfall"));
    setAccessibleName(tr("Attempts of this request"));
    connect(&style::themeNotifier(), &style::ThemeNotifier::themeChanged, this, qOverload<>(&QWidget::update));
}

void TraceWaterfall::show(std::vector<TraceAttempt> attempts, qint64 totalMs) {
    attempts_ = std::move(attempts);
    qint64 sum = 0;
    for (const TraceAttempt& attempt : attempts_) sum += attempt.totalMs;
    axisMs_ = std::max<qint64>({totalMs, sum, 1});
    setAccessibleDescription(words());
    updateGeometry();
    update();
}

void TraceWaterfall::clear() { show({}, 0); }

QString TraceWaterfall::words() const {
    QStringList lines;
    for (const TraceAttempt& attempt : attempts_) {
        QString line = tr("Attempt %1: %2, %3").arg(nameOf(attempt), numbersOf(attempt), outcomeOf(attempt));
        if (!attempt.detail.isEmpty()) line += u'\n' + attempt.detail;
        lines << line;
    }
    return lines.join(u'\n');
}

int TraceWaterfall::heightWanted() const { return kLegend + static_cast<int>(attempts_.size()) * kAttempt; }

QSize TraceWaterfall::sizeHint() const { return {2 * kWidthMin, heightWanted()}; }
QSize TraceWaterfall::minimumSizeHint() const { return {kWidthMin, heightWanted()}; }

bool TraceWaterfall::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int at = (help->pos().y() - kLegend) / kAttempt;
    if (help->pos().y() < kLegend || at >= static_cast<int>(attempts_.size())) {
        QToolTip::hideText();
        return true;
    }
    const TraceAttempt& attempt = attempts_[static_cast<size_t>(at)];
    QToolTip::showText(help->globalPos(), QStringList{nameOf(attempt), numbersOf(attempt), outcomeOf(attempt), attempt.detail}
                                              .join(u'\n').trimmed(), this);
    return true;
}

void TraceWaterfall::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (attempts_.empty()) return;
    paintLegend(painter);
    qint64 beginMs = 0;
    int top = kLegend;
    for (const TraceAttempt& attempt : attempts_) {
        paintAttempt(painter, attempt, beginMs, top);
        beginMs += attempt.totalMs;
        top += kAttempt;
    }
}

void TraceWaterfall::paintLegend(QPainter& painter) const {
    painter.setFont(style::captionFont());
    int x = 0;
    for (const Phase phase : kPhases) {
        const QString word = phaseWord(phase);
        painter.fillRect(QRect(x, (kLegend - kSwatch) / 2 - 2, kSwatch, kSwatch), phaseBrush(phase));
        x += kSwatch + style::kGapSmall;
        const int width = painter.fontMetrics().horizontalAdvance(word);
        painter.setPen(style::tokens().textSecondary);
        painter.drawText(QRect(x, 0, width + 1, kLegend - 4), Qt::AlignVCenter | Qt::AlignLeft, word);
        x += width + style::kGapCard;
    }
}

void TraceWaterfall::paintAttempt(QPainter& painter, const TraceAttempt& attempt, qint64 beginMs, int top) const {
    const style::Tokens& token = style::tokens();
    const auto status = attempt.failed() ? (attempt.status == 429 ? style::Status::degraded : style::Status::critical) : style::Status::ok;
    painter.drawPixmap(0, top + 2, style::statusGlyph(status, kGlyph));
    painter.setFont(style::bodyFont());
    painter.setPen(token.text);
    const QRect names(kGlyph + style::kGapSmall, top, kNames - kGlyph - style::kGap, kBar + 4);
    painter.drawText(names, Qt::AlignVCenter | Qt::AlignLeft, painter.fontMetrics().elidedText(nameOf(attempt), Qt::ElideRight, names.width()));

    const int room = std::max(width() - kNames - kNumberRoom, 60);
    const auto at = [&](qint64 ms) { return kNames + static_cast<int>(ms * room / axisMs_); };
    painter.fillRect(QRect(kNames, top + 2, room, kBar), token.sunken);
    qint64 now = beginMs;
    for (const Phase phase : kPhases) {
        const qint64 ms = phaseMs(attempt, phase).value_or(0);
        if (ms <= 0) continue;
        painter.fillRect(QRect(at(now), top + 2, std::max(at(now + ms) - at(now), 1), kBar), phaseBrush(phase));
        now += ms;
    }
    const QRect outcome(kNames + room + style::kGap, top, kNumberRoom - style::kGap, kBar + 4);
    painter.setPen(attempt.failed() ? style::statusColor(status) : token.text);
    painter.drawText(outcome, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(outcomeOf(attempt), Qt::ElideRight, outcome.width()));
    painter.setFont(style::captionFont());
    painter.setPen(token.textSecondary);
    const QRect numbers(kNames, top + kBar + 4, width() - kNames, kAttempt - kBar - 10);
    painter.drawText(numbers, Qt::AlignTop | Qt::AlignLeft, painter.fontMetrics().elidedText(numbersOf(attempt), Qt::ElideRight, numbers.width()));
}

}  // namespace ui::pages
