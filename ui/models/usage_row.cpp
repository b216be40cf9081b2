#include "ui/models/usage_row.hpp"

#include "ui/models/json_values.hpp"
#include "ui/models/number_text.hpp"

#include <QCoreApplication>
#include <QLocale>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ui::models::UsageRow)
};
using Row = UsageRow;

constexpr quint64 kNanoPerDollar = 1'000'000'000;

QString billText(const Row& row) {
    const auto bill = row.sums.billNanoUsd();
    return bill ? columnMoneyText(*bill) : Words::tr("no price");
}

QString billTip(const Row& row) {
    QStringList lines;
    if (const auto bill = row.sums.billNanoUsd()) lines << Words::tr("Exactly %1.").arg(exactMoneyText(*bill));
    if (row.sums.unpriced > 0) lines << Words::tr("%n call(s) have no price and are not part of this sum.", nullptr, static_cast<int>(row.sums.unpriced));
    if (row.sums.estimated > 0) {
        lines << Words::tr("%1 of it is estimated (%n call(s) without a report of the provider).", nullptr, static_cast<int>(row.sums.estimated)).arg(exactMoneyText(row.sums.estimatedNanoUsd));
    }
    if (row.sums.adjustedNanoUsd != 0) lines << Words::tr("Corrections of %1 are part of this sum.").arg(exactMoneyText(row.sums.adjustedNanoUsd));
    return lines.join(u'\n');
}

QString tokens(qint64 count) { return shortCountText(static_cast<double>(count)); }

/// Zero is quiet: only what is there catches the eye.
QString quietCount(qint64 count) { return count == 0 ? unknownText() : countText(count); }

QString quietTokens(qint64 count) { return count == 0 ? unknownText() : tokens(count); }

QString budgetText(const Row& row) {
    if (!row.budgetNanoUsd) return unknownText();
    if (*row.budgetNanoUsd == 0) return percentText(1.0);
    return percentText(static_cast<double>(row.spentNanoUsd.value_or(0)) / static_cast<double>(*row.budgetNanoUsd));
}

QString budgetTip(const Row& row) {
    if (!row.budgetNanoUsd) return Words::tr("This key has no budget.");
    return Words::tr("%1 of %2 spent, over all time").arg(exactMoneyText(row.spentNanoUsd.value_or(0)), exactMoneyText(*row.budgetNanoUsd));
}

QVariant budgetSort(const Row& row) {
    if (!row.budgetNanoUsd) return {};
    return static_cast<double>(row.spentNanoUsd.value_or(0)) / static_cast<double>(std::max<qint64>(*row.budgetNanoUsd, 1));
}

std::vector<Column<Row>> moneyColumns() {
    return {
        {"cost", [] { return Words::tr("Cost", "column"); }, &billText,
         [](const Row& row) { return row.sums.billNanoUsd() ? QVariant(*row.sums.billNanoUsd()) : QVariant(); }, kAlignNumber, nullptr, &billTip},
        {"share", [] { return Words::tr("Share", "column"); }, [](const Row& row) { return percentText(row.share); }, [](const Row& row) { return QVariant(row.share); }, kAlignNumber},
    };
}

std::vector<Column<Row>> countColumns() {
    return {
        {"calls", [] { return Words::tr("Calls", "column"); }, [](const Row& row) { return countText(row.sums.calls); }, [](const Row& row) { return QVariant(row.sums.calls); }, kAlignNumber},
        {"in", [] { return Words::tr("Tokens in", "column"); }, [](const Row& row) { return tokens(row.sums.tokensIn); }, [](const Row& row) { return QVariant(row.sums.tokensIn); }, kAlignNumber, nullptr,
         [](const Row& row) { return countText(row.sums.tokensIn); }},
        {"out", [] { return Words::tr("Tokens out", "column"); }, [](const Row& row) { return tokens(row.sums.tokensOut); }, [](const Row& row) { return QVariant(row.sums.tokensOut); }, kAlignNumber, nullptr,
         [](const Row& row) { return countText(row.sums.tokensOut); }},
        {"cached", [] { return Words::tr("Cached", "column: tokens"); }, [](const Row& row) { return tokens(row.sums.tokensCached); }, [](const Row& row) { return QVariant(row.sums.tokensCached); }, kAlignNumber, nullptr,
         [](const Row& row) { return countText(row.sums.tokensCached); }},
        {"written", [] { return Words::tr("Cache write", "column: tokens"); }, [](const Row& row) { return quietTokens(row.sums.tokensCacheWrite); }, [](const Row& row) { return QVariant(row.sums.tokensCacheWrite); }, kAlignNumber, nullptr,
         [](const Row& row) { return countText(row.sums.tokensCacheWrite); }},
        {"reasoning", [] { return Words::tr("Reasoning", "column: tokens"); }, [](const Row& row) { return quietTokens(row.sums.tokensReasoning); }, [](const Row& row) { return QVariant(row.sums.tokensReasoning); }, kAlignNumber, nullptr,
         [](const Row& row) { return countText(row.sums.tokensReasoning); }},
        {"batch", [] { return Words::tr("Batch, flex", "column: calls"); }, [](const Row& row) { return quietCount(row.sums.batch); }, [](const Row& row) { return QVariant(row.sums.batch); }, kAlignNumber, nullptr,
         [](const Row& row) { return row.sums.batch > 0 ? Words::tr("%1 of the cost, at the price for batch and flex").arg(exactMoneyText(row.sums.batchNanoUsd)) : QString(); }},
        {"unpriced", [] { return Words::tr("Unpriced", "column: calls"); }, [](const Row& row) { return quietCount(row.sums.unpriced); }, [](const Row& row) { return QVariant(row.sums.unpriced); }, kAlignNumber, nullptr,
         [](const Row& row) { return row.sums.unpriced > 0 ? Words::tr("These calls have no price: nothing is billed for them.") : QString(); }},
        {"estimated", [] { return Words::tr("Estimated", "column: calls"); }, [](const Row& row) { return quietCount(row.sums.estimated); }, [](const Row& row) { return QVariant(row.sums.estimated); }, kAlignNumber, nullptr,
         [](const Row& row) { return row.sums.estimated > 0 ? Words::tr("%1 for calls whose provider reported no usage").arg(exactMoneyText(row.sums.estimatedNanoUsd)) : QString(); }},
        {"adjusted", [] { return Words::tr("Corrections", "column"); }, [](const Row& row) { return row.sums.adjustedNanoUsd == 0 ? unknownText() : columnMoneyText(row.sums.adjustedNanoUsd); },
         [](const Row& row) { return QVariant(row.sums.adjustedNanoUsd); }, kAlignNumber, nullptr,
         [](const Row& row) { return row.sums.adjustedNanoUsd == 0 ? QString() : Words::tr("Exactly %1.").arg(exactMoneyText(row.sums.adjustedNanoUsd)); }},
    };
}

}  // namespace

QString exactMoneyText(qint64 nanoUsd) {
    const QLocale locale;
    const bool negative = nanoUsd < 0;
    const quint64 nano = negative ? 0 - static_cast<quint64>(nanoUsd) : static_cast<quint64>(nanoUsd);
    QString part = QString::number(nano % kNanoPerDollar).rightJustified(9, u'0');
    while (part.size() > 2 && part.endsWith(u'0')) part.chop(1);
    return (negative ? u"-$"_s : u"$"_s) + locale.toString(nano / kNanoPerDollar) + locale.decimalPoint() + part;
}

QString columnMoneyText(qint64 nanoUsd) {
    constexpr quint64 kUnit = 100'000, kUnitsPerDollar = kNanoPerDollar / kUnit;
    const quint64 nano = nanoUsd < 0 ? 0 - static_cast<quint64>(nanoUsd) : static_cast<quint64>(nanoUsd);
    const quint64 units = (nano + kUnit / 2) / kUnit;
    if (nano > 0 && units == 0) return u"< $0.0001"_s;
    const QLocale locale;
    return (nanoUsd < 0 ? u"-$"_s : u"$"_s) + locale.toString(units / kUnitsPerDollar) + locale.decimalPoint() +
           QString::number(units % kUnitsPerDollar).rightJustified(4, u'0');
}

UsageSums UsageSums::fromJson(const QJsonObject& json) {
    UsageSums sums;
    sums.calls = json["calls"_L1].toInteger();
    sums.tokensIn = json["tokens_in"_L1].toInteger();
    sums.tokensOut = json["tokens_out"_L1].toInteger();
    sums.tokensCached = json["tokens_cached"_L1].toInteger();
    sums.tokensCacheWrite = json["tokens_cache_write"_L1].toInteger();
    sums.tokensReasoning = json["tokens_reasoning"_L1].toInteger();
    sums.costNanoUsd = json["cost_nanousd"_L1].toInteger();
    sums.unpriced = json["unpriced_calls"_L1].toInteger();
    sums.estimated = json["estimated_calls"_L1].toInteger();
    sums.estimatedNanoUsd = json["estimated_nanousd"_L1].toInteger();
    sums.adjustedNanoUsd = json["adjusted_nanousd"_L1].toInteger();
    sums.batch = json["batch_calls"_L1].toInteger();
    sums.batchNanoUsd = json["batch_nanousd"_L1].toInteger();
    return sums;
}

std::optional<qint64> UsageSums::billNanoUsd() const {
    if (calls > 0 && unpriced >= calls && adjustedNanoUsd == 0) return std::nullopt;
    return costNanoUsd + adjustedNanoUsd;
}

UsageRow UsageRow::fromJson(const QJsonObject& json, const QString& grouping, qint64 costInAll) {
    UsageRow row;
    row.grouping = grouping;
    row.group = json["group"_L1].toString();
    row.label = json["label"_L1].toString();
    row.prefix = json["prefix"_L1].toString();
    row.sums = UsageSums::fromJson(json);
    row.budgetNanoUsd = integerOf(json["budget_nanousd"_L1]);
    row.spentNanoUsd = integerOf(json["spent_nanousd"_L1]);
    if (costInAll > 0) row.share = static_cast<double>(row.sums.costNanoUsd) / static_cast<double>(costInAll);
    return row;
}

bool UsageRow::isProbes() const { return group == "probe"_L1 && (grouping == "key"_L1 || grouping == "user"_L1); }

QString UsageRow::title() const {
    // The account of the gateway itself.
    if (isProbes()) return Words::tr("health probes");
    // Two keys may have one name.
    if (!label.isEmpty()) return prefix.isEmpty() ? label : u"%1 (%2)"_s.arg(label, prefix);
    if (!group.isEmpty()) return group;
    return grouping == "user"_L1 ? Words::tr("keys without a user") : unknownText();
}

style::Status UsageRow::status() const {
    if (budgetNanoUsd && spentNanoUsd.value_or(0) >= *budgetNanoUsd) return style::Status::critical;
    return sums.unpriced > 0 ? style::Status::degraded : style::Status::ok;
}

std::vector<Column<Row>> usageColumns() {
    using S = std::optional<style::Status>;
    std::vector<Column<Row>> columns{
        {"group", [] { return Words::tr("Group", "column"); }, [](const Row& row) { return row.title(); }, [](const Row& row) { return QVariant(row.title()); },
         Qt::AlignLeft | Qt::AlignVCenter, [](const Row& row) { return row.status() == style::Status::ok ? S() : S(row.status()); }, [](const Row& row) { return row.group; }},
    };
    for (auto& column : moneyColumns()) columns.push_back(column);
    for (auto& column : countColumns()) columns.push_back(column);
    columns.push_back({"budget", [] { return Words::tr("Budget used", "column"); }, &budgetText, &budgetSort, kAlignNumber, nullptr, &budgetTip});
    return columns;
}

}  // namespace ui::models
