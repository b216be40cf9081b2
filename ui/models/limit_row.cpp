#include "ui/models/limit_row.hpp"

#include "ui/models/json_values.hpp"
#include "ui/models/number_text.hpp"
#include "ui/models/time_text.hpp"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

struct LimitWords {
    Q_DECLARE_TR_FUNCTIONS(ui::models::LimitTable)
};

constexpr double kNearShare = 0.8;

QVariant sortable(const std::optional<qint64>& value) { return value ? QVariant::fromValue(*value) : QVariant(); }

QString numberText(const std::optional<qint64>& value) { return value ? QLocale().toString(*value) : unknownText(); }

/// What the configuration says stands in brackets where nothing was set here.
QString orElse(const std::optional<qint64>& value, const std::optional<qint64>& setting, const std::optional<qint64>& inherited = {}) {
    const auto& other = setting ? setting : inherited;
    if (value || !other) return numberText(value);
    return u"("_s + QLocale().toString(*other) + u")"_s;
}

QString rpmText(const LimitRow& row) { return orElse(row.rpm, row.settingRpm, row.inheritedRpm); }
QString tpmText(const LimitRow& row) { return orElse(row.tpm, row.settingTpm, row.inheritedTpm); }
QString tpdText(const LimitRow& row) { return orElse(row.tpd, {}, row.inheritedTpd); }
QString parallelText(const LimitRow& row) { return orElse(row.parallel, {}, row.inheritedParallel); }

QString settingTip(const LimitRow& row) {
    return row.settingRpm || row.settingTpm ? LimitWords::tr("In brackets: RATE_LIMIT_EXTERNAL_RPM and RATE_LIMIT_EXTERNAL_TPM of the configuration.")
                                            : QString();
}

bool inherits(const LimitRow& row) { return row.inheritedRpm || row.inheritedTpm || row.inheritedTpd || row.inheritedParallel; }

QString rateTip(const LimitRow& row) {
    if (row.scope == "global"_L1) return settingTip(row);
    return inherits(row) ? LimitWords::tr("In brackets: inherited, because nothing of this kind is set here.") : QString();
}

QString budgetText(const LimitRow& row) {
    QStringList parts;
    if (!row.budget.isEmpty()) parts << u"$"_s + row.budget;
    if (!row.budgetDay.isEmpty()) parts << LimitWords::tr("$%1 a day", "budget").arg(row.budgetDay);
    if (!row.budgetMonth.isEmpty()) parts << LimitWords::tr("$%1 a month", "budget").arg(row.budgetMonth);
    return parts.isEmpty() ? unknownText() : parts.join(u" · "_s);
}

QString nowText(const LimitRow& row) {
    if (!row.requestsMinute) return unknownText();
    return LimitWords::tr("%1 / min · %2 running", "requests in the last minute, requests under way")
        .arg(QLocale().toString(*row.requestsMinute), QLocale().toString(row.running.value_or(0)));
}

std::optional<style::Status> nowStatus(const LimitRow& row) {
    const auto limit = row.rpm ? row.rpm : row.settingRpm ? row.settingRpm : row.inheritedRpm;
    if (!limit || !row.requestsMinute || *limit == 0) return std::nullopt;
    const double share = double(*row.requestsMinute) / double(*limit);
    if (share >= 1) return style::Status::critical;
    return share >= kNearShare ? std::optional(style::Status::degraded) : std::nullopt;
}

QString changedText(const LimitRow& row) {
    if (!row.updatedAt.isValid()) return unknownText();
    return row.updatedBy.isEmpty() ? exactText(row.updatedAt) : LimitWords::tr("%1, %2", "who, when").arg(row.updatedBy, exactText(row.updatedAt));
}

std::optional<style::Status> usedStatus(const LimitStateRow& row) {
    if (row.value <= 0 || row.left == 0) return style::Status::critical;
    return double(row.used) >= kNearShare * double(row.value) ? std::optional(style::Status::degraded) : std::nullopt;
}

QString resetsText(const LimitStateRow& row) { return row.resetsAt.isValid() ? exactText(row.resetsAt) : unknownText(); }

QString heldTip(const LimitStateRow& row) {
    if (row.held == 0) return {};
    return LimitWords::tr("%1 of it is reserved by running requests.").arg(limitAmountText(row.unit, row.held));
}

QJsonValue orNull(const std::optional<qint64>& value) { return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null); }
QJsonValue orNull(const QString& text) { return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text); }

}  // namespace

bool LimitRow::isEmpty() const {
    return !rpm && !tpm && !tpd && !parallel && budget.isEmpty() && budgetDay.isEmpty() && budgetMonth.isEmpty();
}

LimitRow LimitRow::fromJson(const QJsonObject& json) {
    LimitRow row;
    row.scope = json["scope"_L1].toString();
    row.subject = json["subject"_L1].toString();
    row.name = json["name"_L1].toString();
    row.rpm = integerOf(json["rpm"_L1]);
    row.tpm = integerOf(json["tpm"_L1]);
    row.tpd = integerOf(json["tpd"_L1]);
    row.parallel = integerOf(json["max_parallel"_L1]);
    row.budget = json["budget_usd"_L1].toString();
    row.budgetDay = json["budget_day_usd"_L1].toString();
    row.budgetMonth = json["budget_month_usd"_L1].toString();
    const QJsonObject settings = json["settings"_L1].toObject();
    row.settingRpm = integerOf(settings["rpm"_L1]);
    row.settingTpm = integerOf(settings["tpm"_L1]);
    const QJsonObject use = json["use"_L1].toObject();
    const QJsonObject inherited = json["inherited"_L1].toObject();
    row.inheritedRpm = integerOf(inherited["rpm"_L1]);
    row.inheritedTpm = integerOf(inherited["tpm"_L1]);
    row.inheritedTpd = integerOf(inherited["tpd"_L1]);
    row.inheritedParallel = integerOf(inherited["max_parallel"_L1]);
    row.requestsMinute = integerOf(use["requests_minute"_L1]);
    row.requestsPeak = integerOf(use["requests_peak_5m"_L1]);
    row.tokensMinute = integerOf(use["tokens_minute"_L1]);
    row.running = integerOf(use["running"_L1]);
    row.refused = integerOf(use["refused"_L1]);
    row.updatedBy = json["updated_by"_L1].toString();
    row.updatedAt = timeOf(json["updated_at"_L1]);
    return row;
}

QJsonObject LimitRow::toBody() const {
    QJsonObject body{{u"rpm"_s, orNull(rpm)}, {u"tpm"_s, orNull(tpm)}, {u"tpd"_s, orNull(tpd)}, {u"max_parallel"_s, orNull(parallel)}};
    if (scope != "key"_L1 && scope != "user"_L1) return body;
    body.insert(u"budget_usd"_s, orNull(budget));
    body.insert(u"budget_day_usd"_s, orNull(budgetDay));
    body.insert(u"budget_month_usd"_s, orNull(budgetMonth));
    return body;
}

QString LimitRow::searchText() const {
    return QStringList{limitScopeWord(scope), limitSubjectText(*this), subject, updatedBy}.join(u' ').toLower();
}

LimitStateRow LimitStateRow::fromJson(const QJsonObject& json) {
    LimitStateRow row;
    row.scope = json["scope"_L1].toString();
    row.subject = json["subject"_L1].toString();
    row.name = json["name"_L1].toString();
    row.limit = json["limit"_L1].toString();
    row.unit = json["unit"_L1].toString();
    row.value = json["value"_L1].toInteger();
    row.used = json["used"_L1].toInteger();
    row.held = json["held"_L1].toInteger();
    row.left = json["left"_L1].toInteger();
    row.resetsAt = timeOf(json["resets_at"_L1]);
    row.sourceScope = json["source"_L1]["scope"_L1].toString();
    row.sourceSubject = json["source"_L1]["subject"_L1].toString();
    return row;
}

QString limitScopeWord(const QString& scope) {
    if (scope == "global"_L1) return LimitWords::tr("Global", "scope of a limit");
    if (scope == "key"_L1) return LimitWords::tr("Key", "scope of a limit");
    if (scope == "user"_L1) return LimitWords::tr("User", "scope of a limit");
    if (scope == "preset"_L1) return LimitWords::tr("Preset", "scope of a limit");
    return LimitWords::tr("Address", "scope of a limit");
}

QString limitSubjectText(const LimitRow& row) {
    if (row.subject != "*"_L1) return row.name.isEmpty() ? row.subject : row.name;
    if (row.scope == "user"_L1) return LimitWords::tr("Each user");
    if (row.scope == "preset"_L1) return LimitWords::tr("Each preset");
    if (row.scope == "ip"_L1) return LimitWords::tr("Each address");
    return LimitWords::tr("Each key without its own");
}

QString limitWord(const QString& limit) {
    if (limit == "rpm"_L1) return LimitWords::tr("Requests a minute");
    if (limit == "tpm"_L1) return LimitWords::tr("Tokens a minute");
    if (limit == "tpd"_L1) return LimitWords::tr("Tokens in 24 hours");
    if (limit == "max_parallel"_L1) return LimitWords::tr("Requests at once");
    if (limit == "budget_day"_L1) return LimitWords::tr("Budget a day (UTC)");
    if (limit == "budget_month"_L1) return LimitWords::tr("Budget a month (UTC)");
    return LimitWords::tr("Budget in all");
}

QString limitAmountText(const QString& unit, qint64 amount) {
    return unit == "nanousd"_L1 ? moneyText(amount) : QLocale().toString(amount);
}

QString limitSourceText(const LimitStateRow& row) {
    if (row.sourceScope == "setting"_L1) return row.sourceSubject;
    if (row.sourceScope == "global"_L1) return LimitWords::tr("Global limit");
    LimitRow subject;
    subject.scope = row.sourceScope;
    subject.subject = row.sourceSubject;
    if (row.sourceSubject == row.subject) subject.name = row.name;
    return LimitWords::tr("%1: %2", "scope, subject").arg(limitScopeWord(row.sourceScope), limitSubjectText(subject));
}

QString limitOriginText(const LimitRow& row) {
    if (row.isEmpty()) return row.scope == "global"_L1 ? LimitWords::tr("Configuration", "where limits come from") : LimitWords::tr("Inherited", "where limits come from");
    const bool partly = inherits(row) || (!row.rpm && row.settingRpm) || (!row.tpm && row.settingTpm);
    return partly ? LimitWords::tr("Partly inherited", "where limits come from") : LimitWords::tr("Set here", "where limits come from");
}

QString tightestText(const std::vector<LimitStateRow>& rows, const QString& limit) {
    QStringList parts;
    const LimitStateRow* least = nullptr;
    qint64 left = 0;
    for (const LimitStateRow& row : rows) {
        if (row.limit != limit) continue;
        // A key without a limit of its own is held to the global one, counted by itself.
        const bool global = row.sourceScope == "global"_L1 || row.sourceScope == "setting"_L1;
        parts << LimitWords::tr("%1 %2", "scope and its limit").arg(limitScopeWord(global ? u"global"_s : row.scope), limitAmountText(row.unit, row.value));
        left = least ? std::min(left, row.left) : row.left;
        if (!least || row.value < least->value) least = &row;
    }
    if (!least) return {};
    const QString value = limitAmountText(least->unit, least->value);
    const QString rest = limitAmountText(least->unit, left);
    if (parts.size() == 1) return LimitWords::tr("%1: %2 in force, %3 left", "limit, whose and amount, amount").arg(limitWord(limit), parts.first(), rest);
    return LimitWords::tr("%1: %2 in force = min(%3), %4 left", "limit, amount, list of limits, amount").arg(limitWord(limit), value, parts.join(u", "_s), rest);
}

std::vector<Column<LimitRow>> limitColumns() {
    return {
        {"scope", [] { return LimitWords::tr("Scope", "column"); }, [](const LimitRow& row) { return limitScopeWord(row.scope); },
         [](const LimitRow& row) { return QVariant(row.key()); }},
        {"subject", [] { return LimitWords::tr("Whose", "column"); }, &limitSubjectText,
         [](const LimitRow& row) { return QVariant(limitSubjectText(row)); }},
        {"rpm", [] { return LimitWords::tr("Requests/min", "column"); }, &rpmText, [](const LimitRow& row) { return sortable(row.rpm); }, kAlignNumber, nullptr, &rateTip},
        {"tpm", [] { return LimitWords::tr("Tokens/min", "column"); }, &tpmText, [](const LimitRow& row) { return sortable(row.tpm); }, kAlignNumber, nullptr, &rateTip},
        {"tpd", [] { return LimitWords::tr("Tokens/24 h", "column"); }, &tpdText,
         [](const LimitRow& row) { return sortable(row.tpd); }, kAlignNumber, nullptr, &rateTip},
        {"parallel", [] { return LimitWords::tr("At once", "column"); }, &parallelText,
         [](const LimitRow& row) { return sortable(row.parallel); }, kAlignNumber, nullptr, &rateTip},
        {"origin", [] { return LimitWords::tr("Source", "column: where limits come from"); }, &limitOriginText,
         [](const LimitRow& row) { return QVariant(limitOriginText(row)); }, Qt::AlignLeft | Qt::AlignVCenter, nullptr, &rateTip},
        {"budget", [] { return LimitWords::tr("Budget", "column"); }, &budgetText, [](const LimitRow& row) { return QVariant(budgetText(row)); }},
        {"now", [] { return LimitWords::tr("Now", "column"); }, &nowText, [](const LimitRow& row) { return sortable(row.requestsMinute); },
         Qt::AlignLeft | Qt::AlignVCenter, &nowStatus},
        {"peak", [] { return LimitWords::tr("Peak 5 min", "column"); }, [](const LimitRow& row) { return numberText(row.requestsPeak); },
         [](const LimitRow& row) { return sortable(row.requestsPeak); }, kAlignNumber, nullptr,
         [](const LimitRow&) { return LimitWords::tr("The most requests that counted in any minute of the last five, while a limit of requests a minute holds."); }},
        {"refused", [] { return LimitWords::tr("429s", "column: refusals by this limit"); }, [](const LimitRow& row) { return numberText(row.refused); },
         [](const LimitRow& row) { return sortable(row.refused); }, kAlignNumber, nullptr,
         [](const LimitRow&) { return LimitWords::tr("Requests refused by this limit since the gateway's start."); }},
        {"changed", [] { return LimitWords::tr("Changed", "column"); }, &changedText,
         [](const LimitRow& row) { return row.updatedAt.isValid() ? QVariant(row.updatedAt) : QVariant(); }},
    };
}

std::vector<Column<LimitStateRow>> limitStateColumns() {
    return {
        {"limit", [] { return LimitWords::tr("Limit", "column"); }, [](const LimitStateRow& row) { return limitWord(row.limit); },
         [](const LimitStateRow& row) { return QVariant(row.limit); }},
        {"whose", [] { return LimitWords::tr("Counts", "column"); }, [](const LimitStateRow& row) { return limitScopeWord(row.scope); },
         [](const LimitStateRow& row) { return QVariant(row.scope); }},
        {"used", [] { return LimitWords::tr("Used", "column"); }, [](const LimitStateRow& row) { return limitAmountText(row.unit, row.used); },
         [](const LimitStateRow& row) { return QVariant(row.used); }, kAlignNumber, &usedStatus, &heldTip},
        {"value", [] { return LimitWords::tr("Of", "column: the limit itself"); }, [](const LimitStateRow& row) { return limitAmountText(row.unit, row.value); },
         [](const LimitStateRow& row) { return QVariant(row.value); }, kAlignNumber},
        {"left", [] { return LimitWords::tr("Left", "column"); }, [](const LimitStateRow& row) { return limitAmountText(row.unit, row.left); },
         [](const LimitStateRow& row) { return QVariant(row.left); }, kAlignNumber},
        {"resets", [] { return LimitWords::tr("Fresh at", "column"); }, &resetsText,
         [](const LimitStateRow& row) { return row.resetsAt.isValid() ? QVariant(row.resetsAt) : QVariant(); }},
        {"source", [] { return LimitWords::tr("Set by", "column"); }, &limitSourceText, [](const LimitStateRow& row) { return QVariant(limitSourceText(row)); }},
    };
}

}  // namespace ui::models
