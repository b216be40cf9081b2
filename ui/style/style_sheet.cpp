#include "ui/style/style_sheet.hpp"

#include "ui/style/theme.hpp"

#include <QHash>

namespace ui::style {

namespace {

// ${name} stands for a token. The focus ring replaces the 1 px border by 2 px and takes the extra from the padding,
// so that nothing moves. Filled buttons ring themselves in the text colour: accent on accent could not be seen.
constexpr const char* kTemplate = R"(
QToolTip { background: ${surface}; color: ${text}; border: 1px solid ${borderControl}; padding: 4px 6px; }
QPushButton { background: ${surface}; color: ${text}; border: 1px solid ${borderControl}; border-radius: 4px;
  min-height: 26px; max-height: 26px; padding: 0 12px; }
QPushButton:hover { background: ${sunken}; }
QPushButton:pressed, QPushButton:checked { background: ${border}; }
QPushButton:disabled { color: ${textDisabled}; border-color: ${border}; background: ${window}; }
QPushButton:focus { border: 2px solid ${accent}; min-height: 24px; max-height: 24px; padding: 0 11px; }
QPushButton[kind="primary"] { background: ${primary}; color: ${primaryText}; border-color: ${primary}; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: ${primaryHover}; }
QPushButton[kind="danger"] { background: ${danger}; color: ${dangerText}; border-color: ${danger}; font-weight: 600; }
QPushButton[kind="danger"]:hover { background: ${dangerHover}; }
QPushButton[kind="primary"]:disabled, QPushButton[kind="danger"]:disabled { background: ${sunken};
  color: ${textDisabled}; border-color: ${border}; }
QPushButton[kind="primary"]:focus, QPushButton[kind="danger"]:focus { border-color: ${text}; }
QPushButton[kind="flat"] { background: transparent; border-color: transparent; color: ${accent}; }
QPushButton[kind="flat"]:hover { background: ${sunken}; }
QPushButton[kind="flat"]:focus { border-color: ${accent}; }
QPushButton[kind="flat"]:disabled { color: ${textDisabled}; }
QPushButton[kind="chip"] { border-radius: 13px; padding: 0 12px; min-height: 24px; max-height: 24px; }
QPushButton[kind="chip"]:checked { background: ${infoTint}; color: ${infoText}; border-color: ${accent}; font-weight: 600; }
QPushButton[kind="chip"]:focus { padding: 0 11px; min-height: 22px; max-height: 22px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 3px; color: ${text}; }
QToolButton:hover { background: ${sunken}; }
QToolButton:pressed, QToolButton:checked { background: ${border}; }
QToolButton:focus { border: 2px solid ${accent}; padding: 2px; }
QToolButton::menu-indicator { image: none; }
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QDateTimeEdit, QComboBox {
  background: ${surface}; color: ${text}; border: 1px solid ${borderControl}; border-radius: 4px;
  selection-background-color: ${selection}; selection-color: ${selectionText}; }
QLineEdit, QSpinBox, QDoubleSpinBox, QDateTimeEdit, QComboBox { min-height: 26px; max-height: 26px; padding: 0 8px; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QDateTimeEdit:focus, QComboBox:focus {
  border: 2px solid ${accent}; min-height: 24px; max-height: 24px; padding: 0 7px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid ${accent}; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { color: ${textDisabled}; border-color: ${border};
  background: ${window}; }
QLineEdit:read-only { background: ${sunken}; border-color: ${border}; }
QLineEdit[invalid="true"] { border-color: ${crit}; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url(:/icons/arrow_${theme}.svg); width: 14px; height: 14px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent; width: 18px; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: ${sunken}; }
QAbstractSpinBox::up-arrow { image: url(:/icons/arrow_up_${theme}.svg); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url(:/icons/arrow_${theme}.svg); width: 10px; height: 10px; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid ${borderControl};
  background: ${surface}; }
QCheckBox::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked { background: ${primary}; border-color: ${primary}; }
QCheckBox::indicator:checked { image: url(:/icons/checked_${theme}.svg); }
QRadioButton::indicator:checked { image: url(:/icons/chosen_${theme}.svg); }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid ${text}; width: 12px; height: 12px; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: ${window}; border-color: ${border}; }
QTabWidget::pane { border: none; border-top: 1px solid ${border}; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: ${textSecondary}; border: none; border-bottom: 2px solid transparent;
  padding: 6px 12px; margin-right: 4px; }
QTabBar::tab:hover { color: ${text}; }
QTabBar::tab:selected { color: ${text}; border-bottom-color: ${accent}; font-weight: 600; }
QTabBar::tab:focus { border: 2px solid ${accent}; border-radius: 4px; padding: 4px 10px; }
QComboBox QAbstractItemView { background: ${surface}; color: ${text}; border: 1px solid ${borderControl};
  selection-background-color: ${selection}; selection-color: ${selectionText}; outline: none; padding: 2px; }
QMenu { background: ${surface}; color: ${text}; border: 1px solid ${borderControl}; padding: 4px 0; }
QMenu::item { padding: 5px 28px 5px 28px; }
QMenu::item:selected { background: ${selection}; color: ${selectionText}; }
QMenu::item:disabled { color: ${textDisabled}; }
QMenu::separator { height: 1px; background: ${border}; margin: 4px 8px; }
QMenu::icon { left: 8px; }
QTableView, QTreeView, QListView { background: ${surface}; alternate-background-color: ${window}; color: ${text};
  border: none; outline: none; gridline-color: ${border};
  selection-background-color: ${selection}; selection-color: ${selectionText}; }
QTableView:focus, QTreeView:focus { border: 2px solid ${accent}; border-radius: 4px; }
QTableView, QTreeView { border: 2px solid transparent; }
QHeaderView { background: ${surface}; border: none; }
QHeaderView::section { background: ${surface}; color: ${textSecondary}; border: none;
  border-bottom: 1px solid ${border}; padding: 4px 8px; font-weight: 600; }
QHeaderView::section:hover { color: ${text}; }
QHeaderView::up-arrow { image: url(:/icons/arrow_up_${theme}.svg); width: 10px; height: 10px; right: 6px; }
QHeaderView::down-arrow { image: url(:/icons/arrow_${theme}.svg); width: 10px; height: 10px; right: 6px; }
QTableCornerButton::section { background: ${surface}; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: ${borderControl}; border-radius: 3px; margin: 2px; min-width: 32px; min-height: 32px; }
QScrollBar::handle:hover { background: ${textSecondary}; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: ${border}; }
QProgressBar { background: ${sunken}; border: none; border-radius: 3px; max-height: 6px; color: transparent; }
QProgressBar::chunk { background: ${accent}; border-radius: 3px; }
QFrame#card { background: ${surface}; border: 1px solid ${border}; border-radius: 6px; }
QWidget#environmentStrip { background: ${surface}; border-bottom: 1px solid ${border}; }
QWidget#statusStrip { background: ${surface}; border-top: 1px solid ${border}; }
QListView#navigation { background: ${sunken}; border: none; border-right: 1px solid ${border}; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget#scrolled { background: transparent; }
QLabel[role="secondary"] { color: ${textSecondary}; }
QLabel[role="link"] { color: ${accent}; }
QLabel[role="critical"] { color: ${crit}; }
QDialog { background: ${window}; }
)";

QColor shade(const QColor& color) {
    return color.lightness() > 127 ? color.lighter(108) : color.darker(115);
}

QHash<QString, QString> valuesOf(const Tokens& t) {
    const auto name = [](const QColor& color) { return color.name(); };
    const bool dark = t.window.lightness() < 128;
    return {
        {QStringLiteral("window"), name(t.window)},
        {QStringLiteral("surface"), name(t.surface)},
        {QStringLiteral("sunken"), name(t.sunken)},
        {QStringLiteral("text"), name(t.text)},
        {QStringLiteral("textSecondary"), name(t.textSecondary)},
        {QStringLiteral("textDisabled"), name(t.textDisabled)},
        {QStringLiteral("accent"), name(t.accent)},
        {QStringLiteral("selection"), name(t.selection)},
        {QStringLiteral("selectionText"), name(t.selectionText)},
        {QStringLiteral("crit"), name(t.crit)},
        {QStringLiteral("border"), name(t.border)},
        {QStringLiteral("borderControl"), name(t.borderControl)},
        {QStringLiteral("primary"), name(t.primary)},
        {QStringLiteral("primaryHover"), name(shade(t.primary))},
        {QStringLiteral("primaryText"), name(t.primaryText)},
        {QStringLiteral("danger"), name(t.danger)},
        {QStringLiteral("dangerHover"), name(shade(t.danger))},
        {QStringLiteral("dangerText"), name(t.dangerText)},
        {QStringLiteral("infoTint"), name(t.badgeInfo.tint)},
        {QStringLiteral("infoText"), name(t.badgeInfo.text)},
        {QStringLiteral("theme"), dark ? QStringLiteral("dark") : QStringLiteral("light")},
    };
}

}  // namespace

QString styleSheetOf(const Tokens& tokens) {
    QString sheet = QString::fromLatin1(kTemplate);
    const QHash<QString, QString> values = valuesOf(tokens);
    for (auto it = values.begin(); it != values.end(); ++it) {
        sheet.replace(QStringLiteral("${%1}").arg(it.key()), it.value());
    }
    return sheet;
}

}  // namespace ui::style
