#include "ui/models/provider_changes.hpp"

#include <QCoreApplication>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ui::models::ProviderChanges)
};

void add(QStringList& lines, const QString& field, const QString& before, const QString& now) {
    if (before == now) return;
    const auto shown = [](const QString& text) { return text.isEmpty() ? u"—"_s : text; };
    lines << Words::tr("%1: %2 → %3", "field, before, after").arg(field, shown(before), shown(now));
}

QString yesNo(bool yes) { return yes ? Words::tr("yes") : Words::tr("no"); }

QString numberText(const std::optional<qint64>& number) { return number ? QString::number(*number) : QString(); }

}  // namespace

QStringList changeLines(const ProviderRow& before, const ProviderRow& now) {
    QStringList lines;
    add(lines, Words::tr("Kind"), providerKindName(before.kind), providerKindName(now.kind));
    add(lines, Words::tr("Base URL"), before.baseUrl, now.baseUrl);
    add(lines, Words::tr("API key"), before.credentialHint, now.credentialHint);
    add(lines, Words::tr("In my own network"), yesNo(before.allowPrivate), yesNo(now.allowPrivate));
    add(lines, Words::tr("Switched on"), yesNo(before.isActive), yesNo(now.isActive));
    add(lines, Words::tr("Connect (ms)"), numberText(before.connectMs), numberText(now.connectMs));
    add(lines, Words::tr("First byte (ms)"), numberText(before.firstByteMs), numberText(now.firstByteMs));
    add(lines, Words::tr("Silence (ms)"), numberText(before.idleMs), numberText(now.idleMs));
    add(lines, Words::tr("Total (ms)"), numberText(before.totalMs), numberText(now.totalMs));
    add(lines, Words::tr("Probe every (s)"), numberText(before.probeSeconds), numberText(now.probeSeconds));
    add(lines, Words::tr("Probe model"), before.probeModel, now.probeModel);
    return lines;
}

}  // namespace ui::models
