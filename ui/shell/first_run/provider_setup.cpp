#include "ui/shell/first_run/provider_setup.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"

#include <QJsonArray>

namespace ui::shell {

using namespace Qt::StringLiterals;
using bridge::ApiReply;

namespace {

constexpr int kConflict = 409;
const QString kProviders = QStringLiteral("/api/v1/admin/providers");

QString pathOf(const QString& id) { return kProviders + u'/' + QString::fromLatin1(QUrl::toPercentEncoding(id)); }

QJsonObject bodyOf(const ProviderDraft& draft) {
    QJsonObject body{{u"kind"_s, draft.kind}, {u"base_url"_s, draft.baseUrl}, {u"allow_private"_s, draft.allowPrivate}};
    // An empty field keeps the credential that is there.
    if (!draft.apiKey.isEmpty()) body.insert(u"api_key"_s, draft.apiKey);
    return body;
}

QString problemOf(const ApiReply& reply) { return reply.ok() ? QString() : bridge::errorText(reply.error); }

}  // namespace

ProviderSetup::ProviderSetup(const FirstRunContext& context, QObject* parent) : QObject(parent), context_(context) {}

pages::TaskEnd ProviderSetup::begin(const QString& action, const QString& target, const char* verb, const QString& path) {
    const QString url = context_.client.endpoint().base.resolved(QUrl(path)).toString();
    return context_.tasks.begin({action, target, u"%1 %2"_s.arg(QLatin1StringView(verb), url)});
}

void ProviderSetup::run(const ProviderDraft& draft, const QString& id) {
    if (id.isEmpty()) return create(draft);
    change(draft, id);
}

void ProviderSetup::create(const ProviderDraft& draft) {
    QJsonObject body = bodyOf(draft);
    body.insert(u"name"_s, draft.name);
    const auto end = begin(tr("Add provider", "task"), draft.name, "POST", kProviders);
    context_.client.post(kProviders, body, this, [this, draft, end](const ApiReply& reply) {
        end(problemOf(reply));
        if (reply.status == kConflict && draft.adopt) return adopt(draft, reply.error);
        take(reply, draft);
    });
}

void ProviderSetup::change(const ProviderDraft& draft, const QString& id) {
    const auto end = begin(tr("Change provider", "task"), draft.name, "PATCH", pathOf(id));
    context_.client.patch(pathOf(id), bodyOf(draft), this, [this, draft, end](const ApiReply& reply) {
        end(problemOf(reply));
        take(reply, draft);
    });
}

void ProviderSetup::adopt(const ProviderDraft& draft, const bridge::ApiError& conflict) {
    context_.client.get(kProviders, this, [this, draft, conflict](const ApiReply& reply) {
        for (const QJsonValue& item : reply.body["items"_L1].toArray()) {
            if (item["name"_L1].toString() == draft.name) return change(draft, item["id"_L1].toString());
        }
        Q_EMIT refused(reply.ok() ? conflict : reply.error);
    });
}

void ProviderSetup::take(const ApiReply& reply, const ProviderDraft& draft) {
    if (!reply.ok()) {
        Q_EMIT refused(reply.error);
        return;
    }
    const QString id = reply.body["id"_L1].toString();
    Q_EMIT saved(id);
    probe(id, draft.name);
}

void ProviderSetup::probe(const QString& id, const QString& name) {
    const QString path = pathOf(id) + u"/probe"_s;
    const auto end = begin(tr("Test provider", "task"), name, "POST", path);
    context_.client.post(path, {}, this, [this, end](const ApiReply& reply) {
        if (!reply.ok()) {
            end(problemOf(reply));
            Q_EMIT refused(reply.error);
            return;
        }
        ProbeAnswer answer;
        answer.ok = reply.body["ok"_L1].toBool();
        answer.latencyMs = reply.body["latency_ms"_L1].toInt();
        if (!answer.ok) answer.error = bridge::probeText(reply.body);
        for (const QJsonValue& model : reply.body["models"_L1].toArray()) answer.models << model.toString();
        if (!answer.ok && answer.error.isEmpty()) answer.error = tr("The provider does not answer as expected.");
        end(answer.ok ? QString() : answer.error);
        Q_EMIT answered(answer);
    });
}

}  // namespace ui::shell
