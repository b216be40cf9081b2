#include "ui/shell/stage_view.hpp"

#include "ui/bridge/error_text.hpp"
#include "ui/shell/key_question.hpp"

#include <QCoreApplication>

namespace ui::shell {

namespace {

QString translated(const char* text) { return QCoreApplication::translate("StartFailure", text); }

/// "nginx (process 4711)", or the little that is known of the holder.
QString holderOf(const QJsonObject& detail) {
    const QString name = detail.value(QStringLiteral("holder_name")).toString();
    const qint64 pid = detail.value(QStringLiteral("holder_pid")).toInteger();
    if (!name.isEmpty() && pid > 0) {
        return translated(QT_TRANSLATE_NOOP("StartFailure", "%1 (process %2)")).arg(name).arg(pid);
    }
    if (pid > 0) return translated(QT_TRANSLATE_NOOP("StartFailure", "process %1")).arg(pid);
    if (!name.isEmpty()) return name;
    return translated(QT_TRANSLATE_NOOP("StartFailure", "another process"));
}

QString portTaken(const QJsonObject& detail) {
    const QString host = detail.value(QStringLiteral("host")).toString();
    const qint64 port = detail.value(QStringLiteral("port")).toInteger();
    return translated(QT_TRANSLATE_NOOP("StartFailure", "Port %1 on %2 is in use by %3."))
        .arg(QString::number(port), host.isEmpty() ? QStringLiteral("127.0.0.1") : host, holderOf(detail));
}

QString storeLocked(const QJsonObject& detail) {
    return translated(QT_TRANSLATE_NOOP("StartFailure", "The data directory %1 is in use by %2. End that program, then retry."))
        .arg(detail.value(QStringLiteral("path")).toString(), holderOf(detail));
}

QString settingInvalid(const QJsonObject& detail) {
    const QString field = detail.value(QStringLiteral("field")).toString();
    const QString value = detail.value(QStringLiteral("value")).toVariant().toString();
    const QString allowed = detail.value(QStringLiteral("allowed")).toString();
    const QString file = detail.value(QStringLiteral("file")).toString();
    const qint64 line = detail.value(QStringLiteral("line")).toInteger();
    QStringList parts;
    if (!file.isEmpty() && line > 0) {
        parts << translated(QT_TRANSLATE_NOOP("StartFailure", "File %1, line %2.")).arg(file).arg(line);
    } else if (!file.isEmpty()) {
        parts << translated(QT_TRANSLATE_NOOP("StartFailure", "File %1.")).arg(file);
    } else {
        parts << translated(QT_TRANSLATE_NOOP("StartFailure", "From the environment."));
    }
    parts << (value.isEmpty() ? translated(QT_TRANSLATE_NOOP("StartFailure", "The setting %1 is not valid.")).arg(field)
                              : translated(QT_TRANSLATE_NOOP("StartFailure", "The setting %1 has the value \"%2\"."))
                                    .arg(field, value));
    if (!allowed.isEmpty()) parts << translated(QT_TRANSLATE_NOOP("StartFailure", "Allowed: %1.")).arg(allowed);
    return parts.join(u' ');
}

}  // namespace

QString startFailureText(const QJsonObject& error) {
    const QString code = error.value(QStringLiteral("code")).toString();
    const QJsonObject detail = error.value(QStringLiteral("detail")).toObject();
    if (code == QStringLiteral("PORT_TAKEN")) return portTaken(detail);
    if (code == QStringLiteral("STORE_LOCKED")) return storeLocked(detail);
    if (const QString question = keyQuestionText(error); !question.isEmpty()) return question;
    if (code == QStringLiteral("SETTINGS_INVALID") && detail.contains(QStringLiteral("field"))) return settingInvalid(detail);
    bridge::ApiError plain;
    plain.code = code;
    plain.message = error.value(QStringLiteral("message")).toString();
    return bridge::errorText(plain);
}

}  // namespace ui::shell
