// What table cells say and how they look: relative times, shares, states.
#include "ui/delegates/cell_delegates.hpp"

#include "ui/models/roles.hpp"
#include "ui/style/icons.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"

#include <QApplication>
#include <QPainter>
#include <QStandardItemModel>
#include <QTest>

using namespace ui::delegates;

namespace {

/// Makes the painted option visible to the test.
class OpenTimeDelegate : public RelativeTimeDelegate {
public:
    using RelativeTimeDelegate::RelativeTimeDelegate;
    QString textFor(const QModelIndex& index) const {
        QStyleOptionViewItem option;
        initStyleOption(&option, index);
        return option.text;
    }
};

QImage painted(const QStyledItemDelegate& delegate, const QModelIndex& index, QStyle::State state) {
    QImage image(160, ui::style::kRowHeight, QImage::Format_ARGB32_Premultiplied);
    image.fill(ui::style::tokens().surface);
    QPainter painter(&image);
    QStyleOptionViewItem option;
    option.rect = image.rect();
    option.state = state;
    option.font = QApplication::font();
    option.fontMetrics = QFontMetrics(option.font);
    option.palette = QApplication::palette();
    delegate.paint(&painter, option, index);
    return image;
}

int countOf(const QImage& image, const QColor& color) {
    int pixels = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) pixels += image.pixelColor(x, y) == color ? 1 : 0;
    }
    return pixels;
}

}  // namespace

class CellDelegatesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::style::applyTheme(*qApp, ui::style::ThemeKind::light); }

    void init() {
        model_.clear();
        model_.appendRow(new QStandardItem(QStringLiteral("37/100")));
        cell_ = model_.index(0, 0);
    }

    void saysTimesRelativeToThePresent() {
        const QDateTime now(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);
        const OpenTimeDelegate delegate(nullptr, [now] { return now; });
        model_.setData(cell_, now.addSecs(-90), ui::models::kSortRole);
        QCOMPARE(delegate.textFor(cell_), QStringLiteral("1 min ago"));
        model_.setData(cell_, QVariant(), ui::models::kSortRole);
        QCOMPARE(delegate.textFor(cell_), QStringLiteral("37/100"));
    }

    void readsTheShareFromTheText_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("share");
        QTest::newRow("of a total") << "37/100" << 0.37;
        QTest::newRow("with spaces") << " 1 / 4 " << 0.25;
        QTest::newRow("percent") << "61 %" << 0.61;
        QTest::newRow("more than all") << "140 %" << 1.0;
        QTest::newRow("of nothing") << "3/0" << -1.0;
        QTest::newRow("words") << "12 connections" << -1.0;
        QTest::newRow("empty") << "" << -1.0;
        QTest::newRow("dash") << "—" << -1.0;
    }

    void readsTheShareFromTheText() {
        QFETCH(QString, text);
        QFETCH(double, share);
        QCOMPARE(UsageDelegate::shareOf(text), share);
    }

    void drawsABarOnlyForAShare() {
        const UsageDelegate delegate(nullptr);
        QVERIFY(countOf(painted(delegate, cell_, QStyle::State_Enabled), ui::style::tokens().accent) > 0);
        model_.setData(cell_, QStringLiteral("12 conn"));
        QCOMPARE(countOf(painted(delegate, cell_, QStyle::State_Enabled), ui::style::tokens().accent), 0);
        model_.setData(cell_, QStringLiteral("97 %"));
        QVERIFY(countOf(painted(delegate, cell_, QStyle::State_Enabled), ui::style::tokens().crit) > 0);
    }

    void paintsAStateInItsColourAndPlainWhenDisabled() {
        const StatusDelegate delegate(nullptr);
        model_.setData(cell_, static_cast<int>(ui::style::Status::critical), ui::models::kStatusRole);
        model_.setData(cell_, QStringLiteral("Critical"));
        const QColor crit = ui::style::tokens().crit;
        QVERIFY(countOf(painted(delegate, cell_, QStyle::State_Enabled), crit) > 0);
        QCOMPARE(countOf(painted(delegate, cell_, QStyle::State_None), crit), 0);
    }

    void paintsACellWithoutAStateAsPlainText() {
        const StatusDelegate status(nullptr);
        const CellDelegate plain(nullptr);
        QCOMPARE(painted(status, cell_, QStyle::State_Enabled), painted(plain, cell_, QStyle::State_Enabled));
    }

    void keepsEveryRowAtOneHeight() {
        const StatusDelegate delegate(nullptr);
        for (const QString& text : {QStringLiteral("OK"), QStringLiteral("正常")}) {
            model_.setData(cell_, text);
            QCOMPARE(delegate.sizeHint(QStyleOptionViewItem(), cell_).height(), ui::style::kRowHeight);
        }
    }

private:
    QStandardItemModel model_;
    QModelIndex cell_;
};

QTEST_MAIN(CellDelegatesTest)
#include "cell_delegates_test.moc"
