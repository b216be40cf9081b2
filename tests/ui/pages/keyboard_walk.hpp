// Walks a page by the Tab key and tells what that does not reach. Test thread.
#pragma once

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QSet>
#include <QStringList>
#include <QTabBar>
#include <QTest>

/// Controls of Qt's own making (a combo box's list, a field's clear button, a spin box's field) are their owner's business.
inline bool isPartOfAControl(const QWidget* widget) {
    const QWidget* owner = widget->parentWidget();
    if (!owner) return false;
    return qobject_cast<const QLineEdit*>(owner) || qobject_cast<const QTabBar*>(owner) || qobject_cast<const QComboBox*>(owner) ||
           qobject_cast<const QAbstractItemView*>(owner) || owner->inherits("QAbstractSpinBox") || owner->inherits("QComboBoxPrivateContainer");
}

inline bool isControl(const QWidget* widget) {
    const bool known = qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QComboBox*>(widget) ||
                       qobject_cast<const QAbstractItemView*>(widget) || widget->inherits("QAbstractSpinBox") || widget->inherits("QAbstractSlider");
    return known && !widget->inherits("QScrollBar") && !isPartOfAControl(widget);
}

/// Names of the controls that are seen, switched on and not come to within one round; empty: the keyboard reaches all of them.
inline QStringList unreachedByTab(QWidget& page) {
    constexpr int kStepsMax = 200;
    page.activateWindow();
    page.setFocus();
    QSet<const QWidget*> reached;
    for (int i = 0; i < kStepsMax; ++i) {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &page, Qt::Key_Tab);
        const QWidget* at = QApplication::focusWidget();
        for (const QWidget* one = at; one && one != &page; one = one->parentWidget()) reached.insert(one);
    }
    QStringList missed;
    for (const QWidget* widget : page.findChildren<QWidget*>()) {
        if (isControl(widget) && widget->isVisible() && widget->isEnabled() && !reached.contains(widget)) {
            missed << (widget->objectName().isEmpty() ? QString::fromLatin1(widget->metaObject()->className()) : widget->objectName());
        }
    }
    return missed;
}
