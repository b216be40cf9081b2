#include "ui/pages/page.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/pages/skeleton.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace ui::pages {

namespace {

using bridge::AdminClient;
using widgets::InlineMessage;

constexpr std::chrono::milliseconds kSkeletonAfter{400};
constexpr int kStaleIntervals = 3;

enum Layer { kNothing, kSkeleton, kContent };

QString roleWord(const QString& role) {
    if (role == QLatin1StringView("admin")) return Page::tr("administrator", "role");
    if (role == QLatin1StringView("operator")) return Page::tr("operator", "role");
    return Page::tr("viewer", "role");
}

}  // namespace

Page::Page(PageContext& context, std::chrono::milliseconds interval, QWidget* parent)
    : QWidget(parent), context_(context), interval_(interval) {
    build();
    pollTimer_.setInterval(interval_);
    ageTimer_.setInterval(std::chrono::seconds{1});
    skeletonTimer_.setSingleShot(true);
    skeletonTimer_.setInterval(kSkeletonAfter);
    connect(&pollTimer_, &QTimer::timeout, this, [this] { poll(); });
    connect(&ageTimer_, &QTimer::timeout, this, &Page::updateFreshness);
    connect(&skeletonTimer_, &QTimer::timeout, this, [this] {
        if (!hasData_ && stack_->currentIndex() == kNothing) stack_->setCurrentIndex(kSkeleton);
    });
    connect(&client(), &AdminClient::linkChanged, this, [this] { updateRunning(); });
    connect(&client(), &AdminClient::userChanged, this, [this] { showFreshness(stale_, offline_); });
    offline_ = !isOnline();
}

void Page::build() {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(style::kPagePadding, style::kGapCard, style::kPagePadding, style::kPagePadding);
    outer->setSpacing(style::kGapCard);

    auto* header = new QHBoxLayout;
    header->setSpacing(style::kGapCard);
    title_ = new QLabel(this);
    title_->setObjectName(QStringLiteral("page.title"));
    title_->setFont(style::pageTitleFont());
    subtitle_ = new QLabel(this);
    subtitle_->setObjectName(QStringLiteral("page.subtitle"));
    subtitle_->setProperty("role", QStringLiteral("secondary"));
    actions_ = new QHBoxLayout;
    actions_->setSpacing(style::kGap);
    header->addWidget(title_, 0, Qt::AlignBaseline);
    header->addWidget(subtitle_, 1, Qt::AlignBaseline);
    header->addLayout(actions_);
    outer->addLayout(header);

    problem_ = new InlineMessage(this);
    problem_->setObjectName(QStringLiteral("page.problem"));
    problem_->hide();
    notice_ = new InlineMessage(this);
    notice_->setObjectName(QStringLiteral("page.notice"));
    notice_->setClosable(true);
    notice_->hide();
    outer->addWidget(problem_);
    outer->addWidget(notice_);

    auto* content = new QWidget(this);
    body_ = new QVBoxLayout(content);
    body_->setContentsMargins(0, 0, 0, 0);
    body_->setSpacing(style::kGapCard);
    stack_ = new QStackedLayout;
    stack_->addWidget(new QWidget(this));
    auto* skeleton = new Skeleton(this);
    skeleton->setObjectName(QStringLiteral("page.skeleton"));
    stack_->addWidget(skeleton);
    stack_->addWidget(content);
    outer->addLayout(stack_, 1);
}

void Page::setRange(std::chrono::seconds window) {
    if (window == range_) return;
    range_ = window;
    if (isVisible()) refresh();
}

/// What the gateway keeps its metrics for.
std::chrono::seconds Page::rangeMax() const { return std::chrono::hours{24}; }

void Page::setPaused(bool paused) {
    paused_ = paused;
    updateRunning();
    updateSubtitle();
}

void Page::setPace(int pace) {
    pace_ = std::max(1, pace);
    pollTimer_.setInterval(readsEvery());
}

void Page::setSpanPace(int pace) {
    if (std::exchange(spanPace_, std::max(1, pace)) != spanPace_) pollTimer_.setInterval(readsEvery());
}

void Page::focusFilter() {}

void Page::toggleDetails() {}

void Page::open(const QString&) {}

void Page::setLive(bool) {}

void Page::showFreshness(bool, bool) {}

void Page::setSubtitle(const QString& text) {
    subtitleText_ = text;
    updateSubtitle();
}

bool Page::isOnline() const { return client().link() == AdminClient::Link::online; }

void Page::markFresh(const QString& source) {
    failures_.remove(source);
    if (failures_.isEmpty()) {
        sinceFresh_.start();
        freshAt_ = QDateTime::currentDateTime();
    }
    updateFreshness();
}

void Page::markReady() {
    showContent();
    if (hasData_) return;
    hasData_ = true;
    Q_EMIT dataReady();
}

void Page::markFailed(const QString& source, const bridge::ApiError& error) {
    // A lost link is told by linkChanged; the offline state says it better than one failed read.
    if (isOnline()) failures_.insert(source, bridge::errorText(error));
    showContent();
    updateFreshness();
}

void Page::showContent() { stack_->setCurrentIndex(kContent); }

std::function<void(const bridge::ApiReply&)> Page::beginTask(const Task& task) const {
    if (!context_.tasks) return [](const bridge::ApiReply&) {};
    return [end = context_.tasks->begin(task)](const bridge::ApiReply& reply) {
        end(reply.ok() ? QString() : bridge::errorText(reply.error));
    };
}

LongTask Page::beginLongTask(const Task& task, std::function<void()> cancel) const {
    if (context_.tasks) return context_.tasks->beginLong(task, std::move(cancel));
    return {[](const QString&) {}, [](const QString&) {}, [] {}};
}

void Page::permit(QAbstractButton* button, const QString& requiredRole, const QString& whyNot) const {
    QString reason;
    if (offline_) {
        reason = tr("Not connected to the gateway.");
    } else if (!client().mayDo(requiredRole)) {
        reason = tr("Needs the role %1. You are signed in as %2.").arg(roleWord(requiredRole), roleWord(client().role()));
    } else {
        reason = whyNot;
    }
    button->setEnabled(reason.isEmpty());
    button->setToolTip(reason);
}

void Page::updateRunning() {
    offline_ = !isOnline();
    const bool run = isVisible() && !offline_ && !paused_;
    if (run != running_) {
        running_ = run;
        setLive(run);
        if (run) {
            sinceRunning_.start();
            refresh();
            pollTimer_.start();
        } else {
            pollTimer_.stop();
        }
    }
    updateFreshness();
}

void Page::updateFreshness() {
    const auto limit = std::max<qint64>(readsEvery().count() * kStaleIntervals, 3000);
    // Right after showing, the first poll is still on its way: old data counts as stale only when that fails too.
    const bool overdue = sinceFresh_.isValid() && sinceFresh_.elapsed() > limit && sinceRunning_.isValid() &&
                         sinceRunning_.elapsed() > limit;
    stale_ = hasData_ && (offline_ || (running_ && overdue));
    updateSubtitle();
    showProblem();
    showFreshness(stale_, offline_);
}

void Page::updateSubtitle() {
    QStringList parts;
    if (!subtitleText_.isEmpty()) parts << subtitleText_;
    if (freshAt_.isValid()) {
        const QString clock = freshAt_.toString(QStringLiteral("HH:mm:ss"));
        if (offline_) {
            parts << tr("last data %1 before the connection was lost").arg(clock);
        } else if (paused_) {
            parts << tr("paused, data of %1").arg(clock);
        } else if (stale_) {
            parts << tr("data is %n s old", "age of the page's data", static_cast<int>(sinceFresh_.elapsed() / 1000));
        } else {
            parts << tr("updated %1").arg(clock);
        }
    }
    subtitle_->setText(parts.join(QStringLiteral(" · ")));
}

void Page::showProblem() {
    QStringList lines;
    for (auto it = failures_.cbegin(); it != failures_.cend() && !offline_; ++it) {
        lines << tr("%1: %2", "data source: what is wrong").arg(it.key(), it.value());
    }
    const QString text = lines.join(u'\n');
    if (text == problem_->text()) return;
    problem_->showMessage(InlineMessage::Kind::warn, text);
    if (!text.isEmpty()) problem_->addAction(QStringLiteral("page.retry"), tr("Retry"), [this] { refresh(); });
}

void Page::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    title_->setText(title());
    ageTimer_.start();
    if (!hasData_) skeletonTimer_.start();
    updateRunning();
}

void Page::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    ageTimer_.stop();
    updateRunning();
}

}  // namespace ui::pages
