#include "ui/shell/key_list_dialog.hpp"

#include "ui/shell/key_bindings.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"
#include "ui/widgets/key_list.hpp"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::shell {

namespace {

constexpr int kWidth = 520;

}  // namespace

KeyListDialog::KeyListDialog(QWidget* parent) : QDialog(parent) {
    setObjectName(QStringLiteral("keyListDialog"));
    setWindowTitle(tr("Keys", "window title: list of keyboard shortcuts"));
    setAccessibleName(windowTitle());
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(kWidth);
    auto* heading = new QLabel(tr("Keys of the console"), this);
    heading->setFont(style::pageTitleFont());
    QList<std::pair<QString, QString>> lines;
    for (const pages::KeyLine& line : keyLines()) lines.append({line.keys, line.does});
    auto* note = new QLabel(tr("No key changes anything at the gateway."), this);
    note->setProperty("role", QStringLiteral("secondary"));
    auto* close = new QPushButton(tr("Close", "list of keys"), this);
    close->setObjectName(QStringLiteral("keyListDialog.close"));
    close->setAccessibleName(tr("Close the list of keys"));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(style::kGapLarge, style::kGapLarge, style::kGapLarge, style::kPagePadding);
    column->setSpacing(style::kGapCard);
    column->addWidget(heading);
    column->addWidget(new widgets::KeyList(lines, this));
    column->addWidget(note);
    column->addWidget(close, 0, Qt::AlignRight);
}

}  // namespace ui::shell
