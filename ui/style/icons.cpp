#include "ui/style/icons.hpp"

#include <QCoreApplication>
#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <array>
#include <utility>

static void initStyleResource() { Q_INIT_RESOURCE(style); }

namespace ui::style {

namespace {

constexpr std::array kGlyphFiles{
    "alert", "audit", "back", "bell", "block", "check", "chevron_down", "clipboard", "clock", "close", "copy",
    "database", "download", "edit", "errors", "external", "filter", "forward", "gauge", "globe", "hide",
    "info", "instances", "keyhole", "keys", "limits", "lock", "menu", "migrations", "minus", "more",
    "overview", "pause", "play", "playground", "plus", "power", "providers", "queue", "quit", "refresh",
    "runbook", "search", "settings", "show", "snowflake", "sun", "moon", "traffic", "trash", "undo", "usage",
    "users", "warning"};

QPixmap renderSvg(const QString& name, int px, const QColor& color, qreal ratio) {
    const QString key =
        QStringLiteral("gh-%1-%2-%3-%4").arg(name).arg(px).arg(color.name(QColor::HexArgb)).arg(ratio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) return pixmap;
    initStyleResource();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) return pixmap;
    QByteArray svg = file.readAll();
    svg.replace("#000\"", color.name().toLatin1() + '"');
    QSvgRenderer renderer(svg);
    pixmap = QPixmap(QSize(px, px) * ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(QPointF(0, 0), QSizeF(pixmap.size())));
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

/// Asks for the token each time it paints, so that a theme change needs no new icons.
class TokenIconEngine : public QIconEngine {
public:
    TokenIconEngine(QString name, QColor Tokens::*role) : name_(std::move(name)), role_(role) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        const qreal ratio = painter->device()->devicePixelRatioF();
        const int edge = qMin(rect.width(), rect.height());
        const QPoint corner = rect.center() - QPoint((edge - 1) / 2, (edge - 1) / 2);
        painter->drawPixmap(corner, scaledPixmap({edge, edge}, mode, state, ratio));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        return scaledPixmap(size, mode, state, 1.0);
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal scale) override {
        QColor color = tokens().*role_;
        if (mode == QIcon::Disabled) color = tokens().textDisabled;
        if (mode == QIcon::Selected) color = tokens().selectionText;
        return renderSvg(name_, qMin(size.width(), size.height()), color, scale);
    }
    QIconEngine* clone() const override { return new TokenIconEngine(name_, role_); }

private:
    QString name_;
    QColor Tokens::*role_;
};

const char* statusFile(Status status) {
    switch (status) {
        case Status::ok: return "status_ok";
        case Status::degraded: return "status_degraded";
        case Status::critical: return "status_critical";
        case Status::down: return "status_down";
        case Status::unknown: return "status_unknown";
        case Status::paused: return "status_paused";
        case Status::running: return "status_running";
        case Status::readOnly: return "status_read_only";
    }
    return "status_unknown";
}

QString fileOf(Glyph glyph) { return QLatin1StringView(kGlyphFiles.at(static_cast<std::size_t>(glyph))); }

}  // namespace

QIcon icon(Glyph glyph) { return icon(glyph, &Tokens::text); }

QIcon icon(Glyph glyph, QColor Tokens::*role) { return QIcon(new TokenIconEngine(fileOf(glyph), role)); }

QPixmap glyphPixmap(Glyph glyph, int px, const QColor& color, qreal devicePixelRatio) {
    return renderSvg(fileOf(glyph), px, color, devicePixelRatio);
}

QPixmap statusGlyph(Status status, int px) { return statusGlyph(status, px, statusColor(status)); }

QPixmap statusGlyph(Status status, int px, const QColor& color) {
    return renderSvg(QLatin1StringView(statusFile(status)), px, color, qGuiApp->devicePixelRatio());
}

QColor statusColor(Status status) {
    const Tokens& t = tokens();
    switch (status) {
        case Status::ok: return t.ok;
        case Status::degraded: return t.warn;
        case Status::critical:
        case Status::down: return t.crit;
        case Status::unknown: return t.unknown;
        case Status::paused: return t.paused;
        case Status::running:
        case Status::readOnly: return t.info;
    }
    return t.unknown;
}

const BadgeColors& statusBadge(Status status) {
    const Tokens& t = tokens();
    switch (status) {
        case Status::ok: return t.badgeOk;
        case Status::degraded: return t.badgeWarn;
        case Status::critical:
        case Status::down: return t.badgeCrit;
        case Status::unknown: return t.badgeUnknown;
        case Status::paused: return t.badgePaused;
        case Status::running:
        case Status::readOnly: return t.badgeInfo;
    }
    return t.badgeUnknown;
}

QString statusWord(Status status) {
    const auto word = [](const char* text) { return QCoreApplication::translate("Status", text); };
    switch (status) {
        case Status::ok: return word(QT_TRANSLATE_NOOP("Status", "OK"));
        case Status::degraded: return word(QT_TRANSLATE_NOOP("Status", "Degraded"));
        case Status::critical: return word(QT_TRANSLATE_NOOP("Status", "Critical"));
        case Status::down: return word(QT_TRANSLATE_NOOP("Status", "Down"));
        case Status::unknown: return word(QT_TRANSLATE_NOOP("Status", "Unknown"));
        case Status::paused: return word(QT_TRANSLATE_NOOP("Status", "Paused"));
        case Status::running: return word(QT_TRANSLATE_NOOP("Status", "Running"));
        case Status::readOnly: return word(QT_TRANSLATE_NOOP("Status", "Read-only"));
    }
    return {};
}

Status statusFromName(const QString& name) {
    if (name == QStringLiteral("ok")) return Status::ok;
    if (name == QStringLiteral("degraded")) return Status::degraded;
    if (name == QStringLiteral("critical")) return Status::critical;
    if (name == QStringLiteral("down")) return Status::down;
    if (name == QStringLiteral("paused")) return Status::paused;
    if (name == QStringLiteral("running")) return Status::running;
    return Status::unknown;
}

QIcon applicationIcon() {
    initStyleResource();
    return QIcon(QStringLiteral(":/icons/gatehouse.svg"));
}

}  // namespace ui::style
