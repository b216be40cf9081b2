#include "ui/models/traffic_export.hpp"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

QJsonValue textOrNull(const QString& text) { return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text); }
QJsonValue orNull(std::optional<qint64> number) { return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Null); }

/// The admin API's names, in the order of the file's columns.
QList<std::pair<QString, QJsonValue>> fieldsOf(const TrafficRow& row) {
    return {{u"created_at"_s, QDateTime::fromMSecsSinceEpoch(row.atMs, Qt::UTC).toString(Qt::ISODateWithMs)},
            {u"trace_id"_s, row.traceId},
            {u"client_request_id"_s, textOrNull(row.clientRequestId)},
            {u"status"_s, row.status},
            {u"error_code"_s, textOrNull(row.errorCode)},
            {u"route"_s, row.route},
            {u"dialect"_s, textOrNull(row.dialect)},
            {u"stream"_s, row.stream},
            {u"provider"_s, textOrNull(row.provider)},
            {u"model"_s, textOrNull(row.model)},
            {u"upstream_model"_s, textOrNull(row.upstreamModel)},
            {u"key_id"_s, textOrNull(row.keyId)},
            {u"key_prefix"_s, textOrNull(row.keyPrefix)},
            {u"key_name"_s, textOrNull(row.keyName)},
            {u"ip"_s, textOrNull(row.ip)},
            {u"attempts"_s, row.attempts},
            {u"ttft_ms"_s, orNull(row.ttftMs)},
            {u"latency_ms"_s, row.latencyMs},
            {u"upstream_ms"_s, row.upstreamMs},
            {u"tokens_in"_s, row.tokensIn},
            {u"tokens_out"_s, row.tokensOut},
            {u"tokens_cached"_s, row.tokensCached},
            {u"tokens_reasoning"_s, row.tokensReasoning},
            {u"cost_nanousd"_s, orNull(row.costNanoUsd)},
            {u"estimated"_s, row.estimated},
            {u"node"_s, textOrNull(row.node)}};
}

QString plainText(const QJsonValue& value) {
    if (value.isDouble()) return QString::number(value.toInteger());
    if (value.isBool()) return value.toBool() ? u"true"_s : u"false"_s;
    return value.toString();
}

}  // namespace

QByteArray csvCell(const QString& text) {
    // As gateway/admin/csv_text does.
    static const QString kFormulaStarts = u"=+-@\t\r\0"_s;
    QString cell = text;
    if (!cell.isEmpty() && kFormulaStarts.contains(cell.front())) cell.prepend(u'\'');
    const bool quote = cell.contains(u',') || cell.contains(u'"') || cell.contains(u'\n') || cell.contains(u'\r');
    if (quote) cell = u'"' + cell.replace(u'"', "\"\""_L1) + u'"';
    return cell.toUtf8();
}

QByteArray exportHeading(ExportFormat format) {
    if (format == ExportFormat::jsonl) return {};
    QByteArrayList names;
    for (const auto& [name, value] : fieldsOf({})) names << name.toUtf8();
    return names.join(',') + "\r\n";
}

QByteArray exportLine(ExportFormat format, const TrafficRow& row) {
    if (format == ExportFormat::csv) {
        QByteArrayList cells;
        for (const auto& [name, value] : fieldsOf(row)) cells << csvCell(plainText(value));
        return cells.join(',') + "\r\n";
    }
    QJsonObject object;
    for (const auto& [name, value] : fieldsOf(row)) object.insert(name, value);
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

}  // namespace ui::models
