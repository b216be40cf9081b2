#include "ui/shell/status_strip.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/style/icons.hpp"
#include "ui/style/spacing.hpp"

#include <QCoreApplication>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QTimer>
#include <QToolButton>

namespace ui::shell {

namespace {

constexpr int kHeight = 28;
constexpr qint64 kStaleMs = 15000;

style::Status statusOf(bridge::Link link) {
    switch (link) {
        case bridge::Link::online: return style::Status::ok;
        case bridge::Link::offline: return style::Status::down;
        case bridge::Link::connecting: return style::Status::running;
        case bridge::Link::needsLogin:
        case bridge::Link::needsAdmin: return style::Status::readOnly;
    }
    return style::Status::unknown;
}

}  // namespace

QString linkWord(bridge::Link link) {
    const auto word = [](const char* text) { return QCoreApplication::translate("Link", text); };
    switch (link) {
        case bridge::Link::online: return word(QT_TRANSLATE_NOOP("Link", "Connected"));
        case bridge::Link::offline: return word(QT_TRANSLATE_NOOP("Link", "Not connected"));
        case bridge::Link::connecting: return word(QT_TRANSLATE_NOOP("Link", "Connecting"));
        case bridge::Link::needsLogin: return word(QT_TRANSLATE_NOOP("Link", "Sign-in needed"));
        case bridge::Link::needsAdmin: return word(QT_TRANSLATE_NOOP("Link", "Administrator needed"));
    }
    return {};
}

QString roleWord(const QString& role) {
    const auto word = [](const char* text) { return QCoreApplication::translate("Role", text); };
    if (role == QStringLiteral("admin")) return word(QT_TRANSLATE_NOOP("Role", "Administrator"));
    if (role == QStringLiteral("operator")) return word(QT_TRANSLATE_NOOP("Role", "Operator"));
    if (role == QStringLiteral("viewer")) return word(QT_TRANSLATE_NOOP("Role", "Viewer"));
    return role;
}

StatusStrip::StatusStrip(bridge::AdminClient& client, QWidget* parent) : QWidget(parent), client_(client) {
    setObjectName(QStringLiteral("statusStrip"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(kHeight);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(style::kPagePadding, 0, style::kPagePadding, 0);
    row->setSpacing(style::kPagePadding);
    const auto add = [this](const char* name) {
        auto* label = new QLabel(this);
        label->setObjectName(QLatin1StringView(name));
        label->setProperty("role", QStringLiteral("secondary"));
        return label;
    };
    glyph_ = new QLabel(this);
    connection_ = add("status.connection");
    age_ = add("status.age");
    roundTrip_ = add("status.roundTrip");
    user_ = add("status.user");
    clock_ = add("status.clock");
    auto* connection = new QHBoxLayout;
    connection->setSpacing(style::kGapSmall + style::kGapTiny);
    connection->addWidget(glyph_);
    connection->addWidget(connection_);
    row->addLayout(connection);
    row->addWidget(age_);
    row->addWidget(roundTrip_);
    row->addStretch();
    buildTasks();
    row->addWidget(tasks_);
    row->addWidget(user_);
    row->addWidget(clock_);
    timer_ = new QTimer(this);
    timer_->start(std::chrono::seconds(1));
    connect(timer_, &QTimer::timeout, this, &StatusStrip::refresh);
    connect(&client_, &bridge::AdminClient::linkChanged, this, &StatusStrip::refresh);
    connect(&client_, &bridge::AdminClient::userChanged, this, &StatusStrip::refresh);
    connect(&style::themeNotifier(), &style::ThemeNotifier::themeChanged, this, &StatusStrip::refresh);
    refresh();
}

void StatusStrip::buildTasks() {
    tasks_ = new QToolButton(this);
    tasks_->setObjectName(QStringLiteral("status.tasks"));
    tasks_->setToolTip(tr("Open or close the task drawer (Ctrl+J)"));
    connect(tasks_, &QToolButton::clicked, this, &StatusStrip::tasksChosen);
    setRunningTasks(0);
}

void StatusStrip::setRunningTasks(int running) {
    tasks_->setText(running > 0 ? tr("%n task(s) running", nullptr, running) : tr("Tasks", "button of the task drawer"));
    tasks_->setAccessibleName(tasks_->text());
}

void StatusStrip::setTasksVisible(bool visible) { tasks_->setVisible(visible); }

void StatusStrip::refresh() {
    if (!isVisible() && !connection_->text().isEmpty()) return;
    const QLocale locale;
    glyph_->setPixmap(style::statusGlyph(statusOf(client_.link()), 12));
    connection_->setText(linkWord(client_.link()));
    const qint64 age = client_.dataAgeMs();
    age_->setVisible(age >= 0);
    age_->setText(age < kStaleMs ? tr("Data is current") : tr("Data is %1 s old").arg(locale.toString(age / 1000)));
    const qint64 trip = client_.roundTripMs();
    roundTrip_->setVisible(trip >= 0 && client_.link() != bridge::Link::offline);
    roundTrip_->setText(tr("Round trip %1 ms").arg(locale.toString(trip)));
    user_->setVisible(!client_.userEmail().isEmpty());
    user_->setText(tr("%1 (%2)", "user and role").arg(client_.userEmail(), roleWord(client_.role())));
    const QDateTime now = QDateTime::currentDateTime();
    clock_->setText(tr("%1 / %2 UTC", "clock: local time and UTC")
                        .arg(now.toString(QStringLiteral("HH:mm:ss")), now.toUTC().toString(QStringLiteral("HH:mm"))));
}

}  // namespace ui::shell
