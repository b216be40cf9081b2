#include "ui/pages/trace_facts.hpp"

#include "ui/bridge/error_text.hpp"
#include "ui/models/number_text.hpp"
#include "ui/models/time_text.hpp"

#include <QCoreApplication>

#include <algorithm>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::countText;
using models::TraceDetail;
using models::TrafficRow;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ui::pages::TraceFacts)
};

QString msText(qint64 ms) { return models::durationText(static_cast<double>(ms)); }

QString errorWords(const QString& code) {
    bridge::ApiError error;
    error.code = code;
    const QString sentence = bridge::errorText(error);
    return sentence.isEmpty() || sentence == code ? code : Words::tr("%1: %2", "error code, sentence").arg(code, sentence);
}

QString timesText(const TrafficRow& row) {
    QStringList parts;
    if (row.ttftMs) parts << Words::tr("first token after %1").arg(msText(*row.ttftMs));
    parts << Words::tr("whole request %1").arg(msText(row.latencyMs));
    if (row.upstreamMs > 0) parts << Words::tr("of it in the gateway %1").arg(msText(std::max<qint64>(row.latencyMs - row.upstreamMs, 0)));
    return parts.join(u" · "_s);
}

QString usageSourceWord(const QString& source) {
    if (source == "reported"_L1) return Words::tr("reported by the upstream", "source of a usage");
    if (source == "reported_zero"_L1) return Words::tr("reported as zero", "source of a usage");
    if (source == "estimated"_L1) return Words::tr("estimated", "source of a usage");
    return Words::tr("not known", "source of a usage");
}

QString usageText(const TrafficRow& row, const TraceDetail* detail) {
    QStringList parts{Words::tr("%1 in, %2 out", "tokens").arg(countText(row.tokensIn), countText(row.tokensOut))};
    if (row.tokensCached > 0) parts << Words::tr("%1 cached", "tokens").arg(countText(row.tokensCached));
    if (row.tokensReasoning > 0) parts << Words::tr("%1 reasoning", "tokens").arg(countText(row.tokensReasoning));
    if (detail && !detail->usageSource.isEmpty()) {
        parts << usageSourceWord(detail->usageSource);
    } else if (row.estimated) {
        parts << usageSourceWord(u"estimated"_s);
    }
    return parts.join(u" · "_s);
}

QString costText(const TrafficRow& row, const TraceDetail* detail) {
    const QString money = models::moneyText(row.costNanoUsd);
    if (!detail || detail->priceVersion.isEmpty() || !row.costNanoUsd) return money;
    return Words::tr("%1 (price list %2)").arg(money, detail->priceVersion);
}

QString detailText(const TraceDetail* detail) {
    if (!detail) return {};
    QStringList lines;
    for (const auto& attempt : detail->attempts) {
        if (!attempt.detail.isEmpty()) lines << Words::tr("Attempt %1: %2").arg(attempt.number).arg(attempt.detail);
    }
    return lines.join(u'\n');
}

QString keyText(const TrafficRow& row) {
    if (row.keyName.isEmpty()) return row.keyPrefix;
    return Words::tr("%1 (%2…)", "key's name, its prefix").arg(row.keyName, row.keyPrefix);
}

QString routeText(const TrafficRow& row) {
    QStringList parts{row.route};
    if (!row.dialect.isEmpty()) parts << row.dialect;
    if (row.stream) parts << Words::tr("stream", "the answer came as an event stream");
    return parts.join(u" · "_s);
}

QString upstreamText(const TrafficRow& row) { return QStringList{row.provider, row.upstreamModel}.join(u' ').trimmed(); }

}  // namespace

QList<TraceFact> traceFacts(const TrafficRow& row, const TraceDetail* detail, const QHash<QString, QString>& presetNames) {
    QList<TraceFact> facts{
        {"status", Words::tr("Status"), row.status > 0 ? QString::number(row.status) : QString()},
        {"error", Words::tr("Error"), row.errorCode.isEmpty() ? QString() : errorWords(row.errorCode)},
        {"detail", Words::tr("Detail"), detailText(detail)},
        {"time", Words::tr("Time"), row.atMs > 0 ? models::exactText(QDateTime::fromMSecsSinceEpoch(row.atMs)) : QString()},
        {"key", Words::tr("Key"), keyText(row)},
        {"ip", Words::tr("Client IP"), row.ip},
        {"route", Words::tr("Route"), routeText(row)},
        {"model", Words::tr("Model"), row.model},
        {"preset", Words::tr("Preset"), presetNames.value(row.presetId, row.presetId)},
        {"upstream", Words::tr("Upstream"), upstreamText(row)},
        {"times", Words::tr("Times"), timesText(row)},
        {"attempts", Words::tr("Attempts"), row.attempts > 0 ? countText(row.attempts) : QString()},
        {"usage", Words::tr("Tokens"), row.tokens() > 0 ? usageText(row, detail) : QString()},
        {"cost", Words::tr("Cost"), row.costNanoUsd ? costText(row, detail) : QString()},
        {"clientId", Words::tr("Client's id"), row.clientRequestId},
        {"node", Words::tr("Instance"), row.node},
    };
    facts.removeIf([](const TraceFact& fact) { return fact.text.isEmpty(); });
    return facts;
}

}  // namespace ui::pages
