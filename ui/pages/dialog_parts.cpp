#include "ui/pages/dialog_parts.hpp"

#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace ui::pages {

using namespace Qt::StringLiterals;

void nameDialog(QDialog& dialog, const QString& name) {
    const QString before = dialog.objectName() + u'.';
    for (QWidget* part : dialog.findChildren<QWidget*>()) {
        if (part->objectName().startsWith(before)) part->setObjectName(name + u'.' + part->objectName().mid(before.size()));
    }
    dialog.setObjectName(name);
}

QString requestText(const char* method, const QUrl& api, const QString& path, const QJsonObject& body) {
    const QString call = u"%1 %2"_s.arg(QLatin1StringView(method), api.resolved(QUrl(path)).toString());
    if (body.isEmpty()) return call;
    return call + u' ' + QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact));
}

void openDialog(QDialog* dialog) {
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

QString adminPath(const QString& collection, const QString& id, const QString& action) {
    const QString path = u"/api/v1/admin/%1/%2"_s.arg(collection, QString::fromLatin1(QUrl::toPercentEncoding(id)));
    return action.isEmpty() ? path : path + u'/' + action;
}

SubmitDialog::SubmitDialog(const QString& name, const QString& title, const QString& plan, const QString& verb, QWidget* parent)
    : ConfirmDialog(title, plan, verb, parent), error_(new QLabel(this)) {
    nameDialog(*this, name);
    error_->setObjectName(name + u".error"_s);
    error_->setProperty("role", u"critical"_s);
    error_->setWordWrap(true);
    error_->hide();
    disconnect(verbButton(), &QPushButton::clicked, this, &QDialog::accept);
    cancelButton()->setAutoDefault(false);
    verbButton()->setAutoDefault(true);
    verbButton()->setDefault(true);
    connect(verbButton(), &QPushButton::clicked, this, [this] {
        if (whyNot_.isEmpty() && !busy_) Q_EMIT submitted();
    });
}

void SubmitDialog::setForm(QWidget* form) {
    form_ = form;
    body()->addWidget(form);
    body()->addWidget(error_);
}

void SubmitDialog::judge(const QString& whyNot) {
    whyNot_ = whyNot;
    setVerbEnabled(whyNot_.isEmpty() && !busy_);
    verbButton()->setToolTip(whyNot_);
    error_->hide();
}

void SubmitDialog::setBusy(bool busy) {
    busy_ = busy;
    if (form_) form_->setEnabled(!busy);
    judge(whyNot_);
}

void SubmitDialog::showSentence(const QString& sentence) {
    error_->setText(sentence);
    error_->setVisible(!sentence.isEmpty());
}

void markInvalid(QWidget* field, bool invalid) {
    if (field->property("invalid").toBool() == invalid) return;
    field->setProperty("invalid", invalid);
    field->style()->unpolish(field);
    field->style()->polish(field);
}

}  // namespace ui::pages
