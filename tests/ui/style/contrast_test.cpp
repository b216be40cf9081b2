// Every text and background pair of both themes, computed as WCAG 2.1 does.
#include "ui/style/theme.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>

using ui::style::BadgeColors;
using ui::style::ThemeKind;
using ui::style::Tokens;

namespace {

constexpr double kTextMin = 4.5;
constexpr double kShapeMin = 3.0;

double channel(double value) { return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); }

double luminance(const QColor& c) {
    return 0.2126 * channel(c.redF()) + 0.7152 * channel(c.greenF()) + 0.0722 * channel(c.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

struct Named {
    const char* name;
    QColor Tokens::*color;
};

constexpr Named kTexts[] = {
    {"text", &Tokens::text},       {"textSecondary", &Tokens::textSecondary}, {"accent", &Tokens::accent},
    {"ok", &Tokens::ok},           {"warn", &Tokens::warn},                   {"crit", &Tokens::crit},
    {"info", &Tokens::info},       {"unknown", &Tokens::unknown},             {"paused", &Tokens::paused},
};
constexpr Named kGrounds[] = {{"window", &Tokens::window}, {"surface", &Tokens::surface}, {"sunken", &Tokens::sunken}};

void addPairs(ThemeKind kind, const char* theme) {
    const Tokens& t = ui::style::tokensOf(kind);
    const auto row = [&](const QString& name, const QColor& a, const QColor& b, double least) {
        QTest::newRow(qPrintable(QStringLiteral("%1: %2").arg(QLatin1StringView(theme), name))) << a << b << least;
    };
    for (const Named& text : kTexts) {
        for (const Named& ground : kGrounds) {
            row(QStringLiteral("%1 on %2").arg(QLatin1StringView(text.name), QLatin1StringView(ground.name)),
                t.*text.color, t.*ground.color, kTextMin);
        }
    }
    row(QStringLiteral("selection"), t.selectionText, t.selection, kTextMin);
    row(QStringLiteral("primary button"), t.primaryText, t.primary, kTextMin);
    row(QStringLiteral("danger button"), t.dangerText, t.danger, kTextMin);
    row(QStringLiteral("control border on surface"), t.borderControl, t.surface, kShapeMin);
    row(QStringLiteral("control border on window"), t.borderControl, t.window, kShapeMin);
    const std::pair<const char*, BadgeColors> badges[] = {
        {"ok", t.badgeOk},     {"warn", t.badgeWarn},       {"crit", t.badgeCrit},
        {"info", t.badgeInfo}, {"unknown", t.badgeUnknown}, {"paused", t.badgePaused},
    };
    for (const auto& [name, badge] : badges) {
        row(QStringLiteral("badge %1").arg(QLatin1StringView(name)), badge.text, badge.tint, 7.0);
    }
    for (std::size_t i = 0; i < t.series.size(); ++i) {
        row(QStringLiteral("series %1 on surface").arg(i + 1), t.series[i], t.surface, kShapeMin);
    }
}

}  // namespace

class ContrastTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsTheFormula() {
        QVERIFY(std::abs(contrast(Qt::black, Qt::white) - 21.0) < 0.001);
        QVERIFY(std::abs(contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
    }

    void everyPairIsLegible_data() {
        QTest::addColumn<QColor>("foreground");
        QTest::addColumn<QColor>("background");
        QTest::addColumn<double>("least");
        addPairs(ThemeKind::light, "light");
        addPairs(ThemeKind::dark, "dark");
    }

    void everyPairIsLegible() {
        QFETCH(QColor, foreground);
        QFETCH(QColor, background);
        QFETCH(double, least);
        const double found = contrast(foreground, background);
        QVERIFY2(found >= least, qPrintable(QStringLiteral("%1 on %2: %3, at least %4")
                                                .arg(foreground.name(), background.name())
                                                .arg(found, 0, 'f', 2)
                                                .arg(least)));
    }
};

QTEST_GUILESS_MAIN(ContrastTest)
#include "contrast_test.moc"
