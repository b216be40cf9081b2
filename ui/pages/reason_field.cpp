#include "ui/pages/reason_field.hpp"

#include "ui/widgets/confirm_dialog.hpp"

#include <QCoreApplication>
#include <QLineEdit>
#include <QRegularExpression>
#include <QUrl>
#include <QVBoxLayout>

namespace ui::pages {

using namespace Qt::StringLiterals;

namespace {

struct ReasonWords {
    Q_DECLARE_TR_FUNCTIONS(ui::pages::ReasonField)
};
constexpr int kReasonMax = 1000;

}  // namespace

QLineEdit* addReason(widgets::ConfirmDialog& dialog) {
    auto* field = new QLineEdit(&dialog);
    field->setObjectName(dialog.objectName() + u".reason"_s);
    field->setAccessibleName(ReasonWords::tr("Reason"));
    field->setPlaceholderText(ReasonWords::tr("Reason, for the audit log (optional)"));
    field->setMaxLength(kReasonMax);
    dialog.body()->addWidget(field);
    return field;
}

QString reasonIn(const QDialog& dialog) {
    const auto fields = dialog.findChildren<QLineEdit*>(QRegularExpression(u"\\.reason$"_s));
    return fields.isEmpty() ? QString() : fields.first()->text().trimmed();
}

QString withReason(const QString& path, const QString& reason) {
    return reason.isEmpty() ? path : path + u"?reason="_s + QString::fromLatin1(QUrl::toPercentEncoding(reason));
}

QJsonObject reasonBody(const QString& reason) { return reason.isEmpty() ? QJsonObject() : QJsonObject{{u"reason"_s, reason}}; }

}  // namespace ui::pages
