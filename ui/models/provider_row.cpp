#include "ui/models/provider_row.hpp"

#include "ui/models/json_values.hpp"
#include "ui/models/number_text.hpp"

#include <QCoreApplication>
#include <QLocale>

#include <array>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

struct ProviderWords {
    Q_DECLARE_TR_FUNCTIONS(ui::models::ProviderTable)
};

struct KindName {
    const char* kind;
    const char* name;
};

constexpr std::array kKinds{KindName{"openai", "OpenAI"}, KindName{"anthropic", "Anthropic"}, KindName{"gemini", "Gemini"},
                            KindName{"azure", "Azure OpenAI"}};

QString credentialText(const ProviderRow& row) {
    if (!row.hasCredential) return ProviderWords::tr("none", "credential");
    return row.hasCredentialTail() ? row.credentialHint : ProviderWords::tr("sealed", "credential whose last characters are not shown");
}

QString credentialTip(const ProviderRow& row) {
    if (!row.hasCredential) return ProviderWords::tr("This provider is called without a credential.");
    return ProviderWords::tr("Kept sealed by the gateway. Only its last characters are shown.");
}

QString privateText(const ProviderRow& row) {
    return row.allowPrivate ? ProviderWords::tr("Allowed", "private addresses") : ProviderWords::tr("No", "private addresses");
}

QString privateTip(const ProviderRow& row) {
    return row.allowPrivate ? ProviderWords::tr("This provider may be on this machine or in a private network.")
                            : ProviderWords::tr("Addresses of this machine and of private networks are refused.");
}

std::optional<LastProbe> lastProbeOf(const QJsonValue& json) {
    if (!json.isObject()) return std::nullopt;
    LastProbe probe;
    probe.at = timeOf(json["at"_L1]);
    probe.isOk = json["ok"_L1].toBool();
    probe.isCall = json["call"_L1].toString() == "chat"_L1;
    probe.latencyMs = json["latency_ms"_L1].toDouble();
    if (!probe.isOk) probe.told = {{u"error"_s, json["error"_L1]}, {u"error_code"_s, json["error_code"_L1]}};
    probe.costNanoUsd = integerOf(json["cost_nanousd"_L1]);
    return probe;
}

}  // namespace

QString tinyMoneyText(qint64 nanoUsd) {
    constexpr qint64 kNanoPerDollar = 1'000'000'000;
    QString part = QString::number(nanoUsd % kNanoPerDollar).rightJustified(9, u'0');
    while (part.size() > 2 && part.endsWith(u'0')) part.chop(1);
    const QLocale locale;
    return u'$' + locale.toString(nanoUsd / kNanoPerDollar) + locale.decimalPoint() + part;
}

ProviderRow ProviderRow::fromJson(const QJsonObject& json) {
    ProviderRow row;
    row.id = json["id"_L1].toString();
    row.tag = json["etag"_L1].toString();
    row.name = json["name"_L1].toString();
    row.kind = json["kind"_L1].toString();
    row.baseUrl = json["base_url"_L1].toString();
    row.credentialHint = json["credential_hint"_L1].toString();
    row.allowPrivate = json["allow_private"_L1].toBool();
    row.isActive = json["is_active"_L1].toBool(true);
    row.hasCredential = json["has_credential"_L1].toBool();
    row.connectMs = integerOf(json["connect_timeout_ms"_L1]);
    row.firstByteMs = integerOf(json["first_byte_timeout_ms"_L1]);
    row.idleMs = integerOf(json["idle_timeout_ms"_L1]);
    row.totalMs = integerOf(json["total_timeout_ms"_L1]);
    row.probeSeconds = integerOf(json["probe_interval_seconds"_L1]);
    row.probeModel = json["probe_model"_L1].toString();
    const QJsonValue probe = json["probe"_L1];
    row.lastProbe = lastProbeOf(probe["last"_L1]);
    row.nextProbe = timeOf(probe["next_at"_L1]);
    row.callEstimateNanoUsd = integerOf(probe["estimate_nanousd"_L1]);
    return row;
}

void ProviderRow::takeHealth(const QJsonObject& dependency) {
    health = style::statusFromName(dependency["status"_L1].toString());
    healthDetail = dependency["detail"_L1].toString();
    recentCalls = dependency["usage"_L1].toString();
    latencyMs = numberOf(dependency["latency_ms"_L1]);
}

bool ProviderRow::hasCredentialTail() const { return !QString(credentialHint).remove(u'…').isEmpty(); }

style::Status ProviderRow::shownHealth() const { return isActive ? health : style::Status::paused; }

QString ProviderRow::healthWord() const {
    return isActive ? style::statusWord(health) : ProviderWords::tr("Off", "provider");
}

QStringList providerKinds() {
    QStringList kinds;
    for (const KindName& kind : kKinds) kinds << QLatin1StringView(kind.kind);
    return kinds;
}

QString providerKindName(const QString& kind) {
    for (const KindName& known : kKinds) {
        if (kind == QLatin1StringView(known.kind)) return QLatin1StringView(known.name);
    }
    return kind;
}

QSet<QString> providersOff(const std::vector<ProviderRow>& providers) {
    QSet<QString> off;
    for (const ProviderRow& row : providers) {
        if (!row.isActive) off.insert(row.name);
    }
    return off;
}

std::vector<Column<ProviderRow>> providerColumns() {
    using Row = ProviderRow;
    using Status = std::optional<style::Status>;
    const Qt::Alignment left = Qt::AlignLeft | Qt::AlignVCenter;
    return {
        {"name", [] { return ProviderWords::tr("Name", "column"); }, [](const Row& row) { return row.name; },
         [](const Row& row) { return QVariant(row.name); }, left, nullptr, [](const Row& row) { return row.name; }},
        {"kind", [] { return ProviderWords::tr("Kind", "column"); }, [](const Row& row) { return providerKindName(row.kind); },
         [](const Row& row) { return QVariant(row.kind); }},
        {"baseUrl", [] { return ProviderWords::tr("Address", "column"); }, [](const Row& row) { return row.baseUrl; },
         [](const Row& row) { return QVariant(row.baseUrl); }, left, nullptr, [](const Row& row) { return row.baseUrl; }},
        {"private", [] { return ProviderWords::tr("Private", "column: private addresses"); }, &privateText,
         [](const Row& row) { return QVariant(row.allowPrivate); }, left, nullptr, &privateTip},
        {"active", [] { return ProviderWords::tr("On", "column: the provider is switched on"); },
         [](const Row& row) { return row.isActive ? ProviderWords::tr("On", "provider") : ProviderWords::tr("Off", "provider"); },
         [](const Row& row) { return QVariant(row.isActive); }, left, nullptr,
         [](const Row& row) {
             return row.isActive ? QString() : ProviderWords::tr("Gets no requests until it is switched on.");
         }},
        {"health", [] { return ProviderWords::tr("Recent health", "column"); },
         [](const Row& row) { return row.healthWord(); },
         [](const Row& row) { return QVariant(static_cast<int>(row.shownHealth())); }, left,
         [](const Row& row) { return Status(row.shownHealth()); }, [](const Row& row) { return row.healthDetail; }},
        {"latency", [] { return ProviderWords::tr("Latency", "column"); },
         [](const Row& row) { return durationText(row.latencyMs); },
         [](const Row& row) { return row.latencyMs ? QVariant(*row.latencyMs) : QVariant(); }, kAlignNumber, nullptr,
         [](const Row&) { return ProviderWords::tr("Mean of the calls in the last 5 minutes."); }},
        {"credential", [] { return ProviderWords::tr("Credential", "column"); }, &credentialText,
         [](const Row& row) { return QVariant(row.credentialHint); }, left, nullptr, &credentialTip},
    };
}

}  // namespace ui::models
