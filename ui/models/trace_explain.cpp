#include "ui/models/trace_explain.hpp"

#include "ui/models/json_values.hpp"
#include "ui/models/number_text.hpp"
#include "ui/models/preset_row.hpp"

#include <QCoreApplication>

#include <array>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

struct WhyWords {
    Q_DECLARE_TR_FUNCTIONS(ui::models::TraceExplain)
};

struct Sentence {
    const char* why;
    const char* text;
};

constexpr std::array kSentences{
    Sentence{"direct", QT_TRANSLATE_NOOP("ui::models::TraceExplain", "The caller named provider and model: there was no choice.")},
    Sentence{"only", QT_TRANSLATE_NOOP("ui::models::TraceExplain", "It was the only route that took requests.")},
    Sentence{"wheel", QT_TRANSLATE_NOOP("ui::models::TraceExplain", "It was the first one's turn by weight.")},
    Sentence{"first_group", QT_TRANSLATE_NOOP("ui::models::TraceExplain", "It was the first one's turn within the lowest priority that took requests.")},
    Sentence{"fastest", QT_TRANSLATE_NOOP("ui::models::TraceExplain", "Of two routes drawn at random the first one was expected to answer sooner.")},
    Sentence{"least_busy", QT_TRANSLATE_NOOP("ui::models::TraceExplain", "The first one had the fewest requests under way for its weight.")},
    Sentence{"user", QT_TRANSLATE_NOOP("ui::models::TraceExplain", "Requests of this user go to the first one as long as it takes them.")},
    Sentence{"conversation", QT_TRANSLATE_NOOP("ui::models::TraceExplain", "Requests of this conversation go to the first one as long as it takes them.")},
    Sentence{"cache", QT_TRANSLATE_NOOP("ui::models::TraceExplain", "The response cache answered it: no upstream was asked.")},
    Sentence{"all_rest", QT_TRANSLATE_NOOP("ui::models::TraceExplain", "Every circuit was open.")},
};

std::optional<WhyLimit> limitFrom(const QJsonValue& json) {
    if (!json.isObject()) return std::nullopt;
    return WhyLimit{json["limit"_L1].toInteger(), json["left_before"_L1].toInteger(), json["left_after"_L1].toInteger(), json["reserved"_L1].toInteger()};
}

WhyCandidate candidateFrom(const QJsonObject& json, int place) {
    WhyCandidate candidate;
    candidate.place = place;
    candidate.provider = json["provider"_L1].toString();
    candidate.model = json["model"_L1].toString();
    candidate.weight = json["weight"_L1].toInteger();
    candidate.priority = json["priority"_L1].toInteger();
    candidate.running = json["running"_L1].toInteger();
    candidate.share = numberOf(json["share"_L1]);
    candidate.expectedMs = integerOf(json["expected_ms"_L1]);
    candidate.outcome = json["outcome"_L1].toString();
    QStringList numbers;
    for (const QJsonValue& number : json["attempts"_L1].toArray()) numbers << QString::number(number.toInteger());
    candidate.attempts = numbers.join(u", "_s);
    return candidate;
}

WhyBill billFrom(const QJsonObject& json) {
    WhyBill bill;
    bill.attempt = json["attempt"_L1].toInteger();
    bill.provider = json["provider"_L1].toString();
    bill.model = json["model"_L1].toString();
    bill.usageSource = json["usage_source"_L1].toString();
    bill.priceVersion = json["price_version"_L1].toString();
    bill.costNanoUsd = integerOf(json["cost_nanousd"_L1]);
    return bill;
}

QString billText(const WhyBill& bill) {
    const QString where = WhyWords::tr("%1 · %2", "provider · model").arg(bill.provider, bill.model);
    if (bill.attempt == 0) return WhyWords::tr("Bill of the cached answer: %1, first given by %2.").arg(bill.costNanoUsd ? moneyText(bill.costNanoUsd) : WhyWords::tr("unpriced"), where);
    if (!bill.costNanoUsd) return WhyWords::tr("Bill of attempt %1: %2 has no price, so it is flagged as unpriced.").arg(bill.attempt).arg(where);
    return WhyWords::tr("Bill of attempt %1: %2 at %3, price list %4.")
        .arg(QString::number(bill.attempt), moneyText(bill.costNanoUsd), where, bill.priceVersion);
}

QString outcomeText(const WhyCandidate& row) {
    const QString word = outcomeWord(row.outcome);
    return row.attempts.isEmpty() ? word : WhyWords::tr("%1 (attempt %2)").arg(word, row.attempts);
}

QString expectedText(const WhyCandidate& row) {
    if (!row.expectedMs || *row.expectedMs == 0) return unknownText();
    return durationText(static_cast<double>(*row.expectedMs));
}

std::optional<style::Status> outcomeStatus(const WhyCandidate& row) {
    if (row.outcome == "last"_L1) return style::Status::ok;
    if (row.outcome == "failed"_L1) return style::Status::critical;
    if (row.outcome == "not_needed"_L1) return style::Status::unknown;
    return style::Status::paused;
}

}  // namespace

TraceExplain TraceExplain::fromJson(const QJsonValue& json) {
    TraceExplain explain;
    explain.known = json.isObject();
    if (!explain.known) return explain;
    explain.strategy = json["strategy"_L1].toString();
    explain.why = json["why"_L1].toString();
    explain.refusal = json["refusal"_L1].toString();
    explain.retryBudgetUsedUp = json["retry_budget_used_up"_L1].toBool();
    explain.queuedMs = json["queued_ms"_L1].toDouble();
    explain.moreCandidates = json["more_candidates"_L1].toInteger();
    int place = 0;
    for (const QJsonValue& item : json["candidates"_L1].toArray()) explain.candidates.push_back(candidateFrom(item.toObject(), ++place));
    explain.requests = limitFrom(json["limits"_L1]["requests"_L1]);
    explain.tokens = limitFrom(json["limits"_L1]["tokens"_L1]);
    for (const QJsonValue& item : json["bill"_L1].toArray()) explain.bill.push_back(billFrom(item.toObject()));
    return explain;
}

QString whySentence(const TraceExplain& explain) {
    for (const Sentence& sentence : kSentences) {
        if (explain.why != QLatin1StringView(sentence.why)) continue;
        const QString text = WhyWords::tr(sentence.text);
        return explain.strategy.isEmpty() ? text : WhyWords::tr("%1: %2", "strategy, sentence").arg(strategyWord(explain.strategy), text);
    }
    return {};
}

QStringList whyLines(const TraceExplain& explain) {
    QStringList lines;
    if (!explain.refusal.isEmpty()) lines << WhyWords::tr("Refused: %1").arg(explain.refusal);
    if (explain.retryBudgetUsedUp) lines << WhyWords::tr("The retry budget was used up: no further route was tried.");
    if (explain.queuedMs >= 1) lines << WhyWords::tr("It waited %1 inside the gateway before the first call.").arg(durationText(explain.queuedMs));
    if (explain.moreCandidates > 0) lines << WhyWords::tr("%n more route(s) are not listed.", "", static_cast<int>(explain.moreCandidates));
    if (explain.requests) {
        lines << WhyWords::tr("Requests a minute: limit %1, left before %2, left after %3.")
                     .arg(countText(explain.requests->limit), countText(explain.requests->before), countText(explain.requests->after));
    }
    if (explain.tokens) {
        lines << WhyWords::tr("Tokens a minute: limit %1, left before %2, reserved %3, left after %4.")
                     .arg(countText(explain.tokens->limit), countText(explain.tokens->before), countText(explain.tokens->reserved),
                          countText(explain.tokens->after));
    }
    for (const WhyBill& bill : explain.bill) lines << billText(bill);
    return lines;
}

QString outcomeWord(const QString& outcome) {
    if (outcome == "last"_L1) return WhyWords::tr("answered", "what became of a route");
    if (outcome == "failed"_L1) return WhyWords::tr("failed", "what became of a route");
    if (outcome == "client_gone"_L1) return WhyWords::tr("the client left", "what became of a route");
    if (outcome == "at_cap"_L1) return WhyWords::tr("at its own cap", "what became of a route");
    if (outcome == "circuit_open"_L1) return WhyWords::tr("circuit open", "what became of a route");
    if (outcome == "at_rest"_L1) return WhyWords::tr("at rest", "what became of a route");
    return outcome == "not_needed"_L1 ? WhyWords::tr("not needed", "what became of a route") : outcome;
}

std::vector<Column<WhyCandidate>> whyColumns() {
    using Row = WhyCandidate;
    const Qt::Alignment left = Qt::AlignLeft | Qt::AlignVCenter;
    return {
        {"place", [] { return WhyWords::tr("Order", "column"); }, [](const Row& row) { return QString::number(row.place); },
         [](const Row& row) { return QVariant(row.place); }, kAlignNumber, nullptr, nullptr},
        {"upstream", [] { return WhyWords::tr("Route", "column"); },
         [](const Row& row) { return WhyWords::tr("%1 · %2", "provider · model").arg(row.provider, row.model); },
         [](const Row& row) { return QVariant(row.provider + u'/' + row.model); }, left, nullptr,
         [](const Row& row) { return WhyWords::tr("Priority %1").arg(row.priority); }},
        {"outcome", [] { return WhyWords::tr("What became of it", "column"); }, &outcomeText,
         [](const Row& row) { return QVariant(row.outcome); }, left, &outcomeStatus, &outcomeText},
        {"weight", [] { return WhyWords::tr("Weight", "column"); }, [](const Row& row) { return QString::number(row.weight); },
         [](const Row& row) { return QVariant(row.weight); }, kAlignNumber, nullptr, nullptr},
        {"share", [] { return WhyWords::tr("Share", "column"); },
         [](const Row& row) { return row.share ? percentText(*row.share) : unknownText(); },
         [](const Row& row) { return row.share ? QVariant(*row.share) : QVariant(); }, kAlignNumber, nullptr,
         [](const Row&) { return WhyWords::tr("Of the first choices at that moment."); }},
        {"running", [] { return WhyWords::tr("Under way", "column"); }, [](const Row& row) { return QString::number(row.running); },
         [](const Row& row) { return QVariant(row.running); }, kAlignNumber, nullptr,
         [](const Row&) { return WhyWords::tr("Requests under way there when the choice was made."); }},
        {"expected", [] { return WhyWords::tr("Expected", "column: until the first byte"); }, &expectedText,
         [](const Row& row) { return row.expectedMs ? QVariant(*row.expectedMs) : QVariant(); }, kAlignNumber, nullptr,
         [](const Row&) { return WhyWords::tr("How soon the first byte was expected."); }},
    };
}

}  // namespace ui::models
