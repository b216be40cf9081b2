#include "ui/widgets/status_badge.hpp"

#include <QTest>

using ui::style::Status;
using ui::widgets::StatusBadge;

class StatusBadgeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysItsStatusInWords() {
        StatusBadge badge(Status::down);
        QCOMPARE(badge.text(), ui::style::statusWord(Status::down));
        QCOMPARE(badge.accessibleName(), badge.text());
        badge.setStatus(Status::degraded, QStringLiteral("Slow"));
        QCOMPARE(badge.accessibleName(), QStringLiteral("Slow"));
        QCOMPARE(badge.status(), Status::degraded);
    }

    void growsWithItsText() {
        StatusBadge badge(Status::ok);
        const int narrow = badge.sizeHint().width();
        badge.setStatus(Status::ok, QStringLiteral("A much longer description"));
        QVERIFY(badge.sizeHint().width() > narrow);
    }

    void paintsTheTintOfItsStatus() {
        StatusBadge badge(Status::critical);
        const QImage image = badge.grab().toImage();
        QCOMPARE(QColor(image.pixel(image.width() / 2, 2)), ui::style::tokens().badgeCrit.tint);
    }
};

QTEST_MAIN(StatusBadgeTest)
#include "status_badge_test.moc"
