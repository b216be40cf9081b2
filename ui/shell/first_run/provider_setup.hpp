// Saves a provider and asks it for its models: create (or change what is there), then probe.
// Main thread; owned by ProviderStep. One run at a time.
#pragma once

#include "ui/bridge/api_types.hpp"
#include "ui/shell/first_run/first_run_context.hpp"

#include <QObject>
#include <QStringList>

namespace ui::shell {

struct ProviderDraft {
    QString name, kind, baseUrl, apiKey;
    bool allowPrivate = false;
    /// A provider of this name is taken over instead of refused: the demo of an earlier start.
    bool adopt = false;
};

struct ProbeAnswer {
    bool ok = false;
    int latencyMs = 0;
    QString error;
    QStringList models;
};

class ProviderSetup : public QObject {
    Q_OBJECT

public:
    explicit ProviderSetup(const FirstRunContext& context, QObject* parent = nullptr);

    /// @param id of the provider that an earlier run has made; empty: a new one.
    void run(const ProviderDraft& draft, const QString& id);
    void probe(const QString& id, const QString& name);

Q_SIGNALS:
    void saved(const QString& id);
    void refused(const ui::bridge::ApiError& error);
    void answered(const ui::shell::ProbeAnswer& answer);

private:
    void create(const ProviderDraft& draft);
    void change(const ProviderDraft& draft, const QString& id);
    void adopt(const ProviderDraft& draft, const bridge::ApiError& conflict);
    void take(const bridge::ApiReply& reply, const ProviderDraft& draft);
    pages::TaskEnd begin(const QString& action, const QString& target, const char* verb, const QString& path);

    const FirstRunContext& context_;
};

}  // namespace ui::shell
