#include "ui/widgets/toast.hpp"

#include "ui/style/icons.hpp"
#include "ui/style/spacing.hpp"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace ui::widgets {

Toast::Toast(QWidget* host) : QFrame(host), host_(host) {
    setObjectName(QStringLiteral("toast"));
    setAccessibleName(tr("Notice"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(style::kPagePadding, style::kGap, style::kGap, style::kGap);
    row->setSpacing(style::kGapCard);
    text_ = new QLabel(this);
    undo_ = new QPushButton(this);
    undo_->setObjectName(QStringLiteral("toast.undo"));
    style::setButtonKind(*undo_, "flat");
    close_ = new QToolButton(this);
    close_->setObjectName(QStringLiteral("toast.close"));
    close_->setAccessibleName(tr("Dismiss this notice"));
    close_->setToolTip(close_->accessibleName());
    close_->setIcon(style::icon(style::Glyph::close));
    row->addWidget(text_);
    row->addWidget(undo_);
    row->addWidget(close_);
    timer_ = new QTimer(this);
    timer_->setSingleShot(true);
    connect(timer_, &QTimer::timeout, this, &QWidget::hide);
    connect(close_, &QToolButton::clicked, this, &QWidget::hide);
    connect(undo_, &QPushButton::clicked, this, [this] {
        hide();
        if (const auto run = std::exchange(undoRun_, {})) run();
    });
    connect(&style::themeNotifier(), &style::ThemeNotifier::themeChanged, this, qOverload<>(&QWidget::update));
    host_->installEventFilter(this);
    hide();
}

void Toast::notify(const QString& text, const QString& undoLabel, std::function<void()> undo) {
    text_->setText(text);
    setAccessibleDescription(text);
    undoRun_ = std::move(undo);
    undo_->setText(undoLabel);
    undo_->setAccessibleName(undoLabel);
    undo_->setVisible(!undoLabel.isEmpty());
    show();
    raise();
    place();
    timer_->start(duration_);
}

QString Toast::text() const { return text_->text(); }

void Toast::place() {
    adjustSize();
    const int width = std::min(sizeHint().width(), host_->width() - 2 * style::kPagePadding);
    resize(width, sizeHint().height());
    move(style::kPagePadding, host_->height() - height() - bottomMargin_);
}

bool Toast::eventFilter(QObject* watched, QEvent* event) {
    if (watched == host_ && event->type() == QEvent::Resize && isVisible()) place();
    return QFrame::eventFilter(watched, event);
}

void Toast::enterEvent(QEnterEvent*) { timer_->stop(); }

void Toast::leaveEvent(QEvent*) {
    if (isVisible()) timer_->start(duration_);
}

void Toast::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) return hide();
    QFrame::keyPressEvent(event);
}

void Toast::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(style::tokens().surface);
    painter.setPen(QPen(style::tokens().borderControl, 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), style::kRadiusCard, style::kRadiusCard);
}

}  // namespace ui::widgets
