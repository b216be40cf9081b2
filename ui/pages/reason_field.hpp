// The line of a confirmation that asks why, for the audit log, and what the call makes of it. Thread: main.
#pragma once

#include <QJsonObject>
#include <QString>

class QDialog;
class QLineEdit;

namespace ui::widgets {
class ConfirmDialog;
}

namespace ui::pages {

/// Under the plan; "confirmDialog.reason" until nameDialog gives it the page's name.
QLineEdit* addReason(widgets::ConfirmDialog& dialog);
/// What was typed there; empty without such a line.
QString reasonIn(const QDialog& dialog);
/// A DELETE has no body: its reason is part of the query.
QString withReason(const QString& path, const QString& reason);
QJsonObject reasonBody(const QString& reason);

}  // namespace ui::pages
