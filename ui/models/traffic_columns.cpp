// The columns of the live traffic table: headers, texts, and the values the filter expression compares.
#include "ui/models/number_text.hpp"
#include "ui/models/traffic_row.hpp"

#include <QCoreApplication>
#include <QDateTime>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

using Row = TrafficRow;

struct TrafficWords {
    Q_DECLARE_TR_FUNCTIONS(ui::models::TrafficTable)
};

QString orDash(const QString& text) { return text.isEmpty() ? unknownText() : text; }

QString clockText(const Row& row) {
    return QDateTime::fromMSecsSinceEpoch(row.atMs).toString(u"HH:mm:ss.zzz"_s);
}

QString ttftText(const Row& row) {
    return row.ttftMs ? durationText(static_cast<double>(*row.ttftMs)) : unknownText();
}

/// A request that reached no model has no tokens to tell.
QString tokensText(const Row& row) {
    if (row.tokens() == 0) return unknownText();
    return TrafficWords::tr("%1 / %2", "tokens in / out").arg(countText(row.tokensIn), countText(row.tokensOut));
}

/// Dollars with nine decimals at most, exact.
QString costValue(const Row& row) {
    if (!row.costNanoUsd) return {};
    constexpr qint64 kNano = 1'000'000'000;
    QString text = QString::number(*row.costNanoUsd / kNano) + u'.' +
                   QString::number(*row.costNanoUsd % kNano).rightJustified(9, u'0');
    while (text.endsWith(u'0')) text.chop(1);
    if (text.endsWith(u'.')) text.chop(1);
    return text;
}

std::vector<TrafficColumn> textColumns() {
    return {
        {"time", nullptr, [] { return TrafficWords::tr("Time", "column"); }, &clockText, [](const Row&) { return QString(); }, false},
        {"trace", "trace", [] { return TrafficWords::tr("Trace id", "column"); }, [](const Row& row) { return row.traceId; },
         [](const Row& row) { return row.traceId; }, false},
        {"status", "status", [] { return TrafficWords::tr("Status", "column: HTTP status"); },
         [](const Row& row) { return row.status > 0 ? QString::number(row.status) : unknownText(); },
         [](const Row& row) { return QString::number(row.status); }, false},
        {"route", "route", [] { return TrafficWords::tr("Route", "column"); }, [](const Row& row) { return orDash(row.route); },
         [](const Row& row) { return row.route; }, false},
        {"provider", "provider", [] { return TrafficWords::tr("Provider", "column"); },
         [](const Row& row) { return orDash(row.provider); }, [](const Row& row) { return row.provider; }, false},
        {"model", "model", [] { return TrafficWords::tr("Model", "column"); }, [](const Row& row) { return orDash(row.model); },
         [](const Row& row) { return row.model; }, false},
        {"key", "key", [] { return TrafficWords::tr("Key", "column"); }, [](const Row& row) { return orDash(row.key()); },
         [](const Row& row) { return row.key(); }, false},
        {"ip", "ip", [] { return TrafficWords::tr("Client IP", "column"); }, [](const Row& row) { return orDash(row.ip); },
         [](const Row& row) { return row.ip; }, false},
    };
}

std::vector<TrafficColumn> numberColumns() {
    return {
        {"ttft", "ttft", [] { return TrafficWords::tr("First token", "column: time to first token"); }, &ttftText,
         [](const Row& row) { return row.ttftMs ? QString::number(*row.ttftMs) : QString(); }, true},
        {"latency", "latency", [] { return TrafficWords::tr("Latency", "column"); },
         [](const Row& row) { return durationText(static_cast<double>(row.latencyMs)); },
         [](const Row& row) { return QString::number(row.latencyMs); }, true},
        {"attempts", "attempts", [] { return TrafficWords::tr("Attempts", "column"); },
         [](const Row& row) { return QString::number(row.attempts); },
         [](const Row& row) { return QString::number(row.attempts); }, true},
        {"tokens", "tokens", [] { return TrafficWords::tr("Tokens", "column: in / out"); }, &tokensText,
         [](const Row& row) { return QString::number(row.tokens()); }, true},
        {"cost", "cost", [] { return TrafficWords::tr("Cost", "column"); },
         [](const Row& row) { return moneyText(row.costNanoUsd); }, &costValue, true},
        {"error", "error", [] { return TrafficWords::tr("Error code", "column"); },
         [](const Row& row) { return orDash(row.errorCode); }, [](const Row& row) { return row.errorCode; }, false},
    };
}

}  // namespace

const std::vector<TrafficColumn>& trafficColumns() {
    static const std::vector<TrafficColumn> columns = [] {
        std::vector<TrafficColumn> all = textColumns();
        for (const TrafficColumn& column : numberColumns()) all.push_back(column);
        return all;
    }();
    return columns;
}

}  // namespace ui::models
