// Name and class of the environment on a tint of its class: production is amber, so that nobody mistakes it.
// Main thread; owned by EnvironmentStrip.
#pragma once

#include <QWidget>

namespace ui::shell {

class EnvironmentChip : public QWidget {
    Q_OBJECT

public:
    explicit EnvironmentChip(QWidget* parent = nullptr);

    void setEnvironment(const QString& name, const QString& environmentClass);
    QString text() const;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString name_;
    QString class_;
};

}  // namespace ui::shell
