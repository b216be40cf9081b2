// The filter line of the live traffic page, as a person types it: the whole line, its words at every cursor, and a condition
// added to it. Input: one byte that picks field and operator, a value up to the first NUL, the line.
#include "ui/models/traffic_expression.hpp"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace ui::models;

void must(bool holds) {
    if (!holds) std::abort();
}

TrafficRow rowOf(int status, const QString& word) {
    TrafficRow row;
    row.status = status;
    row.traceId = QStringLiteral("req-1e8354e1");
    row.provider = row.model = row.keyName = word;
    row.errorCode = QStringLiteral("UPSTREAM_TIMEOUT");
    row.latencyMs = 8210;
    row.attempts = 2;
    row.tokensIn = 100;
    if (status == 502) row.costNanoUsd = 4'200'000;
    return row;
}

void checkProblem(const QString& line, const std::optional<ExpressionProblem>& problem) {
    if (!problem) return;
    must(problem->at >= 0 && problem->length >= 1 && problem->at <= line.size() && !problem->text.isEmpty());
}

void checkPlaces(const QString& line) {
    // A long line's cursor is tried at some places only: a pass over the words each.
    const qsizetype step = line.size() / 64 + 1;
    for (qsizetype cursor = 0; cursor <= line.size(); cursor += step) {
        const ExpressionPlace place = expressionPlace(line, cursor);
        must(place.at >= 0 && place.at <= cursor);
        if (place.wants == ExpressionPlace::Wants::field) must(place.field.isEmpty());
    }
}

/// "Filter by this value" keeps what was there and adds one condition, whatever both are.
void checkCondition(const QString& line, const TrafficExpression& before, std::uint8_t pick, const QString& value) {
    static const QStringList kFields = expressionFields();
    static const QStringList kOps{QStringLiteral("="), QStringLiteral("!="), QStringLiteral("~"), QStringLiteral(">=")};
    const QString field = kFields[pick % kFields.size()];
    const QString op = kOps[pick / kFields.size() % kOps.size()];
    const auto alone = TrafficExpression::parse(withCondition({}, field, op, value));
    if (!isNumberField(field) && op != kOps.last()) must(!alone.problem);
    if (alone.problem) return;
    const auto both = TrafficExpression::parse(withCondition(line, field, op, value));
    if (both.problem) must(both.problem->isLimit);
    for (const TrafficRow& row : {rowOf(502, value), rowOf(200, QStringLiteral("openai"))}) {
        if (!both.problem) must(both.expression.accepts(row) == (before.accepts(row) && alone.expression.accepts(row)));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const QByteArray rest(reinterpret_cast<const char*>(data + 1), static_cast<qsizetype>(size - 1));
    const qsizetype cut = rest.indexOf('\0');
    const QString value = cut < 0 ? QString() : QString::fromUtf8(rest.left(cut));
    const QString line = QString::fromUtf8(rest.mid(cut + 1));
    const auto parsed = TrafficExpression::parse(line);
    checkProblem(line, parsed.problem);
    checkPlaces(line);
    if (parsed.problem) return 0;
    parsed.expression.accepts(rowOf(200, value));
    checkCondition(line, parsed.expression, data[0], value);
    return 0;
}
